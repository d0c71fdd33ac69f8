import { isOn, loadSettings, type Settings } from '../settings/settings';
import { saveState } from '../settings/state';
import { describeResult } from '../reports/describe-result';
import { logRun } from '../reports/run-log';
import { boundSpreadsheet, type Spreadsheet } from '../google/spreadsheet';
import { showOnDashboard } from '../reports/dashboard';
import { writing } from '../google/lock';
import { failuresOf, mailFailures } from '../reports/mail';
import { nowIn } from '../google/now';
import { cancelRefresh, clearProgress, readProgress } from './progress';
import { bestEffort } from '../google/best-effort';
import { STATISTIC_IDS, STATISTICS } from '../statistics/registry';
import { beginRun, continueRun, isRunWaiting, previewRun, type Run } from './run';
import { blankResult, refreshOne, whole } from './refresh-one';
import { workOf, type Work } from './work';
import type { RefreshContext } from '../statistics/statistic';
import type { StatisticId } from '../domain/catalogue';
import {
  GRANULARITIES,
  lastComplete,
  monthOfDay,
  periodOf,
  type History,
  type Month,
} from '../domain/periods';
import type { StatisticResult } from '../statistics/result';

/** What to refresh; plain JSON, because a page may send it. */
export interface RefreshOptions {
  /** Those that are switched on when missing. */
  readonly statistics?: readonly StatisticId[];
  readonly history?: History;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean;
  /** As the run log says it: `menu`, `schedule`... */
  readonly startedBy: string;
}

/** The same as those say it who call the script from outside, such as the command line. */
export type RunRefreshOptions = Omit<RefreshOptions, 'startedBy'> & { readonly how: string };

/** What starts the refreshes of the schedule. */
export const SCHEDULE = 'schedule';

/**
 * Refreshes statistics from the portals into their tabs, one after the other; one that fails does not stop the others.
 * A refresh that was cut off before is finished as well.
 *
 * @returns a result a statistic, in the order of the registry; `unfinished` when another execution goes on with it
 * @throws Failure when the settings cannot be used, or another refresh is under way
 */
export function refresh(options: RefreshOptions): StatisticResult[] {
  const spreadsheet = boundSpreadsheet();
  const settings = loadSettings();
  const ids = STATISTIC_IDS.filter((id) => options.statistics?.includes(id) ?? isOn(settings, id));
  const todo = Object.fromEntries(ids.map((id) => [id, options.history ?? 'recent']));
  const begin = options.dryRun ? previewRun : beginRun;
  return carryOut(begin(spreadsheet, options.startedBy, todo), spreadsheet, settings);
}

/**
 * Goes on with the refresh that was cut off or ran out of time.
 *
 * @throws Failure when there is none, the settings cannot be used, or somebody is at it
 */
export function continueRefresh(): StatisticResult[] {
  const spreadsheet = boundSpreadsheet();
  const settings = loadSettings();
  return carryOut(continueRun(spreadsheet), spreadsheet, settings);
}

/**
 * Stops the refresh that runs now or waits for its next execution.
 *
 * @returns whether there is one
 */
export function stopRefresh(): boolean {
  const isWaiting = isRunWaiting(boundSpreadsheet());
  if (!isWaiting && !readProgress()) return false;
  cancelRefresh();
  if (isWaiting) continueRefresh(); // It finds that it is cancelled, and says so where all results are.
  return true;
}

/** One execution of a refresh: what is still to do, one statistic after the other, and what comes after the last. */
function carryOut(run: Run, spreadsheet: Spreadsheet, settings: Settings): StatisticResult[] {
  const work = workOf(run, spreadsheet, settings);
  try {
    for (const { id, history } of run.todo) {
      if (!refreshNext(work, id, history)) break;
    }
    if (!run.isPreview) conclude(work);
    return run.results;
  } finally {
    bestEffort(clearProgress);
  }
}

/** @returns whether the execution has time for more */
function refreshNext(work: Work, id: StatisticId, history: History): boolean {
  const { run, mayGoOn } = work;
  const context = { ...work.context, history };
  work.show(STATISTICS[id].title);
  const result = addedUp(refreshOne(id, context, mayGoOn), run.results);
  noteMeasured(result, context);
  if (result.result !== 'unfinished') finish(work, result);
  else if (!run.mayContinue) finish(work, { ...result, result: 'failed', notRefreshed: [whole(TOO_SLOW)] });
  else {
    run.pause((isBySelf) => unfinished(run, result, isBySelf));
    return false;
  }
  return true;
}

/** What came of a statistic is logged, and remembered before it counts as done: no later execution would find it out again. */
function finish({ run, spreadsheet, allTabs, state, vos }: Work, result: StatisticResult): void {
  if (run.isPreview) {
    run.note(result);
    return;
  }
  const { by: who, startedBy } = run;
  const words = describeResult(result);
  const entry = { when: nowIn(spreadsheet, 'yyyy-MM-dd HH:mm:ss'), who, startedBy, statistic: words.title };
  const noted = logged(result, () => writing(() => logRun(allTabs, { ...words, ...entry })));
  saveState(run.spreadsheetId, state);
  vos.save();
  run.note(noted);
}

/** When nothing is left to do, tells people about it and ends the run. */
function conclude({ run, spreadsheet, settings, state, allTabs, tabs, cache }: Work): void {
  const isOver = run.todo.length === 0;
  if (isOver) {
    const { results, startedBy } = run;
    if (startedBy === SCHEDULE)
      mailFailures(failuresOf(results.map(describeResult)), state, spreadsheet.getUrl());
    showOnDashboard({ allTabs, settings, state, tabs }, `${run.by} (${startedBy})`, results);
  }
  saveState(run.spreadsheetId, state);
  if (!isOver) return;
  run.end();
  cache.clear();
}

/** What is said when the last execution that may follow has run out of time, or there is no other because it is a preview. */
const TOO_SLOW = 'There was no time left for it, because the portals answer too slowly. Try it alone.';

/**
 * Remembers the day on which the newest figures of a statistic were measured: those of the periods that ran then and of the
 * last ones that were over. Filling gaps only counts when nothing was measured before: it does not ask again for a period
 * that was measured while it was running, which must not pass for final.
 */
function noteMeasured(
  result: StatisticResult,
  { state, today, history }: Pick<RefreshContext, 'state' | 'today' | 'history'>,
): void {
  if (history === 'missing' && state.measuredOn[result.id] !== undefined) return;
  if (isNewestMeasured(result, monthOfDay(today))) state.measuredOn[result.id] = today;
}

/** One gap hides only itself: neither what is long over nor one VO of many keeps the newest figures from counting. */
function isNewestMeasured({ id, result, notRefreshed, waiting }: StatisticResult, month: Month): boolean {
  if (result !== 'done' && result !== 'partly done') return false;
  const newest = GRANULARITIES.flatMap((each) => [periodOf(month, each), lastComplete(month, each)]);
  const isNewest = (label: string): boolean => newest.some((period) => period.label === label);
  return !(
    notRefreshed.some(({ periods }) => periods.some(isNewest)) ||
    waiting.some(({ where }) => isNewest(where)) ||
    (id !== 'users' && notRefreshed.some(({ others }) => others.length > 0))
  );
}

/** The statistic whose time is up, and those after it. */
const unfinished = (run: Run, interrupted: StatisticResult, isBySelf: boolean): StatisticResult[] =>
  run.todo.map(({ id }) => ({
    ...blankResult(id),
    ...(id === interrupted.id && interrupted),
    notRefreshed: [],
    goesOn: isBySelf ? 'by itself' : 'with the next refresh',
  }));

/** With the requests and seconds of the executions before, in which it was not finished. */
function addedUp(result: StatisticResult, before: readonly StatisticResult[]): StatisticResult {
  const begun = before.find(({ id, result: old }) => id === result.id && old === 'unfinished');
  if (!begun) return result;
  return {
    ...result,
    requests: begun.requests + result.requests,
    seconds: begun.seconds + result.seconds,
  };
}

/** A run log that cannot be written stops no statistic; the result then says so itself. */
function logged(result: StatisticResult, write: () => void): StatisticResult {
  try {
    write();
    return result;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const notice = `This could not be written into the run log: ${reason}`;
    return { ...result, remarks: [...result.remarks, notice] };
  }
}
