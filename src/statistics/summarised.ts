import type { StatisticId } from '../domain/catalogue';
import { addMonths, periodOf, type Period } from '../domain/periods';
import { printableVoName } from '../domain/vo-names';
import type { Layout } from '../sheets/layout';
import type { Table } from '../sheets/table';

/** What the sentences of a quarterly summary are made from: the tabs as they stand. */
export interface SummarySources {
  /** A tab by the product's own name; undefined when there is none, or it cannot be understood. */
  readonly table: (id: string, layout: Layout) => Table | undefined;
  /** The figure of one VO in a period, of a statistic that has a tab by VO. */
  readonly ofVo: (statistic: StatisticId, vo: string, label: string) => number | undefined;
  /** How many names a sentence has: the summary has one page. */
  readonly most: number;
  /** Whether a label is a VO's. */
  readonly isVo: (label: string) => boolean;
}

/** The sentences about one statistic in a quarter, each a paragraph of at most some lines. */
export type Summarise = (sources: SummarySources, quarter: Period) => readonly string[];

export const quarterBefore = ({ firstMonth }: Period): Period => periodOf(addMonths(firstMonth, -3));

/** Characters of a name. */
const LONGEST_NAME = 40;

export const shortName = (name: string): string => {
  const printable = printableVoName(name);
  return printable.length <= LONGEST_NAME ? printable : `${printable.slice(0, LONGEST_NAME - 1)}…`;
};

/** `2 (a, b)`, `none`, `9 (a, b, c, d, e and 4 more)`. */
export function countAndNames(names: readonly string[], most: number, count = names.length): string {
  if (count === 0) return 'none';
  const named = names.slice(0, most).map(shortName);
  const more = count > named.length && named.length > 0 ? ` and ${count - named.length} more` : '';
  return named.length === 0 ? String(count) : `${count} (${named.join(', ')}${more})`;
}
