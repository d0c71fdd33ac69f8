import { cpuHours } from './cpu-hours';
import { STATISTIC_TITLES } from '../settings/titles';
import type { Statistic, StatisticId } from './statistic';
import { users } from './users';
import { slaHours } from './slas';
import { voChangesStatistic } from './vo-changes';

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
