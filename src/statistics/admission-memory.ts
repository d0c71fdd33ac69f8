import {
  isRunning,
  LENGTH_IN_MONTHS,
  monthsOf,
  GRANULARITIES,
  periodsBetween,
  readPeriod,
} from '../domain/periods';
import type { Granularity, Month, Period } from '../domain/periods';

/** Periods in a row whose figures were measured alike: their first and last label, whether after they were over, and with which choices. */
export type MeasuredRun = [first: string, last: string, isSettled: boolean, choices: string];

/** How a period's figures were measured last. */
export interface MeasuredHow {
  readonly isSettled: boolean;
  readonly choices: string;
}

/** How the figures of each period were measured, by its label; what is in no run is not known. */
export const measuredHow = (runs: readonly MeasuredRun[]): Map<string, MeasuredHow> =>
  new Map(
    runs.flatMap(([first, last, isSettled, choices]) =>
      periodsFrom(first, last).map(({ label }) => [label, { isSettled, choices }] as const),
    ),
  );

function periodsFrom(first: string, last: string): Period[] {
  const [from, to] = [readPeriod(first), readPeriod(last)];
  const granularity = from && granularityOf(from);
  return from && to && granularity ? periodsBetween(from.firstMonth, to.lastMonth, granularity) : [];
}

const granularityOf = (period: Period): Granularity | undefined =>
  GRANULARITIES.find((each) => LENGTH_IN_MONTHS[each] === monthsOf(period).length);

/** Runs that are remembered of one tab, the newest. */
const MOST_RUNS = 12;

/**
 * What is known after the figures of some periods have been measured.
 *
 * @param labels of periods of one length
 * @param month the present one
 */
export function withMeasured(
  runs: readonly MeasuredRun[],
  labels: readonly string[],
  month: Month,
  choices: string,
): MeasuredRun[] {
  const how = measuredHow(runs);
  for (const label of labels) {
    const period = readPeriod(label);
    if (period) how.set(label, { isSettled: !isRunning(period, month), choices });
  }
  return runsOf(how);
}

/** What is known without some periods: of them it is not known any more. */
export function withoutPeriods(
  runs: readonly MeasuredRun[],
  labels: readonly string[],
): readonly MeasuredRun[] {
  if (labels.length === 0) return runs;
  const how = measuredHow(runs);
  for (const label of labels) how.delete(label);
  return runsOf(how);
}

function runsOf(how: ReadonlyMap<string, MeasuredHow>): MeasuredRun[] {
  const merged: MeasuredRun[] = [];
  for (const [label, { isSettled, choices: used }] of [...how].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = merged[merged.length - 1];
    const isAlike = last?.[2] === isSettled && last[3] === used;
    if (last && isAlike && periodsFrom(last[1], label).length === 2) last[1] = label;
    else merged.push([label, label, isSettled, used]);
  }
  return merged.slice(-MOST_RUNS);
}
