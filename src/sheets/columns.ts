import { Failure } from '../failure';
import { isOfKind, type Column, type Layout } from './layout';
import { cellAddress } from './a1';

/** The values of a tab as read, one array a row. */
export type Values = readonly (readonly unknown[])[];
/** Headers are compared by their letters and digits: users restyle them, but "#" tells a count from its list. */
const normalized = (header: unknown): string =>
  String(header)
    .toLowerCase()
    .replace(/[^#\p{L}\p{N}]+/gu, ' ')
    .trim();

export const isSameHeader = (one: unknown, other: unknown): boolean => normalized(one) === normalized(other);

const isHeaderOf = ({ header, reworded }: Column, text: unknown): boolean =>
  isSameHeader(text, header) || (reworded !== undefined && isSameHeader(text, reworded));

/** Rows that may stand above the header row, such as a title. */
const HIGHEST_HEADER_ROW = 10;

/** The row with most of the known headers; the first one where users have reworded all. */
export function findHeaderRow(values: Values, layout: Layout): number {
  const known = [layout.keyColumn, ...layout.columns];
  const matches = values
    .slice(0, HIGHEST_HEADER_ROW)
    .map((row) => row.filter((header) => known.some((column) => isHeaderOf(column, header))).length);
  return Math.max(0, matches.indexOf(Math.max(...matches)));
}

/** The column that names the rows: by its header, else the one with most keys in it, else the first. */
export function findKeyColumn(values: Values, headerRow: number, layout: Layout): number {
  const byHeader = (values[headerRow] ?? []).findIndex((header) => isHeaderOf(layout.keyColumn, header));
  if (byHeader !== -1 || layout.columnSeries) return Math.max(byHeader, 0);
  const keys = (values[headerRow] ?? []).map(
    (_, column) =>
      values.slice(headerRow + 1).filter((row) => layout.rowSeries.keyOf(String(row[column])) !== undefined)
        .length,
  );
  return Math.max(0, keys.indexOf(Math.max(...keys)));
}

/** Where a tab has what, from 0, by column id and by key of the column series; what is missing in the tab is missing. */
export interface FoundColumns {
  readonly columns: Map<string, number>;
  /** Ids of those that are known only by what they hold: a person's column may look like one of them. */
  readonly guessed: ReadonlySet<string>;
  /** Further columns of the series with a key that stands to their left. */
  readonly repeated: ReadonlyMap<string, number>;
  /** Columns whose header looks like a label that stands in another one. */
  readonly lookalikes: ReadonlyMap<number, string>;
}

export const twoColumns = (
  title: string,
  header: unknown,
  headerRow: number,
  one: number,
  other: number,
): Failure =>
  new Failure(
    `Tab "${title}" has two columns "${String(header)}", in ${cellAddress(headerRow, one)} and ` +
      `${cellAddress(headerRow, other)}. Rename or remove one of them.`,
  );

/**
 * Finds the owned columns of a tab: by header; where users have reworded headers, by what the columns hold, as long as
 * there is no doubt. Formulas are users': a column of formulas is never taken for an owned one.
 *
 * @throws Failure naming the cells between which it cannot choose
 */
export function findColumns(
  title: () => string,
  values: Values,
  formulas: readonly (readonly string[])[],
  headerRow: number,
  layout: Layout,
): FoundColumns {
  const headers = values[headerRow] ?? [];
  const found = new Map([[layout.keyColumn.id, findKeyColumn(values, headerRow, layout)]]);
  const repeated = new Map<string, number>();
  const lookalikes = new Map<number, string>();
  const claim = (id: string, column: number): void => {
    const other = found.get(id);
    if (other !== undefined) throw twoColumns(title(), headers[column], headerRow, other, column);
    found.set(id, column);
  };
  // Two columns of users may have the same header; whether a figure is to go there is not known yet.
  const claimOfSeries = (key: string, column: number): void => {
    const other = found.get(key);
    if (other === undefined) found.set(key, column);
    else if (layout.columnSeries?.by === undefined || isExact(headers[other]) === isExact(headers[column]))
      repeated.set(key, column);
    else {
      lookalikes.set(isExact(headers[column]) ? other : column, key);
      if (isExact(headers[column])) found.set(key, column);
    }
  };
  const isExact = (header: unknown): boolean => layout.columnSeries?.keyOf(String(header)) === header;
  const isClaimed = (column: number): boolean => [...found.values()].includes(column);
  // A column that has its own header again is no longer what users have called it.
  const known = layout.columns.map((column) =>
    headers.some((header) => isSameHeader(header, column.header))
      ? { ...column, reworded: undefined }
      : column,
  );

  headers.forEach((header, column) => {
    if (isClaimed(column)) return;
    const id = known.find((one) => isHeaderOf(one, header))?.id;
    const key = layout.columnSeries?.keyOf(String(header));
    if (id !== undefined) claim(id, column);
    else if (key !== undefined) claimOfSeries(key, column);
  });

  const keyColumn = found.get(layout.keyColumn.id) ?? 0;
  const rows = [...values.keys()]
    .slice(headerRow + 1)
    .filter((row) => layout.rowSeries.keyOf(String(values[row]?.[keyColumn])) !== undefined);
  const figures = headers.map((_, column) =>
    rows.map((row) => ((formulas[row]?.[column] ?? '') === '' ? values[row]?.[column] : '')),
  );
  const guessed = new Set<string>();
  const missing = layout.columns.filter((column) => !found.has(column.id));
  for (const kind of new Set(missing.map((column) => column.kind))) {
    const wanted = missing.filter((column) => column.kind === kind);
    const candidates = [...headers.keys()].filter(
      (column) =>
        headers[column] !== '' &&
        // Where any text may name a VO, the header of a total looks like one.
        (kind === 'total' ? column !== keyColumn : !isClaimed(column)) &&
        wanted.some((one) => isInOrder(layout, found, one, column)) &&
        isOfKind(kind, figures, column),
    );
    const fits = wanted.every((one, index) => isInOrder(layout, found, one, candidates[index] ?? 0));
    if (candidates.length === 0) continue;
    if (candidates.length !== wanted.length || !fits)
      throw new Failure(doubt(title(), headerRow, headers, wanted, candidates));
    wanted.forEach(({ id }, index) => {
      const column = candidates[index] ?? 0;
      for (const [key, at] of found) if (at === column) found.delete(key);
      found.set(id, column);
      guessed.add(id);
    });
  }
  return { columns: found, guessed, repeated, lookalikes };
}

/**
 * Whether a column stands where the layout has it among the columns found already: else a person's column of figures
 * would be taken for one that has been removed.
 */
const isInOrder = (
  layout: Layout,
  found: ReadonlyMap<string, number>,
  wanted: Column,
  column: number,
): boolean =>
  layout.columns.every(({ id }, place) => {
    const other = found.get(id);
    return other === undefined || other < column === place < layout.columns.indexOf(wanted);
  });

function doubt(
  title: string,
  headerRow: number,
  headers: readonly unknown[],
  wanted: readonly Column[],
  candidates: readonly number[],
): string {
  const names = wanted.map((column) => `"${column.header}"`).join(', ');
  const cells = candidates
    .map((column) => `${cellAddress(headerRow, column)} ("${String(headers[column])}")`)
    .join(', ');
  return `In tab "${title}" it is not clear which column is ${names}: it could be ${cells}. Give the right one that header; if none is, write it over a blank column.`;
}
