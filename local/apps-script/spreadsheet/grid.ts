import { helpers } from '@odoo/o-spreadsheet';
import type { Zone } from '../workbook/attachments';
import type { Position } from '../workbook/cells';
import type { Workbook } from '../workbook/workbook';

/** Most cells a spreadsheet may have, blank ones counted. */
const MOST_CELLS = 10_000_000;

/** How many rows and columns a tab has. */
export function sizeOf({ model: { getters } }: Workbook, sheetId: string): { rows: number; columns: number } {
  return { rows: getters.getNumberRows(sheetId), columns: getters.getNumberCols(sheetId) };
}

/** @throws when the spreadsheet would have too many cells with so many more */
export function checkRoom(workbook: Workbook, moreCells: number): void {
  const cells = workbook.sheetIds.map((sheetId) => sizeOf(workbook, sheetId));
  const total = cells.reduce((sum, { rows, columns }) => sum + rows * columns, moreCells);
  if (total <= MOST_CELLS) return;
  throw new Error(
    `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
  );
}

/** Google's rectangle (row, column, counts; from 1) as a zone. @throws Google's errors for what is not in the tab */
export function zoneIn(
  workbook: Workbook,
  sheetId: string,
  [row, column, rows, columns]: readonly [number, number, number, number],
): Zone {
  if (row < 1) throw new Error('The starting row of the range is too small.');
  if (column < 1) throw new Error('The starting column of the range is too small.');
  if (rows < 1) throw new Error('The number of rows in the range must be at least 1.');
  if (columns < 1) throw new Error('The number of columns in the range must be at least 1.');
  const size = sizeOf(workbook, sheetId);
  if (row + rows - 1 > size.rows || column + columns - 1 > size.columns) throw outside();
  return { top: row - 1, left: column - 1, bottom: row + rows - 2, right: column + columns - 2 };
}

export const outside = (): Error =>
  new Error('The coordinates of the range are outside the dimensions of the sheet.');

const A1 = /^\$?([A-Z]{1,3})?\$?([1-9]\d*)?(?::\$?([A-Z]{1,3})?\$?([1-9]\d*)?)?$/iu;

/** A1, B2:C3, B2:C, B:C, 2:3 as a zone; undefined for what is no such reference. */
export function zoneOfA1(workbook: Workbook, sheetId: string, text: string): Zone | undefined {
  const [whole, firstColumn, firstRow, lastColumn, lastRow] = A1.exec(text) ?? [];
  if (!whole) return undefined;
  const isRange = whole.includes(':');
  if (!isRange && !(firstColumn && firstRow)) return undefined;
  if (isRange && !((firstColumn && lastColumn) ?? (firstRow && lastRow))) return undefined;
  const { rows, columns } = sizeOf(workbook, sheetId);
  const columnIndex = (letters: string | undefined): number | undefined =>
    letters ? helpers.lettersToNumber(letters.toUpperCase()) : undefined;
  const rowIndex = (digits: string | undefined): number | undefined =>
    digits ? Number(digits) - 1 : undefined;
  const [left, top] = [columnIndex(firstColumn) ?? 0, rowIndex(firstRow) ?? 0];
  const right = isRange ? (columnIndex(lastColumn) ?? columns - 1) : left;
  const bottom = isRange ? (rowIndex(lastRow) ?? rows - 1) : top;
  const zone = {
    top: Math.min(top, bottom),
    left: Math.min(left, right),
    bottom: Math.max(top, bottom),
    right: Math.max(left, right),
  };
  if (zone.bottom >= rows || zone.right >= columns) throw outside();
  return zone;
}

export const a1OfZone = ({ top, left, bottom, right }: Zone): string => {
  const first = helpers.toXC(left, top);
  return top === bottom && left === right ? first : `${first}:${helpers.toXC(right, bottom)}`;
};

export const meets = (one: Zone, other: Zone): boolean =>
  one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right;

/** All cells of a zone, row by row. */
export function positionsIn(sheetId: string, { top, left, bottom, right }: Zone): Position[][] {
  return Array.from({ length: bottom - top + 1 }, (_row, row) =>
    Array.from({ length: right - left + 1 }, (_column, col) => ({
      sheetId,
      row: top + row,
      col: left + col,
    })),
  );
}
