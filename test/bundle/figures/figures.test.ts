import { expectedCpu, expectedUsers, expectedUserTotals } from '../../../local/portals/expected';
import { makeWorld } from '../../../local/portals/generated-world';
import { API_KEY, CLOUD, HTC, OKR_USERS, TestWorld, USERS, type TestWorldOptions } from '../../support/world';
import { monthsOf, parsePeriod, periodsBetween } from '../../../src/domain/periods';

const monthsIn = (label: string): string[] => {
  const period = parsePeriod(label);
  if (!period) throw new Error(`not a period: ${label}`);
  return monthsOf(period);
};

const list = (names: readonly string[]): string => (names.length === 0 ? '-' : names.join(', '));

/** The whole tab of a scope as it must be, the variations counted from the lists. */
function expectedCpuTab(test: TestWorld, scope: 'cloud' | 'htc', labels: readonly string[]): unknown[][] {
  const expected = labels.map((label) => expectedCpu(test.world, scope, monthsIn(label)));
  return expected.map((figures, index) => {
    const before = expected[index - 1]?.with ?? figures.with;
    const appeared = figures.with.filter((name) => !before.includes(name));
    const disappeared = before.filter((name) => !figures.with.includes(name));
    const variations = [
      ...(appeared.length > 0 ? [`APPEARED: ${appeared.join(', ')}`] : []),
      ...(disappeared.length > 0 ? [`DISAPPEARED: ${disappeared.join(', ')}`] : []),
    ].join('\n');
    return [
      labels[index],
      figures.total,
      figures.with.length,
      list(figures.with),
      figures.without.length,
      list(figures.without),
      variations === '' ? '-' : variations,
    ];
  });
}

/** Blank tab cells are `''`. */
const orBlank = (figure: number | undefined): number | '' => figure ?? '';

/** @param cpuLabels periods that have hours yet */
function checkAllFigures(test: TestWorld, labels: readonly string[], cpuLabels = labels): void {
  expect(test.values(CLOUD).slice(1)).toEqual(expectedCpuTab(test, 'cloud', cpuLabels));
  expect(test.values(HTC).slice(1)).toEqual(expectedCpuTab(test, 'htc', cpuLabels));

  const listed = test.world.vos.filter((vo) => vo.listed);
  const [headers, totals, ...vos] = test.values(USERS);
  expect(headers).toEqual(['VO', ...labels, 'Registered Users', 'Total Users']);
  const key = (name: string): string => name.toLowerCase();
  expect(vos).toEqual(
    [...listed]
      .sort((one, other) => (key(one.name) < key(other.name) ? -1 : 1))
      .map((vo) => [
        vo.name,
        ...labels.map((label) => orBlank(expectedUsers(test.world, vo.name, monthsIn(label)))),
        vo.registered,
        vo.total,
      ]),
  );
  const sums = labels.map((label) => expectedUserTotals(test.world, monthsIn(label)));
  expect(totals).toEqual(['TOTAL', ...sums.map(({ actual }) => actual), sums[0]?.active, sums[0]?.total]);
  const last = labels.length - 1;
  expect(test.values(OKR_USERS)).toEqual([
    ['Period', 'Actual users', 'Active users', 'Total users', '#VOs with a figure', 'As of'],
    ...sums.map((sum, index) => [
      labels[index],
      sum.actual,
      index === last ? sum.active : '',
      index === last ? sum.total : '',
      sum.vos,
      test.today,
    ]),
  ]);
}

describe('the sample portals as they publish their figures', () => {
  const test = new TestWorld({ firstPeriod: '2020.01-03', vos: 309, tabRows: 320 });
  beforeAll(async () => {
    const results = await test.refresh();
    expect(results.map(({ result, message }) => [result, message])).toEqual([
      ['done', ''],
      ['done', ''],
      ['done', ''],
    ]);
  });

  it('gives the captured cloud figures of 2024.10-12', () => {
    expect(test.rows(CLOUD)['2024.10-12']?.slice(0, 3)).toEqual(['2024.10-12', 15_315_512, 67]);
  });

  it('gives the published cloud figures of 2020.01-03', () => {
    const row = test.rows(CLOUD)['2020.01-03'] ?? [];
    expect([row[1], row[2], row[4], row[5]]).toEqual([
      5_502_465,
      42,
      3,
      'cesga.es, vo.enes.org, vo.thepund.it',
    ]);
  });

  it('gives the published HTC figures of 2020.01-03', () => {
    const row = test.rows(HTC)['2020.01-03'] ?? [];
    expect([row[1], row[2], row[4], row[5]]).toEqual([1_336_676_765, 59, 0, '-']);
  });

  it('gives every period and every VO as counted from the world itself', () => {
    const labels = periodsBetween('2020-01', '2026-11').map(({ label }) => label);
    expect(labels).toHaveLength(28);
    checkAllFigures(test, labels);
  });
});

it.each<[string, TestWorldOptions & { periods: number }]>([
  ['one VO on the first day of a quarter', { vos: 1, today: '2026-10-01', periods: 5 }],
  ['a few VOs on New Year', { vos: 5, today: '2026-01-01', periods: 2 }],
  ['VOs with and without a history', { vos: 12, today: '2026-02-28', periods: 2 }],
  ['more VOs than one batch of requests', { vos: 60, today: '2026-12-31', periods: 5 }],
])('gives every figure of %s', async (_, { periods, ...options }) => {
  const test = new TestWorld(options);
  const results = await test.refresh();
  expect(results.map(({ result, message }) => [result, message])).toEqual(Array(3).fill(['done', '']));
  const all = periodsBetween('2025-10', test.today.slice(0, 7)).map(({ label }) => label);
  expect(all).toHaveLength(periods);
  // On the first day of a period nobody has used an hour in it.
  checkAllFigures(test, all, test.today.endsWith('-01') ? all.slice(0, -1) : all);
});

it('keeps the figures of the running period up to date, and what it had when the next one starts', async () => {
  const first = new TestWorld({ today: '2026-08-10' });
  await first.refresh();
  const soFar = first.cell(CLOUD, '2026.07-09', 'CPU/h');
  const later = first.later({
    today: '2026-11-23',
    world: makeWorld({ today: '2026-11-23', vos: 8, firstMonth: '2025-10' }),
  });
  await later.refresh();
  expect(later.cell(CLOUD, '2026.07-09', 'CPU/h')).toBeGreaterThan(Number(soFar));
  expect(later.cell(CLOUD, '2026.07-09', 'CPU/h')).toBe(
    expectedCpu(later.world, 'cloud', monthsIn('2026.07-09')).total,
  );
  const kept = first.world.vos.filter((vo) => vo.listed).reduce((sum, vo) => sum + vo.registered, 0);
  expect(later.cell(OKR_USERS, '2026.07-09', 'Active users')).toBe(kept);
});

it('never asks with the key in an address', async () => {
  const test = new TestWorld();
  await test.refresh();
  expect(JSON.stringify(test.host.fetches)).not.toContain(API_KEY);
});
