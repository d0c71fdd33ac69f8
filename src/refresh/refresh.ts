import { Failure } from '../failure';
import { PortalClient } from '../portals/client';
import { loadApiKey } from '../settings/api-key';
import { loadSettings, type Settings } from '../settings/settings';
import { loadState, saveState } from '../settings/state';
import { logRun } from '../reports/run-log';
import { boundSpreadsheet, type Spreadsheet } from '../google/spreadsheet';
import { Tab } from '../sheets/tab';
import { Tabs } from '../sheets/tabs';
import { accountingSource } from '../statistics/accounting-source';
import { loadAgreements, type Agreements } from '../statistics/sla-hours/load-agreements';
import { showOnDashboard } from '../reports/dashboard';
import { byGranularities } from '../statistics/granularities';
import { Cancelled, Interruption, isOutOfTime, OutOfTime } from './interruption';
import { writing } from '../google/lock';
import { failuresOf, mailFailures } from '../reports/mail';
import { afterAnother, answerCache, type RunCache } from './answer-cache';
import { DAY, nowIn } from '../google/now';
import { cancelRefresh, clearProgress, isCancelled, readProgress, showProgress } from './progress';
import { bestEffort } from '../google/best-effort';
import { STATISTIC_IDS, STATISTICS } from '../statistics/registry';
import { describeChanges, describeMisses } from '../statistics/changes';
import { beginRun, continueRun, isRunWaiting, PREVIEW, previewRun, type Run } from './run';
import { type RefreshContext, type StatisticOutcome } from '../statistics/statistic';
import type { StatisticId } from '../domain/catalogue';
import { describePeriods, type History, monthOfDay } from '../domain/periods';
import type { StatisticResult } from '../statistics/result';

/** What to refresh; plain JSON, because a page may send it. */
export interface RefreshOptions {
  /** Those that are switched on when missing. */
  readonly statistics?: readonly StatisticId[];
  readonly history?: History;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean;
  /** How the refresh was started, as the run log says it: `menu`, `schedule`... */
  readonly how: string;
}

/** Seconds that answers are kept: as long as a refresh may go on over all its executions; and until a preview is repeated. */
const RUN_LIFETIME = 3_600;
const PREVIEW_LIFETIME = 600;

const KEPT = 'The old figures are kept.';
/** How a refresh of the schedule is started. */
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
  const ids = STATISTIC_IDS.filter(
    (id) => options.statistics?.includes(id) ?? settings.statistics[id] !== false,
  );
  const todo = Object.fromEntries(ids.map((id) => [id, options.history ?? 'recent']));
  const begin = options.dryRun ? previewRun : beginRun;
  return carryOut(begin(spreadsheet, options.how, todo), spreadsheet, settings);
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

function carryOut(run: Run, spreadsheet: Spreadsheet, settings: Settings): StatisticResult[] {
  const now = (pattern: string): string => nowIn(spreadsheet, pattern);
  const state = loadState(run.spreadsheetId);
  const tabTitles: Readonly<Record<string, string>> = settings.tabTitles;
  const allTabs = new Tabs(spreadsheet, state.tabIds);
  const tabs = new Map<string, Tab>();
  const { by, how, started } = run;
  let current = '';
  let agreements: Agreements | undefined;
  const reportProgress = (batch: number, answered: number, total: number): void => {
    bestEffort(() => showProgress({ statistic: current, batch, answered, total, by, start: started }));
  };
  const mayGoOn = (): void => {
    if (bestEffort(() => isCancelled(started))) throw new Cancelled();
    if (isOutOfTime()) throw new OutOfTime();
    run.beat();
  };
  const beforeBatch = (batch: number, answered: number, total: number): void => {
    reportProgress(batch, answered, total);
    mayGoOn();
  };
  const cache = answerCacheOf(run);
  const client = new PortalClient(beforeBatch, undefined, cache);
  const context: Omit<RefreshContext, 'history'> = {
    settings,
    state,
    client,
    accounting: accountingSource(() => ({ ...context, history: run.todo[0]?.history ?? 'recent' })),
    agreements: () => (agreements ??= loadAgreements(allTabs, settings, !run.isPreview)),
    runId: run.id,
    today: now(DAY),
    granularity: 'quarter',
    apiKey: () => loadApiKey(settings.operationsUrl),
    tab: (id, title, layout) => {
      const tab = new Tab(allTabs, state, id, tabTitles[id] ?? title, layout);
      tabs.set(id, tab);
      return tab;
    },
    update: (tab, wanted) => {
      mayGoOn();
      return run.isPreview ? tab.plan(wanted) : writing(() => tab.write(wanted, now('dd-MM-yyyy HH:mm:ss')));
    },
  };
  const finish = (result: StatisticResult): void => {
    const entry = { when: now('yyyy-MM-dd HH:mm:ss'), who: by, how, statistic: result.title };
    const write = (): void => writing(() => logRun(allTabs, { ...result, ...entry }));
    if (run.isPreview) {
      run.note(result);
      return;
    }
    const noted = logged(result, write);
    // Before the statistic counts as done: no later execution would find out again what is remembered of it.
    saveState(run.spreadsheetId, state);
    run.note(noted);
  };
  try {
    for (const { id, history } of run.todo) {
      current = STATISTICS[id].title;
      reportProgress(0, 0, 0);
      const result = refreshOne(id, { ...context, history }, mayGoOn);
      noteMeasured(result, { ...context, history });
      if (result.result !== 'unfinished') finish(addedUp(result, run.results));
      else if (run.mayContinue) {
        run.pause((isBySelf) => unfinished(run, addedUp(result, run.results), isBySelf));
        break;
      } else finish(addedUp({ ...result, result: 'failed', message: `${TOO_SLOW} ${KEPT}` }, run.results));
    }
    const { results } = run;
    const isOver = run.todo.length === 0;
    if (run.isPreview) return results;
    if (isOver) {
      if (how === SCHEDULE) mailFailures(failuresOf(results), state, spreadsheet.getUrl());
      showOnDashboard({ allTabs, settings, state, tabs }, `${by} (${how})`, results);
    }
    saveState(run.spreadsheetId, state);
    if (isOver) {
      run.end();
      cache.clear();
    }
    return results;
  } finally {
    bestEffort(clearProgress);
  }
}

/** All of history is refreshed after a preview, and writes what that has shown without asking again. */
function answerCacheOf(run: Run): RunCache {
  const previewed = answerCache(PREVIEW, PREVIEW_LIFETIME);
  if (run.isPreview) return previewed;
  const cache = answerCache(run.id, RUN_LIFETIME);
  return run.todo.some(({ history }) => history === 'all') ? afterAnother(previewed, cache) : cache;
}

/** What is said when the last execution that may follow has run out of time, or there is no other because it is a preview. */
const TOO_SLOW = 'There was no time left for it, because the portals answer too slowly. Try it alone.';
const GOES_ON = 'Google ends a script after six minutes, so what is left is done in another run.';

/**
 * Remembers the day on which a statistic was refreshed completely. Filling gaps only counts when nothing was measured
 * before: it does not ask again for a period that was measured while it was running, which must not pass for final.
 */
function noteMeasured(
  { id, result }: StatisticResult,
  { state, today, history }: Pick<RefreshContext, 'state' | 'today' | 'history'>,
): void {
  if (result !== 'done' || (history === 'missing' && state.measuredOn[id] !== undefined)) return;
  state.measuredOn[id] = today;
}

/** The statistic whose time is up, and those after it. */
const unfinished = (run: Run, interrupted: StatisticResult, isBySelf: boolean): StatisticResult[] => {
  const when = isBySelf
    ? 'It starts by itself in about a minute; OKR Dashboard and the run log then show what came of it.'
    : 'It starts with the next refresh.';
  return run.todo.map(({ id }) => ({
    ...blankResult(id),
    ...(id === interrupted.id && interrupted),
    message: `${GOES_ON} ${when}`,
  }));
};

const blankResult = (id: StatisticId): StatisticResult => ({
  id,
  title: STATISTICS[id].title,
  result: 'unfinished',
  periods: '',
  requests: 0,
  seconds: 0,
  changes: '',
  message: '',
});

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

function refreshOne(id: StatisticId, context: RefreshContext, mayGoOn: () => void): StatisticResult {
  const { refresh: refreshStatistic } = STATISTICS[id];
  const start = Date.now();
  const requestsBefore = context.client.requests;
  const finish = (
    outcome: Pick<StatisticResult, 'result' | 'periods' | 'changes' | 'message'>,
  ): StatisticResult => ({
    ...blankResult(id),
    ...outcome,
    requests: context.client.requests - requestsBefore,
    seconds: Math.round((Date.now() - start) / 1000),
  });
  try {
    mayGoOn();
    return finish(resultOf(byGranularities(refreshStatistic, context), monthOfDay(context.today)));
  } catch (error) {
    const isForeseen = error instanceof Failure || error instanceof Interruption;
    const message = isForeseen ? error.message : unexpected(error);
    return finish({ result: resultOfError(error), periods: '', changes: '', message: `${message} ${KEPT}` });
  }
}

function resultOfError(error: unknown): StatisticResult['result'] {
  if (error instanceof OutOfTime) return 'unfinished';
  return error instanceof Cancelled ? 'cancelled' : 'failed';
}

function resultOf(
  { periods, plans, misses, warnings, hasFigures }: StatisticOutcome,
  month: string,
): Pick<StatisticResult, 'result' | 'periods' | 'changes' | 'message'> {
  const missed = describeMisses(misses);
  return {
    result: missed === '' ? 'done' : hasFigures ? 'partly done' : 'failed',
    periods: describePeriods(periods),
    changes: describeChanges(
      plans.flatMap((plan) => plan.changes),
      month,
    ),
    message: [...(missed === '' ? [] : [missed, KEPT]), ...warnings].join('\n'),
  };
}

/** What is not foreseen is told as it is, and leaves its stack where an engineer finds it. */
function unexpected(error: unknown): string {
  console.error(error instanceof Error ? error.stack : error);
  return `Something unexpected happened: "${error instanceof Error ? error.message : String(error)}"`;
}

/** A run log that cannot be written stops no statistic; the result then says so itself. */
function logged(result: StatisticResult, write: () => void): StatisticResult {
  try {
    write();
    return result;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const notice = `This could not be written into the run log: ${reason}`;
    return { ...result, message: [result.message, notice].filter((line) => line !== '').join('\n') };
  }
}
