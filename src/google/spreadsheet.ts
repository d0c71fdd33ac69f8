import { Failure } from '../failure';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** The spreadsheet that this script is bound to. */
export const boundSpreadsheet = (): Spreadsheet => SpreadsheetApp.getActive();

/** Makes everything written so far visible to others; needed before a lock is released. */
export function finishWriting(): void {
  SpreadsheetApp.flush();
}

/**
 * Does what can be repeated, and repeats it once, whatever Google says: its messages come in the language of whoever runs
 * the script, and a write may have taken effect all the same.
 */
export function retryOnce<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    return work();
  }
}
