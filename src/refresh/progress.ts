/** How far a refresh is, for whoever shows it. */
export interface Progress {
  readonly statistic: string;
  readonly answered: number;
  readonly questions: number;
}

/** Where the cache has it. */
export const PROGRESS_KEY = 'progress';
/** Seconds after which progress that nobody renews is forgotten: a little more than one execution may take. */
const LIFETIME = 400;

/** Shows progress to other executions, such as the side panel's. */
export function showProgress(progress: Progress, cache = CacheService.getDocumentCache()): void {
  cache?.put(PROGRESS_KEY, JSON.stringify(progress), LIFETIME);
}

export function clearProgress(cache = CacheService.getDocumentCache()): void {
  cache?.remove(PROGRESS_KEY);
}
