import { CorePlugin, helpers, type ExcelWorkbookData } from '@odoo/o-spreadsheet';

type ExcelSheetData = ExcelWorkbookData['sheets'][number];

/** Blank rows that keep their formats in an .xlsx file: ten years of quarters. */
const SPARE_ROWS = 40;

/** Ends the tabs of an .xlsx file soon after their last row: new tabs are formatted down to row 1000, cell by cell. */
export class LeanExportPlugin extends CorePlugin {
  static override readonly getters = [];

  override exportForExcel(data: ExcelWorkbookData): void {
    for (const sheet of data.sheets) {
      const last = [...rowsWithContent(sheet), ...this.#rowsOfOwn(sheet)].reduce(
        (one, other) => Math.max(one, other),
        0,
      );
      sheet.rowNumber = Math.min(sheet.rowNumber, last + 1 + SPARE_ROWS);
    }
  }

  /** Rows that somebody has hidden or resized. */
  #rowsOfOwn({ id, rowNumber }: ExcelSheetData): number[] {
    return Array.from({ length: rowNumber }, (_row, index) => index).filter(
      (row) => this.getters.isRowHiddenByUser(id, row) || this.getters.getUserRowSize(id, row) !== undefined,
    );
  }
}

const rowsWithContent = ({ cells }: ExcelSheetData): number[] =>
  Object.keys(cells).map((xc) => helpers.toCartesian(xc).row);
