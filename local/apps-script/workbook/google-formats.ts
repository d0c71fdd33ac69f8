import { CorePlugin, helpers, type ExcelWorkbookData, type Style } from '@odoo/o-spreadsheet';
import { formatInModel } from './number-formats';

/** The library's style, which keeps unknown members: Google's own number format rides along with the cell. */
export interface CellStyle extends Style {
  numberFormat?: string | undefined;
}

/** Writes number formats into .xlsx files as they were set, also those that the library cannot show, such as `@`. */
export class GoogleFormatPlugin extends CorePlugin {
  static override readonly getters = [];

  override exportForExcel(data: ExcelWorkbookData): void {
    const ids = new Map<string, number>();
    let next = Math.max(0, ...Object.keys(data.formats).map(Number));
    for (const sheet of data.sheets) {
      for (const { id, format, style } of this.getters.getCells(sheet.id)) {
        const pattern = (style as CellStyle | undefined)?.numberFormat;
        // Unless the library has changed the format since.
        if (pattern === undefined || formatInModel(pattern) !== (format ?? '')) continue;
        const formatId = ids.get(pattern) ?? ++next;
        ids.set(pattern, formatId);
        data.formats[formatId] = pattern;
        const { col, row } = this.getters.getCellPosition(id);
        sheet.formats[helpers.toXC(col, row)] = formatId;
      }
    }
  }
}
