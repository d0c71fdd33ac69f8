import type { Verdict } from './points';

/** What a report says of the spreadsheet before its verdicts. */
export interface Surroundings {
  readonly version: string;
  /** In the spreadsheet's time zone, `2026-11-23 22:15`. */
  readonly when: string;
  readonly locale: string;
  readonly spreadsheetZone: string;
  readonly scriptZone: string;
  /** What the portals have said, a sentence each. */
  readonly portals: readonly string[];
}

const ADDRESS = /[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()".,;]+/g;

/** Without addresses of persons, which Google's or a portal's words may hold. */
export const withoutAddresses = (text: string): string => text.replace(ADDRESS, '(address)');

/** How many of how many, for a heading. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const odd = verdicts.filter(({ isGood }) => isGood === false).length;
  const untried = verdicts.filter(({ isGood }) => isGood === null).length;
  const tried = verdicts.length - untried;
  const result =
    odd === 0
      ? `All ${tried} points are as expected`
      : `${odd} of ${tried} points ${odd === 1 ? 'is' : 'are'} not as expected`;
  return untried === 0 ? `${result}.` : `${result}; ${untried} could not be tried.`;
}

/** What is not as expected first, then what could not be tried, then the rest. */
export const byImportance = (verdicts: readonly Verdict[]): Verdict[] =>
  [false, null, true].flatMap((kind) => verdicts.filter(({ isGood }) => isGood === kind));

/** A report to copy; it holds no key and no address of a person. */
export function reportOf(verdicts: readonly Verdict[], surroundings: Surroundings): string {
  const { version, when, locale, spreadsheetZone, scriptZone, portals } = surroundings;
  const lines = [
    `OKR Stats ${version}, check of ${when}. ${summaryOf(verdicts)}`,
    `Locale ${locale}. Time zones: spreadsheet ${spreadsheetZone}, script ${scriptZone}.`,
    ...portals,
    ...byImportance(verdicts).map(({ sentence }) => `- ${sentence}`),
  ];
  return withoutAddresses(lines.join('\n'));
}
