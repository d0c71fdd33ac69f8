import { MONTHS } from './days';
import {
  GRANULARITIES,
  monthOf,
  periodOf,
  parsePeriod,
  readPeriod,
  type Granularity,
  type Period,
} from './periods';

/** A period's label as users have written it. */
export interface ReadLabel {
  readonly period: Period;
  /** What they have written besides, or instead: it is lost when the label is set right; '' for nothing. */
  readonly besides: string;
}

/** Dashes of all kinds, and the minus sign. */
const DASH = /[\p{Pd}\u2212]/gu;

/** A text without what nobody sees: invisible signs, unusual blanks and dashes, full-width digits. */
export const plainLabel = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(DASH, '-')
    .replace(/^[\s']+|\s+$/g, '')
    .replace(/\s+/g, ' ');

/** Signs or a remark in brackets behind a label, or one of the words that users mark figures with. */
const MARK =
  /^(?<label>.*?\d)(?<mark>(?: ?(?:[^\p{L}\p{N}\s()[\]-]+|\([^()]*\)|\[[^[\]]*\]|(?<= )(?:final|preliminary|provisional|so far|estimated?|draft|revised|updated|checked)))+)$/iu;

/**
 * Reads a label also where it was typed or pasted with other dashes, blanks and invisible signs, has a mark behind it, or
 * says the period in other words, as in `Q2 2026` or `Apr-Jun 2026`.
 *
 * @returns undefined for anything but a period of this granularity
 */
export function readLabel(text: string, granularity: Granularity): ReadLabel | undefined {
  const line = plainLabel(text);
  if (!/\d/.test(line)) return undefined;
  const { label = line, mark = '' } = MARK.exec(line)?.groups ?? {};
  const period = parsePeriod(label.replace(/ ?([.-]) ?/g, '$1'), granularity);
  if (period) return { period, besides: mark.trim() };
  const worded = [...monthsIn(label), ...partsOfYearIn(label)].find(
    ([first, last]) => lengthOf(first, last) === lengthOf(...boundsOf(first, granularity)),
  );
  if (worded === undefined) return undefined;
  const found = periodOf(worded[0], granularity);
  return found.firstMonth === worded[0] ? { period: found, besides: line } : undefined;
}

type Bounds = [first: string, last: string];

const boundsOf = (month: string, granularity: Granularity): Bounds => {
  const { firstMonth, lastMonth } = periodOf(month, granularity);
  return [firstMonth, lastMonth];
};

const lengthOf = (first: string, last: string): number => Number(last.slice(5)) - Number(first.slice(5)) + 1;

const boundsIn = (year: string | undefined, first: number, last: number): Bounds[] =>
  year !== undefined && first >= 1 && first <= last && last <= 12
    ? [[monthOf(Number(year), first), monthOf(Number(year), last)]]
    : [];

/** `Q2 2026`, `Q2 '26`, `2026-Q2`, `2Q/2026`, `H1 2026`, `2026`. */
function partsOfYearIn(text: string): Bounds[] {
  const match =
    /^(?:(?<letter>[QH])(?<part>[1-4])|(?<part2>[1-4])(?<letter2>[QH]))[ ./-]*(?<year>[12]\d{3}|(?<=[ './-])\d{2})$/i.exec(
      text.replace("'", ''),
    ) ??
    /^(?<year>[12]\d{3})[ ./-]*(?<letter>[QH])(?<part>[1-4])$/i.exec(text) ??
    /^(?<year>[12]\d{3})$/.exec(text);
  const { letter, letter2, part, part2, year } = match?.groups ?? {};
  const kind = (letter ?? letter2)?.toUpperCase();
  const length = kind === 'Q' ? 3 : kind === 'H' ? 6 : 12;
  const last = Number(part ?? part2 ?? 1) * length;
  return boundsIn(year?.padStart(4, '20'), last - length + 1, last);
}

/** `Apr-Jun 2026`, `July 2026`, `2026/04-06`, `2026.4-6`, `2026.04-2026.06`, `04-06/2026`, `2026.07`, `2026-07`. */
function monthsIn(text: string): Bounds[] {
  const named = /^(?<from>[a-z]{3,9})\.?(?: ?(?:-|to) ?(?<to>[a-z]{3,9})\.?)? ?(?<year>[12]\d{3})$/i.exec(
    text,
  );
  const numeric =
    /^(?<year>[12]\d{3}) ?[./] ?(?<from>\d{1,2})(?: ?(?:[-_/]|to) ?(?:\k<year>[./])?(?<to>\d{1,2}))?$/.exec(
      text,
    ) ??
    /^(?<from>\d{1,2})(?: ?(?:[-_]|to) ?(?<to>\d{1,2}))? ?[./-] ?(?<year>[12]\d{3})$/.exec(text) ??
    /^(?<year>[12]\d{3})-(?<from>\d{2})$/.exec(text);
  const { year, from = '', to = from } = (named ?? numeric)?.groups ?? {};
  const numberOf = (month: string): number =>
    named ? 1 + MONTHS.findIndex((name) => name.startsWith(month.toLowerCase())) : Number(month);
  return boundsIn(year, numberOf(from), numberOf(to));
}

/**
 * Whether a text that is no label may all the same be about a period, so that it may be a second row about it: it names the
 * year, and the first month or the quarter. Labels of other lengths are about something else.
 */
export function mayBeAbout(text: string, label: string): boolean {
  const line = plainLabel(text);
  const period = readPeriod(label);
  if (!period || GRANULARITIES.some((each) => readLabel(line, each))) return false;
  const [year = '', month = ''] = period.firstMonth.split('-');
  const numbers: readonly string[] = line.match(/\d+/g) ?? [];
  if (!numbers.some((one) => one === year || one === year.slice(2))) return false;
  const name = MONTHS[Number(month) - 1] ?? '';
  const quarter = Math.ceil(Number(month) / 3);
  return (
    numbers.includes(month) ||
    new RegExp(`\\b${name.slice(0, 3)}|\\b(q(uarter)? ?${quarter}|${quarter}\\.? ?q)`, 'i').test(line)
  );
}
