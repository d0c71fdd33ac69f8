import { Failure } from '../failure';
import { STATISTIC_TITLES, TAB_TITLES, type StatisticId } from '../domain/catalogue';
import { inThousands } from '../domain/figures-in-words';
import {
  isRunning,
  lastComplete,
  monthOfDay,
  parsePeriod,
  periodBefore,
  periodOf,
  periodsBetween,
  readPeriod,
  type Period,
} from '../domain/periods';
import { writing } from '../google/lock';
import { DAY, nowIn } from '../google/now';
import { boundSpreadsheet, type Spreadsheet } from '../google/spreadsheet';
import { Tables } from '../reports/figure-sources';
import { readKeyResults, type KeyResultRow } from '../reports/key-result-rows';
import { historyTab, historyWanted, keptOf } from '../reports/key-results-history';
import { lastRuns } from '../reports/run-log';
import { KnownVos } from '../settings/known-vos';
import { isOn, loadSettings, type Settings } from '../settings/settings';
import { loadState, saveState, type State } from '../settings/state';
import { naming } from '../sheets/refusals';
import { Tab } from '../sheets/tab';
import { Tabs } from '../sheets/tabs';
import { figureAt, type Table } from '../sheets/table';
import { voKey } from '../domain/vo-names';
import { KEY_FIGURES, STATISTIC_IDS, STATISTICS } from '../statistics/registry';
import { measuredDay } from '../statistics/measured-days';
import { quarterBefore, type SummarySources } from '../statistics/summarised';
import {
  AS_REPORTED,
  AS_REPORTED_TITLE,
  asReportedLayout,
  asReportedWanted,
  correctionsOf,
  madeOn,
} from './as-reported';
import { composePage, type SummaryFacts } from './compose';
import { figureFacts, gapsOf, keyFigureAt } from './figures';
import { textOf, type PageRow } from './page';
import { projectionOf } from './projection';
import { SUMMARY_TITLE, writeSummary, type OldPage } from './summary-tab';

/** What a summary is made from and written with. */
export interface SummaryWork {
  readonly spreadsheet: Spreadsheet;
  readonly settings: Settings;
  readonly state: State;
  readonly tabs: Tabs;
}

export function summaryWork(): SummaryWork {
  const spreadsheet = boundSpreadsheet();
  const state = loadState(spreadsheet.getId());
  return { spreadsheet, settings: loadSettings(), state, tabs: new Tabs(spreadsheet, state.tabIds) };
}

/** Figures that the page has; those for key results only would make it longer than it may be. */
const FIGURES = KEY_FIGURES.filter(({ isForKeyResultsOnly }) => isForKeyResultsOnly !== true);

/** The last quarter that was over when something was last refreshed; undefined before the first refresh. */
export function lastQuarter({ state }: Pick<SummaryWork, 'state'>): Period | undefined {
  const newest = Object.values(state.measuredOn).sort().pop();
  return newest === undefined ? undefined : lastComplete(monthOfDay(newest));
}

/**
 * The quarter that somebody has entered.
 *
 * @throws Failure when it is none, or not over yet
 */
export function quarterEntered(entered: string, spreadsheet: Spreadsheet): Period {
  const quarter = parsePeriod(entered);
  if (!quarter)
    throw new Failure(`"${entered}" is no quarter. Enter one such as ${periodOf('2026-07').label}.`);
  if (isRunning(quarter, monthOfDay(nowIn(spreadsheet, DAY))))
    throw new Failure(`${quarter.label} is not over yet. Enter an earlier quarter.`);
  return quarter;
}

/**
 * Makes the page of a quarter, keeps its figures as they are reported, and gives the page's text.
 *
 * @throws Failure when a tab cannot be written
 */
export function makeSummary(
  work: SummaryWork,
  quarter: Period,
  oldPage: OldPage = 'goes',
): { text: string; sheet: GoogleAppsScript.Spreadsheet.Sheet } {
  const { spreadsheet, settings, state, tabs } = work;
  const today = nowIn(spreadsheet, DAY);
  const tables = new Tables({ allTabs: tabs, settings, state, tabs: new Map() });
  const sources = sourcesOf(tables, new KnownVos(spreadsheet.getId()));
  const reported = new Tab(tabs, state, AS_REPORTED, AS_REPORTED_TITLE, asReportedLayout(FIGURES));
  const history = historyTab(tabs, state);
  const facts = factsOf(
    work,
    sources,
    { reported: reported.read(), history: history.read() },
    { quarter, madeOn: today },
  );
  const rows: PageRow[] = composePage(facts);
  const sheet = writing(() => {
    const wanted = asReportedWanted(FIGURES, facts.figures, { label: quarter.label, madeOn: today }, sources);
    naming(AS_REPORTED_TITLE, () => reported.write(wanted, stampOf(today), () => undefined));
    naming(history.name, () => keepFinal(history, facts));
    const made = naming(SUMMARY_TITLE, () => writeSummary(tabs, rows, oldPage));
    const waits = state.summaryWaits;
    if (waits?.for === 'page' && waits.quarter === quarter.label) state.summaryWaits = undefined;
    saveState(spreadsheet.getId(), state);
    return made;
  });
  return { text: textOf(rows), sheet };
}

/** Whether the summary of a quarter was made before. */
export const isReported = ({ tabs, state }: SummaryWork, { label }: Period): boolean =>
  madeOn(new Tab(tabs, state, AS_REPORTED, AS_REPORTED_TITLE, asReportedLayout(FIGURES)).read(), label) !==
  '';

/** For the note on the first cell, whose other stamps have a time, too. */
const stampOf = (day: string): string => day.split('-').reverse().join('-');

const sourcesOf = (tables: Tables, vos: KnownVos): Omit<SummarySources, 'most'> => {
  const table: SummarySources['table'] = (id, layout) => tables.get(id, layout);
  return {
    table,
    isVo: vos.has,
    ofVo: (statistic, vo, label) => {
      const byVo = STATISTICS[statistic].keyFigures.find((figure) => figure.byVo)?.byVo;
      const own = byVo && table(byVo.tab, byVo.layout);
      return own && figureAt(own, voKey(vo), label);
    },
  };
};

function factsOf(
  { settings, state, tabs }: SummaryWork,
  sources: Omit<SummarySources, 'most'>,
  kept: { readonly reported: Table; readonly history: Table },
  { quarter, madeOn }: { readonly quarter: Period; readonly madeOn: string },
): SummaryFacts {
  const keyResultsToday = readKeyResults(tabs);
  const first = parsePeriod(settings.firstPeriod)?.firstMonth ?? quarter.firstMonth;
  const isNewest = lastQuarter({ state })?.label === quarter.label;
  const keyResults = isNewest ? keyResultsToday : (keptOf(kept.history, quarter.label) ?? []);
  return {
    quarter,
    quarterBefore: quarterBefore(quarter),
    madeOn,
    figures: figureFacts(sources, FIGURES, quarter),
    keyResults,
    keyResultsBefore: keptBefore(kept.history, keyResults, quarter),
    sentences: (most) =>
      STATISTIC_IDS.flatMap((id) => STATISTICS[id].summarise({ ...sources, most }, quarter)),
    corrections: correctionsOf(kept.reported, FIGURES, sources, quarter.label),
    gaps: gapsOf(sources, FIGURES, periodsBetween(first, quarter.lastMonth)),
    doubts: [
      ...measuredTooEarly(sources, state, quarter),
      ...waitingFigures(state),
      ...failures(tabs, settings),
    ],
    projections: isNewest
      ? KEY_FIGURES.flatMap(
          (figure) =>
            projectionOf(sources, figure, measuredDay(state, figure.statistic, 'quarter'), madeOn) ?? [],
        )
      : [],
    keyResultsToday,
  };
}

/** What was kept of the quarter before, and of the period before that of each key result by month, half-year or year. */
function keptBefore(history: Table, rows: readonly KeyResultRow[], quarter: Period): KeyResultRow[] {
  const periods = [quarter, ...rows.flatMap(({ period }) => readPeriod(period) ?? [])];
  const labels = new Set(periods.map((period) => periodBefore(period).label));
  return [...labels].flatMap((label) => keptOf(history, label) ?? []);
}

/** What the summary says of key results is final from then on. */
function keepFinal(history: Tab, { keyResults, quarter, madeOn }: SummaryFacts): void {
  if (keyResults.length === 0) return;
  const kept = { rows: keyResults, quarter: quarter.label, today: madeOn, summarised: quarter.label };
  history.write(historyWanted(kept), stampOf(madeOn), () => undefined);
}

/** Statistics whose figures of a quarter are those of a day on which it was still running. */
const measuredTooEarly = (
  sources: Pick<SummarySources, 'table'>,
  state: State,
  { label, lastMonth }: Period,
): string[] => {
  const told = FIGURES.filter(
    (figure) => figure.isKnownOfTodayOnly !== true && keyFigureAt(sources, figure, label) !== undefined,
  );
  return [...new Set(told.map(({ statistic }) => statistic))].flatMap((id) => {
    const day = measuredDay(state, id, 'quarter');
    return day !== '' && monthOfDay(day) <= lastMonth
      ? [`${STATISTIC_TITLES[id]} was last refreshed on ${day}, before the quarter was over`]
      : [];
  });
};

/** Figures that wait for a refresh on a later day to give the same, by tab and period. */
const waitingFigures = ({ pending }: State): string[] =>
  Object.entries(pending).map(([key, { figure, day }]) => {
    const [tab = '', , ...label] = key.split(' ');
    const title = (TAB_TITLES as Readonly<Record<string, string>>)[tab] ?? tab;
    return `${title}, ${label.join(' ')}, was ${inThousands(figure)} on ${day} and waits for a second refresh`;
  });

/** Statistics that are switched on, and whose last refresh was not all well. */
const failures = (tabs: Tabs, settings: Settings): string[] => {
  const runs = lastRuns(tabs);
  return STATISTIC_IDS.filter((id) => isOn(settings, id)).flatMap((id: StatisticId) => {
    const run = runs.get(STATISTIC_TITLES[id]);
    return run && run.result !== 'done' ? [`${run.statistic} ${run.result} on ${run.when.slice(0, 10)}`] : [];
  });
};
