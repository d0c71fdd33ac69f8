import { readPeriod } from '../domain/periods';
import { doubtAbout, isWaiting, type DoubtRules, type Total } from './restatements';
import type { WaitingFigure } from './result';
import type { RefreshContext } from './statistic';

/** Days after its end in which a period's total may change as it likes. */
const UNSETTLED_DAYS = 90;
/** Doubts that are remembered, the newest: beside all else that is, they fit into a property, which has room for 9 kB. */
const MOST_DOUBTS = 70;
/** Characters of a refresh's id that are remembered: they tell it from others, and leave room. */
const RUN_ID_LENGTH = 8;

/**
 * Periods whose totals have changed so much, so long after their end, that they are only written when another refresh
 * gives the same, or when somebody refreshes all of history on purpose. Remembers what was given.
 *
 * @param tabId the product's own name of the tab of quarters
 * @param labels the periods that have been asked for
 * @param old the total that the tab has of a period; undefined for none
 * @param now the total as measured
 * @returns labels of the periods that keep all of their figures, and what waits
 */
export function periodsInDoubt(
  { state, settings, runId, today, history, granularity }: RefreshContext,
  tabId: string,
  labels: readonly string[],
  old: (label: string) => number | undefined,
  now: (label: string) => number | undefined,
): { readonly labels: ReadonlySet<string>; readonly waiting: readonly WaitingFigure[] } {
  const threshold = settings.restatementThreshold;
  const settledUntil = daysBefore(today, UNSETTLED_DAYS);
  const doubting: DoubtRules = { runId: runId.slice(0, RUN_ID_LENGTH), threshold, settledUntil };
  const totals = labels.flatMap((label): Total[] => {
    const [period, before, after] = [readPeriod(label), old(label), now(label)];
    return period && before !== undefined && after !== undefined ? [{ period, old: before, now: after }] : [];
  });
  const doubts = new Map(Object.entries(state.doubts));
  const waiting = totals.filter((total) => {
    const key = `${tabId} ${granularity} ${total.period.label}`;
    const doubt = history === 'all' ? undefined : doubtAbout(total, doubts.get(key), doubting);
    doubts.delete(key);
    if (doubt) doubts.set(key, doubt);
    return isWaiting(doubt, doubting);
  });
  state.doubts = Object.fromEntries([...doubts].slice(-MOST_DOUBTS));
  return {
    labels: new Set(waiting.map(({ period }) => period.label)),
    waiting: waiting.map(({ period, old: before, now: after }) => ({
      where: period.label,
      old: before,
      new: after,
      threshold,
    })),
  };
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
