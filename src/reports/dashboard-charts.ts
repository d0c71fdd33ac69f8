import type { State } from '../settings/state';
import { isRunning, parsePeriod, type Month } from '../domain/periods';
import type { Trend } from '../statistics/key-figures';
import { TRENDS } from '../statistics/registry';
import type { Layout } from '../sheets/layout';
import { seriesRows, type Table } from '../sheets/table';
import type { Tabs } from '../sheets/tabs';
import { cellAddress } from '../sheets/a1';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type EmbeddedChart = GoogleAppsScript.Spreadsheet.EmbeddedChart;

/**
 * How many rows of the dashboard lie between the upper edges of two charts, one below the other, and how many pixels below
 * the edge of its row each begins. Rows have 21 pixels or more, whatever stands in them: so they do not overlap.
 */
const [ROWS_APART, OFFSET] = [9, 4];
const rowOf = (trend: Trend): number => 1 + ROWS_APART * TRENDS.indexOf(trend);

/** Charts stand beside the table. Pixels. */
const COLUMN = 10;
const SIZE = { width: 320, height: 182 };
/** Pixels: without points, a line through a single period would be nothing. */
const POINT_SIZE = 4;
/** The axis of the figures reaches at least to this: all figures are whole, and so are its marks. */
const LEAST_TOP = 4;

/** Of the newest periods, so many are drawn. */
const MOST_PERIODS = 12;

/** Where the cells of a tab are found. */
export interface TableSource {
  get(id: string, layout: Layout): Table | undefined;
}

/**
 * Makes the charts that have never been there, and lets the others grow with their tabs. A chart that users have deleted
 * stays away; title, place and style are theirs.
 *
 * @param isMending whether charts that users have deleted are made again
 */
export function updateCharts(
  sheet: Sheet,
  tabs: Tabs,
  { dashboard, measuredOn }: State,
  tables: TableSource,
  isMending: boolean,
): void {
  const month = Object.values(measuredOn).sort().pop()?.slice(0, 7) ?? '';
  const due = TRENDS.flatMap((trend) => {
    const table = tables.get(trend.tab, trend.layout);
    const cells = table && cellsOf(table, trend, month);
    const made = dashboard.charts[trend.tab];
    if (!cells || (!isMending && made?.ranges === cells.ranges.join(' '))) return [];
    return [{ trend, ...cells, made }];
  });
  if (due.length === 0) return;
  const before = known(sheet);
  let isNew = false;
  for (const { trend, ranges, direction, made } of due) {
    const tab = tabs.known(trend.tab);
    const there = chartOf(before, trend, made);
    if (!tab || (!there && made && !isMending)) continue;
    const builder = there ? there.chart.modify().clearRanges() : newChart(sheet, trend);
    ranges.forEach((range) => builder.addRange(tab.getRange(range)));
    builder.setOption('hAxis.direction', direction);
    if (there) sheet.updateChart(builder.build());
    else sheet.insertChart(builder.build());
    isNew ||= !there;
  }
  // Each chart costs a call: they are read again only for the ids of new ones.
  const after = isNew ? known(sheet) : before;
  for (const { trend, ranges, made } of due) {
    const id = chartOf(after, trend, made)?.id ?? made?.id;
    if (id !== undefined) dashboard.charts[trend.tab] = { id, ranges: ranges.join(' ') };
  }
}

/** A chart on the dashboard with its id from Google. */
interface KnownChart {
  readonly chart: EmbeddedChart;
  readonly id: number | undefined;
  /** Once it was asked for. */
  title?: unknown;
}

const known = (sheet: Sheet): KnownChart[] =>
  sheet.getCharts().map((chart) => ({ chart, id: chart.getChartId() ?? undefined }));

/** The chart of a trend: by its id, because users give titles of their own; a new one has only its title. */
const chartOf = (
  charts: readonly KnownChart[],
  { title }: Trend,
  made: { readonly id: number } | undefined,
): KnownChart | undefined =>
  charts.find(({ id }) => id !== undefined && id === made?.id) ??
  charts.find((each) => (each.title ??= each.chart.getOptions().get('title')) === title);

function newChart(sheet: Sheet, trend: Trend): GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder {
  const { title, type, series } = trend;
  const { LINE, COLUMN: BARS } = Charts.ChartType;
  const labels = Object.values(series);
  return (
    sheet
      .newChart()
      .setChartType(type === 'LINE' ? LINE : BARS)
      .setNumHeaders(0)
      .setOption('title', title)
      .setOption(
        'series',
        Object.fromEntries(labels.map((labelInLegend, index) => [index, { labelInLegend }])),
      )
      .setOption('legend', { position: labels.length > 1 ? 'bottom' : 'none' })
      // Slanted, the labels of periods would leave a small chart no height for its line.
      .setOption('hAxis.slantedText', false)
      .setOption('pointSize', POINT_SIZE)
      .setOption('vAxis.minValue', 0)
      .setOption('vAxis.maxValue', LEAST_TOP)
      .setOption('width', SIZE.width)
      .setOption('height', SIZE.height)
      .setPosition(rowOf(trend), COLUMN, 4, OFFSET)
  );
}

/** What a chart draws. */
interface DrawnCells {
  /** A column a range. */
  readonly ranges: readonly string[];
  /** -1 where the newest period stands first: time goes to the right whatever the order of the tab. */
  readonly direction: 1 | -1;
}

/**
 * The rows of complete periods that stand together around the newest one, because a person's subtotal among them would
 * look like a peak, and the running period like a fall.
 */
function cellsOf(table: Table, { series }: Trend, month: Month): DrawnCells | undefined {
  const rows = seriesRows(table)
    .filter((label) => {
      const period = parsePeriod(label);
      return period !== undefined && !isRunning(period, month);
    })
    .sort();
  const newest = table.rows.get(rows[rows.length - 1] ?? '');
  const columns = Object.keys(series);
  if (newest === undefined || columns.some((id) => table.guessed.has(id))) return undefined;
  const complete = new Set(rows.map((label) => table.rows.get(label)));
  let [first, last] = [newest, newest];
  while (complete.has(first - 1)) first--;
  while (complete.has(last + 1)) last++;
  // Three years of quarters, so that the change of one can be seen.
  if (newest < last) last = Math.min(last, first + MOST_PERIODS - 1);
  else first = Math.max(first, last - MOST_PERIODS + 1);
  const ranges = [table.layout.keyColumn.id, ...columns].flatMap((id) => {
    const column = table.columns.get(id);
    return column === undefined ? [] : [`${cellAddress(first, column)}:${cellAddress(last, column)}`];
  });
  return { ranges, direction: newest < last ? -1 : 1 };
}
