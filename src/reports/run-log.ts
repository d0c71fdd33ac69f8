import { HEADER_COLOR } from '../sheets/formats';
import { plainText } from '../sheets/text';
import { columnLetters } from '../sheets/a1';
import { bestEffort } from '../google/best-effort';
import { finished, retryOnce } from '../google/spreadsheet';
import type { Tabs } from '../sheets/tabs';
import { runsOf, stretchesOf } from '../domain/runs';

/** One statistic of one refresh. */
export interface LogEntry {
  /** In the spreadsheet's time zone, `2026-11-23 22:15:03`. */
  readonly when: string;
  readonly who: string;
  /** How the refresh was started: from the menu, by the schedule... */
  readonly startedBy: string;
  readonly statistic: string;
  readonly periods: string;
  readonly result: string;
  readonly requests: number;
  readonly seconds: number;
  readonly changes: string;
  readonly message: string;
}

export const RUN_LOG = 'OKR Run log';

/** What stands in which column, in the order of a new tab: what came of it is seen without scrolling. */
const HEADERS: Readonly<Record<keyof LogEntry, string>> = {
  when: 'When',
  result: 'Result',
  statistic: 'Statistic',
  message: 'Message',
  changes: 'What changed',
  who: 'By whom',
  startedBy: 'Started how',
  periods: 'Periods',
  requests: 'Portal requests',
  seconds: 'Seconds',
};
const FIELDS = Object.keys(HEADERS) as (keyof LogEntry)[];
/** Pixels of a column, and of those with sentences. */
const WIDTH = 140;
const SENTENCE_WIDTH = 400;
/** Rows by what came of them; all others are as usual. */
const COLORS = [
  ['#fce8e6', ['failed']],
  ['#fef7e0', ['partly done', 'cancelled', 'unfinished', 'not as expected']],
] as const;
/** Older entries go, so that the log stays quick to open. */
const MOST_ENTRIES = 1000;
/** Rows in which the headers are looked for: users put lines of their own above. */
const HEADER_ROWS = 10;

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;
type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** The run log's tab; null until the first refresh. */
export const findRunLog = (tabs: Tabs): Sheet | null => tabs.find('run-log', RUN_LOG);

/** Where the headers are, from 0, and the columns of what users have left; a tab without any is read as a new one. */
interface Columns {
  readonly headerRow: number;
  readonly at: ReadonlyMap<keyof LogEntry, number>;
}

function columnsOf(rows: readonly (readonly string[])[]): Columns {
  const found = rows.slice(0, HEADER_ROWS).map((cells, headerRow): Columns => {
    const headers = cells.map((cell) => cell.trim());
    const known = FIELDS.map((field) => [field, headers.indexOf(HEADERS[field])] as const);
    return { headerRow, at: new Map(known.filter(([, column]) => column >= 0)) };
  });
  const most = Math.max(0, ...found.map(({ at }) => at.size));
  return (
    (most > 0 ? found.find(({ at }) => at.size === most) : undefined) ?? {
      headerRow: 0,
      at: new Map(FIELDS.map((field, column) => [field, column])),
    }
  );
}

/** A time as an entry has it; '' where users have written something else, which counts as oldest. */
const timeIn = (shown: string): string => (/^\d{4}-\d\d-\d\d \d\d:\d\d/.exec(shown) ? shown : '');

/** The rows of entries, from 0, the oldest first; of those of one time, the upper one. */
function rowsByTime(whens: readonly string[], headerRow: number): number[] {
  const rows = whens.flatMap((when, row) => (row > headerRow && when.trim() !== '' ? [row] : []));
  const time = (row: number): string => timeIn(whens[row] ?? '');
  return rows.sort((a, b) => (time(a) === time(b) ? a - b : time(a) < time(b) ? -1 : 1));
}

/** The newest entry of each statistic that has one, by its title, wherever users have sorted or moved it to. */
export function lastRuns(tabs: Tabs): Map<string, LogEntry> {
  const cells = findRunLog(tabs)?.getDataRange().getDisplayValues() ?? [];
  const { headerRow, at } = columnsOf(cells);
  const shown = (row: number, field: keyof LogEntry): string => cells[row]?.[at.get(field) ?? -1] ?? '';
  const entries = rowsByTime(whensOf(cells, at), headerRow).map((row): LogEntry => {
    const words = Object.fromEntries(FIELDS.map((field) => [field, shown(row, field)]));
    const figures = { requests: figure(words.requests), seconds: figure(words.seconds) };
    return { ...(words as unknown as LogEntry), ...figures };
  });
  return new Map(entries.map((entry) => [entry.statistic, entry]));
}

const figure = (shown = ''): number => Number(shown.replace(/\D/g, ''));

/**
 * Appends entries below all that is in the run log, which is finished then, and takes the oldest away where there are too
 * many.
 *
 * @param entries those of an execution, the oldest first
 */
export function logRuns(tabs: Tabs, entries: readonly LogEntry[]): void {
  const sheet = findRunLog(tabs);
  if (sheet) append(sheet, entries);
  else createRunLog(tabs, entries);
}

function append(sheet: Sheet, entries: readonly LogEntry[]): void {
  const cells = sheet.getDataRange().getDisplayValues();
  const columns = columnsOf(cells);
  const row = 1 + (isBlank(cells) ? 0 : cells.length);
  const places = [...columns.at].sort(([, a], [, b]) => a - b);
  // The same rows, whether they have landed or not.
  retryOnce(() =>
    finished(() => {
      makeRoom(sheet, row, entries.length);
      for (const run of runsOf(places, ([, a], [, b]) => b === a + 1)) {
        const fields = run.map(([field]) => field);
        sheet
          .getRange(row, run[0][1] + 1, entries.length, fields.length)
          .setValues(entries.map((entry) => cellsOf(entry, fields)));
      }
    }),
  );
  if (row + entries.length > MOST_ENTRIES + columns.headerRow + 2)
    bestEffort(() => finished(() => deleteOldest(sheet, columns)));
}

const isBlank = (cells: readonly (readonly string[])[]): boolean =>
  cells.every((row) => row.every((cell) => cell === ''));

/** The last row stays blank where it can: rows that are inserted before it are within the filter and the colours. */
function makeRoom(sheet: Sheet, row: number, count: number): void {
  const rows = sheet.getMaxRows();
  const missing = row + count - rows;
  if (missing <= 0) return;
  if (row <= rows) sheet.insertRowsBefore(rows, missing);
  else sheet.insertRowsAfter(rows, count);
}

function deleteOldest(sheet: Sheet, { headerRow, at }: Columns): void {
  const whens = whensOf(sheet.getDataRange().getDisplayValues(), at);
  const old = rowsByTime(whens, headerRow).slice(0, -MOST_ENTRIES);
  for (const [first, last] of stretchesOf(old).reverse()) sheet.deleteRows(first + 1, last - first + 1);
}

const cellsOf = (entry: LogEntry, fields: readonly (keyof LogEntry)[]): (string | number)[] =>
  fields.map((field) => {
    const value = entry[field];
    return typeof value === 'string' ? plainText(value) : value;
  });

/** The times of rows as they are shown; where users have deleted that column, their first cells. */
const whensOf = (cells: readonly (readonly string[])[], at: Columns['at']): string[] =>
  cells.map((row) => row[at.get('when') ?? 0] ?? '');

/** The row of the newest entry, from 1, for whoever looks at it. */
export function newestRow(sheet: Sheet): number {
  const cells = sheet.getDataRange().getDisplayValues();
  const { headerRow, at } = columnsOf(cells);
  return (rowsByTime(whensOf(cells, at), headerRow).pop() ?? 0) + 1;
}

const createRunLog = (tabs: Tabs, entries: readonly LogEntry[]): Sheet =>
  tabs.make('run-log', RUN_LOG, (sheet) => {
    const room = tabs.sizeOfNew(sheet).rows - 1 - entries.length;
    // The last row stays blank, as long as there are entries.
    if (room < 1) sheet.insertRowsAfter(1, 1 - room);
    const [first, last] = [columnLetters(0), columnLetters(FIELDS.length - 1)];
    const all = sheet.getRange(`${first}:${last}`).setWrapStrategy(SpreadsheetApp.WrapStrategy.CLIP);
    // All but the figures, which are the last ones.
    sheet.getRange(`${first}:${columnLetters(FIELDS.indexOf('requests') - 1)}`).setNumberFormat('@');
    sheet.setConditionalFormatRules(rulesFor(all));
    sheet.setColumnWidths(1, FIELDS.length, WIDTH);
    sheet.setColumnWidths(FIELDS.indexOf('message') + 1, 2, SENTENCE_WIDTH);
    sheet.setFrozenRows(1);
    all.createFilter();
    sheet.getRange(1, 1, 1, FIELDS.length).setFontWeight('bold').setBackground(HEADER_COLOR);
    const rows = entries.map((entry) => cellsOf(entry, FIELDS));
    sheet.getRange(1, 1, 1 + rows.length, FIELDS.length).setValues([Object.values(HEADERS), ...rows]);
  });

/** Rules that colour whole rows. Their formulas need no separators, which differ by locale. */
function rulesFor(rows: Range): Rule[] {
  const cell = `$${columnLetters(FIELDS.indexOf('result'))}1`;
  return COLORS.map(([color, results]) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenFormulaSatisfied(`=0+${results.map((result) => `(${cell}="${result}")`).join('+')}>0`)
      .setBackground(color)
      .setRanges([rows])
      .build(),
  );
}
