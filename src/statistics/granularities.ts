import { Failure } from '../failure';
import type { Settings } from '../settings/settings';
import { attempt, type PortalRequest } from '../portals/request';
import { layoutBy } from '../sheets/layout';
import { GRANULARITIES, type Granularity } from '../domain/periods';
import type { AskingContext, RefreshContext, Statistic, StatisticOutcome } from './statistic';

type Refresh = Statistic['refresh'];

/** Quarters and what else is switched on, from the shortest to the longest. */
export const granularitiesOf = ({ granularities }: Settings): Granularity[] =>
  GRANULARITIES.filter((each) => each === 'quarter' || granularities[each] === true);

/**
 * Refreshes a statistic by quarter and by whatever else is switched on.
 *
 * @returns what came of it altogether; one granularity that fails does not stop the others
 * @throws Failure when there are only quarters and nothing of them can be refreshed
 */
export function byGranularities(refresh: Refresh, context: RefreshContext): StatisticOutcome {
  const granularities = granularitiesOf(context.settings);
  if (granularities.length === 1) return refresh(context);
  const outcomes = granularities.map((each) => refreshBy(each, refresh, context));
  return {
    periods: outcomes.flatMap(({ periods }) => periods),
    plans: outcomes.flatMap(({ plans }) => plans),
    misses: outcomes.flatMap(({ misses }) => misses),
    waiting: outcomes.flatMap(({ waiting }) => waiting),
    remarks: [...new Set(outcomes.flatMap(({ remarks }) => remarks))],
    hasFigures: outcomes.some(({ hasFigures }) => hasFigures),
  };
}

/** The requests that a statistic is going to make for all of them, as far as they are known; none where it will fail. */
export const upcomingOf = ({ upcoming }: Statistic, context: AskingContext): PortalRequest<unknown>[] => {
  const of = (granularity: Granularity): readonly PortalRequest<unknown>[] =>
    upcoming?.({ ...context, granularity }) ?? [];
  const requests = attempt(() => granularitiesOf(context.settings).flatMap(of));
  return 'value' in requests ? requests.value : [];
};

/** What is named where none of the periods of a length could be refreshed. */
export const allOf = (granularity: Granularity): string => `by ${granularity}`;

export const isAllOfALength = (what: string): boolean => GRANULARITIES.some((each) => allOf(each) === what);

function refreshBy(granularity: Granularity, refresh: Refresh, context: RefreshContext): StatisticOutcome {
  try {
    return refresh(contextBy(granularity, context));
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const misses = [{ what: allOf(granularity), failure }];
    return { periods: [], plans: [], misses, waiting: [], remarks: [], hasFigures: false };
  }
}

/** The same refresh for the tabs of periods of that length, "Accounting Cloud CPU/h by month". */
function contextBy(granularity: Granularity, context: RefreshContext): RefreshContext {
  if (granularity === 'quarter') return context;
  const titles: Readonly<Record<string, string>> = context.settings.tabTitles;
  return {
    ...context,
    granularity,
    tab: (id, title, layout) =>
      context.tab(
        `${id}.${granularity}`,
        `${titles[id] ?? title} by ${granularity}`,
        layoutBy(layout, granularity),
      ),
  };
}
