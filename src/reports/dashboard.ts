import { Failure } from '../failure';
import { KnownVos } from '../settings/known-vos';
import { loadSchedule } from '../settings/schedule';
import { isOn, loadSettings, type Settings } from '../settings/settings';
import { loadState, saveState } from '../settings/state';
import { describeFailure } from './describe-result';
import { targetLines } from './chart-targets';
import { updateCharts } from './dashboard-charts';
import type { ResultView } from './dashboard-sections';
import { linksSection } from './dashboard-links';
import { moversOf } from './dashboard-movers';
import { writeDashboard, type RemarksView } from './dashboard-tab';
import { keepKeyResults } from './key-results-history';
import { warnOfSwitchedOff } from './key-results-off';
import { updateKeyResults, type KeyResults } from './key-results-tab';
import { lastRuns } from './run-log';
import { describeWarnings } from './warnings';
import { STATISTIC_TITLES } from '../domain/catalogue';
import { boundSpreadsheet, idOf, retryOnce, type Spreadsheet } from '../google/spreadsheet';
import { naming } from '../sheets/refusals';
import { Tabs } from '../sheets/tabs';
import { TITLE } from './dashboard-sections';
import { sayByTick, showTick } from './tick-cell';
import { writing } from '../google/lock';
import { MINUTE, nowIn } from '../google/now';
import { monthOfDay } from '../domain/periods';
import { isOverdue } from '../settings/overdue';
import { bestEffort } from '../google/best-effort';
import { STATISTIC_IDS } from '../statistics/registry';
import { askedIn, type StatisticResult } from '../statistics/result';
import { measuredFigures, Tables, type FigureTabs } from './figure-sources';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/**
 * Shows what came of a refresh where everybody sees it, and brings key results up to date. That it cannot be shown fails
 * no refresh: the figures are written already.
 *
 * @param by who refreshed, and how it was started
 */
export function showOnDashboard(shown: FigureTabs, by: string, results: readonly StatisticResult[]): void {
  const when = nowIn(shown.allTabs.spreadsheet, MINUTE);
  const lines = results
    .map(describeFailure)
    .map(({ title, result, message }) => ({ statistic: title, result, when, message }));
  const remarks = results.map((result) => ({
    statistic: STATISTIC_TITLES[result.id],
    texts: result.remarks.filter(({ isPassing }) => !isPassing).map(({ text }) => text),
    asked: askedIn(result),
  }));
  const lastRefresh = `${when} by ${by}: ${summary(lines)}`;
  // Whatever it inserts is looked for first, or undone.
  bestEffort(() => retryOnce(() => write(shown, lastRefresh, lines, remarks, false)));
}

/**
 * Makes again what users have deleted of dashboard, charts and key results, and goes there. The figures are those of the
 * tabs.
 */
export function mendDashboard(): void {
  const spreadsheet = boundSpreadsheet();
  const id = idOf(spreadsheet);
  const state = loadState(id);
  const allTabs = new Tabs(spreadsheet, state.tabIds);
  const settings = loadSettings();
  const on = STATISTIC_IDS.filter((each) => isOn(settings, each)).map((each) => STATISTIC_TITLES[each]);
  const runs = [...lastRuns(allTabs).values()].filter(({ statistic }) =>
    on.some((title) => title === statistic),
  );
  const lines = runs.map(({ statistic, result, when, message }) => ({ statistic, result, when, message }));
  const last = [...runs].sort((a, b) => (a.when < b.when ? 1 : -1))[0];
  const lastRefresh = last
    ? `${last.when.slice(0, 16)} by ${last.who} (${last.startedBy}): ${summary(lines)}`
    : 'Nothing has been refreshed yet. Begin with OKR Stats > Open panel.';
  const shown = { allTabs, settings, state, tabs: new Map(), isVo: new KnownVos(id).has };
  const sheet = naming(TITLE, () => retryOnce(() => write(shown, lastRefresh, lines, [], true)));
  saveState(id, state);
  sheet?.activate();
}

/** Statistics that are named one by one where there is only a line for them. */
const MOST_NAMED = 2;

/** The statistics that are not all well, by name as long as they are few. */
function summary(results: readonly ResultView[]): string {
  const unwell = results.filter(({ result }) => result !== 'done');
  if (unwell.length === 0) return 'all well';
  return unwell.length > MOST_NAMED
    ? `${unwell.length} of ${results.length} not done, see below`
    : unwell.map(({ statistic, result }) => `${statistic} ${result}`).join(', ');
}

function write(
  shown: FigureTabs,
  lastRefresh: string,
  results: readonly ResultView[],
  remarks: readonly RemarksView[],
  isMending: boolean,
): Sheet | undefined {
  const { allTabs, settings, state } = shown;
  const { spreadsheet } = allTabs;
  const tables = new Tables(shown);
  const figures = measuredFigures(tables, state, settings);
  const sources = {
    figures,
    firstPeriod: settings.firstPeriod,
    month: () => monthOfDay(nowIn(spreadsheet, MINUTE)),
  };
  const schedule = loadSchedule(spreadsheet);
  const staleAfterDays = schedule ? STALE_AFTER_DAYS[schedule.plan.every] : STALE_AFTER_DAYS.never;
  const on = STATISTIC_IDS.filter((id) => isOn(settings, id));
  const days = on.map((id) => state.measuredOn[id] ?? '');
  const warnings = [
    ...(schedule && isOverdue(schedule) ? [overdue(schedule.owner)] : []),
    ...(state.mailRefused === '' ? [] : [`A mail could not be sent. ${state.mailRefused}`]),
    ...describeWaiting(state, settings),
  ];
  const made = new Set(state.dashboard.made);
  const before = { ...state.dashboard, charts: { ...state.dashboard.charts } };
  const work = (): Sheet | undefined => {
    let keyResults: KeyResults | undefined;
    try {
      keyResults = updateKeyResults(allTabs, sources, isMending);
      warnings.push(...warnOfSwitchedOff(keyResults?.shown ?? [], figures));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      warnings.push(error.message);
    }
    const sheet = writeDashboard(
      allTabs,
      made,
      {
        lastRefresh,
        results,
        remarks,
        warnings: (all) => describeWarnings(warnings, all),
        statistics: on.map((id) => STATISTIC_TITLES[id]),
        measuredOn: new Map(on.map((id) => [STATISTIC_TITLES[id], state.measuredOn[id] ?? ''])),
        oldest: [...days].sort()[0] ?? '',
        staleAfterDays,
        besideTick: describeTick(spreadsheet),
        isTickAnswered: schedule !== undefined,
        figures: figures.filter(({ isForKeyResultsOnly }) => isForKeyResultsOnly !== true),
        movers: moversOf(tables, state.measuredOn, shown.isVo),
        links: linksSection(allTabs, isMending),
        keyResults,
      },
      isMending,
    );
    state.dashboard.made = [...made];
    if (keyResults) {
      const { begun, shown: rows } = keyResults;
      const newest = Object.values(state.measuredOn).sort().pop() ?? '';
      // The figures are there, and the next refresh tries again.
      bestEffort(() => keepKeyResults(allTabs, state, { begun, shown: rows }, newest));
    }
    const targets = keyResults ? targetLines(allTabs, keyResults, state.measuredOn, isMending) : [];
    if (sheet) updateCharts(sheet, allTabs, state, { tables, targets }, isMending);
    return sheet;
  };
  try {
    return writing(work);
  } catch (error) {
    state.dashboard = before; // Google may refuse only when it is finished, and then nothing was made.
    throw error;
  }
}

/** Days after which figures are stale, by how often a schedule refreshes. */
const STALE_AFTER_DAYS = { day: 2, week: 9, month: 33, never: 40 };

const overdue = (owner: string): string =>
  `The schedule of ${owner} should have run meanwhile. If ${owner} has lost access, take it over with OKR Stats > Schedule...`;

/** What became of a summary that a schedule should have made and mailed. */
function describeWaiting({ summaryWaits: waits }: FigureTabs['state'], settings: Settings): string[] {
  if (!waits || waits.why === '' || settings.summaryAfterDays === '') return [];
  const could = waits.for === 'page' ? 'made' : 'mailed';
  return [
    `The summary of ${waits.quarter} could not be ${could}; the next scheduled refresh tries again. ${waits.why}`,
  ];
}

/** Says what ticking does now, as it needs the triggers of a schedule, and is no checkbox without. */
export function tellTick(spreadsheet: Spreadsheet): void {
  bestEffort(() => {
    showTick(spreadsheet, loadSchedule(spreadsheet) !== undefined);
    sayByTick(spreadsheet, describeTick(spreadsheet));
  });
}

function describeTick(spreadsheet: Spreadsheet): string {
  const schedule = loadSchedule(spreadsheet);
  return schedule
    ? `Tick the box above to refresh everything. It takes some minutes, and runs as ${schedule.owner}.`
    : 'Needs a schedule: OKR Stats > Schedule...';
}
