import { TAB_TITLES } from '../domain/catalogue';
import { countOf, figureOf, sourceIn, voSourceIn, type VoSource } from '../sheets/formulas';
import { measuredDay } from '../statistics/measured-days';
import type { KeyFigure, MeasuredFigure } from '../statistics/key-figures';
import { KEY_FIGURES } from '../statistics/registry';
import { layoutBy, type Layout } from '../sheets/layout';
import { seriesColumns, type Table } from '../sheets/table';
import { bestEffort } from '../google/best-effort';
import { GRANULARITIES, monthOfDay } from '../domain/periods';
import { isOn, type Settings } from '../settings/settings';
import type { State } from '../settings/state';
import { Tab } from '../sheets/tab';
import type { Tabs } from '../sheets/tabs';

/** The statistics' tabs as they stand, each read once at most. */
export class Tables {
  readonly #tables = new Map<string, Table | undefined>();

  constructor(private readonly shown: Omit<FigureTabs, 'isVo'>) {}

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
  state: Pick<State, 'measuredOn'>,
  settings: Settings,
): MeasuredFigure[] =>
  KEY_FIGURES.map(({ statistic, tab, column, layout, byVo, vos, mark, ...figure }) => ({
    ...figure,
    byVo: byVo && voSource(tables, byVo.tab, byVo.layout),
    vosIn: vosIn(tables.get(tab, layout), column, vos),
    month: monthOfDay(measuredDay(state, statistic, 'quarter')),
    monthOf: (granularity) => monthOfDay(measuredDay(state, statistic, granularity)),
    isOff: !isOn(settings, statistic),
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

/** How a formula finds out over how many VOs a figure of a table is a total. */
function vosIn(table: Table | undefined, column: string, vos: KeyFigure['vos']): MeasuredFigure['vosIn'] {
  const source = table && vos && sourceIn(table, vos === 'a column each' ? column : vos.column);
  if (!source) return undefined;
  if (vos !== 'a column each') return (label) => figureOf(source, label);
  const places = seriesColumns(table).map((key) => table.columns.get(key) ?? 0);
  return places.length === 0
    ? undefined
    : (label) => countOf(source, [Math.min(...places), Math.max(...places)], label);
}

/** Where the dashboard and the key results take from what they show. */
export interface FigureTabs {
  readonly allTabs: Tabs;
  readonly settings: Settings;
  /** Remembers what was made and measured. */
  readonly state: State;
  /** Whether a label is that of a VO, and not of a person's own row. */
  readonly isVo: (label: string) => boolean;
  /** Tabs that have been read already, by the product's own name. */
  readonly tabs: ReadonlyMap<string, Tab>;
}
