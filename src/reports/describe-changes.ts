import { changeInPercent, inThousands } from '../domain/figures-in-words';
import { describePeriods, readPeriod } from '../domain/periods';
import { listVos } from '../domain/vo-names';
import type { Changes, Restatement } from '../statistics/result';

/** Periods by their labels in words: `2020.01-03 to 2021.10-12`. */
export const describeLabels = (labels: readonly string[]): string =>
  describePeriods(labels.flatMap((label) => readPeriod(label) ?? []));

/** A restatement in words: `2020.01-03, CPU/h: 1,000 -> 1,001 (+0.1 %)`. */
export const describeRestatement = (change: Restatement): string =>
  `${change.where}: ${inThousands(change.old)} -> ${inThousands(change.new)} (${changeInPercent(change.old, change.new)})`;

const andMore = (more: number, what: string): string[] => (more > 0 ? [`and ${more} more ${what}`] : []);

/** What a refresh changed, in words; '' for nothing. */
export function describeChanges({ filled, changed, vanished, restated, withdrawn }: Changes): string {
  if (filled + changed === 0) return '';
  const counts = [
    ...(filled > 0 ? [`${filled} ${filled === 1 ? 'cell' : 'cells'} filled`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  return [
    `${counts.join(', ')}.`,
    ...vanished.named.map(
      ({ periods, column, vos }) => `${describeLabels(periods)}, ${column} without ${listVos(vos)}`,
    ),
    ...andMore(vanished.more, 'earlier lists'),
    ...restated.named.map(describeRestatement),
    ...andMore(restated.more, 'earlier figures'),
    ...withdrawn.named.map(({ where, old }) => `${where}: ${inThousands(old)} -> blank, not listed any more`),
    ...andMore(withdrawn.more, 'figures not listed any more'),
  ].join('\n');
}
