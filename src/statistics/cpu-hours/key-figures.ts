import type { CpuHoursId } from '../../domain/catalogue';
import type { KeyFigure, Trend } from '../key-figures';
import { cpuByVoLayout } from './by-vo-tab';
import { cpuLayout } from './total-tab';

/** What key results and the dashboard can say about CPU/h. */
export const cpuKeyFigures = (tab: CpuHoursId, title: string): KeyFigure[] => [
  {
    name: title,
    rank: 1,
    tab,
    column: 'cpuHours',
    layout: cpuLayout,
    canGrow: true,
    isFlow: true,
    byVo: {
      tab: `${tab}-by-vo`,
      layout: cpuByVoLayout,
      isBlankNone: true,
      unit: 'hours',
      short: title.replace(' CPU/h', ''),
    },
  },
  {
    name: `${title.replace(' CPU/h', '')} VOs with accounting`,
    rank: 2,
    tab,
    column: 'withCount',
    layout: cpuLayout,
    isFew: true,
  },
];

export const cpuTrend = (tab: CpuHoursId, title: string): Trend => ({
  tab,
  layout: cpuLayout,
  title,
  series: { cpuHours: title },
  type: 'LINE',
});
