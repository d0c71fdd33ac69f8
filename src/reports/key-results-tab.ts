import { findColumns, findHeaderRow } from '../sheets/columns';
import { HEADER_COLOR, QUIET_COLOR, setColumnWidths } from '../sheets/formats';
import { KEY_FIGURES } from '../statistics/registry';
import { GROWTH, type MeasuredFigure } from '../statistics/key-figures';
import { rowFormulas, waitingFormula } from './key-results-formulas';
import type { Surroundings } from './key-results-objectives';
import {
  HISTORY_ID,
  COLUMNS,
  ELSEWHERE,
  EXAMPLES,
  ID,
  TITLE,
  keyResultsLayout as layout,
  OWN_COLUMNS,
  periodsToChoose,
  TYPED,
  WIDTHS,
  type KeyResultColumn,
} from './key-results-layout';
import { checkColumns, keyResultRows, objectiveKey, type KeyResultRow } from './key-result-rows';
import { writeRowFormulas } from './key-results-rows';
import type { Status } from './key-results-status';
import type { Column } from '../sheets/layout';
import type { Tabs } from '../sheets/tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** Rows of a new tab that have all formulas before anybody fills them in; the others say when they will. */
const READY_ROWS = 10;
const COMPUTED_COLOR = '#f6f7f9';

/** Where the tab has what. */
export interface KeyResults {
  readonly title: string;
  readonly columns: ReadonlyMap<string, number>;
  /** From 0. */
  readonly headerRow: number;
  /** How many rows have something in them, header row included. */
  readonly rows: number;
  /** How many key results users have begun. */
  readonly begun: number;
  /** Those and their objectives. */
  readonly lines: number;
  /** What they showed before this refresh. */
  readonly shown: readonly KeyResultRow[];
}

/** What a new tab, and the formulas of all, are made from. */
export interface KeyResultSources {
  readonly figures: readonly MeasuredFigure[];
  /** The first period of history, and today's month: periods to choose from lie around them. */
  readonly firstPeriod: string;
  readonly month: () => string;
}

/** Number formats by the ids of columns; the others are automatic. */
const FORMATS: Readonly<Record<string, string>> = {
  baselinePeriod: '@',
  targetPeriod: '@',
  target: '#,##0',
  baseline: '#,##0',
  current: '#,##0',
  elsewherePeriod: '@',
  elsewhereBaseline: '#,##0',
  elsewhereCurrent: '#,##0',
  baselineBefore: '#,##0',
  currentBefore: '#,##0',
  score: '0%',
  expected: '0%',
  weightedScore: '0%',
  weightedExpected: '0%',
  objectiveScore: '0%',
  objectiveExpected: '0%',
  scoreBefore: '0%',
};

/** Those of its own that stand side by side in a new tab. */
const [, ...SIDE] = OWN_COLUMNS;

const NEW_COLUMNS: KeyResults['columns'] = new Map(COLUMNS.map(({ id }, index) => [id, index]));
const placeInNew = (id: KeyResultColumn): number => NEW_COLUMNS.get(id) ?? 0;

/**
 * Gives every row that users have begun its formulas; what users have written stays. The tab is created once; when
 * users have deleted it, it stays away.
 *
 * @param isMending whether what users have deleted is made again
 * @returns undefined when there is no such tab
 * @throws Failure when columns are missing
 */
export function updateKeyResults(
  tabs: Tabs,
  sources: KeyResultSources,
  isMending: boolean,
): KeyResults | undefined {
  const found = tabs.find(ID, TITLE);
  if (!found && tabs.hasMade(ID) && !isMending) return undefined;
  let rows = 0;
  const fill = (tab: Sheet): void => {
    rows = fillNewTab(tab, sources);
  };
  const sheet = found ?? tabs.make(ID, TITLE, fill);
  const asNew = (title: string): KeyResults => ({
    title,
    columns: NEW_COLUMNS,
    headerRow: 0,
    rows,
    begun: 0,
    lines: 0,
    shown: [],
  });
  if (!found) return asNew(TITLE);
  const range = sheet.getDataRange();
  const values = range.getValues() as unknown[][];
  const formulas = range.getFormulas();
  const title = sheet.getName();
  // All contents come last into a blank tab, so that one that was cut off is known. A tab
  // of that title in which users have written something, with a blank row above or not, is theirs.
  if (values.every((row) => row.every((cell) => cell === ''))) {
    fill(sheet);
    return asNew(title);
  }
  const headerRow = findHeaderRow(values, layout);
  const { columns } = findColumns(() => title, values, formulas, headerRow, layout);
  const missing = layout.columns.filter((each) => !columns.has(each.id));
  if (!isMending) checkColumns(title, columns);
  if (isMending) missing.forEach((each) => columns.set(each.id, addColumn(sheet, headerRow, each)));
  const around = { firstRow: headerRow + 2, lastRow: values.length, history: historyIn(tabs) };
  writeRowFormulas({ sheet, values, formulas, headerRow, columns }, sources.figures, around);
  const isBegun = (row: readonly unknown[]): boolean =>
    TYPED.some((id) => (row[columns.get(id) ?? -1] ?? '') !== '');
  const begun = values.slice(headerRow + 1).filter(isBegun);
  const objectiveOf = (row: readonly unknown[]): unknown => row[columns.get('objective') ?? -1] ?? '';
  const objectives = new Set(begun.map((row) => objectiveKey(String(objectiveOf(row)))));
  objectives.delete('');
  const lines = begun.length + objectives.size;
  const shown = keyResultRows(title, values);
  return { title, columns, headerRow, rows: values.length, begun: begun.length, lines, shown };
}

/** Where the history is, whose header may be looked for in so many columns. */
function historyIn(tabs: Tabs): Surroundings['history'] {
  const sheet = tabs.known(HISTORY_ID);
  return sheet ? { title: sheet.getName(), rows: sheet.getMaxRows(), columns: HISTORY_COLUMNS } : undefined;
}
const HISTORY_COLUMNS = 20;

function addColumn(sheet: Sheet, headerRow: number, { id, header, note = '' }: Column): number {
  const last = sheet.getLastColumn();
  if (last === sheet.getMaxColumns()) sheet.insertColumnsAfter(last, 1);
  sheet
    .getRange(headerRow + 1, last + 1)
    .setValue(header)
    .setNote(note)
    .setFontWeight('bold');
  if (id === 'better')
    chooseBetter(sheet.getRange(headerRow + 2, last + 1, sheet.getMaxRows() - headerRow - 1));
  return last;
}

/** @returns how many rows have something in them */
function fillNewTab(sheet: Sheet, sources: KeyResultSources): number {
  const rows = sheet.getMaxRows() - 1;
  const last = sheet.getMaxColumns();
  if (last < COLUMNS.length) sheet.insertColumnsAfter(last, COLUMNS.length - last);
  const cellsOf = (first: KeyResultColumn, count = 1): Range =>
    sheet.getRange(2, placeInNew(first) + 1, rows, count);
  [cellsOf('status'), cellsOf(SIDE[0], SIDE.length)].forEach(protectComputed);
  const formats = COLUMNS.map(({ id }) => FORMATS[id] ?? 'General');
  const colors = COLUMNS.map(({ id }) => (OWN_COLUMNS.some((own) => own === id) ? COMPUTED_COLOR : null));
  const wraps = COLUMNS.map(({ id }) => id === 'objective' || id === 'keyResult');
  const withHeader = <T>(header: T, row: T[]): T[][] => [
    COLUMNS.map(() => header),
    ...Array.from({ length: rows }, () => row),
  ];
  sheet
    .getRange(1, 1, rows + 1, COLUMNS.length)
    .setVerticalAlignment('middle')
    .setNumberFormats(withHeader('@', formats))
    .setBackgrounds(withHeader<string | null>(HEADER_COLOR, colors))
    .setWraps(withHeader(true, wraps));
  addChoices(cellsOf, sources);
  sheet.setConditionalFormatRules(statusRules(cellsOf('status'), [cellsOf('status')]));
  setColumnWidths(sheet, WIDTHS);
  sheet.setFrozenRows(1);
  sheet.setFrozenColumns(2);
  // Headers stand over their figures.
  const [target, expected] = [placeInNew('target'), placeInNew('expected')];
  sheet.getRange(1, target + 1, rows + 1, expected - target + 1).setHorizontalAlignment('right');
  sheet
    .getRange(1, 1, 1, COLUMNS.length)
    .setFontWeight('bold')
    .setNotes([COLUMNS.map(({ note = '' }) => note)]);
  const contents = [COLUMNS.map(({ header }) => header), ...formulasOf(rows, sources.figures)];
  sheet.getRange(1, 1, contents.length, COLUMNS.length).setValues(contents);
  return rows + 1;
}

/** The cells of so many rows: those that are ready have all formulas, the others their status. */
function formulasOf(rows: number, figures: readonly MeasuredFigure[]): string[][] {
  const ready = Math.min(READY_ROWS, rows);
  const around = { firstRow: 2, lastRow: rows + 1, history: undefined };
  const ofRows = Array.from({ length: ready }, (_, index) =>
    rowFormulas(figures, NEW_COLUMNS, index + 2, around),
  );
  return Array.from({ length: rows }, (_, index) => {
    const formulas: Readonly<Record<string, string>> = ofRows[index] ?? {
      status: waitingFormula(NEW_COLUMNS, index + 2),
    };
    return COLUMNS.map(({ id }) => formulas[id] ?? '');
  });
}

/** Whoever types over formulas is asked first. */
const protectComputed = (range: Range): void => {
  range.protect().setWarningOnly(true);
};

/** Warns of what cannot be scored; the status says the same. */
function addChoices(
  cellsOf: (first: KeyResultColumn, count?: number) => Range,
  { firstPeriod, month }: KeyResultSources,
): void {
  const choose = (items: readonly string[], help: string): GoogleAppsScript.Spreadsheet.DataValidation =>
    SpreadsheetApp.newDataValidation()
      .requireValueInList([...items])
      .setHelpText(help)
      .build();
  cellsOf('statistic').setDataValidation(choose(statisticsToChoose(), 'Choose a statistic from the list.'));
  chooseBetter(cellsOf('better'));
  cellsOf('baselinePeriod', 2).setDataValidation(
    choose(
      periodsToChoose(firstPeriod, month()),
      `A period such as ${EXAMPLES.quarter} (October to December 2025), or a month ${EXAMPLES.month}, a half-year ${EXAMPLES['half-year']}, a year ${EXAMPLES.year}.`,
    ),
  );
}

/** Growth stands behind all others, and what users measure themselves at the end. */
const statisticsToChoose = (): string[] => [
  ...KEY_FIGURES.map(({ name }) => name),
  ...KEY_FIGURES.filter(({ canGrow }) => canGrow).map(({ name }) => `${name}${GROWTH}`),
  ELSEWHERE,
];

const chooseBetter = (range: Range): void => {
  range.setDataValidation(
    SpreadsheetApp.newDataValidation()
      .requireValueInList(['higher', 'lower'])
      .setHelpText('Choose higher or lower; blank: higher.')
      .build(),
  );
};

const COLORS: Readonly<Record<Status, string>> = {
  done: '#137333',
  'on track': '#137333',
  'at risk': '#b06000',
  behind: '#b3261e',
  'not started': QUIET_COLOR,
};
const STATUS_COLORS = Object.entries(COLORS);

export const STATUSES: readonly string[] = STATUS_COLORS.map(([status]) => status);

/** The colour of what has a status. */
export const statusColor = (status: string): string =>
  STATUS_COLORS.find(([word]) => word === status)?.[1] ?? QUIET_COLOR;

/**
 * Rules that colour the words of a status; the words say it all.
 *
 * @param all cells that may hold such words
 * @param statuses those of them in which anything else says why there is no score
 */
export const statusRules = (
  all: Range,
  statuses: readonly Range[],
): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] => [
  ...STATUS_COLORS.map(([status, color]) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenTextEqualTo(status)
      .setFontColor(color)
      .setBold(true)
      .setRanges([all])
      .build(),
  ),
  ...(statuses.length > 0 ? [noScoreRule(statuses)] : []),
];

const noScoreRule = (statuses: readonly Range[]): GoogleAppsScript.Spreadsheet.ConditionalFormatRule =>
  SpreadsheetApp.newConditionalFormatRule()
    .whenCellNotEmpty()
    .setFontColor('#b06000')
    .setRanges([...statuses])
    .build();
