import type { Spreadsheet } from './apps-script/spreadsheet/spreadsheet';
import { addMonths, periodOf, lastComplete } from '../src/domain/periods';

/** Made-up key results, so that a newcomer sees what the tab is for; each with a target as a multiple of the baseline. */
const SAMPLES: readonly (readonly [keyResult: string, statistic: string, growth: number])[] = [
  ['Researchers use more cloud', 'Cloud CPU/h', 1.1],
  ['Researchers compute more on HTC', 'HTC CPU/h', 1.06],
  ['More communities on the cloud', 'Cloud VOs with accounting', 1.5],
  ['Users come back', 'Actual users', 1.05],
];

/**
 * Fills in key results as a person would, from a year before the last complete quarter to a quarter after it.
 *
 * @param today `2026-11-23`
 */
export function enterSampleKeyResults(spreadsheet: Spreadsheet, today: string): void {
  const sheet = spreadsheet.getSheetByName('Key results');
  if (!sheet) return;
  const last = lastComplete(today.slice(0, 7));
  const from = periodOf(addMonths(last.firstMonth, -12)).label;
  const until = periodOf(addMonths(last.firstMonth, 3)).label;
  const rows = SAMPLES.map(([keyResult, statistic]) => [
    'Sample objective',
    keyResult,
    statistic,
    from,
    until,
    1,
  ]);
  sheet.getRange(2, 1, rows.length, 6).setValues(rows);
  SAMPLES.forEach(([, , growth], index) => {
    const baseline = Number(sheet.getRange(index + 2, 7).getValue());
    sheet.getRange(index + 2, 6).setValue(Math.round(baseline * growth));
  });
}
