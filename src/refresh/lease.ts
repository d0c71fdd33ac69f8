import * as v from 'valibot';
import { HISTORIES } from '../domain/periods';
import { remembered } from '../google/property';
import { shortened as shortenedResult, statisticResult } from '../statistics/result';

/** What the run log says of a statistic besides its result. */
const unlogged = v.object({
  id: v.string(),
  /** In the spreadsheet's time zone, `2026-11-23 22:15:03`. */
  when: v.string(),
  who: v.string(),
  startedBy: v.string(),
});

const stored = v.object({
  runId: v.string(),
  /** Who refreshes, and what has started it, as the run log says it. */
  by: v.string(),
  startedBy: v.string(),
  /** When the refresh began and when it last gave a sign of life, in milliseconds since 1970. */
  started: v.number(),
  heartbeat: v.number(),
  /** Whether it waits for its next execution: nobody works on it then. */
  isWaiting: v.boolean(),
  /** Executions that a continuation has started. */
  continuations: v.number(),
  /** When portals may be asked again that want to be left alone, by their names, in milliseconds since 1970. */
  notBefore: v.optional(v.record(v.string(), v.number()), {}),
  /** What ended the last execution, when that was no failure of a statistic; '' for nothing. */
  error: v.string(),
  /** Statistics at which an execution was cut off without a word: some of their figures may be written. */
  cutOff: v.optional(v.array(v.string()), []),
  /** Periods to ask for, by the statistics that are still to do, whose turn is next first. */
  todo: v.record(v.string(), v.picklist(HISTORIES)),
  /** What came of the others. */
  results: v.array(statisticResult),
  /** Those of them that the run log does not have yet. */
  unlogged: v.optional(v.array(unlogged), []),
});

/** A refresh that is under way, or that was cut off. There is one at a time. */
export type Lease = Readonly<v.InferOutput<typeof stored>>;
export type Unlogged = Readonly<v.InferOutput<typeof unlogged>>;

/** What it was to do when it cannot be read is found missing by the next refresh. */
export const storedLease = remembered('lease', stored, shortened);

/** Entries and characters of a sentence that results keep, as long as there is no room; the run log has all of them, unless an execution dies first. */
const SHORTER = [
  [20, 500],
  [5, 200],
  [2, 50],
  [0, 0],
] as const;

/** The next shorter form; undefined when it cannot be made any shorter. */
function shortened(lease: Lease): Lease | undefined {
  const before = JSON.stringify(lease.results);
  for (const [most, length] of SHORTER) {
    const results = lease.results.map((each) => shortenedResult(each, most, length));
    if (JSON.stringify(results) !== before) return { ...lease, results };
  }
  return undefined;
}
