import { titleOf, type Table } from './table';
import { columnLetters } from './a1';

// Formulas in functions that Google Sheets, LibreOffice and Excel all compute, with the English names that setFormula
// takes in every locale. Google reads separators and decimal signs in the spreadsheet's locale: `;` stands between
// arguments because it does so in every one, and there are neither decimal fractions nor arrays. Labels of periods are
// text, so nothing depends on how dates are written: src/domain/label-formulas.ts.

/** Where the figures of one kind stand, by the label of their period. */
export interface Source {
  readonly title: string;
  /** Columns of the periods and of the figures, from 0. */
  readonly keyColumn: number;
  readonly column: number;
  /** How many rows the table has, header row included. */
  readonly rows: number;
  /** Where the column is a list: the figure is how many names in it have this mark, as in `vo.x(L)`. */
  readonly mark?: string | undefined;
}

/** Where the figures of single VOs stand: a row for each, and a column a period. */
export interface VoSource {
  readonly title: string;
  readonly keyColumn: number;
  /** From 0. */
  readonly headerRow: number;
  readonly rows: number;
  readonly columns: number;
}

/** Where a column of a tab stands; undefined when the tab or the column does not exist, or may be a person's own. */
export function sourceIn(table: Table, columnId: string, mark?: string): Source | undefined {
  const keyColumn = table.columns.get(table.layout.keyColumn.id);
  const column = table.columns.get(columnId);
  if (keyColumn === undefined || column === undefined || table.rows.size === 0) return undefined;
  if (table.guessed.has(columnId)) return undefined;
  return { title: titleOf(table), keyColumn, column, rows: table.values.length, mark };
}

/** Where the figures by VO of a tab stand; undefined when there are none. */
export function voSourceIn(table: Table): VoSource | undefined {
  const { headerRow, columns, rows, values, layout } = table;
  const keyColumn = columns.get(layout.keyColumn.id);
  const width = Math.max(0, ...values.map((row) => row.length));
  if (keyColumn === undefined || rows.size === 0) return undefined;
  return { title: titleOf(table), keyColumn, headerRow, rows: values.length, columns: width };
}

export const quotedTitle = (title: string): string => `'${title.replace(/'/g, "''")}'`;

/** Text as it stands in a formula. */
export const quotedText = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** The cells of a column down to a row, as an absolute range: without an end, programs disagree about what it holds. */
export const columnRange = (title: string, column: number, rows: number, first = 1): string =>
  `${quotedTitle(title)}!$${columnLetters(column)}$${first}:$${columnLetters(column)}$${rows}`;

/**
 * The figure of a period; an error when there is none. INDEX alone makes 0 of a blank cell, which AVERAGE leaves out.
 *
 * @param label what gives the period's label: a cell, or a text in quotes
 */
export function figureOf({ title, keyColumn, column, rows, mark }: Source, label: string): string {
  const cell = `INDEX(${columnRange(title, column, rows)};MATCH(${label};${columnRange(title, keyColumn, rows)};0))`;
  if (mark === undefined) return `AVERAGE(${cell})`;
  const marked = `(${mark})`;
  // A blank list is not known, and an error: the division is by 0 then.
  return `(LEN(${cell})-LEN(SUBSTITUTE(${cell};${quotedText(marked)};"")))/${marked.length}/(LEN(${cell})>0)`;
}

/**
 * The figure in a cell of a range; an error when there is none. The column is taken first: one INDEX for both makes 0 of a
 * blank cell in some programs, also for AVERAGE.
 */
export const figureInCell = (range: string, column: string, row: string): string =>
  `AVERAGE(INDEX(INDEX(${range};0;${column});${row}))`;

/** The figure of one VO in a period; an error when there is none. */
export function voFigureOf(source: VoSource, vo: string, label: string): string {
  const { title, keyColumn, headerRow, rows, columns } = source;
  const last = columnLetters(columns - 1);
  const all = `${quotedTitle(title)}!$A$1:$${last}$${rows}`;
  const headers = `${quotedTitle(title)}!$A$${headerRow + 1}:$${last}$${headerRow + 1}`;
  return figureInCell(
    all,
    `MATCH(${label};${headers};0)`,
    `MATCH(${vo};${columnRange(title, keyColumn, rows)};0)`,
  );
}

/** How many of a table's columns from one to another, from 0, have a figure of a period; an error when there is no such row. */
export const countOf = (
  { title, keyColumn, rows }: Omit<Source, 'column'>,
  [first, last]: readonly [number, number],
  label: string,
): string =>
  `COUNT(INDEX(${quotedTitle(title)}!$${columnLetters(first)}$1:$${columnLetters(last)}$${rows};` +
  `MATCH(${label};${columnRange(title, keyColumn, rows)};0);0))`;

/**
 * Whether a formula is one that was written: programs may put blanks or quotes elsewhere, and Google gives back the
 * separators of the spreadsheet's locale.
 */
export const isSameFormula = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (formula: string): string => formula.replace(/[\s']/g, '').replace(/,/g, ';').toUpperCase();
