import { cpuLayout } from './cpu-hours/total-tab';
import { figureOf, type Source } from '../sheets/formulas';
import type { Layout } from '../sheets/layout';
import { okrUsersLayout } from './users/okr-tab';
import { slaLayout } from './sla-hours/tab';
import { voChangesLayout } from './vo-changes/tab';

/** A figure per period that key results can be about and the dashboard shows. */
export interface KeyFigure {
  /** As people choose it. */
  readonly name: string;
  /** The statistic that measures it. */
  readonly statistic: string;
  /** The product's own name of its tab, and the column there. */
  readonly tab: string;
  readonly column: string;
  readonly layout: Layout;
  /** Whether it counts so few that a change is told in numbers instead of percent. */
  readonly isFew?: true;
  /** What is said of a complete period that has none; "no figure" where it is not said otherwise. */
  readonly missing?: string;
}

/** Portals know it of today only: a period has it if somebody refreshed while the period ran. */
const NOT_ASKED = 'not asked then';

/** Every one, in the order in which they are shown. A new one gets its line here. */
export const KEY_FIGURES: readonly KeyFigure[] = [
  cpu('Cloud CPU/h', 'cloud-cpu', 'cpuHours'),
  cpu('HTC CPU/h', 'htc-cpu', 'cpuHours'),
  { ...cpu('Cloud VOs with accounting', 'cloud-cpu', 'withCount'), isFew: true },
  { ...cpu('HTC VOs with accounting', 'htc-cpu', 'withCount'), isFew: true },
  users('Actual users', 'actual'),
  { ...users('Active users', 'active'), missing: NOT_ASKED },
  { ...users('Total users', 'total'), missing: NOT_ASKED },
  { ...figure('VOs created', 'vo-changes', 'production', voChangesLayout), isFew: true },
  { ...figure('VO changes', 'vo-changes', 'total', voChangesLayout), isFew: true },
  figure('SLA Cloud CPU/h', 'sla-cloud', 'TOTAL', slaLayout),
  figure('SLA HTC CPU/h', 'sla-htc', 'TOTAL', slaLayout),
];

/** One that stands in the tab that is called like its statistic. */
function figure(name: string, statistic: string, column: string, layout: Layout): KeyFigure {
  return { name, statistic, tab: statistic, column, layout };
}

function cpu(name: string, statistic: 'cloud-cpu' | 'htc-cpu', column: string): KeyFigure {
  return figure(name, statistic, column, cpuLayout);
}

function users(name: string, column: string): KeyFigure {
  return { name, statistic: 'users', tab: 'okr-users', column, layout: okrUsersLayout };
}

/** A key figure with where it stands and how new it is. */
export interface MeasuredFigure extends Pick<KeyFigure, 'name' | 'isFew' | 'missing'> {
  /** Its tabs, one a length of periods; none as long as there is no figure. */
  readonly sources: readonly Source[];
  /** The month in which it was last measured; '' for never. */
  readonly month: string;
}

/** Its figure of a period, whatever its length; an error when there is none. Labels of unlike lengths are unlike. */
export const measuredFigureOf = ({ sources }: MeasuredFigure, label: string): string =>
  sources.reduceRight((otherwise, source, index) => {
    const figure = figureOf(source, label);
    return index === sources.length - 1 ? figure : `IFERROR(${figure};${otherwise})`;
  }, '""');
