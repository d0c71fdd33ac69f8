import { PortalClient } from '../portals/client';
import { loadApiKey } from '../settings/api-key';
import type { Settings } from '../settings/settings';
import { KnownVos } from '../settings/known-vos';
import { SaidRemarks } from '../settings/said-remarks';
import { loadState, type State } from '../settings/state';
import type { Spreadsheet } from '../google/spreadsheet';
import type { Plan } from '../sheets/plan';
import { refusalOf } from '../sheets/refusals';
import { Tab } from '../sheets/tab';
import type { Wanted } from '../sheets/wanted';
import { Tabs } from '../sheets/tabs';
import { accountingSource } from '../statistics/accounting-source';
import { Cancelled, hasHadItsTurn, OutOfTime, timeLeft, TurnIsOver } from './interruption';
import { withLock } from '../google/lock';
import { afterAnother, answerCache, type RunCache } from './answer-cache';
import { DAY, nowIn } from '../google/now';
import { isCancelled, showProgress, type Progress } from './progress';
import { bestEffort } from '../google/best-effort';
import { ShownChanges, type Shown } from './shown-changes';
import { PREVIEW, type Run } from './run';
import type { StatisticId } from '../domain/catalogue';
import { monthOfDay, type History } from '../domain/periods';
import { upcomingOf } from '../statistics/granularities';
import { STATISTICS } from '../statistics/registry';
import type { AskingContext, RefreshContext } from '../statistics/statistic';

/** A statistic that is to be refreshed. */
export interface Todo {
  readonly id: StatisticId;
  readonly history: History;
}

/** What one execution of a refresh works with. */
export interface Work {
  readonly run: Run;
  readonly spreadsheet: Spreadsheet;
  readonly settings: Settings;
  readonly state: State;
  /** What the statistics get; each with its own history. */
  readonly context: Omit<AskingContext, 'history'>;
  readonly allTabs: Tabs;
  readonly vos: KnownVos;
  readonly said: SaidRemarks;
  /** The tabs that the statistics have opened, by the product's own names. */
  readonly tabs: ReadonlyMap<string, Tab>;
  readonly cache: RunCache;
  readonly shown: ShownChanges;
  /** Begins the turn of a statistic, and gives what it works with. */
  readonly begin: (next: Todo) => RefreshContext;
  /** Titles of the tabs that have got new figures since a statistic began. */
  readonly written: () => string[];
  /** A sign of life; throws Cancelled or OutOfTime when the refresh has to stop here. */
  readonly mayGoOn: () => void;
}

/** Seconds that answers are kept: as long as a refresh may go on over all its executions; and until a preview is repeated. */
const RUN_LIFETIME = 3_600;
const PREVIEW_LIFETIME = 600;

/** The statistic at work. */
interface Turn {
  readonly statistic: string;
  readonly history: History;
  readonly isAccepted: boolean;
  readonly accepts: RefreshContext['accepts'];
  /** Looks at what is going to be written into a tab. */
  readonly check: (tab: Tab, plan: Plan) => void;
  /** When it began, in milliseconds since 1970. */
  readonly start: number;
  /** Titles of the tabs that have no longer all their old figures. */
  readonly written: Set<string>;
}

/** All that the execution of a run needs. */
export function workOf(run: Run, spreadsheet: Spreadsheet, settings: Settings): Work {
  const state = loadState(run.spreadsheetId);
  const tabTitles: Readonly<Record<string, string>> = settings.tabTitles;
  const allTabs = new Tabs(spreadsheet, state.tabIds);
  const tabs = new Map<string, Tab>();
  const vos = new KnownVos(run.spreadsheetId);
  const said = new SaidRemarks(run.spreadsheetId);
  let turn: Turn = {
    statistic: '',
    history: 'recent',
    isAccepted: false,
    accepts: () => false,
    check: () => undefined,
    start: Date.now(),
    written: new Set(),
  };
  const hadTurns = new Set<StatisticId>();
  const reportProgress = (batch: number, answered: number, total: number): void => {
    const { by, started } = run;
    bestEffort(() =>
      showProgress({
        statistic: turn.statistic,
        batch,
        answered,
        total,
        by,
        start: started,
        ...othersOf(run, turn.statistic),
      }),
    );
  };
  const mayGoOn = (): void => {
    if (bestEffort(() => isCancelled(run.started))) throw new Cancelled();
    if (timeLeft() < 0) throw new OutOfTime();
    run.beat();
  };
  const today = nowIn(spreadsheet, DAY);
  const shown = new ShownChanges(run.by, monthOfDay(today));
  const cache = answerCacheOf(run, shown);
  const beforeBatch = (batch: number, answered: number, total: number): void => {
    reportProgress(batch, answered, total);
    mayGoOn();
    const othersWait = run.mayContinue && run.todo.some(({ id }) => !hadTurns.has(id));
    if (othersWait && hasHadItsTurn(turn.start)) throw new TurnIsOver();
  };
  const made = new Map<unknown, unknown>();
  const context: Work['context'] = {
    settings,
    state,
    client: new PortalClient(
      beforeBatch,
      undefined,
      cache,
      (seconds) => run.atRest(seconds),
      run.notBefore,
      () => run.todo.flatMap(({ id, history }) => upcomingOf(STATISTICS[id], { ...context, history })),
    ),
    accounting: accountingSource(() => ({ ...context, history: turn.history, accepts: turn.accepts })),
    once: <T>(make: (tabs: Tabs, settings: Settings, mayCreate: boolean) => T): T => {
      if (!made.has(make)) made.set(make, make(allTabs, settings, !run.isPreview));
      return made.get(make) as T;
    },
    vos,
    runId: run.id,
    today,
    granularity: 'quarter',
    apiKey: () => loadApiKey(settings.operationsUrl),
    tab: (id, title, layout) => {
      const tab = new Tab(allTabs, state, id, tabTitles[id] ?? title, layout);
      tabs.set(id, tab);
      return tab;
    },
    tableOf: (id, title, layout) => (tabs.get(id) ?? context.tab(id, title, layout)).table,
    update: (tab, asked) => {
      const wanted = { ...asked, replacesTexts: turn.isAccepted };
      mayGoOn();
      const stamp = nowIn(spreadsheet, 'dd-MM-yyyy HH:mm:ss');
      const { check } = turn;
      if (!run.isPreview) return written(tab, wanted, stamp, turn);
      const plan = tab.plan(wanted);
      check(tab, plan);
      return plan;
    },
  };
  const begin = ({ id, history }: Todo): RefreshContext => {
    turn = {
      statistic: STATISTICS[id].title,
      history,
      ...acceptance(run, shown, { id, history }),
      start: Date.now(),
      written: new Set(),
    };
    hadTurns.add(id);
    reportProgress(0, 0, 0);
    return { ...context, history, isAccepted: turn.isAccepted, accepts: turn.accepts };
  };
  return {
    run,
    spreadsheet,
    settings,
    state,
    context,
    allTabs,
    tabs,
    cache,
    shown,
    vos,
    said,
    begin,
    mayGoOn,
    written: () => [...turn.written],
  };
}

/** What came of the statistics before the one at work, and those that wait, by their titles. */
const othersOf = ({ results, todo }: Run, statistic: string): Pick<Progress, 'finished' | 'waiting'> => ({
  finished: results
    .filter(({ result }) => result !== 'unfinished')
    .map(({ id, result }) => ({ title: STATISTICS[id].title, result })),
  waiting: todo.map(({ id }) => STATISTICS[id].title).filter((title) => title !== statistic),
});

/** Writes a tab; what Google refuses, also only when all is finished, is told with the tab's name. */
function written(tab: Tab, wanted: Wanted, stamp: string, { check, written: titles }: Turn): Plan {
  try {
    const plan = withLock(() => tab.write(wanted, stamp, (each) => check(tab, each)));
    if (plan.changes.length > 0) titles.add(tab.name);
    return plan;
  } catch (error) {
    if (!tab.keepsAll()) titles.add(tab.name);
    throw refusalOf(error, tab.name);
  }
}

/** What is started by it has been asked for in so many words, where nobody can be shown anything first. */
const COMMAND_LINE = 'command line';
/** Shows what would change of any periods, where that is wanted. */
export const PANEL = 'panel';

/** What may be written without the guard, and what looks at it: what was shown is written, and nothing else. */
function acceptance(
  run: Run,
  shown: ShownChanges,
  todo: Todo,
): Pick<Turn, 'isAccepted' | 'accepts' | 'check'> {
  const isOfAll = todo.history === 'all';
  if (run.isPreview) {
    return {
      isAccepted: isOfAll,
      accepts: (what, figure) => {
        if (isOfAll) shown.noteFigure(what, figure);
        return isOfAll;
      },
      check: (tab, { changes }) => {
        shown.note(tab.id, changes);
      },
    };
  }
  const before = shownBefore(run, shown, todo);
  const isAsked = isOfAll && run.startedBy === COMMAND_LINE;
  return {
    isAccepted: isAsked || (isOfAll && before !== undefined),
    accepts: (what, figure) => isAsked || (isOfAll && before?.hasFigure(what, figure) === true),
    check: (tab, { changes }) => before?.check(tab.id, changes),
  };
}

/** What was shown before of what is written now: only the panel shows anything else than all of history. */
const shownBefore = ({ startedBy }: Run, shown: ShownChanges, { id, history }: Todo): Shown | undefined =>
  startedBy === PANEL || (startedBy !== COMMAND_LINE && history === 'all')
    ? shown.of(id, history)
    : undefined;

/** What is refreshed after a preview writes what that has shown without asking again. */
function answerCacheOf(run: Run, shown: ShownChanges): RunCache {
  const previewed = answerCache(PREVIEW, PREVIEW_LIFETIME);
  if (run.isPreview) return previewed;
  const cache = answerCache(run.id, RUN_LIFETIME);
  return run.todo.some((todo) => shownBefore(run, shown, todo)) ? afterAnother(previewed, cache) : cache;
}
