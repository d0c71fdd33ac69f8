import { TAB_TITLES } from '../domain/catalogue';
import { sourceIn, voSourceIn, type VoSource } from '../sheets/formulas';
import type { MeasuredFigure } from '../statistics/key-figures';
import { KEY_FIGURES } from '../statistics/registry';
import { layoutBy, type Layout } from '../sheets/layout';
import type { Table } from '../sheets/table';
import { bestEffort } from '../google/best-effort';
import { GRANULARITIES, monthOfDay } from '../domain/periods';
import type { Settings } from '../settings/settings';
import type { State } from '../settings/state';
import { Tab } from '../sheets/tab';
import type { Tabs } from '../sheets/tabs';

/** The statistics' tabs as they stand, each read once at most. */
export class Tables {
  readonly #tables = new Map<string, Table | undefined>();

  constructor(private readonly shown: FigureTabs) {}

  /** A tab that has figures; undefined when there is none, or it cannot be understood. */
  get(id: string, layout: Layout): Table | undefined {
    if (!this.#tables.has(id)) this.#tables.set(id, this.#read(id, layout));
    return this.#tables.get(id);
  }

  #read(id: string, layout: Layout): Table | undefined {
    const { allTabs, settings, state, tabs } = this.shown;
    const titles: Readonly<Record<string, string>> = { ...TAB_TITLES, ...settings.tabTitles };
    const title = titles[id];
    // Tabs of other periods than quarters are only known by their ids.
    if (title === undefined && !allTabs.hasMade(id)) return undefined;
    return bestEffort(() => (tabs.get(id) ?? new Tab(allTabs, state, id, title ?? '', layout)).table);
  }
}

/** The key figures with their places, in the tabs of all lengths of periods. */
export const measuredFigures = (
  tables: Tables,
  measuredOn: Readonly<Record<string, string>>,
  settings: Settings,
): MeasuredFigure[] =>
  KEY_FIGURES.map(({ statistic, tab, column, layout, byVo, mark, ...figure }) => ({
    ...figure,
    byVo: byVo && voSource(tables, byVo.tab, byVo.layout),
    month: monthOfDay(measuredOn[statistic] ?? ''),
    switchedOff: GRANULARITIES.filter((each) => each !== 'quarter' && settings.granularities[each] !== true),
    // Quarters come first: the dashboard shows them.
    sources: ['quarter' as const, ...GRANULARITIES.filter((each) => each !== 'quarter')].flatMap(
      (granularity) => {
        const id = granularity === 'quarter' ? tab : `${tab}.${granularity}`;
        const table = tables.get(id, layoutBy(layout, granularity));
        return (table && sourceIn(table, column, mark)) ?? [];
      },
    ),
  }));

function voSource(tables: Tables, tab: string, layout: Layout): VoSource | undefined {
  const table = tables.get(tab, layout);
  return table && voSourceIn(table);
}

/** Where the dashboard and the key results take from what they show. */
export interface FigureTabs {
  readonly allTabs: Tabs;
  readonly settings: Settings;
  /** Remembers what was made and measured. */
  readonly state: State;
  /** Tabs that have been read already, by the product's own name. */
  readonly tabs: ReadonlyMap<string, Tab>;
}
