import { ServiceObject, type ExecutionContext } from '../service-object';
import { optionIn, withOption, type OptionValue } from '../workbook/chart-options';
import type { ChartType } from '../workbook/chart-appearance';
import type { ChartDescription, ChartRange } from '../workbook/charts';
import { a1OfZone, zoneIn } from './grid';
import { Range } from './range';

const TYPES: readonly ChartType[] = ['AREA', 'BAR', 'COLUMN', 'COMBO', 'LINE', 'PIE'];

/** What a chart is, and which one of the spreadsheet it is; a new one is none yet. */
export interface ChartData extends ChartDescription {
  readonly id?: string;
}

/** Google's EmbeddedChart, as it was when it was read or built. */
export class EmbeddedChart extends ServiceObject {
  readonly #context: ExecutionContext;
  readonly #chart: ChartData;

  constructor(context: ExecutionContext, chart: ChartData) {
    super();
    this.#context = context;
    this.#chart = chart;
  }

  /** null as long as the chart is not in the spreadsheet. */
  getChartId(): number | null {
    const { id } = this.#chart;
    return id === undefined ? null : chartNumber(id);
  }

  getRanges(): Range[] {
    return this.#chart.ranges.map(({ sheetId, zone }) => new Range(this.#context, sheetId, zone));
  }

  getContainerInfo(): ContainerInfo {
    return new ContainerInfo(this.#chart);
  }

  getOptions(): ChartOptions {
    const isLost = this.#context.workbook.deviations.has('chart options lost');
    return new ChartOptions(isLost ? { ...this.#chart, options: {} } : this.#chart);
  }

  modify(): EmbeddedChartBuilder {
    return new EmbeddedChartBuilder(this.#context, this.#chart);
  }

  /** For the services: scripts see no static members. */
  static dataOf(chart: EmbeddedChart): ChartData {
    return chart.#chart;
  }
}

/** Google's ContainerInfo: where a chart is. */
export class ContainerInfo extends ServiceObject {
  readonly #chart: ChartDescription;

  constructor(chart: ChartDescription) {
    super();
    this.#chart = chart;
  }

  getAnchorRow(): number {
    return this.#chart.anchor.row + 1;
  }

  getAnchorColumn(): number {
    return this.#chart.anchor.col + 1;
  }

  getOffsetX(): number {
    return this.#chart.anchor.offset.x;
  }

  getOffsetY(): number {
    return this.#chart.anchor.offset.y;
  }
}

/** Google's ChartOptions. */
export class ChartOptions extends ServiceObject {
  readonly #chart: ChartDescription;

  constructor(chart: ChartDescription) {
    super();
    this.#chart = chart;
  }

  /** @param option such as `title` or `legend.position`; null for one that is not set */
  get(option: string): OptionValue {
    return optionIn(this.#chart.options, option);
  }
}

const NEW_CHART: ChartDescription = {
  type: 'COLUMN',
  ranges: [],
  headers: -1,
  transposed: false,
  options: {},
  anchor: { row: 0, col: 0, offset: { x: 0, y: 0 } },
};

/** Google's EmbeddedChartBuilder; what it builds shows only after insertChart or updateChart. */
export class EmbeddedChartBuilder extends ServiceObject {
  readonly #context: ExecutionContext;
  #chart: ChartData;

  constructor(context: ExecutionContext, chart: ChartData = NEW_CHART) {
    super();
    this.#context = context;
    this.#chart = chart;
  }

  getChartType(): string {
    return this.#chart.type;
  }

  setChartType(type: string): this {
    const known = TYPES.find((each) => each === type);
    if (!known) throw new Error(`not emulated: a chart of type ${type}`);
    return this.#with({ type: known });
  }

  getRanges(): Range[] {
    return new EmbeddedChart(this.#context, this.#chart).getRanges();
  }

  /** A range that the chart has already is not added again. */
  addRange(range: Range): this {
    const added = chartRange(this.#context, range);
    if (this.#chart.ranges.some((each) => same(each, added))) return this;
    const [first] = this.#chart.ranges;
    const isOfOneTab = this.#context.workbook.deviations.has('charts of one tab');
    if (isOfOneTab && first && first.sheetId !== added.sheetId) return this;
    return this.#with({ ranges: [...this.#chart.ranges, added] });
  }

  clearRanges(): this {
    return this.#with({ ranges: [] });
  }

  /** @param headers how many rows (columns when transposed) are names; negative to tell from the cells */
  setNumHeaders(headers: number): this {
    if (headers > 1) throw new Error(`not emulated: a chart with ${headers} rows of headers`);
    return this.#with({ headers });
  }

  setTransposeRowsAndColumns(transpose: boolean): this {
    return this.#with({ transposed: transpose });
  }

  /** @param option such as `title` or `legend.position`; options that are not known here do nothing, as in Google */
  setOption(option: string, value: OptionValue): this {
    return this.#with({ options: withOption(this.#chart.options, option, value) });
  }

  /** @param anchorRowPos counted from 1, as the column; offsets in pixels */
  setPosition(anchorRowPos: number, anchorColPos: number, offsetX: number, offsetY: number): this {
    return this.#with({
      anchor: { row: anchorRowPos - 1, col: anchorColPos - 1, offset: { x: offsetX, y: offsetY } },
    });
  }

  build(): EmbeddedChart {
    return new EmbeddedChart(this.#context, this.#chart);
  }

  #with(change: Partial<ChartDescription>): this {
    this.#chart = { ...this.#chart, ...change };
    return this;
  }
}

function chartRange({ workbook }: ExecutionContext, range: Range): ChartRange {
  const sheetId = String(range.getSheet().getSheetId());
  const rectangle = [range.getRow(), range.getColumn(), range.getNumRows(), range.getNumColumns()] as const;
  return { sheetId, zone: zoneIn(workbook, sheetId, rectangle) };
}

const same = (one: ChartRange, other: ChartRange): boolean =>
  one.sheetId === other.sheetId && a1OfZone(one.zone) === a1OfZone(other.zone);

/** Google's ids of charts are numbers; those that a page gives to charts are not. */
function chartNumber(id: string): number {
  if (/^\d+$/u.test(id)) return Number(id);
  return Array.from(id).reduce((hash, character) => (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 1, 0);
}
