import type { Schedule } from './schedule';
import { planTime } from './schedule-plan';
import type { Spreadsheet } from '../google/spreadsheet';
import { HOUR, nowIn } from '../google/now';

/** Google starts a trigger some time within its hour; after two, in milliseconds, it is late. */
const LATE = 2 * 3_600_000;

/** Whether a scheduled run has not come that should have: perhaps its owner has lost access. */
export function isOverdue(spreadsheet: Spreadsheet, { plan, lastRun, since }: Schedule): boolean {
  const due = planTime(plan, nowIn(spreadsheet, HOUR, new Date(Date.now() - LATE)), -1);
  return due > (lastRun > since ? lastRun : since);
}
