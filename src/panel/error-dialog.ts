import { Failure } from '../failure';
import { askToPermit, inWords, whereToPermit } from '../google/permissions';
import { NotPermitted, notPermitted } from '../not-permitted';

export const TITLE = 'OKR Stats';

/** What went wrong, in words; for a permission that is missing, where whoever looks at them can give it. */
export function messageOf(error: unknown): string {
  const missing = missingIn(error);
  const url = missing ? whereToPermit() : '';
  return url === '' ? inWords(error) : `${inWords(error)} Or give it at ${url}`;
}

const missingIn = (error: unknown): NotPermitted | undefined =>
  error instanceof NotPermitted ? error : error instanceof Failure ? undefined : notPermitted(error);

/** The one place where a menu item's errors come to its user. */
export function withErrorDialog(work: (ui: GoogleAppsScript.Base.Ui) => void): void {
  const ui = SpreadsheetApp.getUi();
  try {
    work(ui);
  } catch (error) {
    ui.alert(TITLE, messageOf(error), ui.ButtonSet.OK);
    const missing = missingIn(error);
    if (missing) askToPermit([missing.scope]);
  }
}
