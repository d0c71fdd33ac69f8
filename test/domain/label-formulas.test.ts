import { isRunningLabel } from '../../src/domain/label-formulas';
import { newSpreadsheet } from '../local/apps-script/spreadsheet/context';
import { figureSheet } from '../support/figure-sheet';

const isRunningOn = (day: string, label: string | number, months: number): unknown =>
  figureSheet(newSpreadsheet(), 'Tab', [[label]])
    .getRange(1, 2)
    .setFormula(`=${isRunningLabel('$A1', months).replaceAll('TODAY()', `DATE(${day})`)}`)
    .getValue();

it.each<[label: string | number, months: number, isRunning: boolean]>([
  ['2999.01-03', 3, true],
  ['2999.01-12', 12, true],
  ['2026.10-12', 3, true],
  ['2026.07-09', 3, false],
  ['2026.07-12', 6, true],
  ['2026.01-06', 6, false],
  ['2026.01-12', 12, true],
  ['2025.01-12', 12, false],
  ['2026.11-11', 1, true],
  ['2026.10-10', 1, false],
  ['2020.10-12', 3, false],
  ['', 3, false],
  ['Total 2999', 3, false],
  ['total 12.9', 3, false],
  [2_026_101_200, 3, false],
])(
  'on 30 November 2026, of "%s" among periods of %d months it is %s that it is running',
  (label, months, is) => {
    expect(isRunningOn('2026;11;30', label, months)).toBe(is);
  },
);

it('a month of one digit is compared as labels write it', () => {
  const labels = ['2026.03-03', '2026.02-02', '2025.12-12'];
  expect(labels.map((label) => isRunningOn('2026;3;1', label, 1))).toEqual([true, false, false]);
});

it('needs no separator to tell which period is running', () => {
  expect(isRunningLabel('$A2', 3)).not.toMatch(/[,;]/);
});
