type Range = GoogleAppsScript.Spreadsheet.Range;
type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

const BAD = '#b3261e';
const DOUBTFUL = '#b06000';
const ALARM_COLOR = '#fce8e6';

/** Results in words, loud where something is wrong. */
const RESULT_COLORS = [
  ['failed', BAD],
  ['partly done', DOUBTFUL],
  ['cancelled', DOUBTFUL],
  ['unfinished', DOUBTFUL],
] as const;

/**
 * Rules that make what is wrong the loudest on the dashboard. Their formulas need no separators, which differ by locale.
 *
 * @param warnings the cell that says None when there are none
 * @param upToDate the cell that begins with No when something is old
 * @param words cells that may hold the result of a statistic
 */
export const alarmRules = (warnings: Range, upToDate: Range, words: Range): Rule[] => [
  alarm(warnings, `=${fixed(warnings)}<>"None"`),
  alarm(upToDate, `=LEFT(${fixed(upToDate)})="N"`),
  ...resultRules(words),
];

/** Rules that colour what came of a statistic, as long as it is not all well. */
export const resultRules = (words: Range): Rule[] =>
  RESULT_COLORS.map(([result, color]) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenTextEqualTo(result)
      .setFontColor(color)
      .setBold(true)
      .setRanges([words])
      .build(),
  );

const alarm = (cell: Range, formula: string): Rule =>
  SpreadsheetApp.newConditionalFormatRule()
    .whenFormulaSatisfied(formula)
    .setFontColor(BAD)
    .setBackground(ALARM_COLOR)
    .setRanges([cell])
    .build();

const fixed = (cell: Range): string => `$B$${cell.getRow()}`;
