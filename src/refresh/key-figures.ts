import { TAB_TITLES } from '../settings/titles';
import { sourceIn } from '../sheets/formulas';
import { KEY_FIGURES, type MeasuredFigure } from '../sheets/key-figures';
import { layoutBy, type Layout } from '../sheets/layout';
import { Tab } from '../sheets/tab';
import type { Table } from '../sheets/table';
import { GRANULARITIES } from '../statistics/periods';
import type { Shown } from './dashboard';
import { quietly } from './quietly';
import { monthOfDay } from './statistic';

/** The statistics' tabs as they stand, each read once at most. */
export class Tables {
  readonly #tables = new Map<string, Table | undefined>();

  constructor(private readonly shown: Shown) {}

  /** A tab that has figures; undefined when there is none, or it cannot be understood. */
  get(id: string, layout: Layout): Table | undefined {
    if (!this.#tables.has(id)) this.#tables.set(id, this.#read(id, layout));
    return this.#tables.get(id);
  }

  #read(id: string, layout: Layout): Table | undefined {
    const { spreadsheet, settings, state, tabs } = this.shown;
    const titles: Readonly<Record<string, string>> = { ...TAB_TITLES, ...settings.tabTitles };
    const title = titles[id];
    // Tabs of other periods than quarters are only known by their ids.
    if (title === undefined && state.tabIds[id] === undefined) return undefined;
    return quietly(() => (tabs.get(id) ?? new Tab(spreadsheet, state, id, title ?? '', layout)).table);
  }
}

/** The key figures with their places, in the tabs of all lengths of periods. */
export const measuredFigures = (
  tables: Tables,
  measuredOn: Readonly<Record<string, string>>,
): MeasuredFigure[] =>
  KEY_FIGURES.map(({ statistic, tab, column, layout, ...figure }) => ({
    ...figure,
    month: monthOfDay(measuredOn[statistic] ?? ''),
    // Quarters come first: the dashboard shows them.
    sources: ['quarter' as const, ...GRANULARITIES.filter((each) => each !== 'quarter')].flatMap(
      (granularity) => {
        const id = granularity === 'quarter' ? tab : `${tab}.${granularity}`;
        const table = tables.get(id, layoutBy(layout, granularity));
        return (table && sourceIn(table, column)) ?? [];
      },
    ),
  }));
