import { Failure } from '../failure';
import { findColumns, findHeaderRow } from '../sheets/columns';
import { formatHeaders, setColumnWidths } from '../sheets/formats';
import { isSameFormula } from '../sheets/formulas';
import { KEY_FIGURES, type MeasuredFigure } from '../statistics/key-figures';
import { isPeriod, OWN_COLUMNS, rowFormulas, type KeyResultColumn } from './key-results-formulas';
import type { Column, Layout } from '../sheets/layout';
import { coverWithRectangles } from '../sheets/rectangles';
import type { Tabs } from '../sheets/tabs';
import { columnLetters } from '../sheets/a1';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

const [ID, TITLE] = ['key-results', 'Key results'];
/** Rows of a new tab that have formulas before anybody fills them in, so that they answer at once. */
const READY_ROWS = 10;
const COMPUTED_COLOR = '#f6f7f9';

const column = (id: KeyResultColumn, header: string, note: string): Column => ({
  id,
  header,
  kind: 'text',
  note,
});

const layout: Layout = {
  keyColumn: column('objective', 'Objective', ''),
  columns: [
    column('keyResult', 'Key result', 'In words. FigureTabs on the dashboard.'),
    column('statistic', 'Statistic', 'What it is measured by: choose from the list.'),
    column(
      'baselinePeriod',
      'Baseline period',
      'Where it starts, such as 2025.10-12 for October to December 2025. A month is 2025.10-10, a half-year 2025.07-12, a year 2025.01-12: for those, switch on their tabs in the settings.',
    ),
    column(
      'targetPeriod',
      'Target period',
      'By the end of which the target shall be reached. As long as the baseline period.',
    ),
    column('target', 'Target', 'The figure that shall be reached. It may be below the baseline.'),
    column('baseline', 'Baseline', 'Computed: the figure of the baseline period.'),
    column('current', 'Current', 'Computed: the figure of the current period.'),
    column(
      'currentPeriod',
      'Current period',
      'Computed: the last period, as long as the baseline period, that was over when the statistic was last refreshed.',
    ),
    column('score', 'Score', 'Computed: (current - baseline) / (target - baseline), from 0 to 1.'),
    column(
      'expected',
      'Expected',
      'Computed: the part of the time from the end of the baseline period to the end of the target period that had passed at the end of the current period.',
    ),
    column(
      'status',
      'Status',
      'Computed: done (score 1), on track (at least the expected score), at risk (at least 0.7 of it), behind; or why there is no score.',
    ),
  ],
  firstRows: [],
  // Rows are people's: none has a key.
  rowSeries: { keyOf: () => undefined, compare: () => 0 },
};
const COLUMNS = [layout.keyColumn, ...layout.columns];
const TYPED = ['keyResult', 'statistic', 'baselinePeriod', 'targetPeriod', 'target'] as const;

/** Pixels, in the order of the columns; few runs of equal widths, each of which costs a call. */
const WIDTHS = [84, 140, 185, 78, 78, 92, 92, 92, 92, 68, 68, 140];
const STATUS_COLORS = [
  ['done', '#137333'],
  ['on track', '#137333'],
  ['at risk', '#b06000'],
  ['behind', '#b3261e'],
] as const;

/** Where the tab has what. */
export interface KeyResults {
  readonly title: string;
  readonly columns: ReadonlyMap<string, number>;
  /** From 0. */
  readonly headerRow: number;
  /** How many rows have something in them, header row included. */
  readonly rows: number;
}

const NEW_TAB: KeyResults = {
  title: TITLE,
  columns: new Map(COLUMNS.map(({ id }, index) => [id, index])),
  headerRow: 0,
  rows: 1 + READY_ROWS,
};

/**
 * Gives every row that people have begun its formulas; what people have written stays. The tab is created once; when
 * people have deleted it, it stays away.
 *
 * @param isMending whether what people have deleted is made again
 * @returns undefined when there is no such tab
 * @throws Failure when columns are missing
 */
export function updateKeyResults(
  tabs: Tabs,
  figures: readonly MeasuredFigure[],
  isMending: boolean,
): KeyResults | undefined {
  const found = tabs.find(ID, TITLE);
  if (!found && tabs.hasMade(ID) && !isMending) return undefined;
  const fill = (tab: Sheet): void => {
    fillNewTab(tab, figures);
  };
  const sheet = found ?? tabs.make(ID, TITLE, fill);
  if (!found) return NEW_TAB;
  const range = sheet.getDataRange();
  const values = range.getValues() as unknown[][];
  const formulas = range.getFormulas();
  const title = sheet.getName();
  // Labels come last into a blank tab, so that one that was cut off is known: its formulas show nothing without them. A tab
  // of that title in which people have written something, with a blank row above or not, is theirs.
  if (values.every((row) => row.every((cell) => cell === ''))) {
    fill(sheet);
    return { ...NEW_TAB, title };
  }
  const headerRow = findHeaderRow(values, layout);
  const { columns } = findColumns(title, values, formulas, headerRow, layout);
  const missing = layout.columns.filter((each) => !columns.has(each.id));
  if (missing.length > 0 && !isMending) throw missingColumns(title, missing);
  missing.forEach((each) => columns.set(each.id, addColumn(sheet, headerRow, each)));
  writeFormulas(sheet, values, formulas, headerRow, columns, figures);
  return { title, columns, headerRow, rows: values.length };
}

const missingColumns = (title: string, missing: readonly Column[]): Failure =>
  new Failure(
    `Tab "${title}" has no column ${missing.map(({ header }) => `"${header}"`).join(', ')}. ` +
      'Give one that header, or choose OKR Stats > Dashboard to add it.',
  );

function addColumn(sheet: Sheet, headerRow: number, { header, note = '' }: Column): number {
  const last = sheet.getLastColumn();
  if (last === sheet.getMaxColumns()) sheet.insertColumnsAfter(last, 1);
  sheet
    .getRange(headerRow + 1, last + 1)
    .setValue(header)
    .setNote(note)
    .setFontWeight('bold');
  return last;
}

function writeFormulas(
  sheet: Sheet,
  values: readonly (readonly unknown[])[],
  formulas: readonly (readonly string[])[],
  headerRow: number,
  columns: ReadonlyMap<string, number>,
  figures: readonly MeasuredFigure[],
): void {
  const placeOf = (id: KeyResultColumn): number => columns.get(id) ?? 0;
  const isFilled = (row: number, id: KeyResultColumn): boolean => (values[row]?.[placeOf(id)] ?? '') !== '';
  const hasFormula = (row: number, id: KeyResultColumn): boolean =>
    (formulas[row]?.[placeOf(id)] ?? '') !== '';
  const cells = values.flatMap((_, row) => {
    const isOurs = OWN_COLUMNS.some((id) => hasFormula(row, id));
    if (row <= headerRow || !(isOurs || TYPED.some((id) => isFilled(row, id)))) return [];
    const wanted = rowFormulas(figures, columns, row + 1);
    return OWN_COLUMNS.flatMap((id) => {
      // A figure that somebody has typed over a formula is theirs.
      const isTyped = isFilled(row, id) && !hasFormula(row, id);
      const isThere = isSameFormula(formulas[row]?.[placeOf(id)] ?? '', wanted[id]);
      return isTyped || isThere ? [] : [{ row, column: placeOf(id), formula: wanted[id] }];
    });
  });
  for (const { row, column, height, width } of coverWithRectangles(cells, () => false)) {
    const formulaAt = (r: number, c: number): string =>
      cells.find((cell) => cell.row === row + r && cell.column === column + c)?.formula ?? '';
    sheet
      .getRange(row + 1, column + 1, height, width)
      .setFormulas(
        Array.from({ length: height }, (_, r) => Array.from({ length: width }, (__, c) => formulaAt(r, c))),
      );
  }
}

function fillNewTab(sheet: Sheet, figures: readonly MeasuredFigure[]): void {
  const { columns } = NEW_TAB;
  const rows = sheet.getMaxRows() - 1;
  const cellsOf = (first: KeyResultColumn, count = 1): Range =>
    sheet.getRange(2, (columns.get(first) ?? 0) + 1, rows, count);
  cellsOf('objective', 2).setWrap(true);
  cellsOf('baselinePeriod', 2).setNumberFormat('@');
  cellsOf('target', 3).setNumberFormat('#,##0');
  cellsOf('score', 2).setNumberFormat('0.00');
  cellsOf('baseline', OWN_COLUMNS.length).setBackground(COMPUTED_COLOR);
  addChoices(cellsOf, columns);
  sheet.setConditionalFormatRules(statusRules(cellsOf('status')));
  const formulas = Array.from({ length: READY_ROWS }, (_, index) => {
    const ofRow = rowFormulas(figures, columns, index + 2);
    return OWN_COLUMNS.map((id) => ofRow[id]);
  });
  sheet.getRange(2, (columns.get('baseline') ?? 0) + 1, READY_ROWS, OWN_COLUMNS.length).setFormulas(formulas);
  setColumnWidths(sheet, WIDTHS);
  sheet.setFrozenRows(1);
  formatHeaders(sheet, 1, COLUMNS.length)
    .setNotes([COLUMNS.map(({ note = '' }) => note)])
    .setValues([COLUMNS.map(({ header }) => header)]);
}

/** Warns of statistics and periods that cannot be scored; the status says the same. */
function addChoices(
  cellsOf: (first: KeyResultColumn, count?: number) => Range,
  columns: ReadonlyMap<string, number>,
): void {
  const choose = SpreadsheetApp.newDataValidation();
  cellsOf('statistic').setDataValidation(
    choose
      .requireValueInList(KEY_FIGURES.map(({ name }) => name))
      .setHelpText('Choose a statistic from the list.')
      .build(),
  );
  const first = `${columnLetters(columns.get('baselinePeriod') ?? 0)}2`;
  cellsOf('baselinePeriod', 2).setDataValidation(
    SpreadsheetApp.newDataValidation()
      .requireFormulaSatisfied(`=${isPeriod(first)}`)
      .setHelpText(
        'A period such as 2025.10-12 (October to December 2025), or a month 2025.10-10, a half-year 2025.07-12, a year 2025.01-12.',
      )
      .build(),
  );
}

/** Rules that colour the words of a status; the words say it all. */
export const statusRules = (statuses: Range): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] =>
  STATUS_COLORS.map(([status, color]) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenTextEqualTo(status)
      .setFontColor(color)
      .setBold(true)
      .setRanges([statuses])
      .build(),
  );
