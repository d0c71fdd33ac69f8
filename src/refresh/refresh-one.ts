import { Failure } from '../failure';
import { byGranularities } from '../statistics/granularities';
import { Cancelled, Interruption, OutOfTime } from './interruption';
import { STATISTICS } from '../statistics/registry';
import { describeChanges, describeMisses } from '../statistics/changes';
import type { RefreshContext, StatisticOutcome } from '../statistics/statistic';
import type { StatisticId } from '../domain/catalogue';
import { describePeriods, monthOfDay } from '../domain/periods';
import type { StatisticResult } from '../statistics/result';

export const KEPT = 'The old figures are kept.';

/** Refreshes one statistic; whatever goes wrong becomes its result. */
export function refreshOne(id: StatisticId, context: RefreshContext, mayGoOn: () => void): StatisticResult {
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

/** What came of a statistic as long as nothing has. */
export const blankResult = (id: StatisticId): StatisticResult => ({
  id,
  title: STATISTICS[id].title,
  result: 'unfinished',
  periods: '',
  requests: 0,
  seconds: 0,
  changes: '',
  message: '',
});
