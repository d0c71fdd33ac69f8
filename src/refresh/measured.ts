import { lastComplete, monthOfDay, periodOf, type Granularity, type Month } from '../domain/periods';
import { allOf, granularitiesOf, isAllOfALength } from '../statistics/granularities';
import { measuredDay, noteDay } from '../statistics/measured-days';
import type { RefreshContext } from '../statistics/statistic';
import type { StatisticResult } from '../statistics/result';

/**
 * Remembers the day on which the newest figures of a statistic were measured: those of the periods that ran then and of the
 * last ones that were over. Filling gaps only counts when nothing was measured before: it does not ask again for a period
 * that was measured while it was running, which must not pass for final.
 */
export function noteMeasured(
  result: StatisticResult,
  { state, today, history, settings }: Pick<RefreshContext, 'state' | 'today' | 'history' | 'settings'>,
): void {
  const days = granularitiesOf(settings).map((granularity) => {
    const before = measuredDay(state, result.id, granularity);
    const isOlder = before !== '' && (history === 'missing' || today < before);
    const isNew = !isOlder && isNewestMeasured(result, granularity, monthOfDay(today));
    return [granularity, isNew ? today : before] as const;
  });
  const quartersFirst = [...days].sort(([one]) => (one === 'quarter' ? -1 : 1));
  for (const [granularity, day] of quartersFirst) noteDay(state, result.id, granularity, day);
}

/** One gap hides only itself: neither what is long over, nor periods of another length, nor one VO of many keeps the newest figures from counting. */
function isNewestMeasured(
  { id, result, notRefreshed, waiting }: StatisticResult,
  granularity: Granularity,
  month: Month,
): boolean {
  if (result !== 'done' && result !== 'partly done') return false;
  const newest = [periodOf(month, granularity), lastComplete(month, granularity)];
  const isNewest = (label: string): boolean => newest.some((period) => period.label === label);
  const isAboutIt = (what: string): boolean =>
    what === allOf(granularity) || (id !== 'users' && !isAllOfALength(what));
  return !(
    notRefreshed.some(({ periods, others }) => periods.some(isNewest) || others.some(isAboutIt)) ||
    waiting.some(({ where }) => isNewest(where))
  );
}
