import { describePeriods, readPeriod } from '../domain/periods';
import { listVos } from '../domain/vo-names';
import type { Changes, Restatement } from '../statistics/result';

/** Periods by their labels in words: `2020.01-03 to 2021.10-12`. */
export const describeLabels = (labels: readonly string[]): string =>
  describePeriods(labels.flatMap((label) => readPeriod(label) ?? []));

/** With separators: `1,000`. */
export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Signed, with one decimal: `+0.1 %`; nothing to compare with where the old figure was 0. */
export function percent(old: number, now: number): string {
  if (old === 0) return 'was 0';
  const change = ((now - old) / old) * 100;
  return `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`;
}

/** A restatement in words: `2020.01-03, CPU/h: 1,000 -> 1,001 (+0.1 %)`. */
export const describeRestatement = (change: Restatement): string =>
  `${change.where}: ${number(change.old)} -> ${number(change.new)} (${percent(change.old, change.new)})`;

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
    ...withdrawn.named.map(({ where, old }) => `${where}: ${number(old)} -> blank, not listed any more`),
    ...andMore(withdrawn.more, 'figures not listed any more'),
  ].join('\n');
}
