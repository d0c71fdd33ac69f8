import { fingerprint } from './fingerprint';
import { LABEL_PATTERN } from './periods';

/** What came of a statistic, as far as it tells which of its earlier remarks still hold. */
export interface Asked {
  /** Labels of the periods that were asked for. */
  readonly periods: readonly string[];
  /** Whether its figures were refreshed. */
  readonly isRefreshed: boolean;
}

/** Figures in a remark, which change from one refresh to the next; not labels of periods, days, cells or rows. */
const FIGURE = /(?<![\w.-]|[Rr]ow )\d[\d,]*(?:\.\d+)?(?![\w.-]*\w)/g;

/** Tells remarks apart by what they are about. */
export const remarkKey = (text: string): string => fingerprint(text.replace(FIGURE, '#'));

/** The period that a remark is about, when it is about one; else ''. */
export const remarkPeriod = (text: string): string => BEGINNING.exec(text)?.[1] ?? '';
const BEGINNING = new RegExp(`^(${LABEL_PATTERN}): `);

/** Whether a remark still holds that is not made again: that which is about a period that was not asked for. */
export const stillHolds = (period: string, { periods, isRefreshed }: Asked): boolean =>
  !isRefreshed || periods.length === 0 || (period !== '' && !periods.includes(period));

/** Remarks that are listed of one statistic, the newest. */
const MOST_LISTED = 50;

/**
 * The remarks on a statistic that hold after a refresh.
 *
 * @param before those that were listed
 * @param now those that were made
 */
export function standingRemarks(before: readonly string[], now: readonly string[], asked: Asked): string[] {
  const made = new Set(now.map(remarkKey));
  const kept = before.filter((text) => !made.has(remarkKey(text)) && stillHolds(remarkPeriod(text), asked));
  return [...kept, ...now].slice(-MOST_LISTED);
}
