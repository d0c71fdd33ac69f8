import type { ExecutionContext } from '../service-object';
import { checkEditable, checkInsertion } from './editing';
import { checkRoom, sizeOf } from './grid';

export type Dimension = 'ROW' | 'COL';

const NAMES = { ROW: 'rows', COL: 'columns' } as const;

/**
 * Inserts rows or columns.
 * @param after how many rows or columns stay in front of them
 * @param like the neighbour they are inserted beside; they take on the formats of the one that they push away (before)
 * or that they follow (after)
 */
export function insertHeaders(
  context: ExecutionContext,
  sheetId: string,
  dimension: Dimension,
  after: number,
  quantity: number,
  like: 'before' | 'after',
): void {
  const { workbook } = context;
  const { rows, columns } = sizeOf(workbook, sheetId);
  const [count, across] = dimension === 'ROW' ? [rows, columns] : [columns, rows];
  const base = like === 'before' ? after : after - 1;
  if (base < 0 || base >= count) throw new Error(`Those ${NAMES[dimension]} are out of bounds.`);
  if (quantity < 1) throw new Error(`The number of ${NAMES[dimension]} must be at least 1.`);
  checkRoom(workbook, quantity * across);
  checkInsertion(context, sheetId, dimension, after - 1);
  const sheetName = workbook.model.getters.getSheetName(sheetId);
  workbook.model.dispatch('ADD_COLUMNS_ROWS', {
    sheetId,
    sheetName,
    dimension,
    base,
    quantity,
    position: like,
  });
}

/** Deletes rows or columns. @param start counted from 1 */
export function deleteHeaders(
  context: ExecutionContext,
  sheetId: string,
  dimension: Dimension,
  start: number,
  quantity: number,
): void {
  const { workbook } = context;
  const { rows, columns } = sizeOf(workbook, sheetId);
  const count = dimension === 'ROW' ? rows : columns;
  const name = NAMES[dimension];
  if (start < 1 || quantity < 1 || start + quantity - 1 > count)
    throw new Error(`Those ${name} are out of bounds.`);
  if (quantity === count) throw new Error(`You can't delete all the ${name} on the sheet.`);
  const { ySplit, xSplit } = workbook.model.getters.getPaneDivisions(sheetId);
  const frozen = dimension === 'ROW' ? ySplit : xSplit;
  if (start <= frozen + 1 && start + quantity - 1 === count) {
    throw new Error(`Sorry, it is not possible to delete all non-frozen ${name}.`);
  }
  const [first, last] = [start - 1, start + quantity - 2];
  checkEditable(
    context,
    sheetId,
    dimension === 'ROW'
      ? { top: first, bottom: last, left: 0, right: columns - 1 }
      : { top: 0, bottom: rows - 1, left: first, right: last },
  );
  const elements = Array.from({ length: quantity }, (_element, index) => first + index);
  const sheetName = workbook.model.getters.getSheetName(sheetId);
  workbook.model.dispatch('REMOVE_COLUMNS_ROWS', { sheetId, sheetName, dimension, elements });
}
