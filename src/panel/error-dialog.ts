import { Failure } from '../failure';

export const TITLE = 'OKR Stats';

/** What went wrong, in words; what is not foreseen leaves its stack where an engineer finds it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Failure)) console.error(error instanceof Error ? error.stack : error);
  return error instanceof Error ? error.message : String(error);
}

/** The one place where a menu item's errors come to its user. */
export function withErrorDialog(work: (ui: GoogleAppsScript.Base.Ui) => void): void {
  const ui = SpreadsheetApp.getUi();
  try {
    work(ui);
  } catch (error) {
    ui.alert(TITLE, messageOf(error), ui.ButtonSet.OK);
  }
}
