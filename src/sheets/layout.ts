import { parsePeriod, type Granularity } from '../statistics/periods';
import { readVoList, voKey } from '../statistics/vo-names';

/**
 * What a column holds, which is also how it is known when people have reworded its header:
 * `figure` numbers; `vo count` how many VOs the list to its right names; `vo list` such a list;
 * `variations` what {@link describeVariations} writes; `vo changes` the list that {@link voChanges} writes; `text`
 * anything else, known by its header alone.
 */
export type ColumnKind = 'figure' | 'vo count' | 'vo list' | 'variations' | 'vo changes' | 'text';

/** A column that the product owns in a tab. */
export interface Column {
  readonly id: string;
  readonly header: string;
  readonly kind: ColumnKind;
  /** Stands on the header of a new tab: in a sentence what the column is, its unit and its source. */
  readonly note?: string;
}

/** Rows or columns that come and go with the data: periods or VOs. */
export interface Series {
  /** Key of a label that belongs to the series; undefined for what people have written there themselves. */
  readonly keyOf: (label: string) => string | undefined;
  readonly compare: (a: string, b: string) => number;
  /** Whether a person's row after `before` belongs to it, so that `added` goes behind that row. */
  readonly isFollowedBy?: (before: string, label: string, added: string) => boolean;
  /** The same series of longer or shorter periods, where it is one of periods. */
  readonly by?: (granularity: Granularity) => Series;
}

/** Where a tab has what. Rows and columns are known by key; labels of the series are the keys themselves. */
export interface Layout {
  /** The column that names the rows. */
  readonly keyColumn: Column;
  /** Columns of the series, between the key column and the others; undefined where the columns are fixed. */
  readonly columnSeries?: Series;
  readonly columns: readonly Column[];
  /** Rows that stand before those of the series, such as TOTAL. */
  readonly firstRows: readonly string[];
  readonly rowSeries: Series;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Periods, by time. A new year starts behind a person's row about the year before, such as "Total 2024". */
const periodsBy = (granularity: Granularity): Series => ({
  keyOf: (label) => parsePeriod(label, granularity)?.label,
  compare: compareText,
  isFollowedBy: (before, label, added) => {
    const year = before.slice(0, 4);
    return added.slice(0, 4) > year && label.includes(year);
  },
  by: periodsBy,
});

/** Quarters. */
export const periodSeries = periodsBy('quarter');

/** VOs, alphabetically and without case. */
export const voSeries: Series = {
  keyOf: (label) => (label.trim() === '' ? undefined : voKey(label)),
  compare: compareText,
};

/** The layout of a tab of the same statistic that has periods of another length. */
export const layoutBy = (layout: Layout, granularity: Granularity): Layout => {
  const { rowSeries, columnSeries } = layout;
  const columns = columnSeries && { columnSeries: columnSeries.by?.(granularity) ?? columnSeries };
  return { ...layout, rowSeries: rowSeries.by?.(granularity) ?? rowSeries, ...columns };
};

type Cells = readonly unknown[];

const isBlank = (cell: unknown): boolean => cell === '';
const someAndAll = (cells: Cells, test: (cell: unknown, row: number) => boolean): boolean =>
  cells.some((cell) => !isBlank(cell)) && cells.every((cell, row) => isBlank(cell) || test(cell, row));
const areNumbers = (cells: Cells): boolean => someAndAll(cells, (cell) => typeof cell === 'number');
const areCountsOf = (counts: Cells, lists: Cells | undefined): boolean =>
  lists !== undefined &&
  areNumbers(counts) &&
  !areListsOfChanges(lists) &&
  someAndAll(lists, (cell, row) => typeof cell === 'string' && readVoList(cell).length === counts[row]);
/** A status stands in brackets behind each VO; the programs before this one put `['...']` around the VOs of a status. */
const areListsOfChanges = (cells: Cells): boolean =>
  someAndAll(cells, (cell) => cell === '-' || /\([^()]+\)('\])?$/.test(String(cell))) &&
  cells.some((cell) => !isBlank(cell) && cell !== '-');

/** Whether the cells of a column, given its neighbours', are of a kind; blank columns are of none. */
export function isOfKind(
  kind: ColumnKind,
  column: Cells,
  left: Cells | undefined,
  right: Cells | undefined,
): boolean {
  switch (kind) {
    case 'figure':
      return areNumbers(column) && !areCountsOf(column, right);
    case 'vo count':
      return areCountsOf(column, right);
    case 'vo list':
      return left !== undefined && areCountsOf(left, column);
    case 'variations':
      return someAndAll(column, (cell) => /^(-|(DIS)?APPEARED:)/.test(String(cell)));
    case 'vo changes':
      return areListsOfChanges(column);
    case 'text':
      return false;
  }
}
