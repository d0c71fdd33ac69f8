import { isDeepStrictEqual } from 'node:util';
import type { ExecutionContext } from '../service-object';
import { chartIdsOf, chartOf, definitionOf, sizeOfChart, type ChartDescription } from '../workbook/charts';
import { checkEditable } from './editing';
import { EmbeddedChart, type ChartData } from './embedded-chart';
import { zoneIn } from './grid';

/** The charts on a tab. */
export function chartsOn(context: ExecutionContext, sheetId: string): EmbeddedChart[] {
  const { workbook } = context;
  return chartIdsOf(workbook, sheetId).map(
    (id) => new EmbeddedChart(context, { ...chartOf(workbook, sheetId, id), id }),
  );
}

export function insertChart(context: ExecutionContext, sheetId: string, chart: EmbeddedChart): void {
  const { workbook } = context;
  const description = EmbeddedChart.dataOf(chart);
  checkPlace(context, sheetId, description);
  const id = workbook.newId();
  const definition = definitionOf(workbook, sheetId, description);
  const size = sizeOfChart(description);
  workbook.run([
    { type: 'CREATE_CHART', sheetId, chartId: id, figureId: id, ...description.anchor, size, definition },
  ]);
}

/** Replaces the chart that the given one was modified from. */
export function updateChart(context: ExecutionContext, sheetId: string, chart: EmbeddedChart): void {
  const { workbook } = context;
  const description = EmbeddedChart.dataOf(chart);
  const [chartId, figureId] = idsOf(context, sheetId, description);
  checkPlace(context, sheetId, description);
  // What people have changed in a page, such as colours, stays unless the script changes it, too.
  const before = new Map(
    Object.entries(definitionOf(workbook, sheetId, chartOf(workbook, sheetId, chartId))),
  );
  const changes = Object.entries(definitionOf(workbook, sheetId, description)).filter(
    ([name, value]) => !isDeepStrictEqual(value, before.get(name)),
  );
  const current = workbook.model.getters.getChartDefinition(chartId);
  const definition = { ...current, ...Object.fromEntries(changes) } as typeof current;
  workbook.run([
    { type: 'UPDATE_CHART', sheetId, chartId, figureId, definition },
    { type: 'UPDATE_FIGURE', sheetId, figureId, ...description.anchor, ...sizeOfChart(description) },
  ]);
}

export function removeChart(context: ExecutionContext, sheetId: string, chart: EmbeddedChart): void {
  const description = EmbeddedChart.dataOf(chart);
  const [, figureId] = idsOf(context, sheetId, description);
  checkPlace(context, sheetId, description);
  context.workbook.run([{ type: 'DELETE_FIGURE', sheetId, figureId }]);
}

/** The ids of a chart on the tab and of its figure. @throws when it is not there (any more) */
function idsOf({ workbook }: ExecutionContext, sheetId: string, { id }: ChartData): [string, string] {
  if (id === undefined || !chartIdsOf(workbook, sheetId).includes(id)) {
    throw new Error('The chart is not in this sheet.');
  }
  return [id, workbook.model.getters.getFigureIdFromChartId(id)];
}

/** @throws Google's errors for a place that is not in the tab, or that the person may not edit */
function checkPlace(context: ExecutionContext, sheetId: string, { anchor }: ChartDescription): void {
  const zone = zoneIn(context.workbook, sheetId, [anchor.row + 1, anchor.col + 1, 1, 1]);
  checkEditable(context, sheetId, zone);
}
