import { describePeriods, type Month, type Period } from '../../domain/periods';
import { printableVoName } from '../../domain/vo-names';
import type { Finding, FindingKind, Infrastructure, MonthHours, Stray, StrayRows } from './dump-hours';

type Months = readonly (readonly [Infrastructure, Month, MonthHours])[];

const hoursInWords = (hours: number): string =>
  hours.toLocaleString('en-US', { maximumFractionDigits: Math.abs(hours) < 1e6 ? 4 : 0 });
const rowsInWords = (rows: number): string =>
  `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;

/** Why a month cannot be told because of one finding; '' where it can. */
export function doubtInWords({ kind, vo, site, rows, hours, larger = 0 }: Finding, month: Month): string {
  const where = `${printableVoName(vo)}${site === '' ? '' : ` at ${printableVoName(site)}`} in ${month}`;
  const both = `${hoursInWords(hours)} and ${hoursInWords(larger)} hours`;
  const doubts: Partial<Record<FindingKind, string>> = {
    'no hours': `${where}: ${rowsInWords(rows)} without a number of hours`,
    negative: `${where}: ${hoursInWords(hours)} hours, which cannot be negative`,
    'other hours': `${where} is there twice, with ${both}`,
    'other sum': `${where} is there twice, by computing element and together, with ${both}`,
  };
  return doubts[kind] ?? '';
}

/** What is said of findings that keep no figure from being counted. */
const TOLD: Partial<Record<FindingKind, (rows: string, hours: string, isOne: boolean) => string>> = {
  repeated: (rows, hours, isOne) =>
    `${rows} with ${hours} hours ${isOne ? 'is' : 'are'} there twice (the same month, VO, site, benchmark) and ${isOne ? 'was' : 'were'} counted once`,
  'same jobs': (rows, hours, isOne) =>
    `${rows} with ${hours} hours ${isOne ? 'is' : 'are'} the same jobs twice, under two benchmarks or spellings, and ${isOne ? 'was' : 'were'} counted once`,
  'look alike': (rows, hours, isOne) =>
    `${rows} with ${hours} hours of the cloud ${isOne ? 'looks' : 'look'} like the same machines twice; ${isOne ? 'it was' : 'they were'} counted`,
  'local too': (rows, hours, isOne) =>
    `${rows} with ${hours} hours ${isOne ? 'is' : 'are'} there both as Grid and as Grid-Local`,
  osg: (rows, hours, isOne) =>
    `${rows} with ${hours} hours of the Open Science Grid (OSG) ${isOne ? 'was' : 'were'} left out, as the settings say`,
  'few cores': (rows, hours, isOne) =>
    `${rows} ${isOne ? 'has' : 'have'} more CPU time than time x cores, because cores were not known there: the hours are too low, by ` +
    `${hours} at least`,
};

/** Parts of a period's hours from which on unknown cores matter. */
const MATTERS = 0.01;

/** What was found in the hours of periods, and counted or left out all the same: a sentence a kind. */
export function findingsInWords(
  periods: readonly { readonly period: Period; readonly months: Months }[],
  counts: (vo: string) => boolean,
): string[] {
  return (Object.keys(TOLD) as FindingKind[]).flatMap((kind) => {
    let [rows, hours, all] = [0, 0, 0];
    const where: Period[] = [];
    for (const { period, months } of periods) {
      const found = months.flatMap(([, , { findings }]) =>
        findings.filter((finding) => finding.kind === kind && counts(finding.vo)),
      );
      if (found.length > 0) where.push(period);
      for (const finding of found) [rows, hours] = [rows + finding.rows, hours + finding.hours];
      for (const [, , month] of months) for (const [vo, of] of month.hours) if (counts(vo)) all += of;
    }
    // Less than an hour changes no figure that is reported.
    const isSmall = Math.round(hours) === 0 || (kind === 'few cores' && hours < all * MATTERS);
    if (rows === 0 || isSmall) return [];
    const told = TOLD[kind]?.(rowsInWords(rows), hoursInWords(Math.round(hours)), rows === 1) ?? '';
    return [`${describePeriods(where)}: ${told}.`];
  });
}

/** VOs of which the three largest are named. */
const NAMED = 3;

/** The VOs that did not count in periods, with the largest ones: the only sign of one that the list lacks. */
export function leftOutInWords(months: Months, counts: (vo: string) => boolean): string[] {
  const sums = new Map<string, number>();
  for (const [, , month] of months) {
    for (const [vo, hours] of month.hours) if (!counts(vo)) sums.set(vo, (sums.get(vo) ?? 0) + hours);
  }
  const largest = [...sums].sort(([, one], [, other]) => other - one);
  if (largest.length === 0) return [];
  const total = largest.reduce((sum, [, hours]) => sum + hours, 0);
  const names = largest
    .slice(0, NAMED)
    .map(([vo, hours]) => `${printableVoName(vo)} (${hoursInWords(Math.round(hours))})`);
  return [
    `${largest.length} ${largest.length === 1 ? 'VO' : 'VOs'} with ${hoursInWords(Math.round(total))} hours ${largest.length === 1 ? 'was' : 'were'} left out ` +
      `as not EGI's; the largest: ${names.join(', ')}.`,
  ];
}

const ODD: Partial<Record<FindingKind, (hours: string) => string>> = {
  negative: (hours) => `with ${hours} hours, which cannot be negative`,
  'no hours': () => 'without a number of hours',
};

/** Rows that would make their months wait if their VOs counted: a sentence a kind. */
export function oddLeftOutInWords(
  periods: readonly { readonly period: Period; readonly months: Months }[],
  counts: (vo: string) => boolean,
): string[] {
  return (Object.keys(ODD) as FindingKind[]).flatMap((kind) => {
    const found = periods.flatMap(({ period, months }) =>
      months.flatMap(([, month, { findings }]) =>
        findings
          .filter((finding) => finding.kind === kind && !counts(finding.vo))
          .map((finding) => ({ ...finding, period, month })),
      ),
    );
    const [first] = found;
    if (!first) return [];
    const rows = found.reduce((sum, one) => sum + one.rows, 0);
    const hours = found.reduce((sum, one) => sum + one.hours, 0);
    const where = `${printableVoName(first.vo)}${first.site === '' ? '' : ` at ${printableVoName(first.site)}`} in ${first.month}`;
    return [
      `${describePeriods([...new Set(found.map(({ period }) => period))])}: ${rowsInWords(rows)} ` +
        `${ODD[kind]?.(hoursInWords(hours)) ?? ''}, of VOs that do not count, so no figure depends on ${rows === 1 ? 'it' : 'them'}: ` +
        `${where}${found.length > 1 ? ' and others' : ''}.`,
    ];
  });
}

const STRAYS: Readonly<Record<Stray, (example: string) => string>> = {
  'no first of a month': (example) => `of no month, such as ${example}`,
  'before 2000': () => 'of a time before 2000',
  'no infrastructure': (example) => `of no known infrastructure, such as ${JSON.stringify(example)}`,
  'no VO': () => 'of which the VO cannot be told',
};

/** Rows that count for nobody, as far as they may be about the given infrastructures. */
export const straysInWords = (
  strays: readonly StrayRows[],
  infrastructures: readonly Infrastructure[],
): string[] =>
  strays
    .filter(({ infrastructure }) => infrastructure === '' || infrastructures.includes(infrastructure))
    .map(
      ({ kind, rows, hours, example }) =>
        `${rowsInWords(rows)} with ${hoursInWords(Math.round(hours))} hours ${STRAYS[kind](example)}, ${rows === 1 ? 'was' : 'were'} not counted.`,
    );

/** Rows of months that have not begun. */
export function futureInWords(months: Months): string[] {
  if (months.length === 0) return [];
  const rows = months.reduce((sum, [, , one]) => sum + one.rows, 0);
  return [
    `${rowsInWords(rows)} of months to come (${months[0]?.[1] ?? ''}) ${rows === 1 ? 'was' : 'were'} not counted.`,
  ];
}
