import { planUpdate, type Plan } from '../../../src/sheets/plan';
import {
  actualUsers,
  hasUsers,
  periodsWithoutTotal,
  renamedVos,
  repeatedVos,
  usersLayout,
  usersWanted,
  type VoUsers,
} from '../../../src/statistics/users/by-vo-tab';
import { ArraySheet } from '../../support/array-sheet';

const [Q1, Q2, Q3] = ['2020.01-03', '2020.04-06', '2020.07-09'];
const vo = (name: string, users: Record<string, number> | 'failed', registered = 1, total = 2): VoUsers => ({
  name,
  registeredUsers: registered,
  totalUsers: total,
  users: users === 'failed' ? 'failed' : new Map(Object.entries(users)),
});
function update(sheet: ArraySheet, vos: VoUsers[], periods: string[]): Plan {
  const plan = planUpdate(sheet.read(usersLayout), usersWanted(vos, periods));
  sheet.apply(plan);
  return plan;
}
const HEADERS = ['VO', Q1, Q2, 'Registered Users', 'Total Users'];
const rowOf = (sheet: ArraySheet, label: string): unknown[] =>
  sheet.values.find((row) => row[0] === label)?.slice(1) ?? [];

test('a new tab has TOTAL first, then the VOs by name', () => {
  const sheet = new ArraySheet([['']]);
  const plan = update(sheet, [vo('b', { [Q1]: 5, [Q2]: 6 }), vo('A', { [Q2]: 7 }, 3, 4)], [Q1, Q2]);
  expect(sheet.values).toEqual([HEADERS, ['TOTAL', 5, 13, 4, 6], ['A', '', 7, 3, 4], ['b', 5, 6, 1, 2]]);
  expect(sheet.formulas[1]).toEqual(['', '=SUM(B3:B4)', '=SUM(C3:C4)', '=SUM(D3:D4)', '=SUM(E3:E4)']);
  expect(plan.after.formulas).toEqual(sheet.formulas);
});

test('a blank never replaces a figure', () => {
  const sheet = new ArraySheet([HEADERS, ['TOTAL', '', '', '', ''], ['a', 5, 6, 1, 2]]);
  update(sheet, [vo('a', {})], [Q1, Q2]);
  expect(rowOf(sheet, 'a')).toEqual([5, 6, 1, 2]);
  expect(rowOf(sheet, 'TOTAL')).toEqual([5, 6, 1, 2]);
});

test('VOs that are no longer listed stay, and count', () => {
  const sheet = new ArraySheet([HEADERS, ['TOTAL', '', '', '', ''], ['gone', 5, '', 1, 2]]);
  update(sheet, [vo('a', { [Q1]: 3 })], [Q1]);
  expect(rowOf(sheet, 'TOTAL')[0]).toBe(8);
});

test('a VO that stands twice counts once, and people are told', () => {
  const sheet = new ArraySheet([
    HEADERS,
    ['TOTAL', '', '', '', ''],
    ['gone', 5, '', 1, 2],
    ['gone (closed)', 7, '', 1, 2],
    ['notes', '', '', '', ''],
    ['notes', '', '', '', ''],
  ]);
  expect(repeatedVos(sheet.read(usersLayout, 'Users'))).toEqual([
    'In tab "Users" gone stands twice, in A3 and A4, so the users of all VOs may be wrong. Remove or rename one of them.',
  ]);
  update(sheet, [vo('a', { [Q1]: 3 })], [Q1]);
  expect(rowOf(sheet, 'TOTAL')[0]).toBe(8);
});

test('people are told of a new VO that has the users of one that is gone', () => {
  const sheet = new ArraySheet([
    ['VO', Q1, Q2, Q3, 'Registered Users', 'Total Users'],
    ['TOTAL', '', '', '', '', ''],
    ['old', 5, 6, 7, 1, 2],
    ['other', 5, 6, 8, 1, 2],
  ]);
  const like = (name: string): VoUsers => vo(name, { [Q1]: 5, [Q2]: 6, [Q3]: 7 });
  const told = (...vos: VoUsers[]): string[] => renamedVos(sheet.read(usersLayout, 'Users'), vos);
  expect(told(like('new'), like('other'))).toEqual([
    'new is new, and has had as many users as old, which is not listed any more. If that is its old name, its users ' +
      'count twice: remove the row of old from tab "Users".',
  ]);
  expect(told(like('old'), like('new'))).toEqual([]);
  expect(told(vo('new', { [Q1]: 5, [Q2]: 6, [Q3]: 9 }), vo('newer', { [Q1]: 5 }))).toEqual([]);
});

test("a row that a person's formula fills is not written again with those around it", () => {
  const total = ['TOTAL', '=SUM(B3:B)', '=SUM(C3:C)', '=SUM(D3:D)', '=SUM(E3:E)'];
  const mine = ['mine', '=B3:E3*2', 2, 2, 4]; // The first formula gives all four.
  const sheet = new ArraySheet([HEADERS, total, ['a', 1, 1, 1, 2], mine, ['z', 1, 1, 1, 2]]);
  const plan = update(sheet, [vo('a', { [Q2]: 5 }), vo('z', { [Q2]: 5 })], [Q2]);
  expect(plan.blocks.map(({ row, height }) => [row, height])).toEqual([
    [2, 1],
    [4, 1],
  ]);
});

test('an empty period has no TOTAL, and no note', () => {
  const sheet = new ArraySheet([['']]);
  expect(update(sheet, [vo('a', { [Q1]: 3 })], [Q1, Q2]).notes).toEqual([{ row: 1, column: 1, text: '' }]);
  expect(rowOf(sheet, 'TOTAL')).toEqual([3, '', 1, 2]);
  expect(update(sheet, [vo('a', { [Q1]: 3 })], [Q1, Q2]).notes).toEqual([]);
});

describe('when a VO gave no answer', () => {
  const NOTE =
    '1 VO has not been answered yet, so there is no TOTAL: b. Refresh again, or leave out in the settings what is never answered.';
  const vos = [vo('a', { [Q1]: 3, [Q2]: 4 }), vo('b', 'failed', 7, 8)];

  test('a period without TOTAL gets a note instead; what is known is written', () => {
    const sheet = new ArraySheet([['']]);
    const plan = update(sheet, vos, [Q1, Q2]);
    expect(rowOf(sheet, 'TOTAL')).toEqual(['', '', 8, 10]);
    expect(rowOf(sheet, 'b')).toEqual(['', '', 7, 8]);
    expect(plan.notes).toEqual([
      { row: 1, column: 1, text: NOTE },
      { row: 1, column: 2, text: NOTE },
    ]);
    expect(actualUsers(plan.after)).toEqual(new Map());
  });

  test('a period that has a TOTAL keeps it', () => {
    const sheet = new ArraySheet([
      HEADERS,
      ['TOTAL', '=SUM(B3:B4)', '', '', ''],
      ['a', 1, '', '', ''],
      ['b', 5, '', '', ''],
    ]);
    const plan = update(sheet, vos, [Q1, Q2]);
    expect(rowOf(sheet, 'TOTAL').slice(0, 2)).toEqual([8, '']);
    expect(plan.notes).toEqual([{ row: 1, column: 2, text: NOTE }]);
    expect(actualUsers(plan.after)).toEqual(new Map([[Q1, { users: 8, vos: 2 }]]));
  });

  test('the note goes when all are there', () => {
    const sheet = new ArraySheet([['']]);
    update(sheet, vos, [Q1]);
    const plan = update(sheet, [vo('a', { [Q1]: 3 }), vo('b', { [Q1]: 4 })], [Q1]);
    expect(plan.notes).toEqual([{ row: 1, column: 1, text: '' }]);
    expect(rowOf(sheet, 'TOTAL')[0]).toBe(7);
  });

  test('several are counted', () => {
    const plan = update(new ArraySheet([['']]), [vo('a', 'failed'), vo('b', 'failed')], [Q1]);
    expect(plan.notes[0]?.text).toBe(NOTE.replace('1 VO has', '2 VOs have').replace(': b.', ': a, b.'));
  });
});

describe('TOTAL', () => {
  test.each(['=SUM(B3:B)', '=sum($B$3:$B)'])('a formula without end, %s, stays', (formula) => {
    const sheet = new ArraySheet([HEADERS, ['Total', formula, '', '', ''], ['a', 1, '', '', '']]);
    update(sheet, [vo('a', { [Q1]: 3 })], [Q1]);
    expect(sheet.formulas[1]?.[1]).toBe(formula);
  });

  test('a formula with an end gets the new rows', () => {
    const sheet = new ArraySheet([HEADERS, ['TOTAL', '=SUM(B3:B3)', '', '', ''], ['b', 1, '', '', '']]);
    update(sheet, [vo('a', { [Q1]: 3 }), vo('b', { [Q1]: 1 }), vo('c', { [Q1]: 2 })], [Q1]);
    expect(sheet.formulas[1]?.[1]).toBe('=SUM(B3:B5)');
    expect(rowOf(sheet, 'TOTAL')[0]).toBe(6);
  });

  test("leaves out people's rows with formulas", () => {
    const sheet = new ArraySheet([
      HEADERS,
      ['TOTAL', '', '', '', ''],
      ['a', 1, '', '', ''],
      ['b of all', '=SUM(B3:B3)', '', '', ''],
      ['c', 2, '', '', ''],
    ]);
    const plan = update(sheet, [vo('a', { [Q1]: 1 }), vo('c', { [Q1]: 2 })], [Q1]);
    expect(sheet.formulas[1]?.[1]).toBe('=SUM(B3:B3)+SUM(B5:B5)');
    expect(rowOf(sheet, 'TOTAL')[0]).toBe(3);
    expect(actualUsers(plan.after).get(Q1)).toEqual({ users: 3, vos: 2 });
  });

  test('counts a measured VO where a formula stood before', () => {
    const sheet = new ArraySheet([HEADERS, ['TOTAL', '', '', '', ''], ['a', '=SUM(D3:D3)', '', 1, 2]]);
    const plan = update(sheet, [vo('a', { [Q1]: 4 })], [Q1]);
    expect(rowOf(sheet, 'TOTAL')[0]).toBe(4);
    expect(actualUsers(plan.after).get(Q1)).toEqual({ users: 4, vos: 1 });
  });

  test('of periods that were not asked for stays as it is', () => {
    const sheet = new ArraySheet([HEADERS, ['TOTAL', 99, '', '', ''], ['a', 1, 2, 1, 2]]);
    update(sheet, [vo('a', { [Q2]: 5 })], [Q2]);
    expect(rowOf(sheet, 'TOTAL')).toEqual([99, 5, 1, 2]);
  });
});

describe('names', () => {
  test.each(['alice (closed)', 'Alice (Closed in 2024)', 'alice(closed)'])(
    'a row that people have called %s is the row of alice, and counts once',
    (label) => {
      const sheet = new ArraySheet([HEADERS, ['TOTAL', 5, '', 1, 2], [label, 5, '', 1, 2]]);
      update(sheet, [vo('alice', { [Q1]: 6 })], [Q1]);
      expect(sheet.values.map(([first]) => first)).toEqual(['VO', 'TOTAL', label]);
      expect(rowOf(sheet, 'TOTAL')[0]).toBe(6);
    },
  );

  test('a VO called total is not taken for TOTAL', () => {
    const sheet = new ArraySheet([['']]);
    const vos = [vo('total', { [Q1]: 3 }), vo('x', { [Q1]: 4 })];
    update(sheet, vos, [Q1]);
    expect(rowOf(sheet, 'total (VO)')[0]).toBe(3);
    expect(rowOf(sheet, 'TOTAL')[0]).toBe(7);
    expect(update(sheet, vos, [Q1]).blocks).toEqual([]);
  });

  test.each(['=1+1', "'quoted", '@x', '-', 'a\nb', ' ', '2020.01-03', 'VO', 'x'.repeat(300)])(
    '%j gets one row, once',
    (name) => {
      const sheet = new ArraySheet([['']]);
      const vos = [vo(name, { [Q1]: 3 }), vo('zz', { [Q1]: 4 })];
      expect(hasUsers(sheet.read(usersLayout), name, Q1)).toBe(false);
      update(sheet, vos, [Q1]);
      expect(sheet.values).toHaveLength(4);
      expect(update(sheet, vos, [Q1])).toMatchObject({ blocks: [], insertions: [] });
      expect(hasUsers(sheet.read(usersLayout), name, Q1)).toBe(true);
    },
  );
});

test('periods without a TOTAL, or without a column, are those that are missing', () => {
  const sheet = new ArraySheet([HEADERS, ['TOTAL', 5, '', '', ''], ['a', 5, 6, '', '']]);
  expect(periodsWithoutTotal(sheet.read(usersLayout), [Q1, Q2, Q3])).toEqual([Q2, Q3]);
});
