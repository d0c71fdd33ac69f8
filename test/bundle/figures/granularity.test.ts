import { DEFINITIONS } from '../../../src/settings/definitions';
import { describeVariations } from '../../../src/domain/variations';
import { readVoList } from '../../../src/domain/vo-names';
import { monthsBetween } from '../../../local/portals/months';
import { worldOf } from '../../../local/portals/world';
import { CLOUD, DASHBOARD, HTC, OKR_USERS, TestWorld, USERS } from '../../support/world';

const QUARTERS = ['2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];
const MONTHS = [...Array(11).keys()].map((month) => {
  const number = String(month + 1).padStart(2, '0');
  return `2026.${number}-${number}`;
});
const ALL = { month: true, 'half-year': true, year: true };

const options = { firstPeriod: '2026.01-03', vos: 5 };
const quarters = new TestWorld(options);
const test = new TestWorld({ ...options, settings: { granularities: ALL } });
beforeAll(async () => {
  await quarters.refresh();
  await test.refresh();
});

const by = (title: string, granularity: string): string => `${title} by ${granularity}`;

describe('months, half-years and years that are switched on', () => {
  it('get tabs of their own, and the tabs by quarter are as ever', () => {
    for (const title of [CLOUD, HTC, OKR_USERS]) {
      expect(test.labels(by(title, 'month'))).toEqual(MONTHS);
      expect(test.labels(by(title, 'half-year'))).toEqual(['2026.01-06', '2026.07-12']);
      expect(test.labels(by(title, 'year'))).toEqual(['2026.01-12']);
      expect(test.labels(title)).toEqual(QUARTERS);
    }
    // The formulas of the key results know all of these tabs.
    for (const [title, sheet] of Object.entries(quarters.snapshot('Key results'))) {
      expect(test.snapshot()).toHaveProperty([title], sheet);
    }
  });

  it('hold what the portal reports for such a period', () => {
    const hours = (title: string, label: string): number => Number(test.cell(title, label, 'CPU/h'));
    const sum = (labels: readonly string[], title: string): number =>
      labels.reduce((total, label) => total + hours(title, label), 0);
    expect(sum(QUARTERS, CLOUD)).toBeGreaterThan(0);
    // Each answer is rounded for itself.
    expect(Math.abs(hours(by(CLOUD, 'year'), '2026.01-12') - sum(QUARTERS, CLOUD))).toBeLessThan(60);
    expect(Math.abs(sum(MONTHS, by(CLOUD, 'month')) - sum(QUARTERS, CLOUD))).toBeLessThan(60);
    expect(test.values(by(USERS, 'month'))[0]).toEqual(['VO', ...MONTHS, 'Registered Users', 'Total Users']);
    expect(test.cell(by(USERS, 'month'), 'TOTAL', '2026.06-06')).toBe(
      test.cell(USERS, 'TOTAL', '2026.04-06'),
    );
  });

  it('ask the Operations Portal for the users of a VO once for all of them', () => {
    const asked = (world: TestWorld, path: string): number =>
      world.host.fetches.filter(({ url }) => url.includes(path)).length;
    for (const path of ['/vo-list', '/vo-users?']) {
      expect(asked(quarters, path)).toBeGreaterThan(0);
      expect(asked(test, path)).toBe(asked(quarters, path));
    }
  });

  it('compare VOs with the period of equal length before', () => {
    const vosOf = (label: string): string[] =>
      readVoList(String(test.cell(by(CLOUD, 'month'), label, 'List of active VOs')));
    MONTHS.slice(1).forEach((label, index) => {
      expect(test.cell(by(CLOUD, 'month'), label, 'VOs variations')).toBe(
        describeVariations(vosOf(MONTHS[index] ?? ''), vosOf(label)),
      );
    });
  });

  it('are found again by their ids, and written only where figures differ', async () => {
    test.sheet(by(CLOUD, 'month')).setName('Months');
    const before = test.snapshot();
    const [cloud] = await test.refresh();
    expect(cloud).toMatchObject({ result: 'done', changes: '' });
    expect(test.snapshot()).toEqual(before);
  });

  it('are asked for as a refresh of quarters is: the running one, those of the twelve months before, and missing ones', async () => {
    const first = new TestWorld({ firstPeriod: '2024.01-03', vos: 3, settings: { granularities: ALL } });
    const [cloud] = await first.refresh({ statistics: ['cloud-cpu'], dryRun: true });
    expect(cloud?.periods).toBe(
      '2024.01-01 to 2026.11-11, 2024.01-03 to 2026.10-12, 2024.01-06 to 2026.07-12, 2024.01-12 to 2026.01-12',
    );
    await first.refreshOne('cloud-cpu');
    expect(await first.refreshOne('cloud-cpu')).toMatchObject({
      periods:
        '2025.11-11 to 2026.11-11, 2025.10-12 to 2026.10-12, 2025.07-12 to 2026.07-12, 2025.01-12 to 2026.01-12',
    });
  });
});

it('a tab that cannot be refreshed is named by its periods, and the others are refreshed', async () => {
  const months = new TestWorld({ ...options, settings: { granularities: { month: true } } });
  await months.refreshOne('cloud-cpu');
  months.type(by(CLOUD, 'month'), '2026.01-01', 'Period', '2026.11-11');
  months.type(CLOUD, '2026.10-12', 'CPU/h', 1);
  expect(await months.refreshOne('cloud-cpu')).toMatchObject({
    result: 'partly done',
    message: expect.stringMatching(
      /^by month: In tab "Accounting Cloud CPU\/h by month" .* stands twice/,
    ) as string,
  });
  expect(months.cell(CLOUD, '2026.10-12', 'CPU/h')).toBe(quarters.cell(CLOUD, '2026.10-12', 'CPU/h'));
});

it('an old gap in a year hides the year, and no quarter from the dashboard', async () => {
  const cloud = Object.fromEntries(
    monthsBetween('2025-01', '2026-07').flatMap((month) => (month === '2025-02' ? [] : [[month, 100]])),
  );
  const test = new TestWorld({
    ...options,
    today: '2026-07-20',
    firstPeriod: '2025.01-03',
    statistics: ['cloud-cpu'],
    world: worldOf({ vos: [{ name: 'vo.a.eu', hours: { cloud } }] }),
    settings: { granularities: { year: true } },
  });
  expect(await test.refreshOne('cloud-cpu')).toMatchObject({
    result: 'partly done',
    message: expect.stringMatching(/^2025\.01-12: .* no hours of 2025-02/m) as string,
  });
  const shown = test.values(DASHBOARD).find(([name, period]) => name === 'Cloud CPU/h' && period !== '');
  expect(shown?.slice(0, 3)).toEqual(['Cloud CPU/h', '2026.04-06', 300]);
  const row = test.values(DASHBOARD).findIndex(([name]) => name === 'Up to date?');
  expect(
    test
      .sheet(DASHBOARD)
      .getRange(row + 1, 2)
      .getFormula(),
  ).toMatch(
    /"Yes: all newest figures have been refreshed ".*"since 2026-07-20"\)&"; Warnings say what is missing\."/,
  );
});

it("new tabs are called after a title of one's own", async () => {
  const settings = { granularities: { year: true }, tabTitles: { 'cloud-cpu': 'Cloud' } };
  const named = new TestWorld({ ...options, settings });
  await named.refreshOne('cloud-cpu');
  expect(named.titles()).toEqual(expect.arrayContaining(['Cloud', 'Cloud by year']));
});

it('a period is frozen when all of it is', async () => {
  const settings = { granularities: ALL, frozenBefore: '2026.04-06' };
  const frozen = new TestWorld({ ...options, settings });
  await frozen.refreshOne('cloud-cpu');
  expect(frozen.labels(by(CLOUD, 'month'))[0]).toBe('2026.04-04');
  expect(frozen.labels(CLOUD)[0]).toBe('2026.04-06');
  expect(frozen.labels(by(CLOUD, 'half-year'))[0]).toBe('2026.01-06');
});

it('only quarters are switched on when nobody has chosen', () => {
  expect(DEFINITIONS.granularities.default).toEqual({});
  expect(quarters.titles().filter((title) => / by (month|half-year|year)$/.test(title))).toEqual([]);
});
