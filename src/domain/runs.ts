/**
 * The longest runs of neighbours in a list.
 *
 * @param isNext whether an item goes on with the run that ends with the one before it
 */
export function runsOf<T>(items: readonly T[], isNext: (before: T, item: T) => boolean): [T, ...T[]][] {
  const runs: [T, ...T[]][] = [];
  items.forEach((item, index) => {
    const [run, before] = [runs[runs.length - 1], items[index - 1]];
    if (run && isNext(before as T, item)) run.push(item);
    else runs.push([item]);
  });
  return runs;
}

/** Runs of whole numbers that follow each other: their first and their last one each. */
export const stretchesOf = (numbers: readonly number[]): [first: number, last: number][] =>
  runsOf(
    [...numbers].sort((a, b) => a - b),
    (before, next) => next === before + 1,
  ).map((run) => [run[0], run[run.length - 1] ?? run[0]]);
