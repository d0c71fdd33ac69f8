import { monthOf, type Month } from './periods';

/** A calendar day as text, `2020-10-01`: sorts and compares as it stands. */
export type Day = string;

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  (DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

const dayOf = (month: Month, day: number): Day => `${month}-${String(day).padStart(2, '0')}`;

export const firstDayOf = (month: Month): Day => dayOf(month, 1);

export const lastDayOf = (month: Month): Day =>
  dayOf(month, daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7))));

/** The day after. */
export function dayAfter(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (date < daysIn(year, month)) return dayOf(monthOf(year, month), date + 1);
  return firstDayOf(month < 12 ? monthOf(year, month + 1) : monthOf(year + 1, 1));
}

/** How many days there were since year 0 (Gregorian calendar). */
function dayNumber(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const years = year - 1;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const months = Array.from({ length: month - 1 }, (_, index) => daysIn(year, index + 1));
  return years * 365 + leaps + months.reduce((sum, days) => sum + days, date);
}

/** Days from one to another; negative where the other is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** 1 to 12 by a name of at least three letters; 0 for anything else. */
const monthNamed = (name: string): number =>
  1 + (name.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())));

const makeDay = (year: number, month: number, day: number): Day | undefined =>
  day >= 1 && day <= daysIn(year, month) ? dayOf(monthOf(year, month), day) : undefined;

/** Whether a day is written in numbers that are another day where the month comes first, as in `03/04/2026`. */
export function isAmbiguousDay(text: string): boolean {
  const [, first, second] = NUMERIC.exec(text.trim()) ?? [];
  return (
    first !== undefined && Number(first) !== Number(second) && Number(first) <= 12 && Number(second) <= 12
  );
}

/** The same days in another order: `03/04/2026` as the 4th of March. */
export function withMonthFirst(text: string): Day | undefined {
  const [, month, day, year] = NUMERIC.exec(text.trim()) ?? [];
  return makeDay(Number(year), Number(month), Number(day));
}

/** Whether a day is written in numbers of which the first can only be the month, as in `09/30/2026`. */
export const isMonthFirst = (text: string): boolean =>
  Number(NUMERIC.exec(text.trim())?.[2] ?? 0) > 12 && withMonthFirst(text) !== undefined;

const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/**
 * Reads a day as users write it: `2026-12-31`, `31/12/2026` (the day first, unless that cannot be), `01 Oct 2020`,
 * `30 March 2023`, `October 1st, 2020`.
 *
 * @returns undefined for anything else, and for days that do not exist
 */
export function readDay(text: string): Day | undefined {
  const line = text.trim().replace(/\s+/g, ' ');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.Z+-]+)?$/.exec(line);
  if (iso) return makeDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = NUMERIC.exec(line);
  if (numeric) {
    const [first, second, year] = numeric.slice(1).map(Number) as [number, number, number];
    return makeDay(year, second, first) ?? makeDay(year, first, second);
  }
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -]?(?<month>[a-z]+)\.?,?[ -]?(?<year>\d{4})$/i.exec(line) ??
    /^(?<month>[a-z]+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i.exec(line);
  const { day = '', month = '', year = '' } = named?.groups ?? {};
  return named ? makeDay(Number(year), monthNamed(month), Number(day)) : undefined;
}
