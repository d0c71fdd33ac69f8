import { firstDayOf } from '../domain/days';
import type { Period } from '../domain/periods';

/** Hours of a running period as they were, and as they are now. */
export interface SoFar {
  readonly period: Period;
  readonly old: number;
  readonly now: number;
  /** The days on which they were measured, `2026-11-23`. */
  readonly oldDay: string;
  readonly today: string;
}

/** From which part of the old hours on the new ones are a doubling, and down to which a fall to half. */
const [DOUBLE, HALF] = [1.8, 0.6];
/** Of how much more time since the period began the doubling can be. */
const MORE_TIME = 1.3;
const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Whether hours so far have doubled or halved without the time for it: sites' accounts that are read twice, or in part,
 * show in nothing else.
 */
export function hasLeapt({ period, old, now, oldDay, today }: SoFar): boolean {
  if (old <= 0) return false;
  const daysUntil = (day: string): number =>
    (Date.parse(day) - Date.parse(firstDayOf(period.firstMonth))) / MILLISECONDS_A_DAY;
  const hasDoubled = now >= DOUBLE * old && daysUntil(today) < MORE_TIME * daysUntil(oldDay);
  return hasDoubled || now <= HALF * old;
}

/** What to say of it. */
export const describeLeap = ({ period, old, now, oldDay }: SoFar): string =>
  `${period.label}: ${now.toLocaleString('en-US')} so far, where it had ${old.toLocaleString('en-US')} on ${oldDay}. The ` +
  'portal may have counted twice, or lost a part: look again tomorrow.';
