export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** The spreadsheet that this script is bound to. */
export const boundSpreadsheet = (): Spreadsheet => SpreadsheetApp.getActive();

/** Makes everything written so far visible to others; needed before a lock is released. */
export function finishWriting(): void {
  SpreadsheetApp.flush();
}
