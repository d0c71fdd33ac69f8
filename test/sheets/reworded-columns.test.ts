import { cpuLayout, cpuWanted } from '../../src/statistics/cpu-hours/total-tab';
import { withWordings } from '../../src/sheets/layout';
import { planUpdate, type Plan } from '../../src/sheets/plan';
import { slaLayout, slaWanted } from '../../src/statistics/sla-hours/tab';
import { usersLayout, usersWanted } from '../../src/statistics/users/by-vo-tab';
import { ArraySheet } from '../support/array-sheet';

const [Q1, Q2, Q3] = ['2020.01-03', '2020.04-06', '2020.07-09'];

/** A plan for figures of three periods in a tab of CPU/h with these headers and rows. */
function cpuPlan(cells: unknown[][], layout = withWordings(cpuLayout, {})): Plan {
  const figures = [Q1, Q2, Q3].map((label, index) => {
    const vos = { vos: [], withAccounting: ['a', 'b'], withoutAccounting: ['c'], warnings: [] };
    return [label, { cpuHours: 1000 * (index + 1), ...vos }] as const;
  });
  const wanted = cpuWanted(new Map(figures), () => false);
  return planUpdate(new ArraySheet(cells).read(layout, 'CPU'), wanted);
}

/** The rows of three periods with these hours, and lists of VOs. */
const cpuRows = (header: string, hours: unknown[], list = 'a, b'): unknown[][] => [
  ['Period', header, '#VOs with accounting', 'List of active VOs'],
  ...[Q1, Q2, Q3].map((label, index) => [label, hours[index], list.split(',').length, list]),
];

/** The same of periods that are not measured now. */
const earlierRows = cpuRows('Hours', [1, 2, 3]).map(([label, ...rest]) => [
  String(label).replace('2020', '2019'),
  ...rest,
]);

/** The hours that a plan changes. */
const changedHours = ({ changes }: Plan): unknown[] =>
  changes.filter(({ kind }) => kind === 'figure').map(({ column, new: now }) => `${column}: ${now}`);

const MESSAGE =
  'Tab "CPU" has no column "CPU/h". B1 ("Budget (h)") may be it, but holds other figures than those measured now. ' +
  'If it is, give it the header "CPU/h"; if it is a column of your own, write that header over a blank column.';

describe("a column under another header is the product's", () => {
  test.each([
    ['when it holds what is measured', [1000, 2000, 3000], []],
    [
      'when most of it has hardly been restated',
      [995, 2010, 900],
      ['Hours: 1000', 'Hours: 2000', 'Hours: 3000'],
    ],
    ['when what it has is half right', [1000, 500, ''], ['Hours: 2000', 'Hours: 3000']],
  ])('%s', (_, hours, changed) => {
    const plan = cpuPlan(cpuRows('Hours', hours));
    expect(changedHours(plan)).toEqual(changed);
    expect([...plan.after.guessed]).toEqual([]);
  });

  test('whatever it holds, once that has been found out', () => {
    const layout = withWordings(cpuLayout, { cpuHours: 'Hours' });
    expect(changedHours(cpuPlan(cpuRows('hours', [1, 2, 3]), layout))).toHaveLength(3);
  });

  test('unless another one has the right header meanwhile', () => {
    const layout = withWordings(cpuLayout, { cpuHours: 'Hours' });
    const rows = cpuRows('Hours', [1, 2, 3]).map((row, index) => [...row, index === 0 ? 'CPU/h' : '']);
    const { after, changes } = cpuPlan(rows, layout);
    expect(after.columns.get('cpuHours')).toBeGreaterThan(3);
    expect(changes.filter(({ column }) => column === 'Hours')).toEqual([]);
  });
});

describe("a column that may be a person's is refused", () => {
  test('when it holds other figures', () => {
    expect(() => cpuPlan(cpuRows('Budget (h)', [1100, 2200, 3000]))).toThrow(MESSAGE);
  });

  test('when it would get its first figure, because it would look like ours from then on', () => {
    expect(() => cpuPlan(earlierRows)).toThrow(
      'B1 ("Hours") may be it, but holds nothing yet that is measured now.',
    );
  });

  test('when it lists others', () => {
    const rows = cpuRows('CPU/h', [1000, 2000, 3000], 'x, y').map((row, index) =>
      index === 0
        ? [...row.with(3, 'Sites'), '#VOs without accounting', 'VOs with *NO* accounting']
        : [...row, 1, 'c'],
    );
    expect(() => cpuPlan(rows)).toThrow(
      'Tab "CPU" has no column "List of active VOs". D1 ("Sites") may be it',
    );
  });

  test('in the tab of users, too', () => {
    const sheet = new ArraySheet([
      ['VO', Q1, 'Registered Users', 'Quota'],
      ['TOTAL', '=SUM(B3:B5)', '=SUM(C3:C5)', '=SUM(D3:D5)'],
      ['a', 1, 1, 50],
      ['b', 2, 2, 50],
      ['c', 3, 3, 3],
    ]);
    const vos = ['a', 'b', 'c'].map((name, index) => ({
      name,
      registeredUsers: index + 1,
      totalUsers: index + 1,
      users: new Map([[Q1, index + 1]]),
    }));
    expect(() =>
      planUpdate(sheet.read(withWordings(usersLayout, {}), 'Users'), usersWanted(vos, [Q1])),
    ).toThrow('Tab "Users" has no column "Total Users". D1 ("Quota") may be it');
  });
});

describe('in a tab of other programs, which may have counted otherwise,', () => {
  const takenOver = withWordings(cpuLayout, undefined);

  test('figures may be off', () => {
    expect(changedHours(cpuPlan(cpuRows('Hours', [600, 1500, 3500]), takenOver))).toHaveLength(3);
  });

  test('and as long as nothing of what is measured stands in one yet, that is not sure', () => {
    expect([...cpuPlan(earlierRows, takenOver).after.guessed]).toEqual(['cpuHours']);
  });

  test("but not so much that they must be a person's", () => {
    expect(() => cpuPlan(cpuRows('Budget (h)', [100, 200, 3000]), takenOver)).toThrow(MESSAGE);
  });
});

test('a reworded TOTAL of VOs with an agreement is found, and gets no second one', () => {
  const sheet = new ArraySheet([
    ['Period', 'alice', 'cms', 'Sum'],
    [Q1, 100, 20, 120],
    [Q2, 90, 30, 120],
  ]);
  const hours = [
    { name: 'alice', hours: 100 },
    { name: 'cms', hours: 20 },
  ];
  const figures = new Map([[Q1, { vos: hours, total: 121, absent: [], warnings: [] }]]);
  sheet.apply(planUpdate(sheet.read(slaLayout), slaWanted(figures)));
  expect(sheet.values[0]).toEqual(['Period', 'alice', 'cms', 'Sum']);
  expect(sheet.values[1]).toEqual([Q1, 100, 20, 121]);
});
