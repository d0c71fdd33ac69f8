import { Failure } from '../failure';
import { notPermitted } from '../not-permitted';
import type { Settings } from '../settings/settings';
import type { Spreadsheet } from '../google/spreadsheet';
import { clearProgress, isCancelled } from './progress';
import { bestEffort } from '../google/best-effort';
import { MOST_CONTINUATIONS, type Run } from './run';
import { blankResult, failed, refreshOne } from './refresh-one';
import { timeLeft } from './interruption';
import { conclude, finish, logResults, mailThatNothingRan } from './conclude';
import { noteMeasured } from './measured';
import { workOf, type Todo, type Work } from './work';
import type { StatisticId } from '../domain/catalogue';
import type { StatisticResult } from '../statistics/result';

/** An error outside of the statistics that needs no other telling: it was told, or the refresh goes on by itself. */
export class Told extends Failure {}

/** What is said when the last execution that may follow has run out of time, or there is no other because it is a preview. */
const TOO_SLOW = 'There was no time left for it, because the portals answer too slowly. Try it alone.';
const CUT_OFF =
  `The refresh was cut off more than ${MOST_CONTINUATIONS} times before this was done, so it is not tried again by itself. ` +
  'Refresh it alone.';

/**
 * One execution of a refresh: what is still to do, one statistic after the other, and what comes after the last. A refresh
 * that was cut off too often, or ends twice by the same error outside of the statistics, is ended as failed.
 *
 * @throws Failure when an error outside of the statistics has ended the execution
 */
export function carryOut(run: Run, spreadsheet: Spreadsheet, settings: () => Settings): StatisticResult[] {
  let work: Work | undefined;
  try {
    work = workOf(run, spreadsheet, settings());
    if (run.continuations > MOST_CONTINUATIONS) giveUp(work, CUT_OFF);
    else if (refreshAll(work) && !run.isPreview) conclude(work);
    return run.results;
  } catch (error) {
    throw afterError(run, spreadsheet, work, error);
  } finally {
    bestEffort(clearProgress);
  }
}

/** @returns whether nothing is left to do */
function refreshAll(work: Work): boolean {
  const { run } = work;
  logResults(work); // What an execution has left that was cut off.
  while (run.todo.length > 0) {
    const next = run.todo.find(({ id }) => waitOf(run, id) === 0);
    if (!next) {
      pause(work, Math.min(...run.todo.map(({ id }) => waitOf(run, id))));
      return false;
    }
    const result = refreshNext(work, next);
    if (result.result !== 'unfinished') finish(work, result);
    else if (run.mayContinue && timeLeft() > 0) run.postpone(result);
    else if (!run.mayContinue) finish(work, { ...result, ...failed(TOO_SLOW) });
    else {
      run.postpone(result);
      pause(work, 0);
      return false;
    }
  }
  return true;
}

/** Milliseconds for which a statistic has to wait, because a portal wants to be left alone. */
function waitOf(run: Run, id: StatisticId): number {
  const { notBefore = 0 } = run.results.find((result) => result.id === id) ?? {};
  const isOver = !run.mayContinue || bestEffort(() => isCancelled(run.started)) === true;
  return isOver ? 0 : Math.max(0, notBefore - Date.now());
}

/** What is still to do is left to another execution, which begins in so many milliseconds at the earliest. */
function pause(work: Work, milliseconds: number): void {
  const { run } = work;
  logResults(work);
  run.pause(milliseconds, (isBySelf) => run.todo.map(({ id }) => unfinished(id, run.results, isBySelf)));
}

function refreshNext(work: Work, next: Todo): StatisticResult {
  const { run } = work;
  const context = work.begin(next);
  const outcome = refreshOne(next.id, context, work.mayGoOn);
  const result = addedUp(outcome.result === 'done' ? outcome : { ...outcome, written: work.written() }, run);
  noteMeasured(result, context);
  return result;
}

/** Ends a refresh that cannot be finished: says so wherever users look, and lets the next one start afresh. */
function giveUp(work: Work, reason: string): void {
  const { run } = work;
  // Should the telling itself be what ends its executions, it is not tried again.
  if (run.continuations <= MOST_CONTINUATIONS + 1) {
    for (const { id } of run.todo) finish(work, addedUp({ ...blankResult(id), ...failed(reason) }, run));
    bestEffort(() => conclude(work, true));
  }
  run.end();
}

/** What is told of an error outside of the statistics. The first time the refresh goes on by itself. */
function afterError(run: Run, spreadsheet: Spreadsheet, work: Work | undefined, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Failure)) console.error(error instanceof Error ? error.stack : error);
  const reason =
    error instanceof Failure
      ? message
      : (notPermitted(error)?.message ?? `Something unexpected ended the refresh: "${message}"`);
  if (run.isPreview) return new Failure(reason);
  const isNew = run.error !== message && run.mayContinue;
  if (isNew && bestEffort(() => (run.tryAgain(message), true)))
    return new Told(`${reason} It goes on by itself in about a minute.`);
  bestEffort(() =>
    work ? giveUp(work, reason) : mailThatNothingRan(spreadsheet, reason, run.continuations === 0),
  );
  bestEffort(() => run.end());
  return new Told(`${reason} It is not tried again by itself.`);
}

/** With the requests and seconds of the executions before, in which it was not finished. */
function addedUp(found: StatisticResult, run: Run): StatisticResult {
  const result: StatisticResult = run.wasCutOff(found.id) ? { ...found, wasCutOff: true } : found;
  const begun = run.results.find(({ id, result: old }) => id === result.id && old === 'unfinished');
  if (!begun) return result;
  return {
    ...result,
    requests: begun.requests + result.requests,
    seconds: begun.seconds + result.seconds,
    written: [...new Set([...begun.written, ...result.written])],
  };
}

/** What is said of a statistic that the next execution goes on with, given what came of it so far, if it was begun. */
const unfinished = (
  id: StatisticId,
  results: readonly StatisticResult[],
  isBySelf: boolean,
): StatisticResult => ({
  ...(results.find((result) => result.id === id) ?? blankResult(id)),
  goesOn: isBySelf ? 'by itself' : 'with the next refresh',
});
