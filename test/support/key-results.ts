import type { CellValue } from '../../local/apps-script/workbook/cells';
import type { TestWorld } from './world';

export const KEY_RESULTS = 'Key results';

/** What people fill in, in the order in which tests write it. */
const TYPED = [
  'Objective',
  'Key result',
  'Statistic',
  'Baseline period',
  'Target period',
  'Target',
  'Better is',
];

/** Where a row of the tab has the column with a header, both from 1. */
export const placeInKeyResults = (test: TestWorld, header: string): number => {
  const column = test.values(KEY_RESULTS)[0]?.indexOf(header) ?? -1;
  if (column < 0) throw new Error(`no column "${header}" in Key results`);
  return column + 1;
};

/** A person fills in rows of the tab with key results, from the first one on. */
export function fillInKeyResults(test: TestWorld, ...rows: readonly (readonly CellValue[])[]): void {
  const sheet = test.sheet(KEY_RESULTS);
  // One place for a column: where it is follows from formulas, which each cell that is typed makes worked out again.
  const places = TYPED.map((header) => placeInKeyResults(test, header));
  rows.forEach((cells, index) => {
    cells.forEach((value, column) => sheet.getRange(index + 2, places[column] ?? 0).setValue(value));
  });
}
