import { cpuHours } from './cpu-hours/cpu-hours';
import type { KeyFigure, Trend } from './key-figures';
import type { Statistic } from './statistic';
import { users } from './users/users';
import { slaHours } from './sla-hours/sla-hours';
import { voChangesStatistic } from './vo-changes/vo-changes';
import { STATISTIC_TITLES, type StatisticId } from '../domain/catalogue';

/** Every statistic, in the order in which a refresh does them. A new one gets its entry here. */
export const STATISTICS: Record<StatisticId, Statistic> = {
  'cloud-cpu': cpuHours('cloud-cpu', STATISTIC_TITLES['cloud-cpu'], 'cloud'),
  'htc-cpu': cpuHours('htc-cpu', STATISTIC_TITLES['htc-cpu'], 'egi'),
  users,
  'vo-changes': voChangesStatistic,
  'sla-cloud': slaHours('sla-cloud', 'cloud'),
  'sla-htc': slaHours('sla-htc', 'egi'),
};

export const STATISTIC_IDS = Object.keys(STATISTICS) as StatisticId[];

/** Every key figure with the statistic that measures it, in the order in which they are shown. */
export const KEY_FIGURES: readonly (KeyFigure & { readonly statistic: StatisticId })[] =
  STATISTIC_IDS.flatMap((statistic) =>
    STATISTICS[statistic].keyFigures.map((figure) => ({ ...figure, statistic })),
  ).sort((a, b) => a.rank - b.rank);

/** The charts of the dashboard, in the order in which they stand. */
export const TRENDS: readonly Trend[] = STATISTIC_IDS.flatMap((id) => STATISTICS[id].trend ?? []);
