import type { Range } from './apps-script/spreadsheet/range';
import type { Sheet } from './apps-script/spreadsheet/sheet';
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

/** The cell of a row, from 1, in the column with a header. */
function cellOf(sheet: Sheet, row: number, header: string): Range {
  const [headers = []] = sheet.getRange(1, 1, 1, sheet.getLastColumn()).getValues();
  return sheet.getRange(row, headers.indexOf(header) + 1);
}

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
  const cell = (index: number, header: string): Range => cellOf(sheet, index + 2, header);
  SAMPLES.forEach(([keyResult, statistic, growth], index) => {
    cell(index, 'Objective').setValue('Sample objective');
    cell(index, 'Key result').setValue(keyResult);
    cell(index, 'Statistic').setValue(statistic);
    cell(index, 'Baseline period').setValue(from);
    cell(index, 'Target period').setValue(until);
    cell(index, 'Target').setValue(Math.round(Number(cell(index, 'Baseline').getValue()) * growth));
  });
  Object.entries({ ...ELSEWHERE, 'Baseline period': from, 'Target period': until }).forEach(
    ([header, value]) => cell(SAMPLES.length, header).setValue(value),
  );
}
