import { Failure } from '../failure';
import { storedLease, type Lease, type Unlogged } from './lease';
import type { AtRest } from '../portals/rests';
import { nameOfWhoRuns } from '../google/user';
import { idOf, type Spreadsheet } from '../google/spreadsheet';
import type { History } from '../domain/periods';
import { armContinuation, disarmContinuation, SOON, WHEN_KILLED } from './continuation';
import { withLock } from '../google/lock';
import { nowIn } from '../google/now';
import { isCancelled } from './progress';
import { bestEffort } from '../google/best-effort';
import { STATISTIC_IDS } from '../statistics/registry';
import type { StatisticId } from '../domain/catalogue';
import { withoutTotals, type StatisticResult } from '../statistics/result';

/** Milliseconds without a sign of life after which nobody works on a refresh any more; an execution lasts six minutes. */
const EXPIRY = 420_000;
/** Milliseconds between two signs of life. */
const BEAT = 60_000;
/** Executions that continue one refresh by themselves: portals that are slow beyond that are down. */
export const MOST_CONTINUATIONS = 10;
/** Those of them for which a portal is waited for that wants to be left alone, and milliseconds after the refresh began. */
const MOST_WAITS = 5;
const LONGEST_WAIT = 3_600_000;

/** Another refresh is under way. */
export class Busy extends Failure {}

/** What to do: the periods to ask for, by statistic. */
export type Todo = Partial<Record<StatisticId, History>>;

/** One refresh, over as many executions as it takes. Its lease tells all others that it is under way. */
export class Run {
  #lease: Lease;
  /** What came of the statistics that are over; the lease has their texts shortened. */
  #results: readonly StatisticResult[];
  /** When portals may be asked again that want to be left alone, in milliseconds since 1970; whoever asks keeps it up to date. */
  readonly notBefore: Map<string, number>;

  /** @param isPreview that nothing is written; it needs no lease then, and is not continued */
  constructor(
    readonly spreadsheetId: string,
    lease: Lease,
    readonly isPreview: boolean,
  ) {
    this.#lease = lease;
    this.#results = lease.results;
    this.notBefore = new Map(Object.entries(lease.notBefore));
  }

  get id(): string {
    return this.#lease.runId;
  }

  get by(): string {
    return this.#lease.by;
  }

  get startedBy(): string {
    return this.#lease.startedBy;
  }

  get started(): number {
    return this.#lease.started;
  }

  /** What is still to do, whose turn is next first. */
  get todo(): { id: StatisticId; history: History }[] {
    const todo = Object.entries(this.#lease.todo);
    return todo.flatMap(([name, history]) =>
      STATISTIC_IDS.filter((id) => id === name).map((id) => ({ id, history })),
    );
  }

  /** What came of it so far; what earlier executions said is shortened. */
  get results(): StatisticResult[] {
    return STATISTIC_IDS.flatMap((id) => this.#results.filter((result) => result.id === id));
  }

  /** Executions that have continued it. */
  get continuations(): number {
    return this.#lease.continuations;
  }

  /** Whether another execution may follow by itself. */
  get mayContinue(): boolean {
    return !this.isPreview && this.continuations < MOST_CONTINUATIONS;
  }

  /** What is done while a portal wants to be left alone for so many seconds. */
  atRest(seconds: number): AtRest {
    if (this.isPreview) return 'wait';
    const isInTime = Date.now() + seconds * 1000 - this.started <= LONGEST_WAIT;
    return this.mayContinue && this.continuations < MOST_WAITS && isInTime ? 'put off' : 'give up';
  }

  /** What ended the execution before, when that was no failure of a statistic; '' for nothing. */
  get error(): string {
    return this.#lease.error;
  }

  /** Whether an execution before was cut off without a word while a statistic may have been at work. */
  wasCutOff(id: StatisticId): boolean {
    return this.#lease.cutOff.includes(id);
  }

  /** A sign of life. */
  beat(): void {
    if (Date.now() - this.#lease.heartbeat >= BEAT) bestEffort(() => this.#save({}));
  }

  /** Statistics that are over and that the run log does not have yet, in the order in which they ended. */
  get unlogged(): readonly Unlogged[] {
    return this.#lease.unlogged;
  }

  /** Notes what came of a statistic, which is then no longer to do, but still to be logged. */
  note(result: StatisticResult, when: string): void {
    this.#replace([result]);
    const { by: who, startedBy } = this;
    const unlogged = [...this.unlogged, { id: result.id, when, who, startedBy }];
    bestEffort(() => this.#save({ todo: this.#without(result.id), unlogged }));
  }

  /** Notes that the run log has all that is over, or why it has not. */
  noteLogged(withNotices: readonly StatisticResult[] = []): void {
    this.#replace(withNotices);
    bestEffort(() => this.#save({ unlogged: [] }));
  }

  /** Lets a statistic that is unfinished go on when all others have had their turn. */
  postpone(result: StatisticResult): void {
    const history = this.#lease.todo[result.id];
    this.#replace([result]);
    const todo = { ...this.#without(result.id), ...(history && { [result.id]: history }) };
    bestEffort(() => this.#save({ todo }));
  }

  /**
   * Lets its next execution go on.
   *
   * @param milliseconds until then
   * @param unfinished what is said of the statistics that are still to do, given whether that comes by itself
   */
  pause(milliseconds: number, unfinished: (isBySelf: boolean) => StatisticResult[]): void {
    this.#replace(unfinished(armContinuation(Math.max(SOON, milliseconds))));
    this.#save({ isWaiting: true });
  }

  /** Lets its next execution try again after an error that was no failure of a statistic. */
  tryAgain(error: string): void {
    this.#save({ isWaiting: true, error });
    armContinuation(SOON);
  }

  end(): void {
    if (this.isPreview) return;
    try {
      storedLease.clear();
    } finally {
      disarmContinuation();
    }
  }

  #without(id: StatisticId): Lease['todo'] {
    return Object.fromEntries(Object.entries(this.#lease.todo).filter(([other]) => other !== id));
  }

  #replace(results: readonly StatisticResult[]): void {
    const others = this.#results.filter((old) => results.every(({ id }) => id !== old.id));
    this.#results = [...others, ...results];
  }

  #save(change: Partial<Lease>): void {
    const notBefore = Object.fromEntries(this.notBefore);
    this.#lease = {
      ...this.#lease,
      ...change,
      notBefore,
      results: this.#results.map(withoutTotals),
      heartbeat: Date.now(),
    };
    if (!this.isPreview) storedLease.save(this.spreadsheetId, this.#lease);
  }
}

/**
 * Begins a refresh. One that was cut off is taken along: what it has left to do is done too.
 *
 * @throws Busy when another one is under way
 */
export const beginRun = (spreadsheet: Spreadsheet, startedBy: string, todo: Todo): Run =>
  takeLease(spreadsheet, (old) => {
    const fresh = newLease(startedBy, todo);
    if (!old) return fresh;
    const { runId, started, results, unlogged, notBefore } = old;
    if (isCancelled(old.started)) return { ...fresh, results: results.filter(isIn(unlogged)), unlogged };
    const cutOff = cutOffBy(old);
    return { ...fresh, runId, started, results, unlogged, notBefore, cutOff, todo: bothTodo(old.todo, todo) };
  });

/**
 * Goes on with the refresh that was cut off or waits.
 *
 * @throws Failure when there is none; Busy when somebody is at it
 */
export const continueRun = (spreadsheet: Spreadsheet): Run =>
  takeLease(spreadsheet, (old) => {
    if (!old) throw new Failure('There is no refresh to continue.');
    const continuations = old.continuations + 1;
    const by = nameOfWhoRuns();
    const cutOff = cutOffBy(old);
    return { ...old, by, cutOff, heartbeat: Date.now(), isWaiting: false, continuations };
  });

const isIn =
  (entries: readonly Unlogged[]) =>
  (result: StatisticResult): boolean =>
    entries.some(({ id }) => id === result.id);

/** Statistics of which some figures may be written, because an execution ended without a word while it was at one of them. */
function cutOffBy({ cutOff, isWaiting, todo, results }: Lease): string[] {
  if (isWaiting) return [...cutOff];
  const ids = Object.keys(todo);
  // Their turns come in this order, but for those that wait for a portal.
  const isPutOff = (id: string): boolean =>
    results.some((result) => result.id === id && result.notBefore !== undefined);
  const atWork = ids.findIndex((id) => !isPutOff(id));
  return [...new Set([...cutOff, ...(atWork < 0 ? ids : ids.slice(0, atWork + 1))])];
}

/** The name under which the answers of previews are kept: whoever repeats one need not ask again. */
export const PREVIEW = 'preview';

/**
 * Begins a run that only works out what would change.
 *
 * @throws Busy when a refresh is under way
 */
export function previewRun(spreadsheet: Spreadsheet, startedBy: string, todo: Todo): Run {
  const id = idOf(spreadsheet);
  refuseSecond(spreadsheet, storedLease.load(id));
  return new Run(id, { ...newLease(startedBy, todo), runId: PREVIEW }, true);
}

/**
 * Does something else while no refresh is under way, and keeps refreshes away meanwhile. It is not continued.
 *
 * @param what it is called in the message that others get
 * @throws Busy when a refresh is under way, or has something left to do
 */
export function whileNobodyRefreshes<T>(spreadsheet: Spreadsheet, what: string, work: () => T): T {
  const id = idOf(spreadsheet);
  withLock(() => {
    const old = storedLease.load(id);
    refuseSecond(spreadsheet, old);
    if (old && Object.keys(old.todo).length + old.unlogged.length > 0) {
      throw new Busy(
        'A refresh was cut off and goes on by itself. Wait for it, or choose Refresh now, then try again.',
      );
    }
    storedLease.save(id, newLease(what, {}));
  });
  try {
    return work();
  } finally {
    storedLease.clear();
  }
}

/** Whether a refresh waits for its next execution. */
export const isRunWaiting = (spreadsheet: Spreadsheet): boolean =>
  storedLease.load(idOf(spreadsheet))?.isWaiting ?? false;

function takeLease(spreadsheet: Spreadsheet, next: (old: Lease | undefined) => Lease): Run {
  const id = idOf(spreadsheet);
  const lease = withLock(() => {
    const old = storedLease.load(id);
    refuseSecond(spreadsheet, old);
    const taken = next(old);
    storedLease.save(id, taken);
    return taken;
  });
  armContinuation(WHEN_KILLED);
  return new Run(id, lease, false);
}

const newLease = (startedBy: string, todo: Todo): Lease => ({
  runId: Utilities.getUuid(),
  by: nameOfWhoRuns(),
  startedBy,
  started: Date.now(),
  heartbeat: Date.now(),
  isWaiting: false,
  continuations: 0,
  notBefore: {},
  error: '',
  cutOff: [],
  todo,
  results: [],
  unlogged: [],
});

/** Of two wishes for a statistic, the one for more periods. */
function bothTodo(one: Lease['todo'], other: Lease['todo']): Lease['todo'] {
  const both = { ...one, ...other };
  for (const [id, history] of Object.entries(one)) {
    const wider = (['all', 'recent'] as const).find((each) => each === history || each === both[id]);
    both[id] = wider ?? history;
  }
  return both;
}

function refuseSecond(spreadsheet: Spreadsheet, lease: Lease | undefined): void {
  if (!lease || lease.isWaiting || Math.abs(Date.now() - lease.heartbeat) >= EXPIRY) return;
  const since = nowIn(spreadsheet, 'HH:mm', new Date(lease.started));
  const isRefresh = Object.keys(lease.todo).length > 0 || lease.results.length > 0;
  const doing = isRefresh ? 'refreshing' : 'checking this spreadsheet';
  throw new Busy(`${lease.by} has been ${doing} since ${since}. Nothing else was started.`);
}
