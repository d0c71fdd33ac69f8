/** How far a refresh is, for whoever shows it. */
export interface Progress {
  readonly statistic: string;
  /** Which batch of requests is under way, from 1; 0 before the first. */
  readonly batch: number;
  readonly answered: number;
  readonly total: number;
  /** Who refreshes. */
  readonly by: string;
  /** What came of the statistics before this one, and the titles of those after it. */
  readonly finished: readonly { readonly title: string; readonly result: string }[];
  readonly waiting: readonly string[];
  /** When the refresh began, in milliseconds since 1970. */
  readonly start: number;
}

/** Where the cache has it. */
export const PROGRESS_KEY = 'progress';
/** Seconds after which progress that nobody renews is forgotten: a little more than one execution may take. */
const LIFETIME = 400;
const CANCEL_KEY = 'cancel';
/** Seconds that a wish to stop stands: as long as a refresh may go on over all its executions. */
const CANCEL_LIFETIME = 3_600;

/** Shows progress to other executions, such as the side panel's. */
export function showProgress(progress: Progress, cache = CacheService.getDocumentCache()): void {
  cache?.put(PROGRESS_KEY, JSON.stringify(progress), LIFETIME);
}

/** How far the refresh that runs now is; undefined when none does. */
export function readProgress(cache = CacheService.getDocumentCache()): Progress | undefined {
  const shown = cache?.get(PROGRESS_KEY) ?? null;
  return shown === null ? undefined : (JSON.parse(shown) as Progress);
}

export function clearProgress(cache = CacheService.getDocumentCache()): void {
  cache?.remove(PROGRESS_KEY);
}

/** Asks the refresh that runs now to stop. It does before its next batch of requests, or before it writes. */
export function cancelRefresh(cache = CacheService.getDocumentCache()): void {
  cache?.put(CANCEL_KEY, String(Date.now()), CANCEL_LIFETIME);
}

/** Whether somebody has asked the refresh that began then to stop. */
export function isCancelled(start: number, cache = CacheService.getDocumentCache()): boolean {
  return Number(cache?.get(CANCEL_KEY) ?? 0) >= start;
}
