import { runsOf } from './runs';

/** A calendar month as text, `2020-01`: sorts and compares as it stands. */
export type Month = string;

/** How long periods are. Neighbours in one tab always have equal length, so that they can be compared. */
export const GRANULARITIES = ['month', 'quarter', 'half-year', 'year'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** Whole calendar months of one year, both ends included. */
export interface Period {
  /** As it stands in the tabs: `2020.01-03` is January to March 2020. */
  readonly label: string;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
}

/**
 * The shape of a label, for formulas that take it apart: how long it is; where its year, its first and its last month, and
 * all behind the year begin, counted from 1, and how long they are.
 */
export const LABEL = { length: 10, year: [1, 4], first: [6, 2], last: [9, 2], months: [5, 6] } as const;

/** A label within a text, as the source of a regular expression. */
export const LABEL_PATTERN = String.raw`\d{4}\.\d\d-\d\d`;

export const yearOf = (label: string): string => label.slice(0, LABEL.year[1]);

export const LENGTH_IN_MONTHS: Record<Granularity, number> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');
export const monthOf = (year: number, month: number): Month => `${year}-${twoDigits(month)}`;

function makePeriod(year: number, first: number, length: number): Period {
  const last = first + length - 1;
  return {
    label: `${year}.${twoDigits(first)}-${twoDigits(last)}`,
    firstMonth: monthOf(year, first),
    lastMonth: monthOf(year, last),
  };
}

/**
 * Reads a label such as `2020.01-03`. Should labels be written otherwise one day, it must go on reading these: they stand in
 * tabs, settings and what is remembered.
 *
 * @returns undefined for anything that is not a calendar period of this granularity, such as a person's subtotal row or
 *   a label across two years (`2023.11-02`)
 */
export function parsePeriod(label: string, granularity: Granularity = 'quarter'): Period | undefined {
  const match = /^\s*([12]\d{3})\.(\d{2})-(\d{2})\s*$/.exec(label);
  if (match === null) return undefined;
  const [year, first, last] = match.slice(1).map(Number) as [number, number, number];
  const length = LENGTH_IN_MONTHS[granularity];
  const isCalendarPeriod =
    first >= 1 && last <= 12 && (first - 1) % length === 0 && last - first + 1 === length;
  return isCalendarPeriod ? makePeriod(year, first, length) : undefined;
}

/** Reads a label of any granularity: it tells by itself how long its period is. */
export const readPeriod = (label: string): Period | undefined =>
  GRANULARITIES.map((granularity) => parsePeriod(label, granularity)).find((period) => period !== undefined);

/** The period of a granularity that holds a month. */
export function periodOf(month: Month, granularity: Granularity = 'quarter'): Period {
  const year = Number(month.slice(0, 4));
  const length = LENGTH_IN_MONTHS[granularity];
  return makePeriod(year, Math.floor((Number(month.slice(5, 7)) - 1) / length) * length + 1, length);
}

/** The month a number of months later (or earlier, when negative). */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return monthOf(Math.floor(months / 12), (months % 12) + 1);
}

/** The period before one, as long as that. */
export function periodBefore({ firstMonth, lastMonth }: Period): Period {
  const length = Number(lastMonth.slice(5, 7)) - Number(firstMonth.slice(5, 7)) + 1;
  const first = addMonths(firstMonth, -length);
  return makePeriod(Number(first.slice(0, 4)), Number(first.slice(5, 7)), length);
}

/** All periods from the one that holds `first` to the one that holds `last`, ascending. */
export function periodsBetween(first: Month, last: Month, granularity: Granularity = 'quarter'): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(first, granularity); period.firstMonth <= last;) {
    periods.push(period);
    period = periodOf(addMonths(period.lastMonth, 1), granularity);
  }
  return periods;
}

/** The months of a period, ascending. */
export function monthsOf(period: Period): Month[] {
  const months: Month[] = [];
  for (let month = period.firstMonth; month <= period.lastMonth; month = addMonths(month, 1))
    months.push(month);
  return months;
}

/** Whether a period still runs (or lies ahead) in the given month: its figures are "so far". */
export const isRunning = (period: Period, today: Month): boolean => period.lastMonth >= today;

/**
 * The longest runs of neighbours, as users write them: `2020.01-03 to 2021.10-12, 2022.04-06`. Periods of each length
 * make runs of their own.
 */
export function describePeriods(periods: readonly Period[]): string {
  const length = (period: Period): number => monthsOf(period).length;
  const inOrder = (a: Period, b: Period): number =>
    length(a) - length(b) || (a.firstMonth < b.firstMonth ? -1 : 1);
  const isNeighbour = (before: Period, period: Period): boolean =>
    length(before) === length(period) && addMonths(before.lastMonth, 1) === period.firstMonth;
  return runsOf([...periods].sort(inOrder), isNeighbour)
    .map((run) => [run[0], ...run.slice(1).slice(-1)].map(({ label }) => label).join(' to '))
    .join(', ');
}

/** Which periods a refresh asks for: what may still change and what is missing, only what is missing, or all. */
export const HISTORIES = ['recent', 'missing', 'all'] as const;
export type History = (typeof HISTORIES)[number];

/** Figures of this many months before the running period may still be corrected by the portals. */
const MONTHS_THAT_CHANGE = 12;

/**
 * The periods that a refresh asks for, ascending.
 *
 * @param all every period from the first one to the running one, ascending
 * @param isMissing whether the tab lacks a period's figures
 */
export function periodsToAsk(
  all: readonly Period[],
  history: History,
  isMissing: (label: string) => boolean,
): Period[] {
  const running = all[all.length - 1];
  if (running === undefined || history === 'all') return [...all];
  const firstRecent = addMonths(running.firstMonth, -MONTHS_THAT_CHANGE);
  const isRecent = (period: Period): boolean => history === 'recent' && period.firstMonth >= firstRecent;
  return all.filter((period) => isRecent(period) || isMissing(period.label));
}
/** The month of a day. */
export const monthOfDay = (day: string): string => day.slice(0, 7);
/**
 * The last period whose figures are final.
 *
 * @param month the month in which the figures were measured: periods that ended before it were complete
 */
export function lastComplete(month: Month, granularity: Granularity = 'quarter'): Period {
  return periodOf(addMonths(periodOf(month, granularity).firstMonth, -1), granularity);
}
