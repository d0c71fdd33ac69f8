import type { Position } from '../cells';
import { USUAL_SIZE, type BaseWorkbook } from '../base-workbook';

/** Of a font of one point: the height of a line and the mean width of a letter, in pixels. */
const LINE = 1.65;
const LETTER = 0.58;
const BOLD = 1.1;
/** Pixels above and below a text, and beside it. */
const MARGIN = 6;

/**
 * How tall texts of several lines and large fonts make the rows of a tab, in pixels. Rows of the usual height, and those
 * that somebody has resized, are left out. Programs that open an .xlsx file do not measure it themselves.
 */
export function grownRows(workbook: BaseWorkbook, sheetId: string): Map<number, number> {
  const { getters } = workbook.model;
  const heights = new Map<number, number>();
  for (const cell of getters.getCells(sheetId)) {
    if (!cell.isFormula && cell.content === '') continue;
    const position = getters.getCellPosition(cell.id);
    if (getters.getUserRowSize(sheetId, position.row) !== undefined) continue;
    const height = Math.max(heights.get(position.row) ?? USUAL_SIZE.ROW, heightOf(workbook, position));
    if (height > USUAL_SIZE.ROW) heights.set(position.row, height);
  }
  return heights;
}

/** How tall the row of a cell must be for what the cell shows. */
function heightOf({ model: { getters } }: BaseWorkbook, position: Position): number {
  const text = getters.getEvaluatedCell(position).formattedValue;
  const { left = position.col, right = position.col, top = 0, bottom = 0 } = getters.getMerge(position) ?? {};
  if (bottom > top) return 0;
  const { fontSize = 10, bold = false, wrapping = 'overflow' } = getters.getCellStyle(position);
  let width = -MARGIN;
  for (let col = left; col <= right; col++) width += getters.getColSize(position.sheetId, col);
  const letters = Math.max(1, width / (fontSize * LETTER * (bold ? BOLD : 1)));
  const parts = text.split('\n');
  // A text with line breaks is wrapped in .xlsx files, whatever its style says; one that is clipped still is cut off.
  const isWrapped = wrapping === 'wrap' || (wrapping !== 'clip' && parts.length > 1);
  const lines = isWrapped ? parts.reduce((sum, part) => sum + linesOf(part, letters), 0) : parts.length;
  return Math.ceil(lines * fontSize * LINE) + MARGIN;
}

/** How many lines a text takes whose words are not broken. */
function linesOf(text: string, letters: number): number {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    if (used > 0 && used + word.length > letters) {
      lines++;
      used = 0;
    }
    used += word.length + 1;
  }
  return lines;
}
