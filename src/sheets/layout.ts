import { readLabel } from '../domain/labels';
import { LENGTH_IN_MONTHS, yearOf, type Granularity } from '../domain/periods';
import { readVoList, voKey } from '../domain/vo-names';

/**
 * What a column holds, by which it is found when users have reworded its header:
 *
 * - `figure`: numbers; `total`: the sums of all others in their rows
 * - `share`: parts of 1, known by their header alone
 * - `copy`, `change`, `growth`: formulas of the product's own over the figures beside them, known likewise: a figure again,
 *   what it has changed by, and by which part of what it was
 * - `vo list`: names of VOs; `vo count`: how many the list to its right names
 * - `variations`: what {@link describeVariations} writes; `vo changes`: the list that {@link voChanges} writes
 * - `text`: anything else, known by its header alone
 */
export type ColumnKind =
  | 'figure'
  | 'share'
  | 'copy'
  | 'change'
  | 'growth'
  | 'total'
  | 'vo count'
  | 'vo list'
  | 'variations'
  | 'vo changes'
  | 'text';

/** A column that the product owns in a tab. */
export interface Column {
  readonly id: string;
  readonly header: string;
  /** What users call it in a tab, where that has been found out. */
  readonly reworded?: string | undefined;
  readonly kind: ColumnKind;
  /** Stands on the header of a new tab: in a sentence what the column is, its unit and its source. */
  readonly note?: string;
}

/** Rows or columns that come and go with the data: periods or VOs. */
export interface Series {
  /** Key of a label that belongs to the series; undefined for what users have written there themselves. */
  readonly keyOf: (label: string) => string | undefined;
  readonly compare: (a: string, b: string) => number;
  /** What a label says besides its key; '' for nothing. */
  readonly besides?: (label: string) => string;
  /** Whether a label that has no key ought to be one of the series, so that users are asked about it. */
  readonly isUnknown?: (label: string) => boolean;
  /** Whether a person's row after `before` belongs to it, so that `added` goes behind that row. */
  readonly isFollowedBy?: (before: string, label: string, added: string) => boolean;
  /** The same series of longer or shorter periods, where it is one of periods. */
  readonly by?: (granularity: Granularity) => Series;
  /** How many months its periods have, where it is one of periods. */
  readonly months?: number;
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
  /** Whether the product has written this tab before: its figures are the product's own then. */
  readonly isOwn?: boolean;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Periods, by time. A new year starts behind a person's row about the year before, such as "Total 2024". */
const periodsBy = (granularity: Granularity): Series => ({
  keyOf: (label) => readLabel(label, granularity)?.period.label,
  besides: (label) => readLabel(label, granularity)?.besides ?? '',
  compare: compareText,
  isFollowedBy: (before, label, added) => {
    const year = yearOf(before);
    return yearOf(added) > year && label.includes(year);
  },
  by: periodsBy,
  months: LENGTH_IN_MONTHS[granularity],
});

/** Quarters. */
export const periodSeries = periodsBy('quarter');

/** VOs, alphabetically and without case. */
export const voSeries: Series = {
  keyOf: (label) => (label.trim() === '' ? undefined : voKey(label)),
  compare: compareText,
};

/** The same layout, whose rows are VOs, where a label is the name of a VO only if it is known to be one. */
export const withKnownVos = (layout: Layout, isVo: (label: string) => boolean): Layout => ({
  ...layout,
  rowSeries: {
    ...voSeries,
    keyOf: (label) => (isVo(label) ? voSeries.keyOf(label) : undefined),
    isUnknown: (label) => label.trim() !== '' && !isVo(label),
  },
});

/** The layout of a tab of the same statistic that has periods of another length. */
export const layoutBy = (layout: Layout, granularity: Granularity): Layout => {
  const { rowSeries, columnSeries } = layout;
  const columns = columnSeries && { columnSeries: columnSeries.by?.(granularity) ?? columnSeries };
  return { ...layout, rowSeries: rowSeries.by?.(granularity) ?? rowSeries, ...columns };
};

/**
 * The layout as it is found in one tab.
 *
 * @param wordings what users call some columns, by their ids; undefined where the product has never written
 */
export const withWordings = (
  layout: Layout,
  wordings: Readonly<Record<string, string>> | undefined,
): Layout => ({
  ...layout,
  columns: layout.columns.map((column) => ({ ...column, reworded: wordings?.[column.id] })),
  isOwn: wordings !== undefined,
});

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
/** Nothing but "-" can mean anything. */
const areTexts = (cells: Cells, pattern: RegExp): boolean =>
  someAndAll(cells, (cell) => cell === '-' || pattern.test(String(cell))) &&
  cells.some((cell) => !isBlank(cell) && cell !== '-');
/** A status stands in brackets behind each VO; the programs before this one put `['...']` around the VOs of a status. */
const areListsOfChanges = (cells: Cells): boolean => areTexts(cells, /\([^()]+\)('\])?$/);
/** Whether most figures of a column are the sums of the others in their rows, each of which has been rounded. */
function areSums(columns: readonly Cells[], at: number): boolean {
  const offs = (columns[at] ?? []).flatMap((sum, row) => {
    const others = columns.flatMap((cells, column) => (column === at ? [] : [cells[row]]));
    const parts = others.filter((cell) => typeof cell === 'number');
    const off = Math.abs(Number(sum) - parts.reduce((one, other) => one + other, 0));
    return isBlank(sum) || sum === 0 ? [] : [off <= (parts.length + 1) / 2];
  });
  return 2 * offs.filter((isSum) => isSum).length > offs.length;
}

/**
 * Whether one of a tab's columns is of a kind; blank columns are of none.
 *
 * @param columns the cells of each
 */
export function isOfKind(kind: ColumnKind, columns: readonly Cells[], at: number): boolean {
  const [left, column = [], right] = [columns[at - 1], columns[at], columns[at + 1]];
  switch (kind) {
    case 'figure':
      return areNumbers(column) && !areCountsOf(column, right);
    case 'total':
      return areNumbers(column) && areSums(columns, at);
    case 'vo count':
      return areCountsOf(column, right);
    case 'vo list':
      return left !== undefined && areCountsOf(left, column);
    case 'variations':
      return areTexts(column, /^(DIS)?APPEARED:/);
    case 'vo changes':
      return areListsOfChanges(column);
    case 'share':
    case 'copy':
    case 'change':
    case 'growth':
    case 'text':
      return false;
  }
}
