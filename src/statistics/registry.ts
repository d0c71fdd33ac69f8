import { cpuHours } from './cpu-hours/cpu-hours';
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
