import { lastComplete } from '../domain/periods';
import { GROWTH, type MeasuredFigure } from '../statistics/key-figures';
import type { KeyResultRow } from './key-result-rows';

/** Key results that are named. */
const MOST_NAMED = 3;

/**
 * Warns of key results with a score whose statistic is switched off, and has not the newest figures: it stays that of the
 * last period that was measured.
 *
 * @returns no warning, or one
 */
export function warnOfSwitchedOff(
  rows: readonly KeyResultRow[],
  figures: readonly MeasuredFigure[],
): string[] {
  const newest = figures.map(({ month }) => month).sort()[figures.length - 1] ?? '';
  const isOld = (month: string): boolean =>
    month !== '' && lastComplete(month).label < lastComplete(newest).label;
  const off = figures
    .filter(({ isOff, month }) => isOff === true && isOld(month))
    .flatMap(({ name }) => [name, `${name}${GROWTH}`]);
  const stale = rows.filter(({ statistic, score }) => score !== undefined && off.includes(statistic));
  if (stale.length === 0) return [];
  const named = stale.slice(0, MOST_NAMED).map(({ keyResult, period }) => `${keyResult} (${period})`);
  const more = stale.length - named.length;
  return [
    `Key results keep an old score, because their statistic is switched off in the settings: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  ];
}
