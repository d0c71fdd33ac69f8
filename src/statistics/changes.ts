import type { Change } from '../sheets/plan';
import { describePeriods, isRunning, readPeriod, type Period } from '../domain/periods';
import { namesWithout } from '../domain/variations';
import { listVos, readVoList } from '../domain/vo-names';
import type { NotRefreshed } from './statistic';

/** A figure of an earlier period that the portal now gives differently. */
export interface Restatement {
  /** `2020.01-03, CPU/h`, or with the VO where a tab has a row per VO. */
  readonly where: string;
  readonly old: number;
  readonly new: number;
}

const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Signed, with one decimal: `+0.1 %`; nothing to compare with where the old figure was 0. */
function percent(old: number, now: number): string {
  if (old === 0) return 'was 0';
  const change = ((now - old) / old) * 100;
  return `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`;
}

/** A restatement in words: `2020.01-03, CPU/h: 1,000 -> 1,001 (+0.1 %)`. */
export const describeRestatement = (change: Restatement): string =>
  `${change.where}: ${number(change.old)} -> ${number(change.new)} (${percent(change.old, change.new)})`;

/** Whether a change is one of a figure for all VOs. */
const isTotal = ({ row, kind }: Change): boolean =>
  (kind === 'figure' || kind === 'total') && readPeriod(row) !== undefined;

/** Figures of periods before the running one that had another value; those for all VOs come first. */
export function restatements(changes: readonly Change[], month: string): Restatement[] {
  const totalsFirst = [...changes.filter(isTotal), ...changes.filter((change) => !isTotal(change))];
  return totalsFirst.flatMap((change) => {
    const period = readPeriod(change.row) ?? readPeriod(change.column);
    if (!period || isRunning(period, month)) return [];
    if (typeof change.old !== 'number' || typeof change.new !== 'number') return [];
    return [{ where: `${change.row}, ${change.column}`, old: change.old, new: change.new }];
  });
}

/** VOs that lists of periods before the running one name no longer, a line for all periods that lose the same ones. */
function vanishedVos(changes: readonly Change[], month: string): string[] {
  const lost = new Map<string, Period[]>();
  for (const change of changes) {
    const period = readPeriod(change.row);
    if (change.kind !== 'vo list' || !period || isRunning(period, month)) continue;
    const [before, after] = [change.old, change.new].map((list) => readVoList(String(list)));
    const gone = namesWithout(before ?? [], after ?? []);
    const what = `${change.column} without ${listVos(gone)}`;
    if (gone.length > 0) lost.set(what, [...(lost.get(what) ?? []), period]);
  }
  return [...lost].map(([what, periods]) => `${describePeriods(periods)}, ${what}`);
}

/** Changes of each kind that a log cell or a dialog names one by one; the rest is counted. */
const NAMED_CHANGES = 50;

function firstOf(lines: readonly string[], what: string): string[] {
  const rest = lines.length - NAMED_CHANGES;
  return [...lines.slice(0, NAMED_CHANGES), ...(rest > 0 ? [`and ${rest} more ${what}`] : [])];
}

/** What a refresh changed, in words; '' for nothing. */
export function describeChanges(changes: readonly Change[], month: string): string {
  if (changes.length === 0) return '';
  const added = changes.filter((change) => change.old === '' || change.old === undefined).length;
  const counts = [
    ...(added > 0 ? [`${added} ${added === 1 ? 'cell' : 'cells'} filled`] : []),
    ...(changes.length > added ? [`${changes.length - added} changed`] : []),
  ];
  return [
    `${counts.join(', ')}.`,
    ...firstOf(vanishedVos(changes, month), 'earlier lists'),
    ...firstOf(restatements(changes, month).map(describeRestatement), 'earlier figures'),
  ].join('\n');
}

/** What could not be refreshed and why, one line a reason; '' for nothing. */
export function describeMisses(misses: readonly NotRefreshed[]): string {
  const byReason = new Map<string, NotRefreshed[]>();
  for (const miss of misses) {
    const { message } = miss.failure;
    byReason.set(message, [...(byReason.get(message) ?? []), miss]);
  }
  return [...byReason].map(([reason, missed]) => `${describeWhat(missed)}: ${reason}`).join('\n');
}

const isPeriod = (what: Period | string): what is Period => typeof what !== 'string';

function describeWhat(misses: readonly NotRefreshed[]): string {
  const what = misses.map((miss) => miss.what);
  const periods = what.filter(isPeriod);
  const vos = what.filter((one): one is string => !isPeriod(one));
  return [
    ...(periods.length > 0 ? [describePeriods(periods)] : []),
    ...(vos.length > 0 ? [listVos(vos)] : []),
  ].join(', ');
}
