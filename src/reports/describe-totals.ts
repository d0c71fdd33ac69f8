import type { TotalInWords } from './total-in-words';
import type { Total, TwoSumsOfPeriod } from '../statistics/result';
import { changeInPercent, inThousands } from '../domain/figures-in-words';

/**
 * The totals of a preview in words, those of one figure together.
 *
 * @param threshold per cent above which a change is large
 */
export const describeTotals = (totals: readonly Total[], threshold: number): TotalInWords[] =>
  [...new Set(totals.map(({ column }) => column))].flatMap((column) =>
    totals.filter((total) => total.column === column).map((total) => inWords(total, threshold)),
  );

function inWords({ period, column, old, new: now, isRunning }: Total, threshold: number): TotalInWords {
  const shown = (figure: number | null): string => (figure === null ? '-' : inThousands(figure));
  const words = { period, figure: column, old: shown(old), now: shown(now) };
  if (old === null || now === null)
    return { ...words, change: now === null ? 'gone' : 'new', isLarge: now === null && !isRunning };
  const isLarge = !isRunning && Math.abs(now - old) * 100 > threshold * Math.abs(old);
  return { ...words, change: changeInPercent(old, now), isLarge };
}

/** Two sums of which nobody can tell which is right, in words. */
export const describeTwoSums = (
  sums: readonly TwoSumsOfPeriod[],
): { period: string; smaller: string; larger: string }[] =>
  sums.map(({ period, smaller, larger }) => ({
    period,
    smaller: inThousands(smaller),
    larger: inThousands(larger),
  }));
