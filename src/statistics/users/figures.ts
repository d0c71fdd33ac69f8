import type { Period } from '../../domain/periods';
import type { UsersByMonth } from '../../portals/operations';

/**
 * The users of one VO in a period: those of the last month of it that has a figure.
 *
 * @returns undefined when no month of the period has one; that is "no figure", never 0
 */
export function usersOfPeriod(users: UsersByMonth, period: Period): number | undefined {
  const months = Object.keys(users).filter(
    (month) => month >= period.firstMonth && month <= period.lastMonth,
  );
  const last = months.sort().pop();
  return last === undefined ? undefined : users[last];
}
