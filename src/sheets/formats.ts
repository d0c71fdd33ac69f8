import type { ColumnKind, Layout } from './layout';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Number formats of Google Sheets by what a column holds; `@` keeps text from being read as dates or numbers. */
const FORMATS: Record<ColumnKind, string> = {
  figure: '#,##0',
  'vo count': '#,##0',
  'vo list': '@',
  variations: '@',
  'vo changes': '@',
  text: '@',
};

/** Formats are set once: what people change afterwards stays theirs. */
export function formatNewTab(sheet: Sheet, layout: Layout): void {
  const rows = sheet.getMaxRows();
  const columns = sheet.getMaxColumns();
  sheet.getRange(1, 1, rows, 1).setNumberFormat('@');
  sheet.getRange(2, 2, rows - 1, columns - 1).setNumberFormat(FORMATS.figure);
  layout.columns.forEach(({ kind }, index) => {
    if (layout.columnSeries || FORMATS[kind] === FORMATS.figure) return;
    sheet.getRange(2, index + 2, rows - 1, 1).setNumberFormat(FORMATS[kind]);
  });
  sheet.getRange(1, 1, 1, columns).setNumberFormat('@').setFontWeight('bold');
  sheet.setFrozenRows(1 + layout.firstRows.length);
}
