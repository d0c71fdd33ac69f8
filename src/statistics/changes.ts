import type { Change } from '../sheets/plan';
import { isRunning, readPeriod } from '../domain/periods';
import { namesWithout } from '../domain/variations';
import { readVoList } from '../domain/vo-names';
import { first, type Changes, type ReasonNotRefreshed, type Restatement, type Total } from './result';
import type { NotRefreshed } from './statistic';

/** Changes of each kind that a log cell or a dialog names one by one; the rest is counted. */
const NAMED_CHANGES = 50;

/** What the changed cells of a refresh are, seen in the given month. */
export function changesOf(changes: readonly Change[], month: string): Changes {
  const filled = changes.filter((change) => change.old === '' || change.old === undefined).length;
  return {
    filled,
    changed: changes.length - filled,
    vanished: first(vanishedVos(changes, month), NAMED_CHANGES),
    restated: first(restatements(changes, month), NAMED_CHANGES),
    withdrawn: first(withdrawnFigures(changes, month), NAMED_CHANGES),
    totals: totalsOf(changes, month),
  };
}

/** Whether a change is one of a figure for all VOs. */
const isTotal = ({ row, kind }: Change): boolean =>
  (kind === 'figure' || kind === 'total') && readPeriod(row) !== undefined;

/** Figures for all VOs; where a tab has such beside those of single VOs, only these. */
function totalsOf(changes: readonly Change[], month: string): Total[] {
  const figures = changes.filter(isTotal);
  const own = figures.filter(({ kind }) => kind === 'total');
  const figureIn = (content: unknown): number | null => (typeof content === 'number' ? content : null);
  return (own.length > 0 ? own : figures).flatMap(({ row, column, old, new: now }) => {
    const period = readPeriod(row);
    const [before, after] = [figureIn(old), figureIn(now)];
    if (!period || (before === null && after === null)) return [];
    return [{ period: row, column, old: before, new: after, isRunning: isRunning(period, month) }];
  });
}

/** Figures of periods before the running one that had another value; those for all VOs come first. */
function restatements(changes: readonly Change[], month: string): Restatement[] {
  const totalsFirst = [...changes.filter(isTotal), ...changes.filter((change) => !isTotal(change))];
  return totalsFirst.flatMap((change) => {
    const { old, new: now } = change;
    if (!isOfEarlierPeriod(change, month) || typeof old !== 'number' || typeof now !== 'number') return [];
    return [{ where: whereOf(change), old, new: now }];
  });
}

const withdrawnFigures = (
  changes: readonly Change[],
  month: string,
): Changes['withdrawn']['named'][number][] =>
  changes.flatMap((change) => {
    const { old, new: now } = change;
    if (!isOfEarlierPeriod(change, month) || typeof old !== 'number' || now !== '') return [];
    return [{ where: whereOf(change), old }];
  });

const whereOf = ({ row, column }: Change): string => `${row}, ${column}`;

function isOfEarlierPeriod({ row, column }: Change, month: string): boolean {
  const period = readPeriod(row) ?? readPeriod(column);
  return period !== undefined && !isRunning(period, month);
}

/** VOs that lists of periods before the running one name no longer, one entry for all periods that lose the same ones. */
function vanishedVos(changes: readonly Change[], month: string): Changes['vanished']['named'] {
  const lost = new Map<string, Changes['vanished']['named'][number]>();
  for (const { row, column, kind, old, new: now } of changes) {
    const period = readPeriod(row);
    if (kind !== 'vo list' || !period || isRunning(period, month)) continue;
    const [before, after] = [old, now].map((list) => readVoList(String(list)));
    const vos = namesWithout(before ?? [], after ?? []);
    const key = JSON.stringify([column, vos]);
    const periods = [...(lost.get(key)?.periods ?? []), period.label];
    if (vos.length > 0) lost.set(key, { periods, column, vos });
  }
  return [...lost.values()];
}

/** What could not be refreshed, together where the reason is the same. */
export function byReason(misses: readonly NotRefreshed[]): ReasonNotRefreshed[] {
  const reasons = new Map<string, ReasonNotRefreshed>();
  for (const { what, failure } of misses) {
    const reason = failure.message;
    const { periods, others } = reasons.get(reason) ?? { periods: [], others: [] };
    reasons.set(
      reason,
      typeof what === 'string'
        ? { periods, others: [...new Set([...others, what])], reason }
        : { periods: [...periods, what.label], others, reason },
    );
  }
  return [...reasons.values()];
}
