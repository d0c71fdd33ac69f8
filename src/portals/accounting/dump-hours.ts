import { isRunning, monthsOf, type Month, type Period } from '../../domain/periods';
import type { CpuAnswer, VoHours } from './source';

/** What the dump counts by itself: the cloud, the grid (HTC), and jobs that the grid's sites ran outside it. */
export const INFRASTRUCTURES = ['Cloud', 'Grid', 'Grid-Local'] as const;
export type Infrastructure = (typeof INFRASTRUCTURES)[number];

/** What was found about a VO's rows in a month; see {@link Finding}. */
export type FindingKind =
  /** A row has no number of hours, or a negative one: what the VO used cannot be told. */
  | 'no hours'
  | 'negative'
  /** One row is there twice with other hours. Counted are the smaller ones; `larger` are the others. */
  | 'other hours'
  /** Rows by computing element, and rows of all of them with another sum; likewise. */
  | 'other sum'
  /** Rows that are there twice with the same hours, and are counted once. */
  | 'repeated'
  /** The same jobs under two labels, which are counted once. */
  | 'same jobs'
  /** Rows of the cloud that look like the same machines under two labels, and are counted. */
  | 'look alike'
  /** The same jobs of the grid and as local ones, both of which are counted where they are asked for. */
  | 'local too'
  /** Hours at sites of the Open Science Grid, which are not counted. */
  | 'osg'
  /** More CPU time than time x cores: `hours` is by how much at least they are too low. */
  | 'few cores';

/** Something that was found about a VO's rows in one month and infrastructure; plain JSON. */
export interface Finding {
  readonly kind: FindingKind;
  readonly vo: string;
  /** '' for several. */
  readonly site: string;
  rows: number;
  /** Wall-clock hours x cores. */
  hours: number;
  readonly larger?: number;
}

/** One month of one infrastructure. */
export interface MonthHours {
  rows: number;
  /** Wall-clock hours x cores by VO, as counted. */
  readonly hours: Map<string, number>;
  readonly findings: Finding[];
}

/** Why a row counts for nobody. */
export type Stray = 'no first of a month' | 'before 2000' | 'no infrastructure' | 'no VO';

/** Rows that count for nobody; plain JSON. */
export interface StrayRows {
  readonly kind: Stray;
  /** '' where it is not known. */
  readonly infrastructure: Infrastructure | '';
  rows: number;
  hours: number;
  /** What stands in the cell, of one of them. */
  readonly example: string;
}

/** Which months of a dump are whole. */
export type Wholeness = 'all' | 'not the newest' | 'none';

/** All that a dump holds. */
export interface DumpHours {
  readonly months: ReadonlyMap<Infrastructure, ReadonlyMap<Month, MonthHours>>;
  readonly strays: readonly StrayRows[];
  readonly rows: number;
  /** What is known of its end, given the present month. */
  readonly end: DumpEnd;
}

/**
 * How a dump ended: with nothing that speaks against it; with a mark that more rows may follow; or as a table that says
 * nothing of its end.
 */
export type DumpEnd = 'whole' | 'marked as part' | 'unknown';

/** Limits of servers are round numbers. */
const ROUND = 1000;

/**
 * The month of a dump that may lack rows, because the dump may have been cut off: rows come by time, so a cut takes the
 * newest. With a mark, that month counts only when it is the present one (which changes daily anyway) and the number of
 * rows is no round one; without any word about the end also when a newer month shows that it is whole.
 *
 * @returns undefined when all months are whole
 */
export function cutMonth({ months, rows, end }: DumpHours, thisMonth: Month): Month | undefined {
  if (end === 'whole') return undefined;
  const held = [...months.values()].flatMap((one) => [...one.keys()]);
  const newest = held
    .filter((month) => month <= thisMonth)
    .sort()
    .pop();
  return newest === thisMonth && rows % ROUND !== 0 ? undefined : newest;
}

/**
 * How much of a period the dump holds: all months of it, or of the running one all up to its newest; nothing yet of the
 * running one; or not all, because it begins later, ends earlier or has a gap. Hours of a part would look like a fall.
 *
 * @param thisMonth the present month
 */
export function coverage(
  dump: DumpHours,
  infrastructures: readonly Infrastructure[],
  period: Period,
  thisMonth: Month,
): 'whole' | 'nothing yet' | 'not whole' {
  const held = new Set(infrastructures.flatMap((one) => [...(dump.months.get(one)?.keys() ?? [])]));
  const newest =
    [...held]
      .filter((month) => month <= thisMonth)
      .sort()
      .pop() ?? '';
  const runs = isRunning(period, thisMonth);
  if (runs && newest < period.firstMonth) return 'nothing yet';
  const wanted = monthsOf(period).filter((month) => !runs || month <= newest);
  return wanted.every((month) => held.has(month)) ? 'whole' : 'not whole';
}

/** The months of a period in the dump, up to the present one. */
export const monthsHeld = (
  dump: DumpHours,
  infrastructures: readonly Infrastructure[],
  period: Period,
  thisMonth: Month,
): [Infrastructure, Month, MonthHours][] =>
  infrastructures.flatMap((infrastructure) =>
    monthsOf(period).flatMap((month): [Infrastructure, Month, MonthHours][] => {
      const held = month <= thisMonth ? dump.months.get(infrastructure)?.get(month) : undefined;
      return held ? [[infrastructure, month, held]] : [];
    }),
  );

/** The views have 4 decimals; without rounding to them first, sums of fractions would fall on either side of a half. */
export const roundedHours = (hours: number): number => Math.round(Math.round(hours * 1e4) / 1e4);

/**
 * Hours of months as the views give them: a VO under each of its spellings, alphabetically, rounded each by itself,
 * and their total rounded by itself.
 *
 * @param counts whether a VO counts
 * @param takesLarger the months in which the larger hours of a row that is there twice count
 */
export function hoursOf(
  months: readonly (readonly [Infrastructure, Month, MonthHours])[],
  counts: (vo: string) => boolean,
  takesLarger: (month: Month) => boolean = () => false,
): CpuAnswer {
  const sums = new Map<string, number>();
  const add = (vo: string, hours: number): void => {
    if (counts(vo)) sums.set(vo, (sums.get(vo) ?? 0) + hours);
  };
  for (const [, month, held] of months) {
    for (const [vo, hours] of held.hours) add(vo, hours);
    if (!takesLarger(month)) continue;
    for (const { vo, hours, larger = hours } of held.findings) add(vo, larger - hours);
  }
  return {
    total: roundedHours([...sums.values()].reduce((sum, hours) => sum + hours, 0)),
    vos: [...sums].map(([name, hours]) => ({ name, hours: roundedHours(hours) })).sort(byName),
  };
}

/** Without case first, as the views have them. */
function byName(one: VoHours, other: VoHours): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : one.name < other.name ? -1 : 1;
}
