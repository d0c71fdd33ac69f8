import { addMonths, lastComplete, monthOfDay, periodOf } from '../src/domain/periods';
import { TAB_TITLES } from '../src/domain/catalogue';
import { describeStatus } from '../src/reports/key-result-rows';
import { KEY_FIGURES } from '../src/statistics/registry';
import type { ScriptHost } from './apps-script/host';
import type { Sheet } from './apps-script/spreadsheet/sheet';
import type { Spreadsheet } from './apps-script/spreadsheet/spreadsheet';
import type { CellValue } from './apps-script/workbook/cells';
import { openByHand } from './by-hand';
import { enterSampleKeyResults } from './sample-key-results';

const HISTORY = 'Key results history';
/** What was measured elsewhere a quarter before. */
const ELSEWHERE_BEFORE = 7;
/** The part of the time of the sample key results that had passed a quarter before: nine of fifteen months. */
const EXPECTED_BEFORE = 9 / 15;

/**
 * Makes what an OKR meeting looks at, so that newcomers see it: key results, how they stood a quarter before, and the
 * page in words of the last complete quarter.
 *
 * @param host with the bundle, after its first refresh
 * @param today `2026-11-23`
 */
export async function prepareSampleMeeting(host: ScriptHost, today: string): Promise<void> {
  const spreadsheet = (): Spreadsheet => openByHand(host.workbook, host.clock, host.owner);
  enterSampleKeyResults(spreadsheet(), today);
  const showDashboard = (): Promise<unknown> => host.run('showDashboard', { origin: 'menu' }).result;
  await showDashboard();
  enterSampleHistory(spreadsheet(), today);
  // Now it sees the history.
  await showDashboard();
  await host.run('panelMakeSummary', { origin: 'panel', args: ['', false] }).result;
}

type Row = Readonly<Record<string, CellValue>>;

const rowsOf = (sheet: Sheet | null): Row[] => {
  const [headers = [], ...rows] = sheet?.getDataRange().getValues() ?? [];
  return rows.map((cells) =>
    Object.fromEntries(headers.map((header, at) => [String(header), cells[at] ?? ''])),
  );
};

/** As a refresh a quarter before would have kept it. */
function enterSampleHistory(spreadsheet: Spreadsheet, today: string): void {
  const history = spreadsheet.getSheetByName(HISTORY);
  if (!history) return;
  const last = lastComplete(monthOfDay(today));
  const quarter = periodOf(addMonths(last.firstMonth, -3)).label;
  const [headers = []] = history.getRange(1, 1, 1, history.getLastColumn()).getValues();
  const records = rowsOf(spreadsheet.getSheetByName('Key results'))
    .filter((row) => row['Key result'] !== '')
    .map((row) => recordOf(spreadsheet, row, quarter));
  const width = headers.length;
  history.insertRowsBefore(2, records.length);
  history
    .getRange(2, 1, records.length, width)
    .setValues(records.map((record) => headers.map((header) => record[String(header)] ?? '')));
}

function recordOf(spreadsheet: Spreadsheet, row: Row, quarter: string): Row {
  const [baseline, target] = [Number(row.Baseline), Number(row.Target)];
  const figure = figureOf(spreadsheet, String(row.Statistic), quarter) ?? ELSEWHERE_BEFORE;
  const score = Math.max(0, Math.min(1, (figure - baseline) / (target - baseline)));
  return {
    ...row,
    Record: `${quarter} ${String(row.Objective)}: ${String(row['Key result'])}`,
    Period: quarter,
    Status: describeStatus(score, EXPECTED_BEFORE),
    Figure: figure,
    Score: score,
    Expected: EXPECTED_BEFORE,
    State: 'final',
  };
}

function figureOf(spreadsheet: Spreadsheet, statistic: string, quarter: string): number | undefined {
  const figure = KEY_FIGURES.find(({ name }) => name === statistic);
  if (!figure) return undefined;
  const titles: Readonly<Record<string, string>> = TAB_TITLES;
  const { header = '' } = figure.layout.columns.find(({ id }) => id === figure.column) ?? {};
  const rows = rowsOf(spreadsheet.getSheetByName(titles[figure.tab] ?? ''));
  return Number(rows.find((row) => row.Period === quarter)?.[header]);
}

/** Switches on what is off unless somebody wants it, so that newcomers see it, too. */
export function switchOnSamples({ properties }: ScriptHost): void {
  const settings = JSON.parse(properties.document.settings ?? '{}') as { statistics?: object };
  const statistics = { ...settings.statistics, 'by-discipline': true };
  properties.document.settings = JSON.stringify({ ...settings, statistics });
}
