import { okrUsersLayout, okrUsersWanted, type OkrUsers } from '../../../src/statistics/users/okr-tab';
import { planUpdate, type Plan } from '../../../src/sheets/plan';
import { ArraySheet } from '../../support/array-sheet';

const HEADERS = ['Period', 'Actual users', 'Active users', 'Total users', '#VOs with a figure', 'As of'];
const [Q1, Q2] = ['2020.01-03', '2020.04-06'];
const figures = (actual: number, active?: number, total?: number): OkrUsers => ({
  actual,
  active,
  total,
  vos: 2,
});
function update(sheet: ArraySheet, rows: Record<string, OkrUsers>, today: string): Plan {
  const plan = planUpdate(
    sheet.read(okrUsersLayout),
    okrUsersWanted(new Map(Object.entries(rows)), today, () => true),
  );
  sheet.apply(plan);
  return plan;
}

test("a running period takes today's numbers, a past one has none", () => {
  const sheet = new ArraySheet([['']]);
  update(sheet, { [Q1]: figures(5), [Q2]: figures(6, 7, 8) }, '2020-05-01');
  expect(sheet.values).toEqual([HEADERS, [Q1, 5, '', '', 2, '2020-05-01'], [Q2, 6, 7, 8, 2, '2020-05-01']]);
});

test("a period that is over keeps the last numbers that were today's", () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 6, 7, 8, 2, '2020-03-31']]);
  update(sheet, { [Q1]: figures(9) }, '2020-05-01');
  expect(sheet.values[1]).toEqual([Q1, 9, 7, 8, 2, '2020-05-01']);
});

test('"As of" changes only together with figures', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 6, 7, 8, 2, '2020-03-31']]);
  expect(update(sheet, { [Q1]: figures(6, 7, 8) }, '2020-05-01').blocks).toEqual([]);
});

test('the day stays a text', () => {
  const plan = update(new ArraySheet([HEADERS]), { [Q1]: figures(6) }, '2020-05-01');
  expect(plan.blocks.flatMap((block) => block.values.flat())).toContain('2020-05-01');
  const { values, isText } = plan.blocks[plan.blocks.length - 1] ?? { values: [], isText: [] };
  expect(isText.flat()[values.flat().indexOf('2020-05-01')]).toBe(true);
});
