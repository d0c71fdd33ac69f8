import { coverWithRectangles } from './rectangles';
import type { Spreadsheet } from './spreadsheet';
import type { TabIds } from './tab';
import { isSameText, plainText } from './text';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** What the dashboard says; plain JSON. */
export interface Dashboard {
  /** When and by whom the last refresh was. */
  readonly lastRefresh: string;
  /** What ticking does. */
  readonly besideTick: string;
  readonly results: readonly {
    readonly statistic: string;
    readonly result: string;
    readonly when: string;
    readonly message: string;
  }[];
}

const TITLE = 'OKR Dashboard';
/** The cell that is ticked to refresh, wherever people have moved it to. */
const TICK = 'OKR_STATS_REFRESH';
const REFRESH = 'Refresh now';
const LAST_REFRESH = 'Last refresh';
const HEADERS = ['Statistic', 'Result', 'When', 'Message'];

/** A new dashboard. Its rows are known by their labels afterwards, so people may move them and add their own. */
const NEW_ROWS = [[TITLE], [], [REFRESH], [LAST_REFRESH], [], HEADERS];
/** Pixels. */
const WIDTHS = [150, 110, 150, 600];

/**
 * Brings the dashboard up to date; only cells that differ are written. Results that are not given stay as they are.
 *
 * @param ids remembered sheet ids; the dashboard's is noted there
 */
export function writeDashboard(spreadsheet: Spreadsheet, ids: TabIds, content: Dashboard): void {
  const known = ids.dashboard === undefined ? null : spreadsheet.getSheetById(ids.dashboard);
  const sheet = known ?? spreadsheet.getSheetByName(TITLE) ?? createDashboard(spreadsheet);
  ids.dashboard = sheet.getSheetId();
  const shown = sheet.getDataRange().getDisplayValues();
  const labels = shown.map((row) => row[0] ?? '');
  const rowOf = (label: string, above = 0): number => {
    const row = labels.indexOf(label, above);
    return row === -1 ? labels.push(label) - 1 : row;
  };
  const lines = [
    { row: rowOf(LAST_REFRESH), cells: [LAST_REFRESH, content.lastRefresh] },
    ...content.results.map(({ statistic, result, when, message }) => ({
      row: rowOf(statistic, rowOf(HEADERS[0] ?? '') + 1),
      cells: [statistic, result, when, message],
    })),
  ];
  const writes = lines.flatMap(({ row, cells }) =>
    cells.flatMap((text, column) =>
      isSameText(shown[row]?.[column] ?? '', text) ? [] : [{ row, column, text }],
    ),
  );
  write(sheet, writes);
  placeTick(spreadsheet, sheet, rowOf(REFRESH));
  sayBesideTick(spreadsheet, content.besideTick);
}

function createDashboard(spreadsheet: Spreadsheet): Sheet {
  const sheet = spreadsheet.insertSheet(TITLE, spreadsheet.getSheets().length);
  const cells = NEW_ROWS.map((row) => HEADERS.map((_, column) => row[column] ?? ''));
  sheet.getRange(1, 1, sheet.getMaxRows(), HEADERS.length).setNumberFormat('@').setVerticalAlignment('top');
  sheet.getRange(1, HEADERS.length, sheet.getMaxRows(), 1).setWrap(true);
  sheet.getRange(1, 1, cells.length, HEADERS.length).setValues(cells);
  for (const row of [1, cells.length]) sheet.getRange(row, 1, 1, HEADERS.length).setFontWeight('bold');
  WIDTHS.forEach((width, column) => sheet.setColumnWidth(column + 1, width));
  return sheet;
}

interface Write {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

function write(sheet: Sheet, writes: readonly Write[]): void {
  const missing = Math.max(0, ...writes.map(({ row }) => row + 1)) - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  for (const { row, column, height, width } of coverWithRectangles(writes, () => false)) {
    const textAt = (r: number, c: number): string =>
      writes.find((one) => one.row === row + r && one.column === column + c)?.text ?? '';
    const texts = Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (__, c) => plainText(textAt(r, c))),
    );
    sheet.getRange(row + 1, column + 1, height, width).setValues(texts);
  }
}

/** Puts the tick into its row, unless it is somewhere already. */
function placeTick(spreadsheet: Spreadsheet, sheet: Sheet, row: number): void {
  if (spreadsheet.getRangeByName(TICK)) return;
  const cell = sheet.getRange(row + 1, 2).setNumberFormat('General');
  cell.insertCheckboxes();
  spreadsheet.setNamedRange(TICK, cell);
}

/** Whether a cell that somebody has edited is the tick. */
export function isTick(spreadsheet: Spreadsheet, edited: Range): boolean {
  const tick = spreadsheet.getRangeByName(TICK);
  return (
    tick !== null &&
    tick.getRow() === edited.getRow() &&
    tick.getColumn() === edited.getColumn() &&
    tick.getSheet().getSheetId() === edited.getSheet().getSheetId()
  );
}

/** Takes the tick away. */
export function untick(spreadsheet: Spreadsheet): void {
  spreadsheet.getRangeByName(TICK)?.setValue(false);
}

/** Says something in the cell beside the tick; nothing where there is no tick. */
export function sayBesideTick(spreadsheet: Spreadsheet, text: string): void {
  const beside = spreadsheet.getRangeByName(TICK)?.offset(0, 1);
  if (beside && beside.getValue() !== text) beside.setValue(plainText(text));
}
