import { figureOf, type Source } from '../sheets/formulas';
import type { Layout } from '../sheets/layout';
import type { Granularity } from '../domain/periods';

/** A figure per period that key results can be about and the dashboard shows. */
export interface KeyFigure {
  /** As people choose it. */
  readonly name: string;
  /** The lower, the further up it is shown; those of equal rank stand in the order of the register. */
  readonly rank: number;
  /** The product's own name of its tab, and the column there. */
  readonly tab: string;
  readonly column: string;
  readonly layout: Layout;
  /** Whether it counts so few that a change is told in numbers instead of percent. */
  readonly isFew?: true;
  /** Whether it counts what happened in a period, starting from 0 each time, instead of a level that is reached. */
  readonly isCountOfPeriod?: true;
  /** Whether the portals know it of today only: a period has it if somebody refreshed while the period ran. */
  readonly isKnownOfTodayOnly?: true;
}

/** How a statistic went, as a chart on the dashboard that is drawn from the cells of its tab. */
export interface Trend {
  /** The product's own name of the tab. */
  readonly tab: string;
  readonly layout: Layout;
  readonly title: string;
  /** What each column that is drawn is called in the legend. */
  readonly series: Readonly<Record<string, string>>;
  readonly type: 'LINE' | 'COLUMN';
}

/** A key figure with where it stands and how new it is. */
export interface MeasuredFigure extends Pick<
  KeyFigure,
  'name' | 'isFew' | 'isCountOfPeriod' | 'isKnownOfTodayOnly'
> {
  /** Its tabs, one a length of periods; none as long as there is no figure. */
  readonly sources: readonly Source[];
  /** The month in which it was last measured; '' for never. */
  readonly month: string;
  /** Lengths of periods for which there are no tabs, because the settings do not ask for them. */
  readonly switchedOff: readonly Granularity[];
}

/** Its figure of a period, whatever its length; an error when there is none. Labels of unlike lengths are unlike. */
export const measuredFigureOf = ({ sources }: MeasuredFigure, label: string): string =>
  sources.reduceRight((otherwise, source, index) => {
    const figure = figureOf(source, label);
    return index === sources.length - 1 ? figure : `IFERROR(${figure};${otherwise})`;
  }, '""');
