import { heldAt, titleOf, type Table } from '../sheets/table';
import type { HeldCell } from './admission';

/** What a cell holds, as it decides what may be written there; of what is no figure a sentence says so, with its address. */
export function heldCell(table: Table, row: string, column: string): HeldCell {
  const held = heldAt(table, row, column);
  if (held === undefined || held.kind === 'nothing') return 'nothing';
  if ('figure' in held && held.figure !== undefined) return { figure: held.figure };
  return {
    notAFigure:
      `${held.cell} in tab "${titleOf(table)}" holds "${held.shown}", which is no figure. ` +
      'Clear the cell, then refresh again.',
  };
}
