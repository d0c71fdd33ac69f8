import type { Schedule } from './schedule';
import { planTime } from './schedule-plan';
import { HOUR, MINUTE, momentOf, timeIn } from '../google/now';

/** Google starts a trigger some time within its hour; after two, in milliseconds, it is late. */
const LATE = 2 * 3_600_000;

/** Whether a scheduled run has not come that should have: perhaps its owner has lost access. */
export function isOverdue({ plan, lastRun, since, zone }: Schedule): boolean {
  const due = planTime(plan, timeIn(zone, HOUR, new Date(Date.now() - LATE)), -1);
  return due > (lastRun > since ? lastRun : since);
}

/** When it runs next, and when it last has ('' for never), in a zone: its own stays what it was when it was set. */
export function timesOf({ plan, lastRun, zone }: Schedule, shownIn: string): { next: string; last: string } {
  const shown = (time: string): string => timeIn(shownIn, MINUTE, momentOf(time, zone));
  return {
    next: shown(`${planTime(plan, timeIn(zone, HOUR), 1)}:00`),
    last: lastRun === '' ? '' : shown(lastRun),
  };
}
