import { DateCell } from './cell';
import type { ColumnKind } from './layout';
import { listOf } from './remarks';
import { formulaAt, heldAt, kindOf, titleOf, valueAt, type Table } from './table';
import type { Cell } from './wanted';

/** A cell that keeps what is no figure, instead of the figure that was wanted there. */
export interface KeptCell {
  /** Key of the row and id or key of the column. */
  readonly row: string;
  readonly column: string;
  /** Its A1 address, and what is shown there. */
  readonly cell: string;
  readonly shown: string;
}

/** Cells for which a figure is wanted, and in which users have written something else, or a formula of theirs fails. */
export const cellsToKeep = (table: Table, cells: readonly Cell[]): KeptCell[] =>
  cells.flatMap(({ row, column, value }) => {
    if (typeof value !== 'number') return [];
    const held = heldAt(table, row, column);
    if (held === undefined || held.kind === 'nothing' || ('figure' in held && held.figure !== undefined))
      return [];
    return [{ row, column, cell: held.cell, shown: held.shown }];
  });

/** What to do about a cell that holds no figure. */
export const noFigure = (table: Table, { cell, shown }: Pick<KeptCell, 'cell' | 'shown'>): string =>
  `${cell} in tab "${titleOf(table)}" holds "${shown}", which is no figure. Clear the cell, then refresh again.`;

const FIGURES: readonly ColumnKind[] = ['figure', 'total', 'vo count'];

/** Cells that hold, or shall hold, figures. */
function figureCells(table: Table): [row: string, column: string][] {
  const inOrder = [...table.columns].sort(([, one], [, other]) => one - other).map(([id]) => id);
  const columns = inOrder.filter((id) => FIGURES.includes(kindOf(table, id)));
  return [...table.rows.keys()].flatMap((row) => columns.map((column): [string, string] => [row, column]));
}

/** What to say of figures that a format shows as dates: the figures count. */
export function datesIn(table: Table): string[] {
  const found = figureCells(table).flatMap(([row, column]) => {
    const value = valueAt(table, row, column);
    if (!(value instanceof DateCell) || value.figure === undefined) return [];
    return [`${heldAt(table, row, column)?.cell ?? ''} (${value.figure})`];
  });
  if (found.length === 0) return [];
  return [
    `In tab "${titleOf(table)}" ${listOf(found)} ${found.length === 1 ? 'is' : 'are'} formatted as a date, and counted by the ` +
      'figure behind it. Choose Format > Number > Number there.',
  ];
}

/**
 * What to say of typed fractions where the portals give whole numbers: in another locale, `1.234` is one and a bit.
 *
 * @param wanted the figures that are going to be written
 */
export function fractionsIn(table: Table, wanted: readonly Cell[]): string[] {
  const given = new Set(
    wanted.flatMap(({ row, column, value }) =>
      typeof value === 'number' && !Number.isInteger(value) ? [`${column} ${row}`] : [],
    ),
  );
  const found = figureCells(table).flatMap(([row, column]) => {
    const value = valueAt(table, row, column);
    if (typeof value !== 'number' || Number.isInteger(value) || given.has(`${column} ${row}`)) return [];
    if (formulaAt(table, row, column) !== '') return [];
    return [`${heldAt(table, row, column)?.cell ?? ''} (${value})`];
  });
  if (found.length === 0) return [];
  return [
    `In tab "${titleOf(table)}" ${listOf(found)} had a fraction, where the portals give whole numbers: perhaps it was ` +
      'typed in another language, in which 1.234 is more than a thousand.',
  ];
}
