import type { ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import type { Position } from '../workbook/cells';
import type { Workbook } from '../workbook/workbook';
import { checkEditable } from './editing';
import { positionsIn } from './grid';

/** The cells of a range, as rows of values that are read from them or written into them. */
export class CellTable {
  readonly context: ExecutionContext;
  readonly sheetId: string;
  readonly zone: Zone;

  constructor(context: ExecutionContext, sheetId: string, zone: Zone) {
    this.context = context;
    this.sheetId = sheetId;
    this.zone = zone;
  }

  get rows(): Position[][] {
    return positionsIn(this.sheetId, this.zone);
  }

  get first(): Position {
    return { sheetId: this.sheetId, row: this.zone.top, col: this.zone.left };
  }

  firstOf<T>(read: (workbook: Workbook, position: Position) => T): T {
    return read(this.context.workbook, this.first);
  }

  map<T>(read: (workbook: Workbook, position: Position) => T): T[][] {
    return this.rows.map((row) => row.map((position) => read(this.context.workbook, position)));
  }

  filledWith<T>(value: T): T[][] {
    return this.rows.map((row) => row.map(() => value));
  }

  /** Pairs each cell with its entry of a table. @throws Google's errors for a wrong size or a protected cell */
  checked<T>(table: readonly (readonly T[])[]): [Position, T][] {
    const { top, left, bottom, right } = this.zone;
    checkSize(table, bottom - top + 1, right - left + 1);
    checkEditable(this.context, this.sheetId, this.zone);
    return this.rows.flatMap((row, index) =>
      row.map((position, column): [Position, T] => [position, table[index]?.[column] as T]),
    );
  }
}

function checkSize(table: readonly (readonly unknown[])[], rows: number, columns: number): void {
  const rule = (what: string, has: number, wants: number): Error =>
    new Error(
      `The number of ${what} in the data does not match the number of ${what} in the range. ` +
        `The data has ${has} but the range has ${wants}.`,
    );
  if (!Array.isArray(table) || !table.every(Array.isArray)) {
    throw new Error("The parameters don't match the method signature: a two-dimensional array is needed.");
  }
  if (table.length !== rows) throw rule('rows', table.length, rows);
  const odd = table.find((row) => row.length !== columns);
  if (odd) throw rule('columns', odd.length, columns);
}
