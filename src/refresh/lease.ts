import * as v from 'valibot';
import { HISTORIES } from '../domain/periods';

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
  /** A copy of the spreadsheet has the same properties, but nobody who works on its refresh. */
  spreadsheetId: v.string(),
  runId: v.string(),
  /** Who refreshes, and how it was started. */
  by: v.string(),
  how: v.string(),
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

const PROPERTY = 'lease';

export function loadLease(
  spreadsheetId: string,
  properties = PropertiesService.getDocumentProperties(),
): Lease | undefined {
  try {
    const lease = v.parse(stored, JSON.parse(properties.getProperty(PROPERTY) ?? 'null'));
    return lease.spreadsheetId === spreadsheetId ? lease : undefined;
  } catch {
    return undefined; // What it was to do is found missing by the next refresh.
  }
}

/** Bytes of a property that Google keeps, with a little to spare. */
const ROOM = 8_500;

export function saveLease(lease: Lease, properties = PropertiesService.getDocumentProperties()): void {
  const texts = [500, 200, 50, 0].map((length) => JSON.stringify(shortened(lease, length)));
  const fitting = texts.find((text) => bytesOf(text) <= ROOM);
  if (fitting !== undefined) properties.setProperty(PROPERTY, fitting);
}

export function deleteLease(properties = PropertiesService.getDocumentProperties()): void {
  properties.deleteProperty(PROPERTY);
}

/** The run log has the whole texts. */
const shortened = (lease: Lease, length: number): Lease => ({
  ...lease,
  results: lease.results.map((each) => ({
    ...each,
    changes: shortText(each.changes, length),
    message: shortText(each.message, length),
  })),
});

const shortText = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length)}... (see the run log)`;

/** Bytes that a JSON text takes in UTF-8. */
export const bytesOf = (json: string): number => encodeURIComponent(json).replace(/%../g, '-').length;
