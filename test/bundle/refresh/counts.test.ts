import type { AroundCall } from '../../../local/apps-script/execution';
import type { Calls } from '../../../local/calls';
import { enterSampleAgreements } from '../../../local/sample-agreements';
import { isLong } from '../../support/effort';
import { CLOUD, RUN_LOG, TestWorld } from '../../support/world';

/** Tabs that a refresh creates: four for CPU/h, two for users, the run log, the dashboard, the key results. */
const TABS = 9;

/** Counted in the long form only. */
const LARGEST = '80 periods and 1,000 VOs';
const sizes = {
  small: { today: '2026-11-23', firstPeriod: '2026.01-03', vos: 30 },
  'many periods': { today: '2026-08-20', firstPeriod: '2020.01-03', vos: 30 },
  'many VOs': { today: '2026-11-23', firstPeriod: '2026.01-03', vos: 309 },
  large: { today: '2026-08-20', firstPeriod: '2020.01-03', vos: 309 },
  ...(isLong && {
    '80 periods and 1,000 VOs': { today: '2026-08-20', firstPeriod: '2006.10-12', vos: 1000 },
  }),
};

interface TwoRefreshes {
  readonly first: Calls;
  readonly second: Calls;
}

/** What a first refresh asked, and a second one of unchanged data. */
const counts: Record<string, TwoRefreshes> = {};
beforeAll(async () => {
  for (const [name, size] of Object.entries(sizes)) {
    // Room enough for what is not a table, as in Google's 1000 rows.
    const test = new TestWorld({ ...size, tabRows: isLong ? 250 : 100 });
    await test.refresh();
    const first = test.calls;
    await test.refresh();
    counts[name] = { first, second: test.calls };
  }
}, 180_000);
const countsOf = (name: string): TwoRefreshes => {
  const found = counts[name];
  if (!found) throw new Error(`no counts of ${name}`);
  return found;
};

const isView = (path: string): boolean => /^\/(cloud|egi)\//.test(path);
const isHop = (path: string): boolean => path.startsWith('redirect ');

describe('the portals', () => {
  it('are asked once a scope and period, once for the list of VOs, once a VO, once whether the views answer, and for nothing else', () => {
    const { total, byPath } = countsOf('large').first.portal;
    const asked = Object.entries(byPath).filter(([path]) => !isHop(path));
    const views = asked.filter(([path]) => isView(path));
    expect(views).toHaveLength(2 * 27);
    expect(views.every(([, count]) => count === 1)).toBe(true);
    expect(Object.fromEntries(asked.filter(([path]) => !isView(path)))).toEqual({
      '/vo-list/json': 1,
      '/egi-reports/vo-users': 309,
      'probe /cloud/sum_elap_processors/VO/DATE/2026/06/2026/07/egi/onlyinfrajobs/JSON/JSON/': 1,
    });
    expect(total).toBe(2 * 27 + 1 + 309 + 1);
  });

  it('are asked for the running period and those of the twelve months before it when nothing is missing', () => {
    const { total, byPath } = countsOf('large').second.portal;
    const months = (path: string): string => path.split('/').slice(5, 9).join('/');
    expect(
      Object.keys(byPath)
        .filter((path) => path.startsWith('/cloud/'))
        .map(months),
    ).toEqual([
      '2025/07/2025/09',
      '2025/10/2025/12',
      '2026/01/2026/03',
      '2026/04/2026/06',
      '2026/07/2026/09',
    ]);
    expect(total).toBe(2 * 5 + 1 + 309);
  });
});

describe('the spreadsheet', () => {
  it.each(Object.keys(sizes))('takes at most 21 calls a tab that is created: %s', (name) => {
    expect(countsOf(name).first.sheet.total).toBeLessThanOrEqual(21 * TABS);
  });

  it.each(Object.keys(sizes))('takes at most 3.5 calls a tab where nothing has changed: %s', (name) => {
    expect(countsOf(name).second.sheet.total).toBeLessThanOrEqual(3.5 * TABS);
  });

  it('takes at most 34 calls where nothing has changed with VO changes, too, and 8 more for each tab of agreements', async () => {
    const statistics = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'] as const;
    const test = new TestWorld({ statistics, firstPeriod: '2026.07-09', vos: 30 });
    await test.refresh();
    await test.refresh();
    expect(test.calls.sheet.total).toBeLessThanOrEqual(34);
    enterSampleAgreements(test.spreadsheet);
    const withAgreements = [...statistics, 'sla-cloud', 'sla-htc'] as const;
    await test.refresh({ statistics: withAgreements });
    await test.refresh({ statistics: withAgreements });
    expect(test.titles().filter((title) => title.startsWith('Accounting SLAs'))).toHaveLength(2);
    expect(test.calls.sheet.total).toBeLessThanOrEqual(34 + 2 * 8);
  });

  for (const name of Object.keys(sizes).filter((each) => each === LARGEST))
    it(`takes no more calls than with few periods and VOs: ${name}`, () => {
      expect(countsOf(name).first.sheet.total).toBeLessThanOrEqual(countsOf('small').first.sheet.total);
      expect(countsOf(name).second.sheet.total).toBeLessThanOrEqual(countsOf('small').second.sheet.total);
    });

  it.each(['many periods', 'many VOs', 'large'])('takes as many calls as with few of both: %s', (name) => {
    expect(countsOf(name).first.sheet).toEqual(countsOf('small').first.sheet);
    expect(countsOf(name).second.sheet).toEqual(countsOf('small').second.sheet);
  });
});

it('takes the same sheet calls for a new period whether there are many or few', async () => {
  const counts = [];
  for (const firstPeriod of ['2026.01-03', '2020.01-03']) {
    const before = new TestWorld({ today: '2026-09-20', firstPeriod, vos: 30 });
    await before.refresh();
    const after = before.later({ today: '2026-11-23', world: new TestWorld({ firstPeriod, vos: 30 }).world });
    await after.refresh();
    expect(after.labels(CLOUD).pop()).toBe('2026.10-12');
    counts.push(after.calls.sheet);
  }
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[0]?.total).toBeLessThanOrEqual(30 * TABS);
});

it('requests of several statistics to the same portal go out together, and never to two portals', async () => {
  const statistics = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'] as const;
  const test = new TestWorld({ statistics, firstPeriod: '2026.01-03', vos: 3 });
  await test.refresh();
  const batches: string[][] = [];
  const aroundCall: AroundCall = (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll') {
      const asked = call.args[0] as { url: string }[];
      batches.push(
        asked.map(
          ({ url }) => /vo-list|vo-users|(?<=reports\/)vo|(?<=\/)(cloud|egi)(?=\/)/.exec(url)?.[0] ?? url,
        ),
      );
    }
    return proceed();
  };
  const results = await test.run('runRefresh', { args: [{ how: 'menu' }], aroundCall });
  const times = (count: number, what: string): string[] => Array<string>(count).fill(what);
  expect(batches).toEqual([
    [...times(4, 'cloud'), ...times(4, 'egi')],
    ['vo-list', ...times(4, 'vo')],
    times(3, 'vo-users'),
  ]);
  expect(results).toMatchObject([{ requests: 4 }, { requests: 4 }, { requests: 4 }, { requests: 4 }]);
});

describe('a second refresh of unchanged data', () => {
  const test = new TestWorld();
  let before: unknown;
  let properties: string;
  beforeAll(async () => {
    await test.refresh();
    before = test.snapshot();
    properties = JSON.stringify(test.host.properties);
    test.clock.advance(3_600_000);
    await test.refresh();
  });

  it('leaves every cell, note and format as it was', () => {
    expect(test.snapshot()).toEqual(before);
  });

  it('writes nothing but the rows of the run log, all at once, and the new times into the dashboard', () => {
    const writes = Object.entries(test.calls.sheet.byMethod).filter(([method]) =>
      /\.(set|insert|delete|clear)/.test(method),
    );
    expect(writes).toEqual([['Range.setValues', 1 + 2]]);
    expect(test.values(RUN_LOG)).toHaveLength(1 + 2 * 3);
  });

  it('remembers what it remembered before', () => {
    expect(JSON.stringify(test.host.properties)).toBe(properties);
  });
});

it('counts redirect hops and retries by their own names, and hops not in the total', async () => {
  const test = new TestWorld({ firstPeriod: '2026.07-09' });
  test.portals.faults.add({ match: '/2026/07/2026/09/', times: 1, fault: { kind: 'unavailable' } });
  await test.refreshOne('cloud-cpu');
  const tail = '/egi/onlyinfrajobs/JSON/JSON/';
  const path = (months: string): string => `/cloud/sum_elap_processors/VO/DATE/${months}${tail}`;
  const { byPath } = test.calls.portal;
  expect(byPath[path('2026/07/2026/09')]).toBe(1);
  expect(byPath[`redirect ${path('2026/10/2026/12')}`]).toBeGreaterThanOrEqual(1);
  expect(byPath[`retry ${path('2026/07/2026/09')}`]).toBe(1);
  const hops = Object.entries(byPath).filter(([name]) => name.startsWith('redirect '));
  const all = Object.values(byPath).reduce((sum, count) => sum + count, 0);
  expect(test.calls.portal.total).toBe(all - hops.reduce((sum, [, count]) => sum + count, 0));
  expect(test.values(CLOUD)).toHaveLength(3);
});
