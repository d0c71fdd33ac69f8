import type { Sheet } from '../../local/apps-script/spreadsheet/sheet';
import type { Spreadsheet } from '../../local/apps-script/spreadsheet/spreadsheet';

/** A new tab with these cells, the labels of its first column as text. */
export function figureSheet(
  spreadsheet: Spreadsheet,
  title: string,
  rows: readonly (readonly (string | number)[])[],
): Sheet {
  const sheet = spreadsheet.insertSheet(title, 1);
  sheet.getRange(1, 1, rows.length, 1).setNumberFormat('@');
  sheet.getRange(1, 1, rows.length, rows[0]?.length ?? 1).setValues(rows);
  return sheet;
}
