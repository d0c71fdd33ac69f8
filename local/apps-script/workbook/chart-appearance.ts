import type { AxisDesign, ChartDefinition } from '@odoo/o-spreadsheet';
import { groupIn, optionIn, type Options } from './chart-options';

/** Google's names of the chart types that are emulated; a file may have others, which scripts find and do not change. */
export type ChartType = 'AREA' | 'BAR' | 'COLUMN' | 'COMBO' | 'LINE' | 'PIE' | 'OTHER';

type LegendPosition = Extract<ChartDefinition, { readonly type: 'line' }>['legendPosition'];

/**
 * What a chart's definition in the library has beside its title and its ranges.
 * @param seriesIds the library's ids of the series, in their order
 */
export function appearanceOf(type: ChartType, options: Options, seriesIds: readonly string[]): object {
  const stacked = optionIn(options, 'isStacked') === true;
  const background = optionIn(options, 'backgroundColor.fill') ?? optionIn(options, 'backgroundColor');
  const common = {
    ...(typeof background === 'string' && { background }),
    legendPosition: legendOf(options),
    axesDesign: { x: axis(options, 'hAxis'), y: axis(options, 'vAxis'), y1: axis(options, 'vAxes.1') },
    humanize: optionIn(options, 'vAxis.format') === 'short',
    dataSetStyles: Object.fromEntries(seriesIds.map((id, index) => [id, seriesStyle(options, index, type)])),
  };
  const line = {
    labelsAsText: true,
    cumulative: false,
    hideDataMarkers: !(Number(optionIn(options, 'pointSize')) > 0),
  };
  switch (type) {
    case 'LINE':
      return { ...common, ...line, type: 'line', stacked: false };
    case 'AREA':
      return { ...common, ...line, type: 'line', stacked, fillArea: true };
    case 'COLUMN':
      return { ...common, type: 'bar', stacked };
    case 'BAR':
      return { ...common, type: 'bar', stacked, horizontal: true };
    case 'COMBO':
      return { ...common, type: 'combo', hideDataMarkers: line.hideDataMarkers };
    case 'PIE': {
      const hole = Number(optionIn(options, 'pieHole') ?? 0);
      return { ...common, type: 'pie', isDoughnut: hole > 0, pieHolePercentage: hole * 100 };
    }
    case 'OTHER':
      throw new Error('not emulated: changing a chart of this type');
  }
}

function legendOf(options: Options): LegendPosition {
  const position = optionIn(options, 'legend.position') ?? optionIn(options, 'legend');
  const known: readonly LegendPosition[] = ['top', 'bottom', 'left', 'right', 'none'];
  return known.find((each) => each === position) ?? 'right';
}

function axis(options: Options, name: string): AxisDesign {
  const number = (option: string): number | undefined => {
    const value = optionIn(options, `${name}.${option}`);
    return typeof value === 'number' ? value : undefined;
  };
  const title = optionIn(options, `${name}.title`);
  // minValue and maxValue are the least that an axis shows, which the library does not know.
  const min = number('viewWindow.min');
  const max = number('viewWindow.max');
  return {
    ...(typeof title === 'string' && { title: { text: title } }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

function seriesStyle(options: Options, index: number, type: ChartType): object {
  const { color, targetAxisIndex, labelInLegend, type: own } = groupIn(options, `series.${index}`);
  const backgroundColor = color ?? optionIn(options, `colors.${index}`);
  const kind = own ?? optionIn(options, 'seriesType') ?? (index === 0 ? 'bars' : 'line');
  return {
    ...(typeof backgroundColor === 'string' && { backgroundColor }),
    ...(typeof labelInLegend === 'string' && { label: labelInLegend }),
    yAxisId: targetAxisIndex === 1 ? 'y1' : 'y',
    ...(type === 'COMBO' && { type: kind === 'line' ? 'line' : 'bar' }),
  };
}
