import { withKnownVos, type Layout } from '../../src/sheets/layout';
import { readTable } from '../../src/sheets/table';
import { cpuByVoLayout } from '../../src/statistics/cpu-hours/by-vo-tab';
import { okrUsersLayout } from '../../src/statistics/users/okr-tab';
import { slaLayout } from '../../src/statistics/sla-hours/tab';

const [Q1, Q2] = ['2026.01-03', '2026.04-06'];
const USERS = ['Period', 'Actual users', 'Active users', 'Total users', '#VOs with a figure', 'As of'];
const byVo = withKnownVos(cpuByVoLayout, (label) => ['alice', 'vo.a.eu'].includes(label));

const read = (layout: Layout, ...values: (string | number)[][]): unknown =>
  readTable(
    'Tab',
    values,
    values.map((row) => row.map(() => '')),
    layout,
  ).rows;

describe('a tab whose headers are gone, or sorted below its rows, is refused', () => {
  it.each<[string, Layout, (string | number)[][]]>([
    [
      `${Q1} in row 1`,
      okrUsersLayout,
      [
        [Q1, 5],
        [Q2, 6],
      ],
    ],
    [`${Q1} in row 1`, okrUsersLayout, [[Q1, 5], [Q2, 6], USERS]],
    [
      `${Q1} in row 1`,
      slaLayout,
      [
        [Q1, 5, 5],
        [Q2, 6, 6],
      ],
    ],
    [
      'alice in row 1',
      byVo,
      [
        ['alice', 5, 6],
        ['vo.a.eu', 5, 6],
      ],
    ],
    [
      'alice in row 1',
      byVo,
      [
        ['alice', 5, 6],
        ['VO', Q1, Q2],
        ['vo.a.eu', 5, 6],
      ],
    ],
    [
      'vo.b.eu in row 1',
      cpuByVoLayout,
      [
        ['vo.b.eu', 5, 6],
        ['vo.a.eu', 5, 6],
      ],
    ],
  ])('at %s', (where, layout, rows) => {
    expect(() => read(layout, ...rows)).toThrow(
      new RegExp(
        `^Tab "Tab" has no headers above ${where}\\. Move the row with the headers there; if there is none, insert`,
      ),
    );
  });
});

it.each<[string, Layout, (string | number)[][]]>([
  ['a line about a period stands above the headers, too', okrUsersLayout, [[Q1, 5], USERS, [Q1, 5], [Q2, 6]]],
  [
    'a title does',
    byVo,
    [
      ['Hours', 2026],
      ['VO', Q1],
      ['alice', 5],
    ],
  ],
  [
    'headers are reworded, but for the periods',
    byVo,
    [
      ['alice', Q1, 5],
      ['vo.a.eu', 5, 6],
    ],
  ],
  [
    'the headers are blank',
    okrUsersLayout,
    [
      ['', ''],
      [Q1, 5],
    ],
  ],
])('a tab in which %s is read', (_, layout, rows) => {
  expect(() => read(layout, ...rows)).not.toThrow();
});
