import { loadSchedule } from '../settings/schedule';
import { sayBesideTick, writeDashboard } from '../sheets/dashboard-tab';
import type { Spreadsheet } from '../sheets/spreadsheet';
import { writing } from './lock';
import { MINUTE, nowIn } from './now';
import { quietly } from './quietly';
import type { StatisticResult } from './refresh';

/**
 * Shows what came of a refresh where everybody sees it. That it cannot be shown fails no refresh: the figures are
 * written already.
 *
 * @param by who refreshed, and how it was started
 */
export function showOnDashboard(
  spreadsheet: Spreadsheet,
  tabIds: Record<string, number>,
  by: string,
  results: readonly StatisticResult[],
): void {
  const when = nowIn(spreadsheet, MINUTE);
  const shown = results.map(({ title, result, message }) => ({ statistic: title, result, when, message }));
  const besideTick = describeTick(spreadsheet.getId());
  const dashboard = { lastRefresh: `${when} by ${by}`, besideTick, results: shown };
  quietly(() => writing(() => writeDashboard(spreadsheet, tabIds, dashboard)));
}

/** Says beside the tick what ticking does now: it needs the triggers of a schedule. */
export function tellTick(spreadsheet: Spreadsheet): void {
  sayBesideTick(spreadsheet, describeTick(spreadsheet.getId()));
}

function describeTick(spreadsheetId: string): string {
  const schedule = loadSchedule(spreadsheetId);
  return schedule
    ? `Tick to refresh everything. It takes some minutes, and runs as ${schedule.owner}.`
    : 'Ticking works once somebody has set a schedule with OKR Stats > Schedule...';
}
