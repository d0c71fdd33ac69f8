import { Failure } from '../failure';
import { readPeriod } from '../domain/periods';
import { noFigure } from '../sheets/kept-cells';
import type { Plan } from '../sheets/plan';
import { heldAt, type Table } from '../sheets/table';
import type { HeldCell } from './admission';
import type { NotRefreshed } from './statistic';

/** What a cell holds, as it decides what may be written there; of what is no figure a sentence says so, with its address. */
export function heldCell(table: Table, row: string, column: string): HeldCell {
  const held = heldAt(table, row, column);
  if (held === undefined || held.kind === 'nothing') return 'nothing';
  if ('figure' in held && held.figure !== undefined) return { figure: held.figure };
  return { notAFigure: noFigure(table, held) };
}

/** What was not refreshed of a tab, because its cells hold what is no figure. */
export const keptCells = ({ kept, after }: Pick<Plan, 'kept' | 'after'>): NotRefreshed[] =>
  kept.map((one) => ({
    what: readPeriod(one.row) ?? readPeriod(one.column) ?? one.row,
    failure: new Failure(noFigure(after, one)),
  }));
