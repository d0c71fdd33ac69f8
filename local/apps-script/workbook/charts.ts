import type { ChartDefinition, Figure, TitleDesign } from '@odoo/o-spreadsheet';
import type { Zone } from './attachments';
import { appearanceOf, type ChartType } from './chart-appearance';
import { groupIn, optionIn, type Options } from './chart-options';
import type { BaseWorkbook } from './base-workbook';

export interface ChartRange {
  readonly sheetId: string;
  readonly zone: Zone;
}

/** A chart as scripts describe it. */
export interface ChartDescription {
  readonly type: ChartType;
  readonly ranges: readonly ChartRange[];
  /** How many cells at the start of each column (or row) are names: 0, 1, or negative for "as the cells look". */
  readonly headers: number;
  /** Whether the series are rows. */
  readonly transposed: boolean;
  readonly options: Options;
  /** The cell under the chart's upper left corner, counted from 0, and the distance from that cell's corner in pixels. */
  readonly anchor: Pick<Figure, 'row' | 'col' | 'offset'>;
}

/** The library's title, which keeps unknown members: what only Google knows of a chart rides along with it. */
export interface ChartTitle extends TitleDesign {
  readonly google?: Pick<ChartDescription, 'headers' | 'transposed' | 'options'>;
}

type Definition = ChartDefinition & { readonly title: ChartTitle };

/** One column (or row) of cells of a chart's ranges. */
interface Line extends ChartRange {
  /** Of which range it is, and which of its columns. */
  readonly id: string;
}

/** Google's size in pixels of a chart that nobody has given another. */
const USUAL_SIZE = { width: 600, height: 371 };

export function sizeOfChart({ options }: ChartDescription): { width: number; height: number } {
  const { width, height } = USUAL_SIZE;
  return {
    width: Number(optionIn(options, 'width') ?? width),
    height: Number(optionIn(options, 'height') ?? height),
  };
}

/** The library's definition of a chart. The first column of the first range names the points, each further one is a series. */
export function definitionOf(
  workbook: BaseWorkbook,
  sheetId: string,
  chart: ChartDescription,
): ChartDefinition {
  const { transposed, headers } = chart;
  const lines = chart.ranges.flatMap((range, index) => linesOf(range, transposed, index));
  const [first, ...others] = lines;
  const [labels, series] = others.length === 0 ? [undefined, lines] : [first, others];
  const { getters } = workbook.model;
  const text = (range: ChartRange): string =>
    getters.getRangeString(getters.getRangeFromZone(range.sheetId, range.zone), sheetId);
  const titled = headers < 0 ? series.every((line) => startsWithText(workbook, line)) : headers > 0;
  return {
    ...appearanceOf(
      chart.type,
      chart.options,
      series.map(({ id }) => id),
    ),
    title: titleOf(chart),
    dataSource: {
      type: 'range',
      dataSets: series.map((line) => ({ dataSetId: line.id, dataRange: text(line) })),
      dataSetsHaveTitle: titled,
      ...(labels && { labelRange: text(labels) }),
    },
  } as ChartDefinition;
}

function linesOf({ sheetId, zone }: ChartRange, transposed: boolean, range: number): Line[] {
  const { top, bottom, left, right } = zone;
  const [from, to] = transposed ? [top, bottom] : [left, right];
  return Array.from({ length: to - from + 1 }, (_line, index) => {
    const at = from + index;
    return {
      id: `${range}.${index}`,
      sheetId,
      zone: transposed ? { ...zone, top: at, bottom: at } : { ...zone, left: at, right: at },
    };
  });
}

function startsWithText({ model: { getters } }: BaseWorkbook, { sheetId, zone }: ChartRange): boolean {
  const { value } = getters.getEvaluatedCell({ sheetId, row: zone.top, col: zone.left });
  return typeof value === 'string' && value !== '';
}

function titleOf({ options, headers, transposed }: ChartDescription): ChartTitle {
  const { color, fontSize, bold, italic } = groupIn(options, 'titleTextStyle');
  const style = { color, fontSize, bold, italic } as TitleDesign;
  const title = optionIn(options, 'title');
  return { ...style, text: typeof title === 'string' ? title : '', google: { options, headers, transposed } };
}

/** The ids of the charts on a tab, in the order in which they came. */
export function chartIdsOf({ model: { getters } }: BaseWorkbook, sheetId: string): string[] {
  const ids = getters.getChartIds(sheetId);
  return getters
    .getFigures(sheetId)
    .flatMap(({ id }) => ids.filter((each) => getters.getFigureIdFromChartId(each) === id));
}

/** What a chart on a tab is now: its ranges have followed the rows and columns. */
export function chartOf(workbook: BaseWorkbook, sheetId: string, id: string): ChartDescription {
  const { getters } = workbook.model;
  const definition = getters.getChartDefinition(id) as Definition;
  const figure = getters.getFigure(sheetId, getters.getFigureIdFromChartId(id));
  if (!figure) throw new Error(`not emulated: a chart without a place`);
  const { text = '', google = { headers: -1, transposed: false, options: {} } } = definition.title;
  const { col, row, offset, width, height } = figure;
  return {
    ...google,
    type: typeOf(definition),
    ranges: rangesOf(workbook, sheetId, definition),
    options: { ...google.options, ...(text !== '' && { title: text }), width, height },
    anchor: { col, row, offset },
  };
}

function typeOf(definition: ChartDefinition): ChartType {
  switch (definition.type) {
    case 'line':
      return definition.fillArea ? 'AREA' : 'LINE';
    case 'bar':
      return definition.horizontal ? 'BAR' : 'COLUMN';
    case 'combo':
      return 'COMBO';
    case 'pie':
      return 'PIE';
    default:
      return 'OTHER';
  }
}

/** The ranges as they were added: what came of the same range is one range again. */
function rangesOf(
  { model: { getters } }: BaseWorkbook,
  sheetId: string,
  definition: Definition,
): ChartRange[] {
  const source = 'dataSource' in definition ? definition.dataSource : undefined;
  if (source?.type !== 'range') return [];
  const lines = source.dataSets.map(({ dataSetId, dataRange }): Line => ({
    id: dataSetId,
    ...range(dataRange),
  }));
  if (source.labelRange !== undefined) lines.unshift({ id: '0.0', ...range(source.labelRange) });
  const byRange = new Map<string, ChartRange>();
  for (const { id, ...line } of lines) {
    const key = id.replace(/\.\d+$/u, '');
    const begun = byRange.get(key);
    byRange.set(key, begun ? { ...begun, zone: around(begun.zone, line.zone) } : line);
  }
  return [...byRange.values()];

  function range(text: string): ChartRange {
    const { sheetId: home, zone } = getters.getRangeFromSheetXC(sheetId, text);
    return { sheetId: home, zone };
  }
}

const around = (one: Zone, other: Zone): Zone => ({
  top: Math.min(one.top, other.top),
  left: Math.min(one.left, other.left),
  bottom: Math.max(one.bottom, other.bottom),
  right: Math.max(one.right, other.right),
});
