import type { Note } from '../sheets/wanted';
import { inThousands } from '../domain/figures-in-words';
import { namesWithout } from '../domain/variations';
import type { VoHours } from '../portals/accounting/source';
import type { RefreshContext } from './statistic';

/** Periods of one tab whose notes are remembered, the newest. */
const MOST_NOTED = 24;

/** Says what a total is besides, where it is the larger one of two sums. */
export const largerOf = (smaller: number): string =>
  `the larger of two sums, which was accepted; the smaller one is ${inThousands(smaller)}`;

/** What is said at figures that are the larger one of two sums. */
export interface LargerSums {
  /** At totals. */
  readonly notes: readonly Note[];
  /** At hours of VOs, '' for those of which nothing is to be said (any more). */
  readonly byVo: readonly { readonly label: string; readonly vo: string; readonly text: string }[];
  /** Remembers which figures have such a note; to be called when they are written. */
  readonly noted: () => void;
}

/** Figures of a period that may be the larger ones of two sums. */
interface Figures {
  readonly smaller?: number;
  readonly vos: readonly VoHours[];
}

const said = (smaller: number | undefined): string =>
  smaller === undefined ? '' : `This is ${largerOf(smaller)}.`;

/**
 * The notes of figures that are the larger of two sums; what is not any more loses its note.
 *
 * @param tab the product's own name of the tab of quarters
 * @param column of the totals
 * @param figures of the periods that are going to be written, by label
 * @param named the VOs that a period named before
 */
export function largerSums(
  { state, granularity }: Pick<RefreshContext, 'state' | 'granularity'>,
  tab: string,
  column: string,
  figures: ReadonlyMap<string, Figures>,
  named: (label: string) => readonly string[],
): LargerSums {
  const key = `${tab} ${granularity}`;
  const before = state.larger[key] ?? [];
  const are = [...figures].flatMap(([label, { smaller }]) => (smaller === undefined ? [] : [label]));
  const over = before.filter((label) => figures.has(label) && !are.includes(label));
  const noted = [...figures].filter(([label]) => are.includes(label) || over.includes(label));
  return {
    notes: noted.map(([row, { smaller }]) => ({ row, column, text: said(smaller) })),
    byVo: noted.flatMap(([label, { vos }]) => [
      ...namesWithout(
        named(label),
        vos.map(({ name }) => name),
      ).map((vo) => ({ label, vo, text: '' })),
      ...vos.map(({ name: vo, smaller }) => ({ label, vo, text: said(smaller) })),
    ]),
    noted: () => {
      const labels = [...new Set([...before, ...are])].filter((label) => !over.includes(label)).sort();
      const others = Object.entries(state.larger).filter(([name]) => name !== key);
      const kept: [string, string[]][] = labels.length === 0 ? [] : [[key, labels.slice(-MOST_NOTED)]];
      state.larger = Object.fromEntries([...others, ...kept]);
    },
  };
}
