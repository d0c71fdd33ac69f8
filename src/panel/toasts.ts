import { TITLE } from './error-dialog';

/** Seconds that the last message of something stays when a dialog says the rest. */
const SHORT = 3;

/** Shows one line in the corner; it takes the place of the one before. */
export const toast = (text: string, seconds: number, title = TITLE): void => {
  SpreadsheetApp.getActive().toast(text, title, seconds);
};

/** Shows that something is under way, for as long as it is. */
export function whileToasting<T>(text: string, seconds: number, work: () => T): T {
  toast(text, seconds);
  try {
    return work();
  } finally {
    toast('Done.', SHORT);
  }
}
