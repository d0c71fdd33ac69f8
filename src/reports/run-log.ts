import { setColumnWidths } from '../sheets/formats';
import { plainText } from '../sheets/text';
import type { Tabs } from '../sheets/tabs';

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

const TITLE = 'OKR Run log';
const HEADERS: readonly string[] = [
  'When',
  'By whom',
  'Started how',
  'Statistic',
  'Periods',
  'Result',
  'Portal requests',
  'Seconds',
  'What changed',
  'Message',
];
/** Pixels; few runs of equal widths, each of which costs a call. */
const WIDTHS = [155, 155, 155, 155, 155, 110, 110, 110, 330, 330];
/** Older entries go, so that the log stays quick to open. */
const MOST_ENTRIES = 1000;

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The run log's tab; null until the first refresh. */
export const findRunLog = (tabs: Tabs): Sheet | null => tabs.find('run-log', TITLE);

/** The newest entry of each statistic that has one, by its title. */
export function lastRuns(tabs: Tabs): Map<string, LogEntry> {
  const rows = findRunLog(tabs)?.getDataRange().getDisplayValues().slice(1) ?? [];
  const entries = rows.map((row): LogEntry => {
    const [when = '', who = '', startedBy = '', statistic = '', periods = '', result = '', ...rest] = row;
    const [requests, seconds, changes = '', message = ''] = rest;
    const figures = { requests: figure(requests), seconds: figure(seconds) };
    return { when, who, startedBy, statistic, periods, result, ...figures, changes, message };
  });
  return new Map(entries.map((entry) => [entry.statistic, entry]));
}

const figure = (shown = ''): number => Number(shown.replace(/\D/g, ''));

/** Appends an entry at the end of the run log. */
export function logRun(tabs: Tabs, entry: LogEntry): void {
  const sheet = findRunLog(tabs) ?? createRunLog(tabs);
  const { when, who, startedBy, statistic, periods, result, requests, seconds, changes, message } = entry;
  const cells = [when, who, startedBy, statistic, periods, result, requests, seconds, changes, message];
  const row = sheet.getLastRow() + 1;
  if (row > sheet.getMaxRows()) sheet.insertRowsAfter(row - 1, 1);
  sheet
    .getRange(row, 1, 1, cells.length)
    .setValues([cells.map((cell) => (typeof cell === 'string' ? plainText(cell) : cell))]);
  if (row > MOST_ENTRIES + 1) sheet.deleteRows(2, row - MOST_ENTRIES - 1);
}

const createRunLog = (tabs: Tabs): Sheet =>
  tabs.make('run-log', TITLE, (sheet) => {
    const rows = sheet.getMaxRows();
    sheet.getRange(1, 1, rows, HEADERS.length).setNumberFormat('@');
    sheet.getRange(2, HEADERS.indexOf('Portal requests') + 1, rows - 1, 2).setNumberFormat('#,##0');
    sheet.setFrozenRows(1);
    setColumnWidths(sheet, WIDTHS);
    sheet
      .getRange(1, 1, 1, HEADERS.length)
      .setFontWeight('bold')
      .setValues([[...HEADERS]]);
  });
