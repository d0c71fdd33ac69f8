import { Failure } from '../failure';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** The spreadsheet that this script is bound to. */
export const boundSpreadsheet = (): Spreadsheet => SpreadsheetApp.getActive();

/** What never changes while an execution lasts, asked of Google once: each time costs a third of a second. */
interface Facts {
  id?: string;
  zone?: string;
}
const known = new WeakMap<Spreadsheet, Facts>();

function factsOf(spreadsheet: Spreadsheet): Facts {
  const facts = known.get(spreadsheet) ?? {};
  known.set(spreadsheet, facts);
  return facts;
}

/** The id by which Google knows a spreadsheet, and which a copy of it does not have. */
export const idOf = (spreadsheet: Spreadsheet): string => (factsOf(spreadsheet).id ??= spreadsheet.getId());

/** The time zone of a spreadsheet, such as `Europe/Amsterdam`, as it was when this execution first looked. */
export const timeZoneOf = (spreadsheet: Spreadsheet): string =>
  (factsOf(spreadsheet).zone ??= spreadsheet.getSpreadsheetTimeZone());

/** Makes everything written so far visible to others; needed before a lock is released. */
export function finishWriting(): void {
  SpreadsheetApp.flush();
}

/**
 * Deletes the tab of a title, where there is one. To repeat it does no harm: it is looked first whether it is still there.
 * Google keeps the last tab that is not hidden, so that one leaves an empty one behind.
 */
export function removeTab(spreadsheet: Spreadsheet, title: string): void {
  const sheet = spreadsheet.getSheetByName(title);
  if (!sheet) return;
  const isSeen = (other: GoogleAppsScript.Spreadsheet.Sheet): boolean =>
    !other.isSheetHidden() && other.getSheetId() !== sheet.getSheetId();
  if (!spreadsheet.getSheets().some(isSeen)) spreadsheet.insertSheet();
  spreadsheet.deleteSheet(sheet);
}

/** Changes the spreadsheet, and makes that visible to others, however it ends. */
export function finished<T>(work: () => T): T {
  try {
    return work();
  } finally {
    finishWriting();
  }
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

/**
 * Does what must not be repeated blindly, because it may have taken effect although Google says otherwise: once more, when
 * whatever came of it is undone, or was found to be there.
 */
export function retryAfter<T>(work: () => T, undo: () => void): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    undo();
    return work();
  }
}
