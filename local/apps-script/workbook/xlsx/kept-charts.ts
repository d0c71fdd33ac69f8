// What the spreadsheet library does not read of charts in .xlsx files: the options that a script has given them.
import type { ChartDefinition } from '@odoo/o-spreadsheet';
import type { BaseWorkbook } from '../base-workbook';
import { chartIdsOf, type ChartTitle } from '../charts';
import type { WorkbookCommand } from '../commands';

/** A chart is known by its title. */
export interface KeptChart {
  readonly title: string;
  readonly google: NonNullable<ChartTitle['google']>;
}

const titleOf = (definition: ChartDefinition): ChartTitle => definition.title;

/** What is kept of the charts of a tab. */
export const chartsToKeep = (workbook: BaseWorkbook, sheetId: string): KeptChart[] =>
  chartIdsOf(workbook, sheetId).flatMap((id) => {
    const { text = '', google } = titleOf(workbook.model.getters.getChartDefinition(id));
    return google ? [{ title: text, google }] : [];
  });

/** Commands that give charts of a tab their options again, as far as they still have their titles. */
export function keptChartCommands(
  workbook: BaseWorkbook,
  sheetId: string,
  kept: readonly KeptChart[],
): WorkbookCommand[] {
  const { getters } = workbook.model;
  const left = [...kept];
  return chartIdsOf(workbook, sheetId).flatMap((chartId) => {
    const definition = getters.getChartDefinition(chartId);
    const title = titleOf(definition);
    const place = left.findIndex((each) => each.title === (title.text ?? ''));
    const [found] = place < 0 ? [] : left.splice(place, 1);
    if (!found) return [];
    const figureId = getters.getFigureIdFromChartId(chartId);
    const whole = { ...definition, title: { ...title, google: found.google } };
    return [{ type: 'UPDATE_CHART' as const, sheetId, chartId, figureId, definition: whole }];
  });
}
