// Formulas as .xlsx files hold them: in English, with commas.
import { helpers } from '@odoo/o-spreadsheet';

/** `name` is a function, a defined name, a table or a tab; `cell` is A1, A:A or 5:5, without the tab before it. */
export interface FormulaToken {
  readonly kind: 'text' | 'tab' | 'bracket' | 'cell' | 'name' | 'other';
  readonly text: string;
}

const TOKEN =
  /(?<text>"(?:[^"]|"")*")|(?<tab>'(?:[^']|'')*'!)|(?<bracket>\[(?:[^[\]]|\[[^\]]*\])*\])|(?<error>#[A-Z/0]+[!?A]?)|(?<word>[\p{L}_\\$][\p{L}\p{N}_.\\$?]*!?)|(?<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)|(?<rest>\s+|.)/gsu;

const CELL = /^\$?[A-Z]{1,3}\$?[1-9]\d{0,6}$/iu;
const COLUMN = /^\$?[A-Z]{1,3}$/iu;
const ROW = /^\$?[1-9]\d{0,6}$/u;

/** How many rows and columns a tab of Excel has. */
export const LAST = { row: 1_048_576, column: 16_384 };

/** Splits a formula, without its equals sign. */
export function tokensOf(formula: string): FormulaToken[] {
  const parts = [...formula.matchAll(TOKEN)];
  return parts.map(({ 0: text, groups = {} }, index) => {
    if (groups.text !== undefined) return { kind: 'text', text };
    if (groups.tab !== undefined || (groups.word !== undefined && text.endsWith('!')))
      return { kind: 'tab', text };
    if (groups.bracket !== undefined) return { kind: 'bracket', text };
    const next = parts.slice(index + 1).find(([each]) => each.trim() !== '')?.[0];
    const last = parts.slice(0, index).findLast(([each]) => each.trim() !== '')?.[0];
    const isRange = (pattern: RegExp): boolean =>
      pattern.test(text) &&
      ((next === ':' && pattern.test(parts[index + 2]?.[0] ?? '')) ||
        (last === ':' && pattern.test(parts[index - 2]?.[0] ?? '')));
    if (next !== '(' && ((CELL.test(text) && isInTab(text)) || isRange(COLUMN) || isRange(ROW)))
      return { kind: 'cell', text };
    return { kind: groups.word === undefined ? 'other' : 'name', text };
  });
}

function isInTab(cell: string): boolean {
  const { row, col } = helpers.toCartesian(cell);
  return row < LAST.row && col < LAST.column;
}

export const textOf = (tokens: readonly FormulaToken[]): string => tokens.map(({ text }) => text).join('');

/** A formula as it is when it is filled down and to the right by so many cells. */
export function filled(formula: string, rows: number, columns: number): string {
  const moved = tokensOf(formula).map((token) =>
    token.kind === 'cell' ? { ...token, text: movedCell(token.text, rows, columns) } : token,
  );
  return textOf(moved);
}

function movedCell(cell: string, rows: number, columns: number): string {
  const parts = /^(?<columnSign>\$?)(?<column>[A-Z]*)(?<rowSign>\$?)(?<row>\d*)$/iu.exec(cell)?.groups;
  // "$5" of 5:5 has its sign where a column's would be.
  const isRow = parts?.column === '';
  const rowSign = isRow ? (parts.columnSign ?? '') : (parts?.rowSign ?? '');
  const column = parts?.column ?? '';
  const row = Number(parts?.row ?? '');
  const newColumn =
    helpers.lettersToNumber(column.toUpperCase() || 'A') + (parts?.columnSign === '$' ? 0 : columns);
  const newRow = row + (rowSign === '$' ? 0 : rows);
  const isOutside =
    (column !== '' && (newColumn < 0 || newColumn >= LAST.column)) ||
    (row > 0 && (newRow < 1 || newRow > LAST.row));
  if (isOutside) return '#REF!';
  const columnText = column === '' ? '' : `${parts?.columnSign ?? ''}${helpers.numberToLetters(newColumn)}`;
  return `${columnText}${row === 0 ? '' : `${rowSign}${newRow}`}`;
}

/** Without the marks that Excel puts before functions (and their variables) that its older versions do not know. */
export function withoutMarks(formula: string): string {
  const plain = tokensOf(formula).map((token) =>
    token.kind === 'name'
      ? { ...token, text: token.text.replace(/^(?:_xlfn\.|_xlws\.|_xlpm\.)+/iu, '') }
      : token,
  );
  return textOf(plain);
}
