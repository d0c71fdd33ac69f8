import { placeSections, readGrid, rowsOf, writeGrid, type Grid } from './dashboard-grid';
import type { Section } from './dashboard-content';
import { figuresSection } from './dashboard-figures';
import { mostGained, moversSection, type FigureMovers } from './dashboard-movers';
import { HEADING, keyResultsSection, SHOWN_KEY_RESULTS } from './dashboard-key-results';
import {
  ON_TRACK,
  REFRESH,
  remarksSection,
  resultsSection,
  TITLE,
  topSection,
  UP_TO_DATE,
  WARNINGS,
  type ResultView,
  type Top,
} from './dashboard-sections';
import { HEADER_COLOR, setColumnWidths } from '../sheets/formats';
import type { MeasuredFigure } from '../statistics/key-figures';
import { statusColor, STATUSES, statusRules, type KeyResults } from './key-results-tab';
import { alarmRules } from './alarm-rules';
import { isUnwell, NOT_YET } from './warnings';
import type { Spreadsheet } from '../google/spreadsheet';
import { NO_TICK, placeTick, showTick } from './tick-cell';
import type { Tabs } from '../sheets/tabs';
import { undoUnfinished } from '../sheets/unfinished';
import { standingRemarks, type Asked } from '../domain/standing-remarks';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** Remarks on a statistic that was refreshed. */
export interface RemarksView {
  readonly statistic: string;
  readonly texts: readonly string[];
  readonly asked: Asked;
}

/** What the dashboard says. */
export interface Dashboard extends Omit<Top, 'warnings' | 'unwell' | 'hasGaps' | 'gained' | 'pdf'> {
  /** The day on which the newest figures of each statistic were measured last, by its title; '' for never. */
  readonly measuredOn: ReadonlyMap<string, string>;
  /** What came of the statistics that were refreshed; others keep what the dashboard says of them. */
  readonly results: readonly ResultView[];
  /** Of the same statistics. */
  readonly remarks: readonly RemarksView[];
  /** What everybody should know, given what came of each statistic last. */
  readonly warnings: (results: readonly ResultView[]) => string;
  readonly figures: readonly MeasuredFigure[];
  /** Whether something comes of ticking. */
  readonly isTickAnswered: boolean;
  /** The VOs that moved most. */
  readonly movers: readonly FigureMovers[];
  /** Links to the tabs. */
  readonly links: Section;
  /** Undefined where there is no such tab, or it cannot be understood: what is shown of it stays. */
  readonly keyResults: KeyResults | undefined;
}

/** Pixels: a phone shows the first two columns; the last one keeps the charts at a distance. */
const WIDTHS = [150, 175, 100, 100, 100, 100, 100, 100, 10];
const PARTLY_DONE = 'partly done';
/** Id of the tick among what was made once. */
const TICK_MADE = 'tick';

/**
 * Brings the dashboard up to date; only cells that differ are written. What users have deleted stays away.
 *
 * @param made ids of the sections and rows that were made once; new ones are added
 * @param isMending whether what users have deleted is made again
 * @returns the dashboard's tab; undefined when users have deleted it
 */
export function writeDashboard(
  tabs: Tabs,
  made: Set<string>,
  content: Dashboard,
  isMending: boolean,
): Sheet | undefined {
  const { spreadsheet } = tabs;
  undoUnfinished(spreadsheet);
  const found = tabs.find('dashboard', TITLE);
  if (!found && tabs.hasMade('dashboard') && !isMending) return undefined;
  let tickRow: number | undefined;
  const fill = (tab: Sheet): void => {
    if (!found || isMending) made.clear();
    tickRow = fillDashboard(spreadsheet, readGrid(tab, !found), made, content, isMending);
  };
  const sheet = found ?? tabs.make('dashboard', TITLE, fill);
  if (found) fill(found);
  if (tickRow !== undefined && !made.has(TICK_MADE)) {
    placeTick(spreadsheet, sheet.getRange(tickRow, 2), content.isTickAnswered);
  }
  made.add(TICK_MADE);
  return sheet;
}

/** @returns the number of the row in which users tick; undefined when they have deleted it */
function fillDashboard(
  spreadsheet: Spreadsheet,
  grid: Grid,
  made: Set<string>,
  content: Dashboard,
  isMending: boolean,
): number | undefined {
  const others = [
    ...(content.keyResults ? [keyResultsSection(content.keyResults)] : []),
    figuresSection(content.figures),
    moversSection(content.movers),
    resultsSection(grid.isNew ? [...content.results, ...notYet(content)] : content.results),
  ];
  const remarks = lastRemarks(grid, content.remarks, others);
  const rest = [...others, remarksSection(remarks), content.links];
  // What became of a statistic before it was switched off is no news, unless somebody has just chosen it alone.
  const told = [...content.statistics, ...content.results.map(({ statistic }) => statistic)];
  const last = lastResults(grid, content.results, rest).filter(({ statistic }) => told.includes(statistic));
  const isGap = ({ statistic, result, when }: ResultView): boolean => {
    const day = content.measuredOn.get(statistic) ?? '';
    return result === PARTLY_DONE && day !== '' && when.startsWith(day);
  };
  const unwell = last
    .filter((each) => isUnwell(each) && !isGap(each))
    .map((each) => ({ ...each, measuredOn: content.measuredOn.get(each.statistic) ?? '' }));
  const pdf = isMending ? pdfOf(spreadsheet, grid.sheet) : undefined;
  const top: Top = {
    ...content,
    unwell,
    hasGaps: last.some(isGap),
    warnings: content.warnings(last),
    gained: mostGained(content.movers),
    pdf,
  };
  placeSections(grid, [topSection(top, content.keyResults), ...rest], made);
  writeGrid(spreadsheet, grid);
  if (grid.isNew && grid.planned.length > 0) formatNewDashboard(grid);
  const [, tick = ''] = grid.shown.find(([first]) => first === REFRESH) ?? [];
  const isAsItShouldBe = content.isTickAnswered ? tick === 'FALSE' : tick === NO_TICK;
  if (tick !== '' && !isAsItShouldBe) showTick(spreadsheet, content.isTickAnswered);
  return grid.planned.some(([first]) => first === REFRESH) ? rowOf(grid, REFRESH) : undefined;
}

/** Sheets' own PDF of a tab: landscape, all on one page of A4, without the lines between cells. */
const pdfOf = (spreadsheet: Spreadsheet, sheet: Sheet): string =>
  `${spreadsheet.getUrl().replace(/\/edit.*/, '')}/export?format=pdf&gid=${sheet.getSheetId()}` +
  '&size=A4&portrait=false&scale=4&gridlines=false';

/** Rows of statistics that nothing has come of yet, so that all stand where their section has room for them. */
const notYet = ({ statistics, results }: Dashboard): ResultView[] =>
  statistics
    .filter((title) => results.every(({ statistic }) => statistic !== title))
    .map((statistic) => ({ statistic, result: NOT_YET, when: '', message: '' }));

/** What came of each statistic last: in this refresh, else as the dashboard says it. */
function lastResults(grid: Grid, results: readonly ResultView[], sections: readonly Section[]): ResultView[] {
  const old = rowsOf(grid, resultsSection([]), sections)
    .map(([statistic = '', result = '', when = '', message = '']) => ({ statistic, result, when, message }))
    .filter(({ statistic, result }) => statistic !== '' && result !== '')
    .filter(({ statistic }) => results.every((each) => each.statistic !== statistic));
  return [...old, ...results];
}

/** The remarks on each statistic that hold now, as far as there are any or the dashboard has a row for them. */
function lastRemarks(
  grid: Grid,
  remarks: readonly RemarksView[],
  others: readonly Section[],
): Map<string, string[]> {
  const listed = remarksSection(new Map());
  const rows = rowsOf(grid, listed, [...others, listed]);
  const old = new Map(
    rows.map(([statistic = '', , texts = '']) => [statistic, texts === 'None' ? [] : texts.split('\n')]),
  );
  const now = remarks.map(
    ({ statistic, texts, asked }) =>
      [statistic, standingRemarks(old.get(statistic) ?? [], texts, asked)] as const,
  );
  return new Map(now.filter(([statistic, texts]) => texts.length > 0 || old.has(statistic)));
}

/** The number of the row with a label, from 1; the first row where users have deleted it. */
const rowOf = ({ planned }: Grid, label: string): number =>
  Math.max(
    0,
    planned.findIndex(([first]) => first === label),
  ) + 1;

/** The bar beside each status has its colour, where it is made of signs. The statuses begin in a row, from 1. */
const barRules = (row: number, bars: Range): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] =>
  STATUSES.map((status) =>
    SpreadsheetApp.newConditionalFormatRule()
      .whenFormulaSatisfied(`=$B${row}="${status}"`)
      .setFontColor(statusColor(status))
      .setRanges([bars])
      .build(),
  );

/** The line of an objective stands out from those of its key results. */
const headingRule = (row: number, lines: Range): GoogleAppsScript.Spreadsheet.ConditionalFormatRule =>
  SpreadsheetApp.newConditionalFormatRule()
    .whenFormulaSatisfied(`=LEFT($A${row})="${HEADING}"`)
    .setBold(true)
    .setBackground(HEADER_COLOR)
    .setRanges([lines])
    .build();

/** What is set once, and is users' afterwards. */
function formatNewDashboard(grid: Grid): void {
  const { sheet, planned } = grid;
  sheet.getRange(1, 1, rowOf(grid, ON_TRACK), 2).setFontWeight('bold');
  setColumnWidths(sheet, WIDTHS);
  const keyResults = planned.findIndex(([first, second]) => first === 'Key result' && second === 'Status');
  const words = sheet.getRange(1, 2, planned.length, 1);
  const [first, lines] = [keyResults + 2, SHOWN_KEY_RESULTS + 1];
  const areaOf = (column: number, columns = 1): Range => sheet.getRange(first, column, lines, columns);
  sheet.setConditionalFormatRules([
    ...alarmRules(sheet, rowOf(grid, WARNINGS), rowOf(grid, UP_TO_DATE), words),
    ...statusRules(words, keyResults === -1 ? [] : [areaOf(2)]),
    ...(keyResults === -1 ? [] : [...barRules(first, areaOf(3)), headingRule(first, areaOf(1, 8))]),
  ]);
  sheet.getRange(1, 1).setFontSize(14);
}
