import type { Failure } from '../failure';
import type { Period } from '../domain/periods';
import type { Result } from '../portals/request';
import type { NotRefreshed } from './statistic';

/** How answers about periods become figures. */
export interface Sorting<Answer, Figures> {
  /** The figures of an answer, or why it cannot be believed. */
  readonly figures: (answer: Answer, period: Period) => Figures | Failure;
  /** Why there cannot be nothing in a period; undefined where there may well be nothing. */
  readonly doubtAboutNothing: (period: Period) => Failure | undefined;
}

/**
 * Parts what came of asking for periods into figures, by label, what failed, and the labels of which the portal has nothing.
 *
 * @param outcomes one per period, in order; the value is undefined where the portal has nothing for the period
 */
export function sortOutcomes<Answer, Figures extends object>(
  periods: readonly Period[],
  outcomes: readonly Result<Answer | undefined>[],
  sorting: Sorting<Answer, Figures>,
): { figures: Map<string, Figures>; misses: NotRefreshed[]; nothing: string[] } {
  const figures = new Map<string, Figures>();
  const misses: NotRefreshed[] = [];
  const nothing: string[] = [];
  periods.forEach((period, index) => {
    const outcome = outcomes[index];
    if (!outcome) return;
    if ('value' in outcome && outcome.value === undefined) nothing.push(period.label);
    const sorted = sortedOne(period, outcome, sorting);
    if (sorted instanceof Error) misses.push({ what: period, failure: sorted });
    else if (sorted) figures.set(period.label, sorted);
  });
  return { figures, misses, nothing };
}

function sortedOne<Answer, Figures>(
  period: Period,
  outcome: Result<Answer | undefined>,
  { figures, doubtAboutNothing }: Sorting<Answer, Figures>,
): Figures | Failure | undefined {
  if ('failure' in outcome) return outcome.failure;
  return outcome.value === undefined ? doubtAboutNothing(period) : figures(outcome.value, period);
}
