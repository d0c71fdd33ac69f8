import { cpuLayout, cpuWanted } from '../../../src/statistics/cpu-hours/total-tab';
import { planUpdate, type Plan } from '../../../src/sheets/plan';
import type { CpuFigures } from '../../../src/statistics/cpu-hours/figures';
import { ArraySheet } from '../../support/array-sheet';

const HEADERS = [cpuLayout.keyColumn, ...cpuLayout.columns].map((column) => column.header);
const [Q1, Q2, Q3, Q4] = ['2020.01-03', '2020.04-06', '2020.07-09', '2020.10-12'];

const measured = (
  cpuHours: number,
  withAccounting: string[],
  withoutAccounting: string[] = [],
): CpuFigures => ({
  cpuHours,
  vos: [],
  withAccounting,
  withoutAccounting,
  warnings: [],
});
function update(
  sheet: ArraySheet,
  figures: Record<string, CpuFigures>,
  isFrozen = (): boolean => false,
): Plan {
  const plan = planUpdate(sheet.read(cpuLayout), cpuWanted(new Map(Object.entries(figures)), isFrozen));
  sheet.apply(plan);
  return plan;
}
const variations = (sheet: ArraySheet): unknown[] => sheet.values.slice(1).map((row) => row[6]);

test('a new tab', () => {
  const sheet = new ArraySheet([['']]);
  update(sheet, { [Q2]: measured(7, ['b', 'c'], ['d']), [Q1]: measured(5, ['a', 'b']) });
  expect(sheet.values).toEqual([
    HEADERS,
    [Q1, 5, 2, 'a, b', 0, '-', '-'],
    [Q2, 7, 2, 'b, c', 1, 'd', 'APPEARED: c\nDISAPPEARED: a'],
  ]);
});

test('variations compare with the nearest earlier period that has a list', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5, 1, 'a', 0, '-', '-'], [Q2, '', '', '', '', '', '']]);
  update(sheet, { [Q4]: measured(5, ['b']) });
  expect(variations(sheet)).toEqual(['-', '', 'APPEARED: b\nDISAPPEARED: a']);
});

test('a period in between changes what comes after it', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5, 1, 'a', 0, '-', '-'], [Q4, 5, 1, 'a', 0, '-', '-']]);
  update(sheet, { [Q2]: measured(5, ['A', 'b']) });
  expect(variations(sheet)).toEqual(['-', 'APPEARED: b', 'DISAPPEARED: b']);
});

test('in a descending tab too', () => {
  const sheet = new ArraySheet([HEADERS, [Q4, 5, 1, 'a', 0, '-', '-'], [Q1, 5, 1, 'a', 0, '-', '-']]);
  update(sheet, { [Q3]: measured(5, ['b']) });
  expect(sheet.values.slice(1).map((row) => row[0])).toEqual([Q4, Q3, Q1]);
  expect(variations(sheet)).toEqual(['APPEARED: a\nDISAPPEARED: b', 'APPEARED: b\nDISAPPEARED: a', '-']);
});

test('rows with the same neighbours are left alone', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5, 1, 'a', 0, '-', 'mine'], [Q2, 5, 1, 'a', 0, '-', 'mine']]);
  update(sheet, { [Q4]: measured(5, ['a']) });
  expect(variations(sheet)).toEqual(['mine', 'mine', '-']);
});

test('a frozen period keeps its variations', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5, 1, 'a', 0, '-', '-'], [Q2, 5, 1, 'a', 0, '-', 'old']]);
  const plan = planUpdate(
    sheet.read(cpuLayout),
    cpuWanted(new Map([[Q1, measured(5, ['b'])]]), (label) => label === Q2),
  );
  sheet.apply(plan);
  expect(variations(sheet)).toEqual(['-', 'old']);
});

test('figures that are the same again change nothing', () => {
  const sheet = new ArraySheet([['']]);
  const figures = { [Q1]: measured(5, ['=1+1', "'x", 'a,b']), [Q2]: measured(6, ['-'], ['']) };
  update(sheet, figures);
  expect(update(sheet, figures)).toMatchObject({ blocks: [], insertions: [], changes: [] });
});
