import { GRANULARITIES, lastComplete, monthOfDay, periodOf, type Month } from '../domain/periods';
import type { RefreshContext } from '../statistics/statistic';
import type { StatisticResult } from '../statistics/result';

/**
 * Remembers the day on which the newest figures of a statistic were measured: those of the periods that ran then and of the
 * last ones that were over. Filling gaps only counts when nothing was measured before: it does not ask again for a period
 * that was measured while it was running, which must not pass for final.
 */
export function noteMeasured(
  result: StatisticResult,
  { state, today, history }: Pick<RefreshContext, 'state' | 'today' | 'history'>,
): void {
  const before = state.measuredOn[result.id];
  if (before !== undefined && (history === 'missing' || today < before)) return;
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
