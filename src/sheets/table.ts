import { looksLikeVo } from '../domain/vo-rows';
import { cellAddress } from './a1';
import { figureOfCell, heldIn, type Held } from './cell';
import { findColumns, findHeaderRow, findKeyColumn, type Values } from './columns';
import { refuseWithoutHeaders } from './header-row';
import type { ColumnKind, Layout } from './layout';
import { withoutMark } from './text';

/** What a tab is called, or what asks Google for it: most tables are never named, and that costs a call. */
export type Title = string | (() => string);

/** What the tab of a table is called. */
export const titleOf = ({ title }: Pick<Table, 'title'>): string =>
  typeof title === 'string' ? title : title();

/** A tab's contents in memory; rows and columns counted from 0. */
export interface Table {
  readonly title: Title;
  readonly layout: Layout;
  readonly headerRow: number;
  readonly values: Values;
  /** Formulas as text, '' where a cell has none. */
  readonly formulas: readonly (readonly string[])[];
  /** Rows by key: those of the series, and the layout's first rows; the first one where a key stands twice. */
  readonly rows: ReadonlyMap<string, number>;
  /** Further rows with a key that already stands above. */
  readonly repeatedRows: ReadonlyMap<string, number>;
  /** Rows of users whose label looks like one that stands in another row. */
  readonly lookalikes: ReadonlyMap<number, string>;
  readonly lookalikeColumns: ReadonlyMap<number, string>;
  /** Further columns with a key of the series that stands to their left. */
  readonly repeatedColumns: ReadonlyMap<string, number>;
  /** Columns by id (of the layout's columns) or key (of its series). */
  readonly columns: ReadonlyMap<string, number>;
  /** Ids of the columns that only what they hold tells, until it has been compared with what is measured. */
  readonly guessed: ReadonlySet<string>;
  /** Where rows and columns stand in the tab as it is, whose formulas name them so; undefined for new ones. */
  readonly origin?:
    | {
        readonly rows: readonly (number | undefined)[];
        readonly columns: readonly (number | undefined)[];
      }
    | undefined;
}

/** Understands what stands in a tab. An empty tab gives a table without rows. */
export function readTable(
  title: Title,
  values: Values,
  formulas: readonly (readonly string[])[],
  layout: Layout,
): Table {
  const headerRow = findHeaderRow(values, layout);
  refuseWithoutHeaders({
    title: () => titleOf({ title }),
    values,
    headerRow,
    keyColumn: findKeyColumn(values, headerRow, layout),
    layout,
    isOwnRow: (label) => isOwnRow(layout, label),
  });
  const { columns, guessed, repeated, lookalikes } = findColumns(
    () => titleOf({ title }),
    values,
    formulas,
    headerRow,
    layout,
  );
  const keyColumn = columns.get(layout.keyColumn.id) ?? 0;
  const labels = values.map((row) => String(row[keyColumn]));
  return {
    title,
    layout,
    headerRow,
    values,
    formulas,
    ...findRows(labels, headerRow, layout),
    columns,
    repeatedColumns: repeated,
    lookalikeColumns: lookalikes,
    guessed,
  };
}

/** Rows by key; where a period stands in several, the one with the right label counts. */
function findRows(
  labels: readonly string[],
  headerRow: number,
  layout: Layout,
): Pick<Table, 'rows' | 'repeatedRows' | 'lookalikes'> {
  const rows = new Map<string, number>();
  const repeatedRows = new Map<string, number>();
  const lookalikes = new Map<number, string>();
  const isRight = (row: number, key: string): boolean =>
    layout.rowSeries.by === undefined || labels[row] === key;
  labels.forEach((label, row) => {
    const key = row > headerRow ? rowKey(layout, label) : undefined;
    if (key === undefined) return;
    const other = rows.get(key);
    if (other === undefined) rows.set(key, row);
    // The first TOTAL is the product's.
    else if (layout.firstRows.includes(key)) return;
    else if (isRight(row, key) === isRight(other, key)) repeatedRows.set(key, row);
    else {
      const right = isRight(row, key) ? row : other;
      lookalikes.set(right === row ? other : row, key);
      rows.set(key, right);
    }
  });
  return { rows: new Map([...rows].sort(([, a], [, b]) => a - b)), repeatedRows, lookalikes };
}

/** Whether a label is one of the product's rows for sure: any text may name a VO where the VOs are not known. */
const isOwnRow = (layout: Layout, label: string): boolean =>
  rowKey(layout, label) !== undefined &&
  (layout.rowSeries.by !== undefined || layout.rowSeries.isUnknown !== undefined || looksLikeVo(label));

/** The key of a row by its label; first rows such as TOTAL are known whatever their case. */
export const rowKey = (layout: Layout, label: string): string | undefined =>
  layout.firstRows.find((first) => first.toLowerCase() === label.trim().toLowerCase()) ??
  layout.rowSeries.keyOf(label);

/** What a column holds; those of a series hold figures. */
export const kindOf = ({ layout }: Table, id: string): ColumnKind =>
  [layout.keyColumn, ...layout.columns].find((column) => column.id === id)?.kind ?? 'figure';

/** What a cell holds; undefined where the row or the column does not exist. */
export function valueAt(table: Table, row: string, column: string): unknown {
  const [rowNumber, columnNumber] = [table.rows.get(row), table.columns.get(column)];
  return rowNumber === undefined || columnNumber === undefined
    ? undefined
    : table.values[rowNumber]?.[columnNumber];
}

/** The formula of a cell, '' for none. */
export function formulaAt(table: Table, row: string, column: string): string {
  const [rowNumber, columnNumber] = [table.rows.get(row), table.columns.get(column)];
  return (
    (rowNumber === undefined || columnNumber === undefined
      ? undefined
      : table.formulas[rowNumber]?.[columnNumber]) ?? ''
  );
}

/** The address of a cell, such as `B7`; undefined where the row or the column does not exist. */
export function addressAt({ rows, columns }: Table, row: string, column: string): string | undefined {
  const [rowNumber, columnNumber] = [rows.get(row), columns.get(column)];
  return rowNumber === undefined || columnNumber === undefined
    ? undefined
    : cellAddress(rowNumber, columnNumber);
}

/** What a cell holds, with its address; undefined where the row or the column does not exist. */
export function heldAt(table: Table, row: string, column: string): Held | undefined {
  const [rowNumber, columnNumber] = [table.rows.get(row), table.columns.get(column)];
  return rowNumber === undefined || columnNumber === undefined
    ? undefined
    : heldIn(table.values, rowNumber, columnNumber);
}

/** The text in a cell, without the apostrophe that marks it as text; '' where there is none. */
export function textAt(table: Table, row: string, column: string): string {
  const value = valueAt(table, row, column);
  return typeof value === 'string' ? withoutMark(value) : '';
}

/** The figure in a cell, also where a format or an apostrophe hides it; undefined where there is none. */
export const figureAt = (table: Table, row: string, column: string): number | undefined =>
  figureOfCell(valueAt(table, row, column));

/** Whether a row of the series is not there, or was cut off half-way. */
export const isIncomplete = (table: Table, row: string): boolean =>
  table.layout.columns.some(({ id, kind }) =>
    kind === 'figure' ? figureAt(table, row, id) === undefined : valueAt(table, row, id) === '',
  );

/** The keys of the row series that the table has, from top to bottom. */
export const seriesRows = (table: Table): string[] =>
  [...table.rows.keys()].filter((key) => !table.layout.firstRows.includes(key));

/** The keys of the column series that the table has, from left to right. */
export const seriesColumns = (table: Table): string[] =>
  [...table.columns]
    .filter(([id]) => table.layout.columnSeries?.keyOf(id) !== undefined)
    .sort(([, a], [, b]) => a - b)
    .map(([id]) => id);
