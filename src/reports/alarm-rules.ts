type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
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
 * @param warnings the row that says None when there are none, from 1
 * @param upToDate the row that begins with No when something is old
 * @param words cells that may hold the result of a statistic
 */
export const alarmRules = (sheet: Sheet, warnings: number, upToDate: number, words: Range): Rule[] => [
  alarm(sheet.getRange(warnings, 2), `=$B$${warnings}<>"None"`),
  alarm(sheet.getRange(upToDate, 2), `=LEFT($B$${upToDate})="N"`),
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
