import { Failure } from '../failure';
import { isSameHeader, type Values } from './columns';
import type { Column, Layout } from './layout';

/** Rows of a tab, and where its headers seem to be. */
interface Rows {
  readonly title: () => string;
  readonly values: Values;
  readonly headerRow: number;
  readonly keyColumn: number;
  readonly layout: Layout;
  /** Whether a label names a row of the product's, and may not be users' own. */
  readonly isOwnRow: (label: string) => boolean;
}

/**
 * Makes sure that rows with figures do not stand above the headers: where users have deleted the headers, or sorted them
 * together with their rows, a row would be taken for them, and all others be written once more.
 *
 * @throws Failure naming such a row, and what to do
 */
export function refuseWithoutHeaders({ title, values, headerRow, keyColumn, layout, isOwnRow }: Rows): void {
  const isOfFigures = (row: number): boolean =>
    isOwnRow(labelIn(values, row, keyColumn)) &&
    (values[row] ?? []).some((cell, column) => column !== keyColumn && typeof cell === 'number');
  const first = [...values.keys()].find(isOfFigures);
  if (first === undefined || first > headerRow) return;
  const isHeader = first < headerRow || hasHeaders(values[headerRow] ?? [], keyColumn, layout);
  // Above the headers users may have lines of their own about a period that also stands below.
  const hasRowsBelow = [...values.keys()].some((row) => row > headerRow && isOfFigures(row));
  if (isHeader && hasRowsBelow && layout.rowSeries.by) return;
  if (first === headerRow && isHeader) return;
  const quoted = (each: Column): string => `"${each.header}"`;
  const { columnSeries: series } = layout;
  const between = series ? [series.by ? 'the periods' : 'the VOs'] : [];
  const headers = [quoted(layout.keyColumn), ...between, ...layout.columns.map(quoted)].join(', ');
  throw new Failure(
    `Tab "${title()}" has no headers above ${labelIn(values, first, keyColumn)} in row ${first + 1}. Move the row with the ` +
      `headers there; if there is none, insert one and type what stands below: ${headers}.`,
  );
}

const labelIn = (values: Values, row: number, keyColumn: number): string => {
  const label = values[row]?.[keyColumn];
  return typeof label === 'string' ? label : '';
};

/** Whether a row holds any header of the product's. */
const hasHeaders = (cells: readonly unknown[], keyColumn: number, layout: Layout): boolean =>
  cells.some(
    (cell, column) =>
      typeof cell === 'string' &&
      ([layout.keyColumn, ...layout.columns].some(({ header }) => isSameHeader(header, cell)) ||
        (column !== keyColumn && layout.columnSeries?.keyOf(cell) !== undefined)),
  );
