import { isRunning, monthsOf, type Month, type Period } from '../../domain/periods';
import type { CpuAnswer, VoHours } from './source';

/** What the dump counts by itself: the cloud, the grid (HTC), and jobs that the grid's sites ran outside it. */
export const INFRASTRUCTURES = ['Cloud', 'Grid', 'Grid-Local'] as const;
export type Infrastructure = (typeof INFRASTRUCTURES)[number];

/** Hours that one row of the dump adds: a VO's at one site, computing element and benchmark in one month. */
export interface DumpRow {
  readonly infrastructure: Infrastructure;
  readonly month: Month;
  readonly vo: string;
  /** Wall-clock hours x cores. */
  readonly hours: number;
}

/** Wall-clock hours x cores of the whole dump, by infrastructure, month and VO. */
export type DumpHours = ReadonlyMap<Infrastructure, Map<Month, Map<string, number>>>;

/** The hours of no row yet. */
export const noHours = (): DumpHours =>
  new Map(INFRASTRUCTURES.map((infrastructure) => [infrastructure, new Map()]));

/** Adds the hours of one row. */
export function addHours(dump: DumpHours, { infrastructure, month, vo, hours }: DumpRow): void {
  const months = dump.get(infrastructure);
  const vos = months?.get(month) ?? new Map<string, number>();
  months?.set(month, vos.set(vo, (vos.get(vo) ?? 0) + hours));
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
  const held = new Set(infrastructures.flatMap((one) => [...(dump.get(one)?.keys() ?? [])]));
  const newest = [...held].sort().pop() ?? '';
  const runs = isRunning(period, thisMonth);
  if (runs && newest < period.firstMonth) return 'nothing yet';
  const wanted = monthsOf(period).filter((month) => !runs || month <= newest);
  return wanted.every((month) => held.has(month)) ? 'whole' : 'not whole';
}

/** The views have 4 decimals; without rounding to them first, sums of fractions would fall on either side of a half. */
const rounded = (hours: number): number => Math.round(Math.round(hours * 1e4) / 1e4);

/**
 * Hours of a period as the views give them: a VO under each of its spellings, alphabetically, rounded each by itself,
 * and their total rounded by itself.
 *
 * @param counts whether a VO counts
 */
export function hoursOf(
  dump: DumpHours,
  infrastructures: readonly Infrastructure[],
  period: Period,
  counts: (vo: string) => boolean,
): CpuAnswer {
  const sums = new Map<string, number>();
  for (const infrastructure of infrastructures) {
    for (const month of monthsOf(period)) {
      for (const [vo, hours] of dump.get(infrastructure)?.get(month) ?? []) {
        if (counts(vo)) sums.set(vo, (sums.get(vo) ?? 0) + hours);
      }
    }
  }
  return {
    total: rounded([...sums.values()].reduce((sum, hours) => sum + hours, 0)),
    vos: [...sums].map(([name, hours]) => ({ name, hours: rounded(hours) })).sort(byName),
  };
}

/** Without case first, as the views have them. */
function byName(one: VoHours, other: VoHours): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : one.name < other.name ? -1 : 1;
}
