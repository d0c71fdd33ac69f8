import type { Spreadsheet } from './spreadsheet';

/** The present day, and the present time of that day, to the minute and to the hour. */
export const DAY = 'yyyy-MM-dd';
export const MINUTE = 'yyyy-MM-dd HH:mm';
export const HOUR = 'yyyy-MM-dd HH';

/** The time in the spreadsheet's zone, by a pattern of Java's SimpleDateFormat. */
export const nowIn = (spreadsheet: Spreadsheet, pattern: string, date = new Date()): string =>
  Utilities.formatDate(date, spreadsheet.getSpreadsheetTimeZone(), pattern);
