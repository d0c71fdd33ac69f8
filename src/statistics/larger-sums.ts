import type { Note } from '../sheets/wanted';
import { inThousands } from '../domain/figures-in-words';
import type { RefreshContext } from './statistic';

/** Periods of one tab whose notes are remembered, the newest. */
const MOST_NOTED = 24;

/** Says what a total is besides, where it is the larger one of two sums. */
export const largerOf = (smaller: number): string =>
  `the larger of two sums, which was accepted; the smaller one is ${inThousands(smaller)}`;

/** What is said at figures that are the larger one of two sums. */
export interface LargerSums {
  readonly notes: readonly Note[];
  /** Remembers which figures have such a note; to be called when they are written. */
  readonly noted: () => void;
}

/**
 * The notes of figures that are the larger of two sums; what is not any more loses its note.
 *
 * @param tab the product's own name of the tab of quarters
 * @param figures of the periods that are going to be written, by label
 */
export function largerSums(
  { state, granularity }: Pick<RefreshContext, 'state' | 'granularity'>,
  tab: string,
  column: string,
  figures: ReadonlyMap<string, { readonly smaller?: number }>,
): LargerSums {
  const key = `${tab} ${granularity}`;
  const before = state.larger[key] ?? [];
  const now = [...figures].flatMap(([row, { smaller }]) =>
    smaller === undefined ? [] : [{ row, column, text: `This is ${largerOf(smaller)}.` }],
  );
  const are = new Set(now.map(({ row }) => row));
  const over = before.filter((label) => figures.has(label) && !are.has(label));
  return {
    notes: [...now, ...over.map((row) => ({ row, column, text: '' }))],
    noted: () => {
      const labels = [...new Set([...before, ...are])].filter((label) => !over.includes(label)).sort();
      const others = Object.entries(state.larger).filter(([name]) => name !== key);
      const kept: [string, string[]][] = labels.length === 0 ? [] : [[key, labels.slice(-MOST_NOTED)]];
      state.larger = Object.fromEntries([...others, ...kept]);
    },
  };
}
