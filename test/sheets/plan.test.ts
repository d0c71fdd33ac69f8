import { okrUsersLayout } from '../../src/statistics/users/okr-tab';
import { usersLayout } from '../../src/statistics/users/by-vo-tab';
import { planUpdate, type Plan } from '../../src/sheets/plan';
import { readTable } from '../../src/sheets/table';
import { ArraySheet } from '../support/array-sheet';
import type { Cell } from '../../src/sheets/wanted';

const HEADERS = ['Period', 'Actual users', 'Active users', 'Total users', '#VOs with a figure', 'As of'];
const [Q1, Q2, Q3] = ['2020.01-03', '2020.04-06', '2020.07-09'];
const cell = (row: string, column: string, value: Cell['value']): Cell => ({ row, column, value });

function update(sheet: ArraySheet, cells: readonly Cell[]): Plan {
  const rows = [...new Set(cells.map(({ row }) => row))].map((row) => ({ key: row, label: row }));
  return planUpdate(sheet.read(okrUsersLayout), { rows, cells: () => [...cells] });
}
/** The plan, after which it is applied and made again: then nothing may be left. */
function updated(sheet: ArraySheet, ...cells: Cell[]): Plan {
  const plan = update(sheet, cells);
  sheet.apply(plan);
  const again = update(sheet, cells);
  expect([again.blocks, again.insertions, again.changes]).toEqual([[], [], []]);
  return plan;
}

test('an empty tab gets headers and rows in one block', () => {
  const sheet = new ArraySheet([['']]);
  const plan = updated(sheet, cell(Q1, 'actual', 5), cell(Q2, 'actual', 6));
  expect(sheet.values).toEqual([HEADERS, [Q1, 5, '', '', '', ''], [Q2, 6, '', '', '', '']]);
  expect(plan.insertions).toEqual([]);
  expect(plan.size).toEqual({ rows: 3, columns: 6 });
  expect(plan.changes).toEqual([
    { row: Q1, column: 'Actual users', kind: 'figure', old: '', new: 5 },
    { row: Q2, column: 'Actual users', kind: 'figure', old: '', new: 6 },
  ]);
});

test('only what differs is written', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5, 6, 7, 8, 'x'], [Q2, 5, 6, 7, 8, 'y']]);
  const plan = updated(sheet, cell(Q1, 'actual', 5), cell(Q2, 'total', 9), cell(Q2, 'asOf', 'y'));
  expect(plan.blocks).toEqual([{ row: 2, column: 3, height: 1, width: 1, values: [[9]], isText: [[false]] }]);
  expect(plan.changes).toEqual([{ row: Q2, column: 'Total users', kind: 'figure', old: 7, new: 9 }]);
});

test('changes are told by the labels that stand in the tab', () => {
  const sheet = new ArraySheet([
    ['Quarter', 'Users', ...HEADERS.slice(2)],
    [` ${Q1}`, 5, 6, 7, 8, ''],
    [Q2, 6, 6, 7, 8, ''],
  ]);
  expect(updated(sheet, cell(Q1, 'actual', 9), cell(Q2, 'actual', 6)).changes).toEqual([
    { row: ` ${Q1}`, column: 'Users', kind: 'figure', old: 5, new: 9 },
  ]);
});

test('stray spaces around the labels of periods go, because formulas look for the labels', () => {
  const sheet = new ArraySheet([
    HEADERS,
    [`${Q1} `, 5, 6, 7, 8, ''],
    [' Mean ', 5, 6, 7, 8, ''],
    [` ${Q2}`, 5, 6, 7, 8, ''],
  ]);
  const plan = updated(sheet, cell(Q2, 'actual', 5));
  expect(sheet.values.map(([label]) => label)).toEqual(['Period', Q1, ' Mean ', Q2]);
  expect(plan.changes).toEqual([]);
});

test('a label that a formula makes stays', () => {
  const { values, formulas } = new ArraySheet([HEADERS, [`${Q1} `, 5, 6, 7, 8, '']]);
  const made = formulas.map((row, index) => (index === 1 ? row.with(0, '=B9&" "') : row));
  const table = readTable('Tab', values, made, okrUsersLayout);
  expect(planUpdate(table, { rows: [], cells: () => [] }).blocks).toEqual([]);
});

test('figures beside each other are one block, with unchanged ones in between', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 1, 2, 3, 4, ''], [Q2, 1, 2, 3, 4, ''], [Q3, 1, 2, 3, 4, '']]);
  const plan = updated(sheet, cell(Q1, 'actual', 9), cell(Q3, 'actual', 9), cell(Q2, 'active', 9));
  expect(plan.blocks).toMatchObject([{ row: 1, column: 1, height: 3, width: 2 }]);
});

test.each([
  ['a text', 'n/a', ''],
  ['a formula', '=SUM(C2:D2)', '=SUM(C2:D2)'],
])('%s in between is not written again', (_, between, formula) => {
  const sheet = new ArraySheet([
    HEADERS,
    [Q1, 1, 2, 3, 4, ''],
    [Q2, between, 2, 3, 4, ''],
    [Q3, 1, 2, 3, 4, ''],
  ]);
  expect(updated(sheet, cell(Q1, 'actual', 9), cell(Q3, 'actual', 9)).blocks).toHaveLength(2);
  expect(sheet.formulas[2]?.[1]).toBe(formula);
});

test("a person's row in between is not written again", () => {
  const sheet = new ArraySheet([
    HEADERS,
    [Q1, 1, 2, 3, 4, ''],
    ['Mean', 1, 2, 3, 4, ''],
    [Q2, 1, 2, 3, 4, ''],
  ]);
  expect(updated(sheet, cell(Q1, 'actual', 9), cell(Q2, 'actual', 9)).blocks).toHaveLength(2);
});

test('rows and columns are inserted in runs, in the order in which they must be made', () => {
  const sheet = new ArraySheet([
    ['Period', 'Actual users', 'Total users', 'Mine'],
    [Q3, 5, 7, 'm'],
  ]);
  const plan = updated(sheet, cell(Q1, 'actual', 1), cell(Q2, 'vos', 2));
  expect(plan.insertions).toEqual([
    { axis: 'rows', at: 1, count: 2 },
    { axis: 'columns', at: 2, count: 1 },
    { axis: 'columns', at: 4, count: 2 },
  ]);
  expect(sheet.values).toEqual([
    [...HEADERS, 'Mine'],
    [Q1, 1, '', '', '', '', ''],
    [Q2, '', '', '', 2, '', ''],
    [Q3, 5, '', 7, '', '', 'm'],
  ]);
});

test('the table after a plan is what then stands in the tab', () => {
  const sheet = new ArraySheet([HEADERS, [Q2, 5, '=SUM(B2:B2)', 7, 8, '']]);
  const plan = updated(sheet, cell(Q1, 'actual', 1), cell(Q2, 'active', 2), cell(Q1, 'asOf', 'today'));
  expect(plan.after.values).toEqual(sheet.values);
  expect(plan.after.formulas).toEqual(sheet.formulas);
  expect(sheet.read(okrUsersLayout)).toEqual({
    ...plan.after,
    rows: new Map([
      [Q1, 1],
      [Q2, 2],
    ]),
  });
});

describe('contents', () => {
  test('texts are marked as text, and harmless', () => {
    const sheet = new ArraySheet([HEADERS, [Q1, 1, 2, 3, 4, '']]);
    const plan = updated(sheet, cell(Q1, 'asOf', '=IMPORTXML("x")'));
    expect(plan.blocks).toMatchObject([{ values: [[`'=IMPORTXML("x")`]], isText: [[true]] }]);
    expect(sheet.values[1]?.[5]).toBe('=IMPORTXML("x")');
    expect(sheet.formulas[1]?.[5]).toBe('');
  });

  test.each(['=SUM(B2:D2)', '=sum( B2:D2 )'])('%s is the same formula, and stays', (formula) => {
    const sheet = new ArraySheet([HEADERS, [Q1, 1, 2, 3, formula, '']]);
    expect(updated(sheet, cell(Q1, 'vos', { formula: '=SUM(B2:D2)' })).blocks).toEqual([]);
  });

  test('a formula takes the place of a figure, and a figure that of a formula', () => {
    const sheet = new ArraySheet([HEADERS, [Q1, '=SUM(C2:D2)', 2, 3, 4, '']]);
    updated(sheet, cell(Q1, 'vos', { formula: '=SUM(C2:D2)' }), cell(Q1, 'actual', 7));
    expect(sheet.formulas[1]?.slice(1, 5)).toEqual(['', '', '', '=SUM(C2:D2)']);
    expect(sheet.values[1]?.slice(1, 5)).toEqual([7, 2, 3, 5]);
  });

  test.each([NaN, Infinity, -Infinity])('%j is never written', (value) => {
    expect(() => update(new ArraySheet([HEADERS]), [cell(Q1, 'actual', value)])).toThrow('not a figure');
  });

  test('a figure that stands there as text is written as a figure', () => {
    const sheet = new ArraySheet([HEADERS, [Q1, '5', 2, 3, 4, '']]);
    expect(updated(sheet, cell(Q1, 'actual', 5)).changes).toHaveLength(1);
  });

  test('a blank header over the periods gets its name', () => {
    const sheet = new ArraySheet([
      ['', ...HEADERS.slice(1)],
      [Q1, 1, 2, 3, 4, ''],
    ]);
    updated(sheet, cell(Q1, 'actual', 1));
    expect(sheet.values[0]?.[0]).toBe('Period');
  });
});

test('figures whose label is gone are told, in rows and between periods; a formula or a blank row is not', () => {
  const sheet = new ArraySheet([HEADERS, [Q1, 5], ['', 6], [''], ['', '=B2'], [Q2, 7]]);
  expect(update(sheet, [cell(Q1, 'actual', 5)]).remarks).toEqual([
    'In tab "Tab" A3 is blank beside figures, which so count nowhere. Write there again what they are about, or remove them.',
  ]);
  const byVo = new ArraySheet([
    ['VO', Q1, '', Q2, ''],
    ['alice', 1, 2, 3, 4],
  ]);
  const { remarks } = planUpdate(byVo.read(usersLayout), { rows: [], cells: () => [] });
  expect(remarks).toContainEqual(expect.stringContaining('C1 is blank beside figures'));
});
