import { Failure } from '../failure';
import { inWords } from '../google/permissions';
import { byGranularities } from '../statistics/granularities';
import { Cancelled, Interruption, OutOfTime, TurnIsOver } from './interruption';
import { NotAsShown } from './shown-changes';
import { TwoSums } from '../portals/accounting/source';
import { AskLater } from '../portals/failures';
import { STATISTICS } from '../statistics/registry';
import { keptCells } from '../statistics/held-cell';
import { byReason, changesOf } from '../statistics/changes';
import type { RefreshContext, StatisticOutcome } from '../statistics/statistic';
import type { StatisticId } from '../domain/catalogue';
import { monthOfDay } from '../domain/periods';
import { NO_CHANGES, type ReasonNotRefreshed, type StatisticResult } from '../statistics/result';

/** Refreshes one statistic; whatever goes wrong becomes its result. */
export function refreshOne(id: StatisticId, context: RefreshContext, mayGoOn: () => void): StatisticResult {
  const { refresh: refreshStatistic } = STATISTICS[id];
  const start = Date.now();
  const requestsBefore = context.client.requests;
  const finish = (outcome: Partial<StatisticResult>): StatisticResult => ({
    ...blankResult(id),
    ...outcome,
    requests: context.client.requests - requestsBefore,
    seconds: Math.round((Date.now() - start) / 1000),
  });
  try {
    mayGoOn();
    return finish(resultOf(byGranularities(refreshStatistic, context), monthOfDay(context.today)));
  } catch (error) {
    const isForeseen = [Failure, Interruption, AskLater].some((kind) => error instanceof kind);
    const message = isForeseen ? (error as Error).message : inWords(error);
    const notBefore = error instanceof AskLater ? { notBefore: Date.now() + error.seconds * 1000 } : {};
    const isOutdated = error instanceof NotAsShown;
    return finish({ result: resultOfError(error), notRefreshed: [whole(message)], isOutdated, ...notBefore });
  }
}

function resultOfError(error: unknown): StatisticResult['result'] {
  const goesOn = [OutOfTime, TurnIsOver, AskLater].some((kind) => error instanceof kind);
  if (goesOn) return 'unfinished';
  return error instanceof Cancelled ? 'cancelled' : 'failed';
}

function resultOf(
  { periods, plans, misses: notAnswered, waiting, remarks, hasFigures }: StatisticOutcome,
  month: string,
): Partial<StatisticResult> {
  const misses = [...notAnswered, ...plans.flatMap(keptCells)];
  const changes = plans.flatMap((plan) => plan.changes);
  return {
    result: misses.length === 0 ? 'done' : hasFigures ? 'partly done' : 'failed',
    periods: periods.map(({ label }) => label),
    changes: changesOf(changes, month),
    notRefreshed: byReason(misses),
    isOutdated: misses.some(({ failure }) => failure instanceof NotAsShown),
    twoSums: misses.flatMap(({ what, failure }) =>
      failure instanceof TwoSums && typeof what !== 'string'
        ? [{ period: what.label, smaller: failure.smaller, larger: failure.larger }]
        : [],
    ),
    waiting: [...waiting],
    remarks: linesOf([...remarks, ...plans.flatMap((plan) => plan.remarks)]).map((text) => ({
      text,
      isNew: true,
    })),
  };
}

/** Each line once. */
const linesOf = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')),
];

/** What is said of a statistic of which nothing was refreshed. */
export const failed = (reason: string): Pick<StatisticResult, 'result' | 'notRefreshed'> => ({
  result: 'failed',
  notRefreshed: [whole(reason)],
});

/** Why nothing of a statistic was refreshed. */
const whole = (reason: string): ReasonNotRefreshed => ({ periods: [], others: [], reason });

/** What came of a statistic as long as nothing has. */
export const blankResult = (id: StatisticId): StatisticResult => ({
  id,
  result: 'unfinished',
  periods: [],
  requests: 0,
  seconds: 0,
  changes: NO_CHANGES,
  notRefreshed: [],
  isOutdated: false,
  twoSums: [],
  waiting: [],
  remarks: [],
  written: [],
});
