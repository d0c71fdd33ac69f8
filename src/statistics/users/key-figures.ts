import type { KeyFigure, Trend } from '../key-figures';
import { usersLayout } from './by-vo-tab';
import { okrUsersLayout } from './okr-tab';

const figure = (name: string, column: string): KeyFigure => ({
  name,
  rank: 3,
  tab: 'okr-users',
  column,
  layout: okrUsersLayout,
  canGrow: true,
});

/** What key results and the dashboard can say about users. */
export const usersKeyFigures: readonly KeyFigure[] = [
  {
    ...figure('Actual users', 'actual'),
    byVo: { tab: 'users', layout: usersLayout, unit: 'users', short: 'users' },
    vos: { column: 'vos' },
  },
  { ...figure('Active users', 'active'), isKnownOfTodayOnly: true },
  { ...figure('Total users', 'total'), isKnownOfTodayOnly: true },
];

export const usersTrend: Trend = {
  tab: 'okr-users',
  layout: okrUsersLayout,
  title: 'Actual users',
  series: { actual: 'Actual users' },
  type: 'LINE',
};
