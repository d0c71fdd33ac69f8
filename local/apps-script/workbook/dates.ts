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

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const digits = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...digits });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** What a clock on the wall shows at a moment, as if it were UTC; both in milliseconds since 1970. */
function wallTime(moment: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const milliseconds = ((moment % 1000) + 1000) % 1000;
  const shown = new Date(0);
  shown.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  shown.setUTCHours(parts.hour, parts.minute, parts.second, milliseconds);
  return shown.getTime();
}

/** Days since 1899-12-30 that a moment has on a clock of the time zone. */
export function serialOfDate(date: Date, timeZone: string): number {
  return (wallTime(date.getTime(), timeZone) - DAY_ZERO) / DAY;
}

/** The moment at which a clock of the time zone shows the serial day; to the millisecond. */
export function dateOfSerial(serial: number, timeZone: string): Date {
  const shown = Math.round(serial * DAY) + DAY_ZERO;
  const guess = shown - (wallTime(shown, timeZone) - shown);
  // Near a change of the clocks the offset at the guess may be another one.
  return new Date(shown - (wallTime(guess, timeZone) - guess));
}
