import { cpuLayout } from '../../src/statistics/cpu-hours/total-tab';
import { okrUsersLayout } from '../../src/statistics/users/okr-tab';
import { placeColumns, placeRows } from '../../src/sheets/place';
import { usersLayout } from '../../src/statistics/users/by-vo-tab';
import { voKey } from '../../src/domain/vo-names';
import { ArraySheet } from '../support/array-sheet';
import type { Line } from '../../src/sheets/wanted';

/** Labels in their order; new ones in brackets. */
const shown = (lines: readonly Line[]): string[] =>
  lines.map(({ label, old }) => (old === undefined ? `(${label})` : label));

const periods = (...labels: string[]): { key: string; label: string }[] =>
  labels.map((label) => ({ key: label, label }));
const vos = (...names: string[]): { key: string; label: string }[] =>
  names.map((name) => ({ key: voKey(name), label: name }));
const rowsOf = (column: string[], ...wanted: string[]): string[] =>
  shown(placeRows(new ArraySheet(column.map((label) => [label])).read(cpuLayout, 'CPU'), periods(...wanted)));

const [Q1, Q2, Q3, Q4, NEXT] = ['2020.01-03', '2020.04-06', '2020.07-09', '2020.10-12', '2021.01-03'];

describe('rows of periods', () => {
  test.each<[string, string[], string[], string[]]>([
    ['an empty tab', [''], [Q1, Q2], ['', `(${Q1})`, `(${Q2})`]],
    ['a tab with headers only', ['Period'], [Q1, Q2], ['Period', `(${Q1})`, `(${Q2})`]],
    ['nothing to add', ['Period', Q1], [Q1], ['Period', Q1]],
    ['at the end', ['Period', Q1], [Q2, Q3], ['Period', Q1, `(${Q2})`, `(${Q3})`]],
    ['at the start', ['Period', Q3], [Q1, Q2], ['Period', `(${Q1})`, `(${Q2})`, Q3]],
    ['in between', ['Period', Q1, Q4], [Q3, Q2], ['Period', Q1, `(${Q2})`, `(${Q3})`, Q4]],
    ['descending', ['Period', Q4, Q2, Q1], [NEXT, Q3], ['Period', `(${NEXT})`, Q4, `(${Q3})`, Q2, Q1]],
    ['descending, at the end', ['Period', Q4, Q3], [Q1], ['Period', Q4, Q3, `(${Q1})`]],
    ['unordered: at the end', ['Period', Q2, Q1, Q4], [Q3], ['Period', Q2, Q1, Q4, `(${Q3})`]],
    [
      'before what people wrote below',
      ['Period', Q1, '', 'Source'],
      [Q2],
      ['Period', Q1, `(${Q2})`, '', 'Source'],
    ],
    [
      'a new year behind a subtotal',
      ['Period', Q4, 'Total 2020'],
      [NEXT],
      ['Period', Q4, 'Total 2020', `(${NEXT})`],
    ],
    [
      'a subtotal waits for its year',
      ['Period', Q3, 'Total 2020'],
      [Q4],
      ['Period', Q3, `(${Q4})`, 'Total 2020'],
    ],
    [
      'between subtotals',
      ['Period', Q4, 'Total 2020', 'Average of 2020', 'Total'],
      [NEXT],
      ['Period', Q4, 'Total 2020', 'Average of 2020', `(${NEXT})`, 'Total'],
    ],
    [
      'labels across years are left alone',
      ['Period', '2023.11-02', Q1],
      [Q2],
      ['Period', '2023.11-02', Q1, `(${Q2})`],
    ],
    ['below a title', ['OKRs', 'Period', Q2], [Q1], ['OKRs', 'Period', `(${Q1})`, Q2]],
  ])('%s', (_, column, wanted, expected) => {
    expect(rowsOf(column, ...wanted)).toEqual(expected);
  });

  test('a wanted period that stands twice is refused', () => {
    expect(() => rowsOf(['Period', Q1, Q2, Q1], Q1)).toThrow(
      'In tab "CPU" 2020.01-03 stands twice, in A2 and A4. Remove or rename one of them.',
    );
  });

  test('another period that stands twice is no matter', () => {
    expect(rowsOf(['Period', Q1, Q1, Q2], Q2)).toEqual(['Period', Q1, Q1, Q2]);
  });
});

describe('rows of VOs', () => {
  const place = (column: string[], ...wanted: string[]): string[] =>
    shown(
      placeRows(new ArraySheet(column.map((label) => [label])).read(usersLayout, 'Users'), [
        ...periods('TOTAL'),
        ...vos(...wanted),
      ]),
    );
  test.each<[string, string[], string[], string[]]>([
    ['an empty tab', [''], ['b', 'a'], ['', '(TOTAL)', '(a)', '(b)']],
    ['TOTAL alone', ['VO', 'TOTAL'], ['a'], ['VO', 'TOTAL', '(a)']],
    ['no TOTAL yet', ['VO', 'a', 'c'], ['b'], ['VO', '(TOTAL)', 'a', '(b)', 'c']],
    ['whatever its case', ['VO', 'Total', 'a'], ['a'], ['VO', 'Total', 'a']],
    ['TOTAL below', ['VO', 'a', 'c', 'TOTAL'], ['b', 'd'], ['VO', 'a', '(b)', 'c', '(d)', 'TOTAL']],
    [
      'without case',
      ['VO', 'TOTAL', 'ALICE', 'Cms'],
      ['alice', 'BIOMED'],
      ['VO', 'TOTAL', 'ALICE', '(BIOMED)', 'Cms'],
    ],
    ['before the first', ['VO', 'TOTAL', 'b'], ['a'], ['VO', 'TOTAL', '(a)', 'b']],
  ])('%s', (_, column, wanted, expected) => {
    expect(place(column, ...wanted)).toEqual(expected);
  });

  test('two spellings of one VO are refused', () => {
    expect(() => place(['VO', 'TOTAL', 'alice', 'ALICE'], 'alice')).toThrow(
      'In tab "Users" alice stands twice, in A3 and A4. Remove or rename one of them.',
    );
  });
});

describe('columns', () => {
  const place = (layout: typeof usersLayout, headers: string[], ...wanted: string[]): string[] =>
    shown(placeColumns(new ArraySheet([headers]).read(layout), periods(...wanted)));

  test.each<[string, string[], string[], string[]]>([
    ['an empty tab', [''], [Q1, Q2], ['', `(${Q1})`, `(${Q2})`, '(Registered Users)', '(Total Users)']],
    [
      "before today's numbers",
      ['VO', Q1, 'Registered Users', 'Total Users'],
      [Q2, Q3],
      ['VO', Q1, `(${Q2})`, `(${Q3})`, 'Registered Users', 'Total Users'],
    ],
    [
      'descending',
      ['VO', Q3, Q2, 'Registered Users', 'Total Users'],
      [Q4, Q1],
      ['VO', `(${Q4})`, Q3, Q2, `(${Q1})`, 'Registered Users', 'Total Users'],
    ],
    [
      'beside columns of people',
      ['VO', 'Contact', Q1, 'Remark', 'Registered Users', 'Total Users', 'Notes'],
      [Q2],
      ['VO', 'Contact', Q1, `(${Q2})`, 'Remark', 'Registered Users', 'Total Users', 'Notes'],
    ],
    ['what is missing at the end', ['VO', Q1], [], ['VO', Q1, '(Registered Users)', '(Total Users)']],
    [
      'what is missing in between',
      ['VO', Q1, 'Total Users'],
      [],
      ['VO', Q1, '(Registered Users)', 'Total Users'],
    ],
  ])('%s', (_, headers, wanted, expected) => {
    expect(place(usersLayout, headers, ...wanted)).toEqual(expected);
  });

  test('fixed columns only come where they are missing', () => {
    expect(place(okrUsersLayout, ['Period', 'Actual users', 'Total users', 'My remarks'])).toEqual([
      'Period',
      'Actual users',
      '(Active users)',
      'Total users',
      '(#VOs with a figure)',
      '(As of)',
      'My remarks',
    ]);
  });
});
