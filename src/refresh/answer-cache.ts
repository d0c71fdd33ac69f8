import type { Answers, AnswerCache } from '../portals/request';
import { bytesOf } from '../google/property';
import { bestEffort } from '../google/best-effort';

/** What a refresh keeps for itself, and forgets at its end. */
export interface RunCache extends AnswerCache {
  clear: () => void;
}

/** Bytes of one value in Google's cache, a little below the limit. */
const PIECE = 90_000;
/** Pieces that are looked for; Google's cache holds a thousand entries in all. */
const MOST_PIECES = 300;

/**
 * Keeps the checked values of a refresh in the cache, for its next execution. What the cache has lost is asked for again.
 *
 * @param runId of the refresh; its values are found by nobody else
 * @param lifetime seconds that values are kept
 */
export function answerCache(
  runId: string,
  lifetime: number,
  cache = CacheService.getDocumentCache(),
): RunCache {
  const keys = Array.from({ length: MOST_PIECES }, (_, index) => `${runId}.${index}`);
  let used = 0;
  return {
    load: () => {
      const found = (bestEffort(() => cache?.getAll(keys)) ?? {}) as Readonly<Record<string, string>>;
      used = 1 + keys.map((key) => key in found).lastIndexOf(true);
      return new Map(Object.values(found).flatMap((piece) => JSON.parse(piece) as [string, unknown][]));
    },
    store: (values) => {
      for (const piece of piecesOf(values)) {
        const key = keys[used++];
        if (key !== undefined) bestEffort(() => cache?.put(key, piece, lifetime));
      }
    },
    clear: () => {
      bestEffort(() => cache?.removeAll(keys.slice(0, used)));
    },
  };
}

/** A cache that also holds what an earlier one holds. */
export const afterAnother = (earlier: AnswerCache, cache: RunCache): RunCache => ({
  ...cache,
  load: () => new Map([...earlier.load(), ...cache.load()]),
});

/** JSON has no undefined, so such a value is left out: an entry of the address alone. */
function piecesOf(values: Answers): string[] {
  const pieces: { entries: string[]; bytes: number }[] = [];
  for (const entry of values) {
    const text = JSON.stringify(entry[1] === undefined ? entry.slice(0, 1) : entry);
    const bytes = bytesOf(text) + 1;
    const last = pieces[pieces.length - 1];
    if (last && last.bytes + bytes <= PIECE) {
      last.entries.push(text);
      last.bytes += bytes;
    } else if (bytes <= PIECE) pieces.push({ entries: [text], bytes });
  }
  return pieces.map(({ entries }) => `[${entries.join(',')}]`);
}
