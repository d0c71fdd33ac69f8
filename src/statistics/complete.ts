import { addMonths, periodOf, type Granularity, type Month, type Period } from '../domain/periods';

/**
 * The last period whose figures are final.
 *
 * @param month the month in which the figures were measured: periods that ended before it were complete
 */
export function lastComplete(month: Month, granularity: Granularity = 'quarter'): Period {
  return periodOf(addMonths(periodOf(month, granularity).firstMonth, -1), granularity);
}
