import type { Table } from './table';
import { columnLetters } from './a1';
import { LABEL } from '../domain/periods';

// Formulas in functions that Google Sheets, LibreOffice and Excel all compute, with the English names that setFormula
// takes in every locale. Google reads separators and decimal signs in the spreadsheet's locale: `;` stands between
// arguments because it does so in every one, and there are neither decimal fractions nor arrays. Labels of periods are
// text, so nothing depends on how dates are written.

/** Where the figures of one kind stand, by the label of their period. */
export interface Source {
  readonly title: string;
  /** Columns of the periods and of the figures, from 0. */
  readonly keyColumn: number;
  readonly column: number;
  /** How many rows the table has, header row included. */
  readonly rows: number;
}

/** Where a column of a tab stands; undefined when the tab or the column does not exist, or may be a person's own. */
export function sourceIn(table: Table, columnId: string): Source | undefined {
  const keyColumn = table.columns.get(table.layout.keyColumn.id);
  const column = table.columns.get(columnId);
  if (keyColumn === undefined || column === undefined || table.rows.size === 0) return undefined;
  if (table.guessed.has(columnId)) return undefined;
  return { title: table.title, keyColumn, column, rows: table.values.length };
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
export const figureOf = ({ title, keyColumn, column, rows }: Source, label: string): string =>
  `AVERAGE(INDEX(${columnRange(title, column, rows)};MATCH(${label};${columnRange(title, keyColumn, rows)};0)))`;

/** What stands in a label at a place, as a number; an error where it is none. */
export const labelPart = (cell: string, [start, length]: readonly [number, number]): string =>
  `VALUE(MID(${cell};${start};${length}))`;

/** The last month of the period whose label a cell holds, counted from year 0; an error or nonsense for other text. */
export const lastMonthOf = (cell: string): string =>
  `(${labelPart(cell, LABEL.year)}*12+${labelPart(cell, LABEL.last)})`;

/**
 * Whether a cell holds the label of a period that is not over yet, for conditional formats: as labels sort by time, it is
 * not before the first month of the running period. Nothing in it needs a separator.
 *
 * @param months how long the tab's periods are
 */
export function isRunningLabel(cell: string, months: number): string {
  const first = `(${months}*INT((MONTH(TODAY())-1)/${months})+1)`;
  const running = `YEAR(TODAY())&"."&INT(${first}/10)&RIGHT(${first})`;
  // Words sort behind all years.
  return `(LEN(${cell})=${LABEL.length})*(${cell}>=${running})*(${cell}<"3")=1`;
}

/**
 * Whether a formula is one that was written: programs may put blanks or quotes elsewhere, and Google gives back the
 * separators of the spreadsheet's locale.
 */
export const isSameFormula = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (formula: string): string => formula.replace(/[\s']/g, '').replace(/,/g, ';').toUpperCase();
