import type { Values } from './columns';

/**
 * Whether all that a tab held is still there: each of its rows, in order, with all its cells, whatever was put between
 * them. What was inserted, and what was written into blank cells, takes nothing away.
 */
export const keepsAll = (old: Values, now: Values): boolean =>
  isWithin(
    old.map(filled).filter((cells) => cells.length > 0),
    now.map(filled),
    (before, after) => isWithin(before, after, Object.is),
  );

const filled = (cells: readonly unknown[]): unknown[] => cells.filter((cell) => cell !== '');

/** Whether each item of the one list has its match in the other one, in the same order. */
function isWithin<T>(some: readonly T[], all: readonly T[], matches: (one: T, other: T) => boolean): boolean {
  let found = 0;
  for (const each of all) {
    const next = some[found];
    if (next !== undefined && matches(next, each)) found++;
  }
  return found === some.length;
}
