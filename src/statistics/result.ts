import * as v from 'valibot';
import { STATISTIC_TITLES, type StatisticId } from '../domain/catalogue';
import type { Asked } from '../domain/standing-remarks';

const figure = v.object({ where: v.string(), old: v.number(), new: v.number() });

/** The first of many things, one by one, and how many there are besides. */
const firstOf = <Entry extends v.GenericSchema>(entry: Entry) =>
  v.object({ named: v.array(entry), more: v.number() });

/** A figure for all VOs of one period; null where there is none. */
const total = v.object({
  period: v.string(),
  column: v.string(),
  old: v.nullable(v.number()),
  new: v.nullable(v.number()),
  isRunning: v.boolean(),
});

const changes = v.object({
  /** Cells that were blank, and that held something else. */
  filled: v.number(),
  changed: v.number(),
  /** VOs that lists of periods before the running one name no longer. */
  vanished: firstOf(v.object({ periods: v.array(v.string()), column: v.string(), vos: v.array(v.string()) })),
  /** Figures of periods before the running one that had another value. */
  restated: firstOf(figure),
  /** Figures of such periods that the portal does not give any more. */
  withdrawn: firstOf(v.object({ where: v.string(), old: v.number() })),
  /** Every figure for all VOs that changes, for a preview; the lease keeps none. */
  totals: v.optional(v.array(total), []),
});

const notRefreshed = v.object({
  /** Labels of periods, and VOs or whatever else it is about; none of both: the whole statistic. */
  periods: v.array(v.string()),
  others: v.array(v.string()),
  /** In the words of whoever found out. */
  reason: v.string(),
});

const twoSums = v.object({ period: v.string(), smaller: v.number(), larger: v.number() });

const waiting = v.object({
  ...figure.entries,
  /** Per cent by which it may change without waiting. */
  threshold: v.number(),
});

/**
 * What came of one statistic, as data; `src/reports/describe-result.ts` has the words. The lease keeps it between the
 * executions of a refresh.
 */
export const statisticResult = v.object({
  id: v.picklist(Object.keys(STATISTIC_TITLES) as StatisticId[]),
  result: v.picklist(['done', 'partly done', 'failed', 'cancelled', 'unfinished']),
  /** Labels of the periods that were asked for. */
  periods: v.array(v.string()),
  /** Requests to the portals, retries included. */
  requests: v.number(),
  seconds: v.number(),
  /** What was (in a dry run: would be) changed. */
  changes,
  /** What somebody must look at: it could not be refreshed, and has its old figures. */
  notRefreshed: v.array(notRefreshed),
  /** Whether a tab was not written because it would have got something else than what was shown. */
  isOutdated: v.optional(v.boolean(), false),
  /** Periods that have two sums, of which a person may accept the larger one; the lease keeps none. */
  twoSums: v.optional(v.array(twoSums), []),
  /** Figures that are written when a refresh on a later day gives the same. */
  waiting: v.array(waiting),
  /**
   * Sentences about what is odd or to be known, while the figures are as they should be; new: not true before; passing:
   * about this refresh alone, and not about figures.
   */
  remarks: v.array(
    v.object({ text: v.string(), isNew: v.boolean(), isPassing: v.optional(v.literal(true)) }),
  ),
  /** Titles of tabs that got new figures although not all could be refreshed. */
  written: v.optional(v.array(v.string()), []),
  /** That an execution was cut off without a word while it was at work: nobody knows what it has written. */
  wasCutOff: v.optional(v.literal(true)),
  /** How an unfinished one goes on. */
  goesOn: v.optional(v.picklist(['by itself', 'with the next refresh'])),
  /** When an unfinished one may go on, because a portal wants to be left alone; in milliseconds since 1970. */
  notBefore: v.optional(v.number()),
});

export type StatisticResult = Readonly<v.InferOutput<typeof statisticResult>>;
export type Changes = StatisticResult['changes'];
/** A figure of an earlier period that the portal now gives differently; where: `2020.01-03, CPU/h`. */
export type Restatement = Readonly<v.InferOutput<typeof figure>>;
export type Total = Readonly<v.InferOutput<typeof total>>;
export type WaitingFigure = Readonly<v.InferOutput<typeof waiting>>;
export type TwoSumsOfPeriod = Readonly<v.InferOutput<typeof twoSums>>;
export type ReasonNotRefreshed = Readonly<v.InferOutput<typeof notRefreshed>>;

/** What it was that a statistic was asked for. */
export const askedIn = ({ periods, result }: StatisticResult): Asked => ({
  periods,
  isRefreshed: result === 'done' || result === 'partly done',
});

/** Nothing has changed. */
export const NO_CHANGES: Changes = {
  filled: 0,
  changed: 0,
  vanished: { named: [], more: 0 },
  restated: { named: [], more: 0 },
  withdrawn: { named: [], more: 0 },
  totals: [],
};

/** Cuts a list off, and counts the rest. */
export const first = <T>(named: readonly T[], most: number, more = 0): { named: T[]; more: number } => ({
  named: named.slice(0, most),
  more: more + Math.max(0, named.length - most),
});

/** A result without what only a preview shows. */
export const withoutTotals = (result: StatisticResult): StatisticResult => ({
  ...result,
  twoSums: [],
  changes: { ...result.changes, totals: [] },
});

const SEE_LOG = '... (see the run log)';

/** What the run log itself has of a sentence that was shortened before it could be logged. */
export const withoutReference = (text: string): string => text.split(SEE_LOG).join('...');

/**
 * The same result in less room.
 *
 * @param most entries that each list keeps
 * @param length characters that each sentence keeps
 */
export function shortened(result: StatisticResult, most: number, length: number): StatisticResult {
  const { vanished, restated, withdrawn } = result.changes;
  const text = (sentence: string): string =>
    sentence.length <= length + SEE_LOG.length ? sentence : sentence.slice(0, length) + SEE_LOG;
  return {
    ...result,
    changes: {
      ...result.changes,
      vanished: first(vanished.named, most, vanished.more),
      restated: first(restated.named, most, restated.more),
      withdrawn: first(withdrawn.named, most, withdrawn.more),
    },
    notRefreshed: result.notRefreshed
      .slice(0, most)
      .map((one) => ({ ...one, others: one.others.map(text).slice(0, most), reason: text(one.reason) })),
    waiting: result.waiting.slice(0, most),
    remarks: result.remarks.slice(0, most).map((remark) => ({ ...remark, text: text(remark.text) })),
  };
}
