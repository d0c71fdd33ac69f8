import { monthOfDay } from '../domain/periods';
import { bestEffort } from '../google/best-effort';
import { withLock } from '../google/lock';
import { DAY, MINUTE, nowIn } from '../google/now';
import {
  boundSpreadsheet,
  finishWriting,
  idOf,
  removeTab,
  type Spreadsheet,
  timeZoneOf,
} from '../google/spreadsheet';
import { nameOfWhoRuns } from '../google/user';
import { whileNobodyRefreshes } from '../refresh/run';
import { lastRuns, logRuns, type LogEntry } from '../reports/run-log';
import { settingsToShow } from '../settings/settings';
import { loadState, saveState } from '../settings/state';
import { Tabs } from '../sheets/tabs';
import { version } from '../version';
import { removeName, triesInTab } from './cells';
import { judge, type Facts, type Observations, type Verdict } from './points';
import { byImportance, reportOf, summaryOf } from './report';
import { triesOfNetwork, triesOfStores } from './services';
import { armCheck, observeFromTrigger, overdueCheck } from './trigger';
import { tryEach } from './try';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Under this name the run log has the reports. */
export const CHECK = 'Check of this spreadsheet';
/** Title of the tab in which it is tried; hidden, and deleted afterwards. */
const TAB = 'OKR Stats is checking';
/** Milliseconds after which nothing new is tried, so that all is over within a minute. */
const ENOUGH = 40_000;

/** What came of a check. */
export interface CheckResult {
  readonly summary: string;
  /** What was seen, a sentence per point; what is not as expected comes first. */
  readonly verdicts: readonly Verdict[];
  /** To be copied and sent: no key and no address of a person is in it. */
  readonly report: string;
}

/**
 * Tries what the product leans on, and what only a live spreadsheet can tell, and keeps the report in the run log.
 * Nothing of the users' is changed.
 *
 * @throws Failure when a refresh is under way or has something left to do
 */
export function checkSpreadsheet(): CheckResult {
  const spreadsheet = boundSpreadsheet();
  return whileNobodyRefreshes(spreadsheet, CHECK, () => {
    const start = Date.now();
    const mayGoOn = (): boolean => Date.now() - start < ENOUGH;
    const { settings } = settingsToShow();
    const told: string[] = [];
    const { facts, seen } = tryInHiddenTab(spreadsheet, mayGoOn);
    const observations: Observations = {
      ...overdueCheck(idOf(spreadsheet)),
      ...seen,
      ...tryEach(triesOfStores, mayGoOn),
      ...tryEach(triesOfNetwork(settings, monthOfDay(nowIn(spreadsheet, DAY)), told), mayGoOn),
    };
    const isArmed = armCheck(idOf(spreadsheet));
    const later = isArmed
      ? 'A trigger that fires once is being tried: the run log says in some minutes what came of it.'
      : 'A trigger that fires once could not be set.';
    return concluded(spreadsheet, judge(observations, facts), [...told, later]);
  });
}

/** What the trigger of a check calls: what it has seen goes below the report of that check. */
export function checkFromTrigger(): void {
  const spreadsheet = boundSpreadsheet();
  const observations = observeFromTrigger(idOf(spreadsheet));
  if (!observations) return;
  const { tabIds } = loadState(idOf(spreadsheet));
  const before = lastReport(lastRuns(new Tabs(spreadsheet, tabIds)));
  // What a trigger sees has nothing to do with the locale.
  const verdicts = judge(observations, { hasDecimalComma: false });
  concluded(spreadsheet, verdicts, ['What its trigger has seen:'], before);
}

/** The report of the last check, from the run log; '' before the first. */
export const lastReport = (log: ReadonlyMap<string, LogEntry>): string => log.get(CHECK)?.message ?? '';

/** Makes the report, below one of before, and keeps it in the run log. */
function concluded(
  spreadsheet: Spreadsheet,
  verdicts: readonly Verdict[],
  portals: readonly string[],
  before = '',
): CheckResult {
  const own = reportOf(verdicts, {
    version: version(),
    when: nowIn(spreadsheet, MINUTE),
    locale: spreadsheet.getSpreadsheetLocale(),
    spreadsheetZone: timeZoneOf(spreadsheet),
    scriptZone: Session.getScriptTimeZone(),
    portals,
  });
  const report = before === '' ? own : `${before}\n\n${own}`;
  const isGood = verdicts.every((verdict) => verdict.isGood !== false);
  bestEffort(() => withLock(() => keep(spreadsheet, isGood ? 'as expected' : 'not as expected', report)));
  return { summary: summaryOf(verdicts), verdicts: byImportance(verdicts), report };
}

function keep(spreadsheet: Spreadsheet, result: string, message: string): void {
  const state = loadState(idOf(spreadsheet));
  logRuns(new Tabs(spreadsheet, state.tabIds), [
    {
      when: nowIn(spreadsheet, 'yyyy-MM-dd HH:mm:ss'),
      who: nameOfWhoRuns(),
      startedBy: 'check',
      statistic: CHECK,
      periods: '',
      result,
      requests: 0,
      seconds: 0,
      changes: '',
      message,
    },
  ]);
  saveState(idOf(spreadsheet), state);
}

/** Tries what cells can tell, in a tab that is deleted afterwards whatever happens. */
function tryInHiddenTab(
  spreadsheet: Spreadsheet,
  mayGoOn: () => boolean,
): { facts: Facts; seen: Observations } {
  removeRests(spreadsheet);
  const shown = spreadsheet.getActiveSheet();
  const sheet = spreadsheet.insertSheet(TAB, spreadsheet.getSheets().length);
  try {
    spreadsheet.setActiveSheet(shown);
    sheet.hideSheet();
    const facts = factsIn(sheet);
    const seen = tryEach(triesInTab(spreadsheet, sheet), mayGoOn);
    const removed = tryEach({ tabDeleted: () => deleted(spreadsheet, sheet) }, () => true);
    return { facts, seen: { ...seen, ...removed } };
  } finally {
    bestEffort(() => removeRests(spreadsheet));
  }
}

function deleted(spreadsheet: Spreadsheet, sheet: Sheet): string {
  spreadsheet.deleteSheet(sheet);
  finishWriting();
  return spreadsheet.getSheetByName(TAB) === null ? 'deleted' : 'still there';
}

/** Takes away what this check, or one that was cut off, has left. */
function removeRests(spreadsheet: Spreadsheet): void {
  removeName(spreadsheet);
  removeTab(spreadsheet, TAB);
  finishWriting();
}

/** By how a number is shown: locales are many, and how Google writes in them is what counts. */
function factsIn(sheet: Sheet): Facts {
  const range = sheet.getRange(1, 3).setNumberFormat('0.0').setValue(1.5);
  finishWriting();
  return { hasDecimalComma: range.getDisplayValue().includes(',') };
}
