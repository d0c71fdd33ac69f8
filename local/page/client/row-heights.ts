import { registries, type CellPosition, type UID } from '@odoo/o-spreadsheet';

/** Pixels left and right, above and below a text. */
const [BESIDE, AROUND] = [8, 6];
/** Of the height of letters: a line, and pixels a point. */
const [LINE, POINT] = [1.3, 4 / 3];

/**
 * Lets rows grow with the wrapped results of formulas, as Google Sheets does: the library lets them grow with what was
 * typed only. Rows that somebody has resized stay.
 */
export function growRowsLikeGoogle(): void {
  const Usual = registries.coreViewsPluginRegistry.get('row_size');
  const canvas = document.createElement('canvas').getContext('2d');

  class RowHeights extends Usual {
    readonly #heights = new Map<string, number>();

    // Called after each change.
    override finalize(): void {
      super.finalize();
      this.#heights.clear();
    }

    getRowSize(sheetId: UID, row: number): number {
      const own = this.getters.getUserRowSize(sheetId, row);
      if (own !== undefined) return Math.round(own);
      const key = `${sheetId} ${row}`;
      const height = this.#heights.get(key) ?? this.#heightOf(sheetId, row);
      this.#heights.set(key, height);
      return height;
    }

    #heightOf(sheetId: UID, row: number): number {
      const usual = (
        Usual.prototype as unknown as { getRowSize(sheetId: UID, row: number): number }
      ).getRowSize.call(this, sheetId, row);
      // While rows are inserted, there may be none of that number yet.
      const cells = row < this.getters.getNumberRows(sheetId) ? this.getters.getRowCellIds(sheetId, row) : [];
      const heights = cells.map((id) => {
        const cell = this.getters.getCellById(id);
        return cell?.isFormula ? this.#heightOfResult(this.getters.getCellPosition(cell.id)) : 0;
      });
      return Math.max(usual, ...heights);
    }

    #heightOfResult(position: CellPosition): number {
      const { wrapping, fontSize = 10, bold = false } = this.getters.getCellStyle(position);
      if (wrapping !== 'wrap' || !canvas) return 0;
      canvas.font = `${bold ? 'bold ' : ''}${fontSize * POINT}px Roboto, Arial, sans-serif`;
      const width = this.getters.getColSize(position.sheetId, position.col) - BESIDE;
      const text = this.getters.getEvaluatedCell(position).formattedValue;
      let [lines, line] = [1, ''];
      for (const word of text.split(/\s/)) {
        const longer = line === '' ? word : `${line} ${word}`;
        const fits = line === '' || canvas.measureText(longer).width <= width;
        if (!fits) lines++;
        line = fits ? longer : word;
      }
      return lines === 1 ? 0 : Math.round(lines * fontSize * POINT * LINE + AROUND);
    }
  }
  registries.coreViewsPluginRegistry.replace('row_size', RowHeights);
}
