import { figureOf, type Source, type VoSource } from '../sheets/formulas';
import type { Layout } from '../sheets/layout';
import type { Granularity } from '../domain/periods';

/** A figure per period that key results can be about and the dashboard shows. */
export interface KeyFigure {
  /** As users choose it. */
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
  /** Whether it adds up day by day over a period, such as hours, so that a running period can be projected to its end. */
  readonly isFlow?: true;
  /** Where its tab tells over how many VOs it is a total: a column, or a column for each VO; undefined where it does not. */
  readonly vos?: { readonly column: string } | 'a column each';
  /** Whether the portals know it of today only: a period has it if somebody refreshed while the period ran. */
  readonly isKnownOfTodayOnly?: true;
  /** Where its column is a list: the mark behind the names that count, `L` for `vo.x(L)`. */
  readonly mark?: string;
  /** Whether key results can also be about its growth on the year before. */
  readonly canGrow?: true;
  /** Whether key results can be about it, while the dashboard has no row for it. */
  readonly isForKeyResultsOnly?: true;
  /** The tab that has the same figure of each VO alone, by quarter: VOs are its rows, periods its columns. */
  readonly byVo?: {
    readonly tab: string;
    readonly layout: Layout;
    /** Whether a blank cell means that the VO had nothing in the period, instead of no answer. */
    readonly isBlankNone?: true;
    /** What it is a number of: `users`. */
    readonly unit: string;
    /** What a VO has grown by, in a word beside its name: `cloud`. */
    readonly short: string;
  };
}

/** Behind the name of a statistic: its change on the same period a year before, in per cent. */
export const GROWTH = ', growth in %';

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
  'name' | 'isFew' | 'isCountOfPeriod' | 'isKnownOfTodayOnly' | 'canGrow' | 'isForKeyResultsOnly'
> {
  /** Its tabs, one a length of periods; none as long as there is no figure. */
  readonly sources: readonly Source[];
  /** Where the figures of single VOs are; undefined where there are none. */
  readonly byVo?: VoSource | undefined;
  /** Over how many VOs it is a total, by what gives the period's label; undefined where its tab does not tell. */
  readonly vosIn?: ((label: string) => string) | undefined;
  /** The month in which its quarters were last measured; '' for never. */
  readonly month: string;
  /** The same of periods of another length; as the quarters unless given. */
  readonly monthOf?: (granularity: Granularity) => string;
  /** Whether its statistic is switched off, so that nothing new comes. */
  readonly isOff?: boolean;
  /** Lengths of periods for which there are no tabs, because the settings do not ask for them. */
  readonly switchedOff: readonly Granularity[];
}

/** Its figure of a period, whatever its length; an error when there is none. Labels of unlike lengths are unlike. */
export const measuredFigureOf = ({ sources }: MeasuredFigure, label: string): string =>
  sources.reduceRight((otherwise, source, index) => {
    const figure = figureOf(source, label);
    return index === sources.length - 1 ? figure : `IFERROR(${figure};${otherwise})`;
  }, '""');
