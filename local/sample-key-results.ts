import type { Range } from './apps-script/spreadsheet/range';
import type { Spreadsheet } from './apps-script/spreadsheet/spreadsheet';
import { addMonths, periodOf, lastComplete } from '../src/domain/periods';

/** Made-up key results, so that a newcomer sees what the tab is for; each with a target as a multiple of the baseline. */
const SAMPLES: readonly (readonly [keyResult: string, statistic: string, growth: number])[] = [
  ['Researchers use more cloud', 'Cloud CPU/h', 1.1],
  ['Researchers compute more on HTC', 'HTC CPU/h', 1.06],
  ['More communities on the cloud', 'Cloud VOs with accounting', 1.5],
  ['Users come back', 'Actual users', 1.05],
];

/** One of which no portal knows. */
const ELSEWHERE = {
  Objective: 'Sample objective: services',
  'Key result': 'Fewer complaints',
  Statistic: 'measured elsewhere',
  'Better is': 'lower',
  Target: 2,
  'Baseline elsewhere': 9,
  'Current elsewhere': 5,
  Weight: 2,
};

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
  const [headers = []] = sheet.getRange(1, 1, 1, sheet.getMaxColumns()).getValues();
  const cell = (index: number, header: string): Range =>
    sheet.getRange(index + 2, headers.indexOf(header) + 1);
  const enter = (index: number, row: Readonly<Record<string, string | number>>): void => {
    for (const [header, value] of Object.entries(row)) cell(index, header).setValue(value);
  };
  const periods = { 'Baseline period': from, 'Target period': until };
  SAMPLES.forEach(([keyResult, statistic], index) => {
    enter(index, {
      Objective: 'Sample objective',
      'Key result': keyResult,
      Statistic: statistic,
      ...periods,
    });
  });
  enter(SAMPLES.length, { ...ELSEWHERE, ...periods });
  // All at once: each time that formulas are read after a change, they are computed anew.
  const baselines = SAMPLES.map((_, index) => Number(cell(index, 'Baseline').getValue()));
  SAMPLES.forEach(([, , growth], index) =>
    cell(index, 'Target').setValue(Math.round((baselines[index] ?? 0) * growth)),
  );
}
