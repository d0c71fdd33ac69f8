import type { State } from '../settings/state';
import { isRunning, parsePeriod, type Month } from '../statistics/periods';
import { cellAddress } from './find-columns';
import { cpuLayout } from './cpu-tab';
import type { Layout } from './layout';
import { okrUsersLayout } from './okr-users-tab';
import type { Spreadsheet } from './spreadsheet';
import { seriesRows, type Table } from './table';
import { voChangesLayout } from './vo-changes-tab';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type EmbeddedChart = GoogleAppsScript.Spreadsheet.EmbeddedChart;

/** A trend on the dashboard, drawn from the cells of a statistic's tab. */
interface Trend {
  /** The product's own name of the tab. */
  readonly tab: string;
  readonly layout: Layout;
  readonly title: string;
  readonly columns: readonly string[];
  readonly type: 'LINE' | 'COLUMN';
  /** Row of the dashboard at which it begins. */
  readonly row: number;
}

const TRENDS: readonly Trend[] = [
  { tab: 'cloud-cpu', layout: cpuLayout, title: 'Cloud CPU/h', columns: ['cpuHours'], type: 'LINE', row: 1 },
  { tab: 'htc-cpu', layout: cpuLayout, title: 'HTC CPU/h', columns: ['cpuHours'], type: 'LINE', row: 8 },
  {
    tab: 'okr-users',
    layout: okrUsersLayout,
    title: 'Actual users',
    columns: ['actual'],
    type: 'LINE',
    row: 16,
  },
  {
    tab: 'vo-changes',
    layout: voChangesLayout,
    title: 'VOs created and left',
    columns: ['production', 'deleted'],
    type: 'COLUMN',
    row: 24,
  },
];
/** Charts stand beside the table. Pixels. */
const COLUMN = 9;
const SIZE = { width: 335, height: 188 };

/** Where the cells of a tab are found. */
export interface TableSource {
  get(id: string, layout: Layout): Table | undefined;
}

/**
 * Makes the charts that have never been there, and lets the others grow with their tabs. A chart that people have deleted
 * stays away; title, place and style are theirs.
 *
 * @param isMending whether charts that people have deleted are made again
 */
export function updateCharts(
  sheet: Sheet,
  spreadsheet: Spreadsheet,
  { tabIds, dashboard, measuredOn }: State,
  tables: TableSource,
  isMending: boolean,
): void {
  const month = Object.values(measuredOn).sort().pop()?.slice(0, 7) ?? '';
  const due = TRENDS.flatMap((trend) => {
    const table = tables.get(trend.tab, trend.layout);
    const ranges = table ? rangesOf(table, trend.columns, month) : [];
    const made = dashboard.charts[trend.tab];
    if (ranges.length === 0 || (!isMending && made?.ranges === ranges.join(' '))) return [];
    return [{ trend, ranges, made }];
  });
  if (due.length === 0) return;
  const before = known(sheet);
  for (const { trend, ranges, made } of due) {
    const source = tabIds[trend.tab];
    const tab = source === undefined ? null : spreadsheet.getSheetById(source);
    const there = chartOf(before, trend, made);
    if (!tab || (!there && made && !isMending)) continue;
    const builder = there ? there.chart.modify().clearRanges() : newChart(sheet, trend);
    ranges.forEach((range) => builder.addRange(tab.getRange(range)));
    if (there) sheet.updateChart(builder.build());
    else sheet.insertChart(builder.build());
  }
  const after = known(sheet);
  for (const { trend, ranges, made } of due) {
    const id = chartOf(after, trend, made)?.id ?? made?.id;
    if (id !== undefined) dashboard.charts[trend.tab] = { id, ranges: ranges.join(' ') };
  }
}

/** A chart on the dashboard with its id from Google. */
interface KnownChart {
  readonly chart: EmbeddedChart;
  readonly id: number | undefined;
  readonly title: unknown;
}

const known = (sheet: Sheet): KnownChart[] =>
  sheet.getCharts().map((chart) => ({
    chart,
    id: chart.getChartId() ?? undefined,
    title: chart.getOptions().get('title') as unknown,
  }));

/** The chart of a trend: by its id, because people give titles of their own; a new one has only its title. */
const chartOf = (
  charts: readonly KnownChart[],
  { title }: Trend,
  made: { readonly id: number } | undefined,
): KnownChart | undefined =>
  charts.find(({ id }) => id !== undefined && id === made?.id) ?? charts.find((each) => each.title === title);

function newChart(
  sheet: Sheet,
  { title, type, row, columns, layout }: Trend,
): GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder {
  const { LINE, COLUMN: BARS } = Charts.ChartType;
  const headers = columns.map((id) => layout.columns.find((column) => column.id === id)?.header ?? id);
  return sheet
    .newChart()
    .setChartType(type === 'LINE' ? LINE : BARS)
    .setNumHeaders(0)
    .setOption('title', title)
    .setOption(
      'series',
      Object.fromEntries(headers.map((header, index) => [index, { labelInLegend: header }])),
    )
    .setOption('legend', { position: columns.length > 1 ? 'bottom' : 'none' })
    .setOption('width', SIZE.width)
    .setOption('height', SIZE.height)
    .setPosition(row, COLUMN, 0, 4);
}

/**
 * The cells that a chart draws, a column a range: the rows of complete periods that stand together around the newest one,
 * because a person's subtotal among them would look like a peak, and the running period like a fall.
 */
function rangesOf(table: Table, columns: readonly string[], month: Month): string[] {
  const rows = seriesRows(table)
    .filter((label) => {
      const period = parsePeriod(label);
      return period !== undefined && !isRunning(period, month);
    })
    .sort();
  const newest = table.rows.get(rows[rows.length - 1] ?? '');
  if (newest === undefined || columns.some((id) => table.guessed.has(id))) return [];
  const complete = new Set(rows.map((label) => table.rows.get(label)));
  let [first, last] = [newest, newest];
  while (complete.has(first - 1)) first--;
  while (complete.has(last + 1)) last++;
  return [table.layout.keyColumn.id, ...columns].flatMap((id) => {
    const column = table.columns.get(id);
    return column === undefined ? [] : [`${cellAddress(first, column)}:${cellAddress(last, column)}`];
  });
}
