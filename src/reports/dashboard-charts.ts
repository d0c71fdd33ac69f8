import type { State } from '../settings/state';
import { isRunning, parsePeriod, type Month } from '../domain/periods';
import type { Trend } from '../statistics/key-figures';
import { TRENDS } from '../statistics/registry';
import type { Layout } from '../sheets/layout';
import { seriesRows, type Table } from '../sheets/table';
import type { Tabs } from '../sheets/tabs';
import { cellAddress } from '../sheets/a1';
import { MOST_PERIODS, type TargetLine } from './chart-targets';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type EmbeddedChart = GoogleAppsScript.Spreadsheet.EmbeddedChart;
type EmbeddedChartBuilder = GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder;

/**
 * How many rows of the dashboard lie between the upper edges of two charts, one below the other, and how many pixels below
 * the edge of its row each begins. Rows have 21 pixels or more, whatever stands in them: so they do not overlap.
 */
const [ROWS_APART, OFFSET] = [9, 4];
const rowOf = (trend: Trend): number => 1 + ROWS_APART * TRENDS.indexOf(trend);

/** Charts stand beside the table, and end where a window of 1280 pixels does. Pixels. */
const COLUMN = 10;
const SIZE = { width: 276, height: 182 };
/** Pixels: without points, a line through a single period would be nothing. */
const POINT_SIZE = 4;
/** The axis of the figures reaches at least to this: all figures are whole, and so are its marks. */
const LEAST_TOP = 4;

/** Where is found what charts draw. */
export interface ChartSources {
  /** The cells of a tab. */
  readonly tables: { get(id: string, layout: Layout): Table | undefined };
  readonly targets: readonly TargetLine[];
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
  { tables, targets }: ChartSources,
  isMending: boolean,
): void {
  const month = Object.values(measuredOn).sort().pop()?.slice(0, 7) ?? '';
  const due = TRENDS.flatMap((trend) => {
    const table = tables.get(trend.tab, trend.layout);
    const cells = table && cellsOf(table, trend, month);
    const made = dashboard.charts[trend.tab];
    const lines = targets.filter(({ tab, column }) => tab === trend.tab && column in trend.series);
    const drawn = cells && [...cells.ranges, ...lines.map(describeLine)].join(' ');
    if (!drawn || (!isMending && made?.ranges === drawn)) return [];
    return [{ trend, ...cells, lines, drawn, made }];
  });
  if (due.length === 0) return;
  const before = known(sheet);
  let isNew = false;
  for (const { trend, ranges, direction, periods, lines, made } of due) {
    const tab = tabs.known(trend.tab);
    const there = chartOf(before, trend, made);
    if (!tab || (!there && made && !isMending)) continue;
    const builder = there ? there.chart.modify().clearRanges() : newChart(sheet, trend);
    ranges.forEach((range) => builder.addRange(tab.getRange(range)));
    builder.setOption('hAxis.direction', direction);
    if (lines.length > 0 || made?.ranges.includes(TARGET)) drawTargets(builder, trend, lines, periods);
    if (there) sheet.updateChart(builder.build());
    else sheet.insertChart(builder.build());
    isNew ||= !there;
  }
  // Each chart costs a call: they are read again only for the ids of new ones.
  const after = isNew ? known(sheet) : before;
  for (const { trend, drawn, made } of due) {
    const id = chartOf(after, trend, made)?.id ?? made?.id;
    if (id !== undefined) dashboard.charts[trend.tab] = { id, ranges: drawn };
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

function newChart(sheet: Sheet, trend: Trend): EmbeddedChartBuilder {
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

/** How a target looks: a broken line without points, beside figures of whatever colour. */
const TARGET_LOOKS = { type: 'line', color: '#5f6368', lineDashStyle: [4, 4], pointSize: 0 };

/** By what is remembered that a chart draws a target. */
const TARGET = 'target:';
const describeLine = ({ column, period }: TargetLine): string => `${TARGET}${column}/${period}`;

/** Draws targets behind the series of figures, or, where there are none any more, figures alone as in the beginning. */
function drawTargets(
  builder: EmbeddedChartBuilder,
  { type, series }: Trend,
  lines: readonly TargetLine[],
  periods: number,
): void {
  const labels = Object.values(series);
  lines.forEach(({ column, period, cells }, index) => {
    builder.addRange(cells(periods));
    const labelInLegend = labels.length > 1 ? `${series[column]}, target ${period}` : `target ${period}`;
    const place = `series.${labels.length + index}`;
    for (const [option, value] of Object.entries({ ...TARGET_LOOKS, labelInLegend })) {
      builder.setOption(`${place}.${option}`, value);
    }
  });
  const isPlain = lines.length === 0;
  if (type === 'COLUMN') {
    builder.setChartType(isPlain ? Charts.ChartType.COLUMN : Charts.ChartType.COMBO);
    if (!isPlain) builder.setOption('seriesType', 'bars');
  }
  builder.setOption('legend.position', isPlain && labels.length === 1 ? 'none' : 'bottom');
}

/** What a chart draws. */
interface DrawnCells {
  /** A column a range. */
  readonly ranges: readonly string[];
  readonly periods: number;
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
  return { ranges, periods: last - first + 1, direction: newest < last ? -1 : 1 };
}
