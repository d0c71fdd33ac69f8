import * as v from 'valibot';
import { HISTORIES } from '../domain/periods';
import { remembered } from '../google/property';

const result = v.object({
  id: v.string(),
  title: v.string(),
  result: v.picklist(['done', 'partly done', 'failed', 'cancelled', 'unfinished']),
  periods: v.string(),
  requests: v.number(),
  seconds: v.number(),
  changes: v.string(),
  message: v.string(),
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
  /** Periods to ask for, by the statistics that are still to do. */
  todo: v.record(v.string(), v.picklist(HISTORIES)),
  /** What came of the others. */
  results: v.array(result),
});

/** A refresh that is under way, or that was cut off. There is one at a time. */
export type Lease = Readonly<v.InferOutput<typeof stored>>;

/** What it was to do when it cannot be read is found missing by the next refresh. */
export const storedLease = remembered('lease', stored, shortened);

/** Characters of a text of a result that are kept beside all others; the run log has the whole of it. */
const LENGTHS = [500, 200, 50, 0];

function shortened(lease: Lease): Lease | undefined {
  const longest = Math.max(
    ...lease.results.flatMap(({ changes, message }) => [changes.length, message.length]),
  );
  const length = LENGTHS.find((each) => each + SEE_LOG.length < longest);
  if (length === undefined) return undefined;
  const results = lease.results.map((each) => ({
    ...each,
    changes: shortText(each.changes, length),
    message: shortText(each.message, length),
  }));
  return { ...lease, results };
}

const SEE_LOG = '... (see the run log)';

const shortText = (text: string, length: number): string =>
  text.length <= length + SEE_LOG.length ? text : text.slice(0, length) + SEE_LOG;
