import type { StatisticId } from '../domain/catalogue';

/** What came of one statistic, in words; plain JSON. */
export interface StatisticResult {
  readonly id: StatisticId;
  readonly title: string;
  readonly result: 'done' | 'partly done' | 'failed' | 'cancelled' | 'unfinished';
  /** The periods that were asked for. */
  readonly periods: string;
  /** Requests to the portals, retries included. */
  readonly requests: number;
  readonly seconds: number;
  /** What was (in a dry run: would be) changed; '' for nothing. */
  readonly changes: string;
  /** What failed and what was kept, and what looked odd; '' when all is well. */
  readonly message: string;
}
