import { timeZoneOf, type Spreadsheet } from './spreadsheet';

/** The present day, and the present time of that day, to the minute and to the hour. */
export const DAY = 'yyyy-MM-dd';
export const MINUTE = 'yyyy-MM-dd HH:mm';
export const HOUR = 'yyyy-MM-dd HH';

/** A time in a zone, by a pattern of Java's SimpleDateFormat. */
export const timeIn = (zone: string, pattern: string, date = new Date()): string =>
  Utilities.formatDate(date, zone, pattern);

/** The time in the spreadsheet's zone. */
export const nowIn = (spreadsheet: Spreadsheet, pattern: string, date = new Date()): string =>
  timeIn(timeZoneOf(spreadsheet), pattern, date);

/** When the clocks of a zone show a time, `2026-11-23 06:00`. */
export function momentOf(time: string, zone: string): Date {
  const asUtc = (shown: string): number => Date.parse(`${shown.replace(' ', 'T')}Z`);
  const wall = asUtc(time);
  const ahead = (at: number): number => asUtc(timeIn(zone, MINUTE, new Date(at))) - at;
  return new Date(wall - ahead(wall - ahead(wall)));
}

/** Dates of the spreadsheet in its own zone, to the second, as in `2026-11-23T22:15:03`. */
export function localTimeIn(spreadsheet: Spreadsheet): (date: Date) => string {
  const zone = timeZoneOf(spreadsheet);
  return (date) => timeIn(zone, "yyyy-MM-dd'T'HH:mm:ss", date);
}
