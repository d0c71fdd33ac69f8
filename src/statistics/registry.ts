import { byDiscipline } from './by-discipline/by-discipline';
import { cpuHours } from './cpu-hours/cpu-hours';
import type { KeyFigure, Trend } from './key-figures';
import type { Statistic } from './statistic';
import { users } from './users/users';
import { slaHours } from './sla-hours/sla-hours';
import { voChangesStatistic } from './vo-changes/vo-changes';
import { STATISTIC_TITLES, type StatisticId } from '../domain/catalogue';

/** Those that ask the portals for figures of periods. */
const MEASURED = {
  'cloud-cpu': cpuHours('cloud-cpu', STATISTIC_TITLES['cloud-cpu'], 'cloud'),
  'htc-cpu': cpuHours('htc-cpu', STATISTIC_TITLES['htc-cpu'], 'egi'),
  users,
  'vo-changes': voChangesStatistic,
  'sla-cloud': slaHours('sla-cloud', 'cloud'),
  'sla-htc': slaHours('sla-htc', 'egi'),
};

type Measured = KeyFigure & { readonly statistic: StatisticId };

const figuresOf = (statistics: Partial<Record<StatisticId, Statistic>>): Measured[] =>
  (Object.entries(statistics) as [StatisticId, Statistic][])
    .flatMap(([statistic, { keyFigures }]) => keyFigures.map((figure) => ({ ...figure, statistic })))
    .sort((a, b) => a.rank - b.rank);

/** Every statistic, in the order in which a refresh does them. A new one gets its entry here, or above. */
export const STATISTICS: Record<StatisticId, Statistic> = {
  ...MEASURED,
  'by-discipline': byDiscipline(figuresOf(MEASURED)),
};

export const STATISTIC_IDS = Object.keys(STATISTICS) as StatisticId[];

/** Every key figure with the statistic that measures it, in the order in which they are shown. */
export const KEY_FIGURES: readonly Measured[] = figuresOf(STATISTICS);

/** The charts of the dashboard, in the order in which they stand. */
export const TRENDS: readonly Trend[] = STATISTIC_IDS.flatMap((id) => STATISTICS[id].trend ?? []);
