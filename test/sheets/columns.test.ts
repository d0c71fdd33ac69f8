import { cpuLayout } from '../../src/statistics/cpu-hours/total-tab';
import type { Layout } from '../../src/sheets/layout';
import { slaLayout } from '../../src/statistics/sla-hours/tab';
import { usersLayout } from '../../src/statistics/users/by-vo-tab';
import { ArraySheet } from '../support/array-sheet';
import { cellAddress } from '../../src/sheets/a1';

const columnsOf = (layout: Layout, ...cells: unknown[][]): Record<string, number> =>
  Object.fromEntries(new ArraySheet(cells).read(layout, 'CPU').columns);

const HEADERS = [
  'Period',
  'CPU/h',
  '#VOs with accounting',
  'List of active VOs',
  '#VOs without accounting',
  'VOs with *NO* accounting',
  'VOs variations',
];
const ROWS = [
  ['2020.01-03', 5502465, 2, 'a, b', 1, 'c', '-'],
  ['2020.04-06', 6547789, 3, 'a, b, c', 0, '-', 'APPEARED: c'],
];
const ALL = {
  period: 0,
  cpuHours: 1,
  withCount: 2,
  withList: 3,
  withoutCount: 4,
  withoutList: 5,
  variations: 6,
};
const withColumn = (at: number, header: string, ...cells: (string | number)[]): unknown[][] =>
  [HEADERS, ...ROWS].map((row, index) =>
    row.toSpliced(at, 0, index === 0 ? header : (cells[index - 1] ?? '')),
  );
const reworded = (...headers: (string | undefined)[]): unknown[][] => [
  HEADERS.map((header, index) => headers[index] ?? header),
  ...ROWS,
];

test.each([
  [0, 0, 'A1'],
  [9, 25, 'Z10'],
  [0, 26, 'AA1'],
  [0, 701, 'ZZ1'],
  [0, 702, 'AAA1'],
])('the cell in row %i and column %i is %s', (row, column, address) => {
  expect(cellAddress(row, column)).toBe(address);
});

describe('a tab of CPU/h', () => {
  test('with its own headers', () => {
    expect(columnsOf(cpuLayout, HEADERS, ...ROWS)).toEqual(ALL);
  });

  test('with headers in another style', () => {
    const restyled = [' period ', 'CPU / H', '#VOs with  Accounting:', 'LIST OF ACTIVE VOS'];
    expect(columnsOf(cpuLayout, ...reworded(...restyled))).toEqual(ALL);
  });

  test('with all headers reworded', () => {
    const headers = ['Quarter', 'Hours', 'Active', 'Who', 'Inactive', 'Who not', 'Changes'];
    expect(columnsOf(cpuLayout, ...reworded(...headers))).toEqual(ALL);
  });

  test.each(HEADERS.map((header, index) => [header, index] as const))('with "%s" reworded', (_, index) => {
    const headers = HEADERS.map((__, other) => (other === index ? 'Something else' : undefined));
    expect(columnsOf(cpuLayout, ...reworded(...headers))).toEqual(ALL);
  });

  test('with columns of people in between', () => {
    const cells = withColumn(2, 'Budget', 100, 200);
    expect(columnsOf(cpuLayout, ...cells)).toEqual({
      ...{
        period: 0,
        cpuHours: 1,
        withCount: 3,
        withList: 4,
        withoutCount: 5,
        withoutList: 6,
        variations: 7,
      },
    });
  });

  test('below a title', () => {
    const table = new ArraySheet([['OKRs of EGI'], [], HEADERS, ...ROWS]).read(cpuLayout);
    expect(table.headerRow).toBe(2);
    expect(Object.fromEntries(table.columns)).toEqual(ALL);
    expect([...table.rows]).toEqual([
      ['2020.01-03', 3],
      ['2020.04-06', 4],
    ]);
  });

  test('with the periods in another column', () => {
    const moved = [HEADERS, ...ROWS].map((row) => [...row.slice(1), row[0]]);
    expect(columnsOf(cpuLayout, ...moved)).toMatchObject({ period: 6, cpuHours: 0, variations: 5 });
  });

  test('that is empty', () => {
    expect(columnsOf(cpuLayout, [''])).toEqual({ period: 0 });
  });

  test('with rows that are not of the series, whatever they hold', () => {
    const total = ['Total 2020', 'n/a', 'x', 5, 'y', 6, 7];
    const headers = ['Quarter', 'Hours', 'Active', 'Who', 'Inactive', 'Who not', 'Changes'];
    expect(columnsOf(cpuLayout, ...reworded(...headers), total)).toEqual(ALL);
  });

  test("a column of formulas is a person's", () => {
    const removed = withColumn(1, 'Budget', '=C2*2', '=C3*2').map((row) => row.toSpliced(2, 1));
    expect(columnsOf(cpuLayout, ...removed)).not.toHaveProperty('cpuHours');
  });

  test('a column that holds nothing but "-" is not taken for a list of variations', () => {
    const removed = withColumn(7, 'Done?', '-', '-').map((row) => row.toSpliced(6, 1));
    expect(columnsOf(cpuLayout, ...removed)).not.toHaveProperty('variations');
  });

  test('of which a column has been removed: a column of people is not taken for it', () => {
    const removed = withColumn(7, 'Budget', 100, 200).map((row) => row.toSpliced(1, 1));
    expect(columnsOf(cpuLayout, ...removed)).not.toHaveProperty('cpuHours');
  });
});

describe('what is refused', () => {
  test('a header twice', () => {
    expect(() => columnsOf(cpuLayout, ...withColumn(7, 'CPU/h'))).toThrow(
      'Tab "CPU" has two columns "CPU/h", in B1 and H1. Rename or remove one of them.',
    );
  });

  test('two columns either of which could be the reworded one', () => {
    const cells = withColumn(1, 'Budget', 100, 200).map((row, index) =>
      index === 0 ? row.with(2, 'Hours') : row,
    );
    expect(() => columnsOf(cpuLayout, ...cells)).toThrow(
      'In tab "CPU" it is not clear which column is "CPU/h": it could be B1 ("Budget"), C1 ("Hours"). ' +
        'Give the right one that header; if none is, write it over a blank column.',
    );
  });

  test('as many candidates as columns, but not in their order', () => {
    const cells = [
      ['Period', 'CPU/h', 'List of active VOs', 'Seen', 'Who', 'Not', 'VOs with *NO* accounting'],
      ['2020.01-03', 5, 'a, b', 1, 'x', 2, 'y, z'],
    ];
    expect(() => columnsOf(cpuLayout, ...cells)).toThrow(
      'In tab "CPU" it is not clear which column is "#VOs with accounting", "#VOs without accounting": ' +
        'it could be D1 ("Seen"), F1 ("Not"). Give the right one that header; if none is, write it over a blank column.',
    );
  });

  test('fewer candidates than columns', () => {
    const cells = reworded(undefined, undefined, 'With', undefined, 'Without').map((row, index) =>
      index === 0 ? row : row.with(4, 'unknown'),
    );
    expect(() => columnsOf(cpuLayout, ...cells)).toThrow(
      'In tab "CPU" it is not clear which column is "#VOs with accounting", "#VOs without accounting": ' +
        'it could be C1 ("With"). Give the right one that header; if none is, write it over a blank column.',
    );
  });
});

describe('a tab of the VOs that have an agreement', () => {
  const columns = (...cells: unknown[][]): Record<string, number> => columnsOf(slaLayout, ...cells);
  const HOURS = [
    ['2020.01-03', 100, 20, 121],
    ['2020.04-06', 90, '', 90],
    ['2020.07-09', 80, 10, 90],
  ];

  test('its total is found by what it holds when people have reworded its header', () => {
    expect(columns(['Period', 'alice', 'cms', 'Sum'], ...HOURS)).toEqual({
      PERIOD: 0,
      alice: 1,
      cms: 2,
      TOTAL: 3,
    });
  });

  test('no VO is taken for a total that has been removed', () => {
    const removed = [['Period', 'alice', 'cms'], ...HOURS.map((row) => row.slice(0, 3))];
    expect(columns(...removed)).toEqual({ PERIOD: 0, alice: 1, cms: 2 });
  });

  test('the only VO, and a reworded total that is the same, are not told apart', () => {
    const cells = [['Period', 'alice', 'Sum'], ...HOURS.map(([period, hours]) => [period, hours, hours])];
    expect(() => columns(...cells)).toThrow(
      'it is not clear which column is "TOTAL": it could be B1 ("alice"), C1 ("Sum").',
    );
  });
});

test('a tab of users: the periods are columns', () => {
  const cells = [
    ['VO', '2020.01-03', 'Notes', '2020.04-06', 'Active', 'Total Users'],
    ['TOTAL', 3, '', 4, 5, 6],
    ['a', 3, 'x', 4, 5, 6],
  ];
  expect(columnsOf(usersLayout, ...cells)).toEqual({
    vo: 0,
    '2020.01-03': 1,
    '2020.04-06': 3,
    registered: 4,
    total: 5,
  });
});
