import { addMonths, type Period } from '../domain/periods';
import type { Doubt } from '../settings/state';

/** The total of a period as it stands in the tab, and as the portal gives it now. */
export interface Total {
  readonly period: Period;
  readonly old: number;
  readonly now: number;
}

/** What makes a changed total doubtful. */
export interface DoubtRules {
  /** The refresh that asks, the same over all its executions. */
  readonly runId: string;
  /** Change in per cent beyond which a total is doubtful. */
  readonly threshold: number;
  /** First day, `2026-08-25`, of the periods that may change as they like, because they have not been over for long. */
  readonly settledUntil: string;
}

/**
 * What is to be doubted of a total after a refresh has given it: nothing when it is like the old one or its period ended
 * lately. A total that two refreshes give is believed; another one is doubted anew.
 *
 * @param before what was doubted so far
 */
export function doubtAbout(
  { period, old, now }: Total,
  before: Doubt | undefined,
  { runId, threshold, settledUntil }: DoubtRules,
): Doubt | undefined {
  const isSettled = `${addMonths(period.lastMonth, 1)}-01` <= settledUntil;
  const isLike = Math.abs(now - old) * 100 <= threshold * old;
  if (!isSettled || isLike) return undefined;
  return before?.total === now ? before : { total: now, runId };
}

/** Whether a total has to wait: it was first given by the very refresh that asks. */
export const isWaiting = (doubt: Doubt | undefined, { runId }: DoubtRules): boolean => doubt?.runId === runId;
