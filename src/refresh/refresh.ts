import { Failure } from '../failures';
import { Asker } from '../portals/ask';
import { loadApiKey } from '../settings/api-key';
import { loadSettings } from '../settings/settings';
import { whoRuns } from '../settings/who-runs';
import { loadState, saveState } from '../settings/state';
import { logRun } from '../sheets/run-log';
import { boundSpreadsheet } from '../sheets/spreadsheet';
import { Tab } from '../sheets/tab';
import { describePeriods, type History } from '../statistics/periods';
import { accountingSource } from './accounting';
import { showOnDashboard } from './dashboard';
import { byGranularities } from './granularities';
import { withLock } from './lock';
import { DAY, nowIn } from './now';
import { Cancelled, clearProgress, isCancelled, showProgress } from './progress';
import { STATISTIC_IDS, STATISTICS } from './registry';
import { describeChanges, describeMisses } from './report';
import { monthOfDay, type RefreshContext, type StatisticId, type StatisticOutcome } from './statistic';

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

/** What came of one statistic, in words; plain JSON. */
export interface StatisticResult {
  readonly id: StatisticId;
  readonly title: string;
  readonly result: 'done' | 'partly done' | 'failed' | 'cancelled';
  /** The periods that were asked for. */
  readonly periods: string;
  /** Requests to the portals, retries included. */
  readonly requests: number;
  readonly seconds: number;
  /** What was (in a dry run: would be) changed; '' for nothing. */
  readonly changes: string;
  /** What failed and what was kept, and what looked odd; '' when all is well. */
  readonly message: string;
}

const KEPT = 'The old figures are kept.';

/**
 * Refreshes statistics from the portals into their tabs, one after the other; one that fails does not stop the others.
 *
 * @returns a result a statistic, in the order of the registry
 * @throws Failure when the settings cannot be used
 */
export function refresh(options: RefreshOptions): StatisticResult[] {
  const spreadsheet = boundSpreadsheet();
  const now = (pattern: string): string => nowIn(spreadsheet, pattern);
  const state = loadState(spreadsheet.getId());
  const settings = loadSettings();
  const tabTitles: Readonly<Record<string, string>> = settings.tabTitles;
  const ids = STATISTIC_IDS.filter(
    (id) => options.statistics?.includes(id) ?? settings.statistics[id] !== false,
  );
  const results: StatisticResult[] = [];
  const by = whoRuns();
  const start = Date.now();
  let current = '';
  const tellProgress = (answered: number, questions: number): void => {
    showProgress({ statistic: current, answered, questions, by, start });
  };
  const stop = (): Cancelled | undefined => (isCancelled(start) ? new Cancelled() : undefined);
  const asker = new Asker((answered, questions) => {
    tellProgress(answered, questions);
    return stop();
  });
  const context: RefreshContext = {
    settings,
    state,
    asker,
    accounting: accountingSource(settings, asker),
    runId: Utilities.getUuid(),
    today: now(DAY),
    history: options.history ?? 'recent',
    granularity: 'quarter',
    apiKey: () => loadApiKey(settings.operationsUrl),
    tab: (id, title, layout) => new Tab(spreadsheet, state.tabIds, id, tabTitles[id] ?? title, layout),
    update: (tab, wanted) => {
      const cancelled = stop();
      if (cancelled) throw cancelled;
      return options.dryRun
        ? tab.plan(wanted)
        : withLock(() => tab.write(wanted, now('dd-MM-yyyy HH:mm:ss')));
    },
  };
  try {
    for (const id of ids) {
      current = STATISTICS[id].title;
      tellProgress(0, 0);
      const result = refreshOne(id, context, stop());
      const entry = { when: now('yyyy-MM-dd HH:mm:ss'), who: by, how: options.how, statistic: result.title };
      const write = (): void => withLock(() => logRun(spreadsheet, state.tabIds, { ...result, ...entry }));
      results.push(options.dryRun ? result : logged(result, write));
    }
    if (!options.dryRun) {
      showOnDashboard(spreadsheet, state.tabIds, `${by} (${options.how})`, results);
      saveState(spreadsheet.getId(), state);
    }
  } finally {
    clearProgress();
  }
  return results;
}

function refreshOne(
  id: StatisticId,
  context: RefreshContext,
  cancelled: Cancelled | undefined,
): StatisticResult {
  const { title, refresh: refreshStatistic } = STATISTICS[id];
  const start = Date.now();
  const requestsBefore = context.asker.requests;
  const finish = (
    outcome: Pick<StatisticResult, 'result' | 'periods' | 'changes' | 'message'>,
  ): StatisticResult => ({
    id,
    title,
    ...outcome,
    requests: context.asker.requests - requestsBefore,
    seconds: Math.round((Date.now() - start) / 1000),
  });
  try {
    if (cancelled) throw cancelled;
    return finish(inWords(byGranularities(refreshStatistic, context), monthOfDay(context.today)));
  } catch (error) {
    const message = error instanceof Failure ? error.message : unexpected(error);
    const result = error instanceof Cancelled ? 'cancelled' : 'failed';
    return finish({ result, periods: '', changes: '', message: `${message} ${KEPT}` });
  }
}

function inWords(
  { periods, plans, misses, warnings, hasFigures }: StatisticOutcome,
  month: string,
): Pick<StatisticResult, 'result' | 'periods' | 'changes' | 'message'> {
  const cancelled = misses.find(({ failure }) => failure instanceof Cancelled);
  if (cancelled) throw cancelled.failure;
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
