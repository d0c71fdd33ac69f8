import { expectedUserTotals } from '../../../local/portals/expected';
import { fault, type Fault } from '../../../local/portals/faults';
import { worldOf, type World } from '../../../local/portals/world';
import { restated } from '../../support/restated';
import { API_KEY, CLOUD, HTC, OKR_USERS, TestWorld, USERS } from '../../support/world';

const PERIODS = ['2025.10-12', '2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];
const RUNNING = '2026.10-12';
const RUNNING_MONTHS = ['2026-10', '2026-11', '2026-12'];

const base = new TestWorld({ vos: 12 });
beforeAll(() => base.refresh());
const laterWithOtherFigures = (): TestWorld => base.later({ world: restated(base.world) });

/** Nothing of the users has changed, and the hours have. */
async function expectUsersRefused(test: TestWorld, reason: RegExp): Promise<void> {
  const before = test.snapshot(CLOUD, HTC);
  const [cloud, htc, users] = await test.refresh();
  expect(test.snapshot(CLOUD, HTC)).toEqual(before);
  expect([cloud?.result, htc?.result, users?.result]).toEqual(['done', 'done', 'failed']);
  expect(users?.message).toMatch(reason);
  expect(users?.message).toMatch(/The old figures are kept\.$/);
  expect(test.cell(CLOUD, '2026.04-06', 'CPU/h')).not.toBe(base.cell(CLOUD, '2026.04-06', 'CPU/h'));
}

const NOT_ACCEPTED = /The API key was not accepted by the Operations Portal\. Enter it again/;

describe('an API key', () => {
  it.each([
    ['401', fault.status(401)],
    ['403', fault.status(403)],
    ['a login page with 200', fault.loginPage],
    ['a redirect to a login page', fault.redirectToLogin],
    [
      'a redirect to another host',
      fault.status(307, { headers: [['Location', 'https://evil.example.org/take']] }),
    ],
  ] as [string, Fault][])(
    'that is answered by %s was not accepted, and nothing of the users changes',
    async (_, sent) => {
      const test = laterWithOtherFigures();
      test.portals.faults.add({ match: '/api/', fault: sent });
      await expectUsersRefused(test, NOT_ACCEPTED);
    },
  );

  it('that the portal does not know was not accepted', async () => {
    const test = laterWithOtherFigures();
    const host = new URL(test.portals.operationsUrl).host;
    test.userProperties.apiKey = JSON.stringify({ key: 'wrong', host });
    await expectUsersRefused(test, NOT_ACCEPTED);
  });

  it('that is missing is asked for, before anything is sent', async () => {
    const test = laterWithOtherFigures();
    delete test.userProperties.apiKey;
    await expectUsersRefused(
      test,
      /There is no API key for the Operations Portal yet\. Enter it with OKR Stats > API key/,
    );
    expect(test.host.fetches.filter(({ url }) => url.includes('operations-portal'))).toEqual([]);
  });

  it('that was entered for another host is not sent', async () => {
    const test = laterWithOtherFigures();
    test.set({ firstPeriod: '2025.10-12', operationsUrl: 'https://operations-portal.example.org/api' });
    await expectUsersRefused(
      test,
      /was entered for operations-portal\.egi\.eu, but the settings name operations-portal\.example\.org/,
    );
    expect(test.host.fetches.filter(({ headerNames }) => headerNames.includes('X-API-Key'))).toEqual([]);
  });

  it('that cannot be read any more is asked for again, and not shown', async () => {
    const test = laterWithOtherFigures();
    test.userProperties.apiKey = API_KEY;
    await expectUsersRefused(test, /Your API key for the Operations Portal cannot be read\. Enter it again/);
    expect(JSON.stringify([test.log(), test.host.logs])).not.toContain(API_KEY.slice(0, 6));
  });

  it('goes to the Operations Portal alone', async () => {
    const test = laterWithOtherFigures();
    await test.refresh();
    const withKey = test.host.fetches.filter(({ headerNames }) => headerNames.includes('X-API-Key'));
    expect(withKey.length).toBeGreaterThan(0);
    expect(withKey.filter(({ url }) => !url.startsWith(test.portals.operationsUrl))).toEqual([]);
  });

  it.each(['/vo-list', '/vo-users'])(
    'does not reach the host that %s redirects to: it is asked nothing at all',
    async (match) => {
      const test = laterWithOtherFigures();
      const headers: [string, string][] = [['Location', 'https://evil.example.org/take']];
      test.portals.faults.add({ match, fault: fault.status(307, { headers }) });
      await test.refreshOne('users');
      const urls = test.host.fetches.map(({ url }) => url);
      expect(urls.some((url) => url.includes(match))).toBe(true);
      expect(urls.filter((url) => !url.startsWith(test.portals.operationsUrl))).toEqual([]);
    },
  );

  it("of one person is not another one's", async () => {
    const test = laterWithOtherFigures();
    const args = [{ how: 'panel' }];
    await test.run('runRefresh', { origin: 'panel', as: 'editor@example.org', args });
    expect(test.log().pop()).toMatchObject({ 'By whom': 'editor@example.org', Result: 'failed' });
    expect(test.host.fetches.filter(({ headerNames }) => headerNames.includes('X-API-Key'))).toEqual([]);
  });
});

const list = (change: (data: Record<string, unknown>[]) => unknown): Fault =>
  fault.body((right) =>
    JSON.stringify({ data: change((JSON.parse(right) as { data: Record<string, unknown>[] }).data) }),
  );

describe('the list of VOs', () => {
  it.each([
    ['HTTP 500', fault.status(500), /HTTP 500/],
    ['HTTP 503 with []', fault.status(503, { body: '[]' }), /HTTP 503/],
    ['HTTP 404', fault.status(404), /HTTP 404/],
    ['half an answer', fault.truncated, /not whole, or not JSON/],
    ['nothing at all', fault.empty, /not whole, or not JSON/],
    ['null', fault.body('null'), /an object with "data" is expected/],
    ['[]', fault.body('[]'), /expected/],
    ['{}', fault.body('{}'), /expected/],
    ['no VO', list(() => []), /lists 0 VOs, but listed 12 before/],
    ['less than 80 % of the VOs', list((data) => data.slice(0, 9)), /lists 9 VOs, but listed 12 before/],
    ['a VO without a name', list((data) => [{ ...data[0], name: undefined }, ...data.slice(1)]), /name/],
    [
      'a number of users in words',
      list((data) => data.map((vo) => ({ ...vo, members: 'many' }))),
      /number is expected/,
    ],
    ['a negative number of users', list((data) => data.map((vo) => ({ ...vo, members: '-1' }))), /negative/],
    ['no answer', fault.hang, /did not answer/],
  ] as [string, Fault, RegExp][])('changes nothing as %s', async (_, sent, reason) => {
    const test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/vo-list', fault: sent });
    await expectUsersRefused(test, reason);
  });

  it('may lose a fifth of its VOs; their rows and figures stay', async () => {
    const test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/vo-list', fault: list((data) => data.slice(0, 10)) });
    const [, , users] = await test.refresh();
    expect(users?.result).toBe('done');
    expect(test.labels(USERS)).toEqual(base.labels(USERS));
  });

  it('is remembered as long as it was when it was last believed', async () => {
    const test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/vo-list', fault: list((data) => data.slice(0, 9)) });
    await test.refresh();
    await expectUsersRefused(test, /lists 9 VOs, but listed 12 before/);
  });

  it('that is shorter is believed when a person asks for all periods', async () => {
    const test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/vo-list', fault: list((data) => data.slice(0, 9)) });
    expect((await test.refreshOne('users', { history: 'all' })).result).toBe('done');
    expect((await test.refreshOne('users')).result).toBe('done');
  });
});

/** A VO in the world that has a figure in every period. */
const BAD = 'alice';
const OF_BAD = /vo=alice(&|$)/;

const months = (entries: unknown): Fault => fault.body(JSON.stringify({ users: entries }));

describe.each([
  ['HTTP 500', fault.status(500), /HTTP 500/],
  ['HTTP 503 with []', fault.status(503, { body: '[]' }), /HTTP 503/],
  ['HTTP 404', fault.status(404), /HTTP 404/],
  ['half an answer', fault.truncated, /not whole, or not JSON/],
  ['a figure in words', months([{ month: '2026-10', total: 'many' }]), /number is expected/],
  ['a negative figure', months([{ month: '2026-10', total: '-3' }]), /negative/],
  ['half a user', months([{ month: '2026-10', total: '0.5' }]), /whole number/],
  ['a month without a figure', months([{ month: '2026-10' }]), /total/],
  ['a day', months([{ month: '2026-10-01', total: '3' }]), /month is expected/],
  [
    'a month twice',
    months([
      { month: '2026-10', total: '3' },
      { month: '2026-10', total: '4' },
    ]),
    /there twice/,
  ],
  ['users that are no list', months('none'), /list of months is expected/],
  ['no answer', fault.hang, /did not answer/],
] as [string, Fault, RegExp][])(
  'asked for the users of one VO, the Operations Portal sends %s',
  (_, sent, reason) => {
    let test: TestWorld;
    let message: string;
    beforeAll(async () => {
      test = laterWithOtherFigures();
      test.portals.faults.add({ match: OF_BAD, fault: sent });
      const result = await test.refreshOne('users');
      expect(result.result).toBe('partly done');
      message = result.message;
    });

    it('keeps the figures of that VO, and writes the others', () => {
      for (const period of PERIODS) {
        expect(test.cell(USERS, BAD, period)).toBe(base.cell(USERS, BAD, period));
        expect(test.cell(USERS, 'cms', period)).toBe(Number(base.cell(USERS, 'cms', period)) + 5);
      }
      expect(test.cell(USERS, BAD, 'Registered Users')).toBe(
        Number(base.cell(USERS, BAD, 'Registered Users')) + 1,
      );
    });

    it('names the VO, the reason, and that the old figures are kept', () => {
      expect(message).toMatch(/^alice: /);
      expect(message).toMatch(reason);
      expect(message).toMatch(/The old figures are kept\.$/);
    });

    it('keeps TOTAL a formula, which counts what stands there', () => {
      for (const period of PERIODS) {
        expect(test.formula(USERS, 'TOTAL', period)).toMatch(/^=SUM\(/);
        const sum = test
          .values(USERS)
          .slice(2)
          .reduce((total, row) => total + Number(row[PERIODS.indexOf(period) + 1]), 0);
        expect(test.cell(USERS, 'TOTAL', period)).toBe(sum);
        expect(test.note(USERS, 'TOTAL', period)).toBe('');
        expect(test.cell(OKR_USERS, period, 'Actual users')).toBe(sum);
      }
    });
  },
);

describe('a period that has no TOTAL yet', () => {
  let test: TestWorld;
  beforeAll(async () => {
    const before = new TestWorld({ today: '2026-09-20', vos: 12 });
    await before.refresh();
    test = before.later({ today: '2026-11-23', world: new TestWorld({ vos: 12 }).world });
    test.portals.faults.add({ match: OF_BAD, fault: fault.status(500) });
    await test.refresh();
  });

  it('gets no TOTAL while a VO is missing, and a note that says so', () => {
    expect(test.cell(USERS, 'TOTAL', RUNNING)).toBe('');
    expect(test.note(USERS, 'TOTAL', RUNNING)).toContain(
      `OKR Stats: 1 VO has not been answered yet, so there is no TOTAL: ${BAD}. Refresh again`,
    );
    expect(test.cell(USERS, BAD, RUNNING)).toBe('');
    expect(test.cell(USERS, 'cms', RUNNING)).toBeGreaterThan(0);
  });

  it("has today's users in OKR Users, who cannot be asked for later, and no actual ones", () => {
    const { active, total } = expectedUserTotals(test.world, RUNNING_MONTHS);
    expect(test.rows(OKR_USERS)[RUNNING]?.slice(0, 5)).toEqual([RUNNING, '', active, total, '']);
  });

  it('is completed by the next good refresh', async () => {
    test.portals.faults.clear();
    await test.refresh();
    const { actual, vos, active, total } = expectedUserTotals(test.world, RUNNING_MONTHS);
    expect(test.cell(USERS, 'TOTAL', RUNNING)).toBe(actual);
    expect(test.note(USERS, 'TOTAL', RUNNING)).toBe('');
    expect(test.rows(OKR_USERS)[RUNNING]?.slice(0, 5)).toEqual([RUNNING, actual, active, total, vos]);
  });
});

it('keeps all figures and has no TOTAL anywhere when no VO is answered in a new sheet', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/vo-users', fault: fault.status(500) });
  const users = await test.refreshOne('users');
  expect(users.result).toBe('failed');
  expect(users.message).toMatch(/HTTP 500/);
  test.portals.faults.clear();
  expect((await test.refreshOne('users')).result).toBe('done');
  expect(test.cell(USERS, 'TOTAL', RUNNING)).toBe(expectedUserTotals(test.world, RUNNING_MONTHS).actual);
});

const noHistory: World = worldOf({
  vos: ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    name: `vo.${name}.eu`,
    registered: 1,
    total: 2,
    users: name === 'e' ? { '2026-10': 0 } : { '2026-07': 4, '2026-10': 5 },
  })),
});

it.each(['{"users":null}', '{}', '', '[]', 'null', '{"users":[]}', 'No data found'])(
  'takes %j for a VO without history: blank, not 0, and never in the place of a figure',
  async (body) => {
    const settings = { restatementThreshold: '100' };
    const test = new TestWorld({ world: noHistory, firstPeriod: '2026.07-09', settings });
    test.portals.faults.add({ match: 'vo=vo.a.eu', fault: fault.body(body) });
    expect(await test.refreshOne('users')).toMatchObject({ result: 'done', message: '' });
    expect(test.rows(USERS)['vo.a.eu']).toEqual(['vo.a.eu', '', '', 1, 2]);
    expect(test.rows(USERS)['vo.e.eu']).toEqual(['vo.e.eu', '', 0, 1, 2]);
    expect(test.rows(USERS).TOTAL).toEqual(['TOTAL', 12, 15, 5, 10]);

    test.portals.faults.clear();
    test.portals.faults.add({ match: 'vo=vo.b.eu', fault: fault.body(body) });
    await test.refreshOne('users');
    expect(test.rows(USERS)['vo.a.eu']).toEqual(['vo.a.eu', 4, 5, 1, 2]);
    expect(test.rows(USERS)['vo.b.eu']).toEqual(['vo.b.eu', 4, 5, 1, 2]);
  },
);

it('says of a VO that a setting leaves out that sums are without it, and asks for it no more', async () => {
  const test = base.later();
  test.set({ firstPeriod: PERIODS[0], usersLeftOut: 'ALICE' });
  const { result, message } = await test.refreshOne('users');
  expect([result, message]).toEqual(['done', expect.stringMatching(/^alice: left out by the setting /)]);
  expect(test.host.fetches.some(({ url }) => url.includes('vo=alice'))).toBe(false);
});
