import { fault } from '../../../local/portals/faults';
import { worldOf } from '../../../local/portals/world';
import { restated } from '../../support/restated';
import { buildTakenOverSheet } from '../../support/taken-over-sheet';
import { CLOUD, DASHBOARD, HTC, OKR_USERS, RUN_LOG, TestWorld, USERS } from '../../support/world';

const args = [{ how: 'panel' }];

/** Values of all tabs but the run log, without blank rows and columns. */
function figures(test: TestWorld): unknown {
  const titles = test.titles().filter((title) => ![RUN_LOG, DASHBOARD].includes(title));
  return titles.map((title) => {
    const values = test.values(title).filter((row) => row.some((value) => value !== ''));
    const isFilled = values[0]?.map((_, column) => values.some((row) => row[column] !== '')) ?? [];
    return [title, values.map((row) => row.filter((_value, column) => isFilled[column]))];
  });
}

const taken = (): TestWorld => {
  const test = new TestWorld({ firstPeriod: '2025.01-03', vos: 6 });
  buildTakenOverSheet(test);
  return test;
};

it('a row of long ago that was written half-way is asked for again', async () => {
  const test = new TestWorld({ firstPeriod: '2024.01-03' });
  await test.refresh();
  const whole = test.rows(HTC)['2024.04-06'];
  test.type(HTC, '2024.04-06', 'List of active VOs', '');
  await test.refresh();
  expect(test.rows(HTC)['2024.04-06']).toEqual(whole);
});

it('a VO whose figures of long ago are missing is asked for them again', async () => {
  const test = new TestWorld({ firstPeriod: '2024.01-03' });
  await test.refresh();
  const [row, total] = [test.rows(USERS).alice, test.cell(OKR_USERS, '2024.04-06', 'Actual users')];
  test.type(USERS, 'alice', '2024.04-06', '');
  await test.refresh();
  expect(test.rows(USERS).alice).toEqual(row);
  expect(test.cell(OKR_USERS, '2024.04-06', 'Actual users')).toBe(total);
});

describe('two refreshes at once', () => {
  it.each([
    ['a new sheet', () => Promise.resolve(new TestWorld())],
    ['a sheet of before', () => Promise.resolve(taken())],
    [
      'a sheet that has new figures',
      async () => {
        const before = new TestWorld({ today: '2026-09-20' });
        await before.refresh();
        return before.later({ today: '2026-11-23', world: restated(new TestWorld().world) });
      },
    ],
  ])('of %s: one does it, the other says who does', async (_, make) => {
    const test = await make();
    const alone = test.later();
    await alone.refresh();
    const logged = test.titles().includes(RUN_LOG) ? test.log().length : 0;
    let refused = '';
    const aroundCall = async (call: { name: string }, proceed: () => Promise<unknown>) => {
      if (call.name === 'UrlFetchApp.fetchAll') {
        refused ||= await test.host.run('runRefresh', { origin: 'panel', args }).result.then(String, String);
      }
      return proceed();
    };
    await test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result;
    expect(refused).toMatch(
      /owner@example\.org has been refreshing since 12:00\. Nothing else was started\./,
    );
    expect(figures(test)).toEqual(figures(alone));
    expect(test.titles().sort()).toEqual(alone.titles().sort());
    expect(test.log()).toHaveLength(logged + 3);
  });
});

describe('today', () => {
  it.each([
    ['Asia/Tokyo', '2027.01-03'],
    ['Etc/GMT', '2026.10-12'],
    ['America/Los_Angeles', '2026.10-12'],
  ])('is that of the spreadsheet in %s', async (timeZone, label) => {
    const test = new TestWorld({ today: '2026-12-31', hour: 20, timeZone });
    await test.refresh();
    expect(test.values(USERS)[0]?.at(-3)).toBe(label);
  });
});

it('a period in which no VO has a figure yet has only the users of today, and makes no write at each refresh', async () => {
  const months = ['2026-07', '2026-08', '2026-09'];
  const users = Object.fromEntries(months.map((month) => [month, 3]));
  const world = worldOf({
    vos: [
      { name: 'vo.a.eu', users },
      { name: 'vo.b.eu', users },
    ],
  });
  const test = new TestWorld({ world, firstPeriod: '2026.07-09' });
  await test.refreshOne('users');
  expect(test.labels(OKR_USERS)).toEqual(['2026.07-09', '2026.10-12']);
  expect(test.cell(OKR_USERS, '2026.10-12', 'Actual users')).toBe('');
  const before = test.snapshot();
  test.clock.advance(3_600_000);
  await test.refreshOne('users');
  expect(test.snapshot()).toEqual(before);
});

it('a VO that is not answered again and again makes no write at each refresh', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: /vo=alice(&|$)/, fault: fault.status(500) });
  await test.refreshOne('users');
  const before = test.snapshot();
  test.clock.advance(3_600_000);
  await test.refreshOne('users');
  expect(test.snapshot()).toEqual(before);
});

it('asks for what the settings name', async () => {
  const test = new TestWorld({
    settings: {
      firstPeriod: '2026.07-09',
      cloudMetric: 'sum_elap',
      htcMetric: 'sumcpu',
      voGroup: 'custom-alice,cms',
      localJobs: 'localinfrajobs',
    },
  });
  await test.refresh();
  const paths = Object.keys(test.calls.portal.byPath).filter((path) => /^\/(cloud|egi)\//.test(path));
  expect(paths).toEqual([
    '/cloud/sum_elap/VO/DATE/2026/07/2026/09/custom-alice,cms/localinfrajobs/JSON/JSON/',
    '/cloud/sum_elap/VO/DATE/2026/10/2026/12/custom-alice,cms/localinfrajobs/JSON/JSON/',
    '/egi/sumcpu/VO/DATE/2026/07/2026/09/custom-alice,cms/localinfrajobs/JSON/JSON/',
    '/egi/sumcpu/VO/DATE/2026/10/2026/12/custom-alice,cms/localinfrajobs/JSON/JSON/',
  ]);
  expect(test.cell(CLOUD, '2026.07-09', 'List of active VOs')).toBe('ALICE');
});

it.each([
  [
    "Google's daily limit",
    { perDay: 3 },
    /daily limit for this script's requests is used up\. Refresh again tomorrow/,
  ],
  ["Google's short-time limit", { inShortTime: 3 }, /too fast at the moment\. Refresh again in some minutes/],
])('%s keeps all figures and says so', async (_, quota, message) => {
  const base = new TestWorld();
  await base.refresh();
  const test = base.later({ world: restated(base.world) });
  Object.assign(test.host.quota, quota);
  const before = test.snapshot();
  const results = await test.refresh();
  expect(test.snapshot()).toEqual(before);
  for (const result of results) {
    expect(result.result).toBe('failed');
    expect(result.message).toMatch(message);
  }
});

it('a copy of the spreadsheet writes into its own tabs, whatever the original remembers', async () => {
  const original = new TestWorld();
  await original.refresh();
  const state = JSON.parse(original.host.properties.document.state ?? '{}') as { spreadsheetId: string };
  const copy = original.later({ world: restated(original.world) });
  copy.host.properties.document.state = JSON.stringify({
    ...state,
    spreadsheetId: 'another',
    tabIds: { 'cloud-cpu': 0 },
  });
  await copy.refresh();
  expect(copy.values('Sheet1')).toEqual([['']]);
  expect(copy.cell(CLOUD, '2026.04-06', 'CPU/h')).not.toBe(original.cell(CLOUD, '2026.04-06', 'CPU/h'));
});

it('a deleted tab is created again', async () => {
  const test = new TestWorld();
  await test.refresh();
  const figuresBefore = test.values(CLOUD);
  test.spreadsheet.deleteSheet(test.sheet(CLOUD));
  await test.refresh();
  expect(test.values(CLOUD)).toEqual(figuresBefore);
});
