import { fault } from '../../../local/portals/faults';
import { worldOf, type World } from '../../../local/portals/world';
import { valueOf } from '../../support/panel';
import { OKR_USERS, TestWorld, type TestWorldOptions } from '../../support/world';

const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01'];
const users = (count: number): Record<string, number> =>
  Object.fromEntries(MONTHS.map((month) => [month, count]));
const worldWith = (registered: number, total: number): World =>
  worldOf({
    vos: [
      { name: 'alice', registered, total, users: users(90) },
      { name: 'biomed', registered, total, users: users(10) },
    ],
  });
const OPTIONS: TestWorldOptions = { firstPeriod: '2026.07-09', statistics: ['users'] };

/** Active and total users of a quarter. */
const todays = (test: TestWorld, label = '2026.10-12'): unknown[] => [
  test.cell(OKR_USERS, label, 'Active users'),
  test.cell(OKR_USERS, label, 'Total users'),
];

/** An answer with a month more, in which nobody is. */
const withMonth = (body: string, month: string): string => {
  const { users } = JSON.parse(body) as { users: object[] };
  return JSON.stringify({ users: [{ month, total: '0' }, ...users] });
};

describe("Today's users, whom no portal tells later", () => {
  let first: TestWorld;
  beforeAll(async () => {
    first = new TestWorld({ ...OPTIONS, world: worldWith(100, 500), today: '2026-11-23' });
    await first.refresh();
    expect(todays(first)).toEqual([200, 1_000]);
  });
  const on = (today: string, world: World, before = first): TestWorld =>
    before.later({ ...OPTIONS, today, world });

  it('stay when a list has none at all, however often it comes', async () => {
    let test = first;
    for (const today of ['2026-11-24', '2026-11-25', '2026-11-26']) {
      test = on(today, worldWith(0, 500), test);
      const [result] = await test.refresh();
      expect(result?.message).toContain('lists every VO with 0 users');
      expect(todays(test)).toEqual([200, 1_000]);
    }
  });

  it('are left blank in a new tab by a list that has none at all', async () => {
    const test = new TestWorld({ ...OPTIONS, world: worldWith(0, 500), today: '2026-11-23' });
    const [result] = await test.refresh();
    expect(result?.message).toContain('Active users: The Operations Portal lists every VO with 0 users');
    expect(todays(test)).toEqual(['', 1_000]);
  });

  it('that fall by much wait for a list of a later day that is about as long', async () => {
    let test = on('2026-11-24', worldWith(60, 500));
    await test.refresh();
    await test.refresh();
    expect(todays(test)).toEqual([200, 1_000]);
    test = on('2026-11-25', worldWith(61, 500), test);
    await test.refresh();
    expect(todays(test)).toEqual([122, 1_000]);
  });

  it('that fall after all periods were shown wait as well; those that were shown are written', async () => {
    const test = on('2026-11-24', worldWith(80, 500));
    const all = { statistics: ['users'], history: 'all' } as const;
    const press = (dryRun: boolean) => valueOf(test, 'panelRefresh', [{ ...all, dryRun }]);
    await press(true);
    test.clock.advance(11 * 60_000);
    Object.assign(test.portals, { world: worldWith(60, 400) });
    const [result] = await press(false);
    expect(result?.message).toContain('Active users: 200 -> 120');
    expect(todays(test)).toEqual([200, 1_000]);
    await press(true);
    await press(false);
    expect(todays(test)).toEqual([120, 800]);
  });

  it('of a new quarter are blank, not few, while they wait', async () => {
    const test = on('2027-01-04', worldWith(60, 400));
    const [result] = await test.refresh();
    expect(todays(test, '2027.01-03')).toEqual(['', '']);
    expect(todays(test)).toEqual([200, 1_000]);
    expect(result?.message).toContain('a later day');
  });

  it('are left alone by a refresh that takes today for an earlier day than it has seen', async () => {
    const test = on('2026-09-20', worldWith(150, 700));
    const [result] = await test.refresh();
    expect(result?.message).toContain('Users were refreshed on 2026-11-23 already');
    expect(todays(test)).toEqual([200, 1_000]);
    expect(todays(test, '2026.07-09')).toEqual(todays(first, '2026.07-09'));
    await test.refresh();
    expect(todays(test, '2026.07-09')).toEqual(todays(first, '2026.07-09'));
  });

  it('are written while no VO has users of a new quarter yet; those of a month to come are not', async () => {
    const { vos } = worldWith(100, 500);
    const world = worldOf({ vos: vos.map((vo) => ({ ...vo, users: { '2026-11': 90 } })) });
    const test = on('2027-01-05', world);
    test.portals.faults.add({ match: 'vo-users', fault: fault.body((body) => withMonth(body, '2027-03')) });
    await test.refresh();
    expect(test.rows(OKR_USERS)['2027.01-03']).toEqual(['2027.01-03', '', 200, 1_000, '', '2027-01-05']);
  });

  it('are written where the portal has 0 of every VO in a new quarter, whose users by month stay blank', async () => {
    const none = worldOf({
      vos: worldWith(100, 500).vos.map((vo) => ({ ...vo, users: users(0) })),
    });
    const test = on('2027-01-05', none);
    const [result] = await test.refresh();
    expect(result?.message).toMatch(/^2026\.07-09 to 2027\.01-03: The portal has 0 for all VOs together/);
    expect(test.rows(OKR_USERS)['2027.01-03']?.slice(1, 4)).toEqual(['', 200, 1_000]);
    expect(test.cell(OKR_USERS, '2026.10-12', 'Actual users')).toBe(100);
  });
});

it('a VO that comes with many users of a quarter that is over waits for a later day there', async () => {
  const opts = { ...OPTIONS, today: '2026-11-23' };
  const old = worldWith(100, 500);
  const test = new TestWorld({ ...opts, world: old });
  await test.refresh();
  const cms = worldOf({ vos: [{ name: 'cms', registered: 1, total: 1, users: users(60) }] });
  const later = test.later({ ...opts, world: { ...old, vos: [...old.vos, ...cms.vos] } });
  const actual = (label: string): unknown => later.cell(OKR_USERS, label, 'Actual users');
  expect((await later.refreshOne('users')).message).toContain('2026.07-09: 100 -> 160 (+60.0 %)');
  expect([actual('2026.07-09'), actual('2026.10-12')]).toEqual([100, 160]);
  later.clock.advance(86_400_000);
  await later.refreshOne('users');
  expect(actual('2026.07-09')).toBe(160);
});
