export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** The spreadsheet that this script is bound to. */
export const boundSpreadsheet = (): Spreadsheet => SpreadsheetApp.getActive();

/** Makes everything written so far visible to others; needed before a lock is released. */
export function finishWriting(): void {
  SpreadsheetApp.flush();
}

/** What Google says in passing; a write may have taken effect all the same. */
const PASSING = /timed out|try again|internal error|service error|unavailable/i;

/** Does what can be repeated, and repeats it once when Google fails in passing. */
export function retryOnce<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!PASSING.test(error instanceof Error ? error.message : '')) throw error;
    return work();
  }
}
