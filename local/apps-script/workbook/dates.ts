import { fromWallClock, zoneOffset, type ZoneOffset } from '../time-zone';

const DAY = 86_400_000;
/** Day 0 of a spreadsheet, in milliseconds since 1970: 1899-12-30. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** Days since 1899-12-30 of a calendar day; undefined for a day that does not exist. Months count from 1. */
export function serialOfDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? (date.getTime() - DAY_ZERO) / DAY : undefined;
}

const offsets = new Map<string, ZoneOffset>();

function offsetOf(timeZone: string): ZoneOffset {
  const offset = offsets.get(timeZone) ?? zoneOffset(timeZone);
  offsets.set(timeZone, offset);
  return offset;
}

/** Days since 1899-12-30 that a moment has on a clock of the time zone. */
export function serialOfDate(date: Date, timeZone: string): number {
  return (date.getTime() + offsetOf(timeZone)(date.getTime()) - DAY_ZERO) / DAY;
}

/** The moment at which a clock of the time zone shows the serial day; to the millisecond. */
export function dateOfSerial(serial: number, timeZone: string): Date {
  return new Date(fromWallClock(Math.round(serial * DAY) + DAY_ZERO, offsetOf(timeZone)));
}
