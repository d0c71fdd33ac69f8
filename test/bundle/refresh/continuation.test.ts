import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import { fault } from '../../../local/portals/faults';
import { valueOf } from '../../support/panel';
import { timeless } from '../../support/timeless';
import { API_KEY, CLOUD, OKR_USERS, TestWorld, USERS } from '../../support/world';
import type { ResultInWords } from '../../../src/reports/describe-result';

const MINUTE = 60_000;
const SECOND = 1_000;

/** Portals that are so slow that only four batches of requests fit into one execution. */
function slowly(test: TestWorld): AroundCall {
  return (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll') test.clock.advance(80 * SECOND);
    return proceed();
  };
}

/** A refresh whose time is up when the users of the VOs are to be asked for. */
async function interrupted(test: TestWorld): Promise<ResultInWords[]> {
  const start = { origin: 'panel', args: [{ how: 'panel' }], aroundCall: slowly(test) } as const;
  return (await test.run('runRefresh', start)) as ResultInWords[];
}

const ids = (results: readonly ResultInWords[]): string[] =>
  results.map(({ id, result }) => `${id} ${result}`);

/** Moves the clock until nothing is to be continued; gives how many executions that took. */
async function untilDone(test: TestWorld, most = 20): Promise<number> {
  for (let executions = 0; executions < most; executions++) {
    if (continuations(test) === 0) return executions;
    test.clock.advance(MINUTE);
    await test.host.triggers.fireDue();
  }
  throw new Error('It does not end.');
}

const continuations = (test: TestWorld): number =>
  test.host.triggers.list().filter(({ functionName }) => functionName === 'continueRefresh').length;

describe('a refresh whose time is up', () => {
  it('says so, keeps what it has, and goes on by itself until all is as if it had been quick', async () => {
    const quick = new TestWorld();
    await quick.refresh();
    const test = new TestWorld();
    const results = await interrupted(test);
    expect(ids(results)).toEqual(['cloud-cpu done', 'htc-cpu done', 'users unfinished']);
    expect(results[2]?.message).toBe(
      'Google ends a script after six minutes, so what is left is done in another run. It starts by itself in ' +
        'about a minute; OKR Dashboard and the run log then show what came of it.',
    );
    expect(test.titles()).not.toContain(USERS);
    expect(await untilDone(test)).toBe(1);
    expect(timeless(test.snapshot())).toEqual(timeless(quick.snapshot()));
    const log = test.log();
    expect(log.map(({ Statistic, Result }) => [Statistic, Result])).toEqual([
      ['Cloud CPU/h', 'done'],
      ['HTC CPU/h', 'done'],
      ['Users', 'done'],
    ]);
    expect(log.map((entry) => entry['Started how'])).toEqual(Array(3).fill('panel'));
    expect(log[2]?.['Portal requests']).toBe(quick.log()[2]?.['Portal requests']);
    expect(log[2]?.Seconds).toBe(160);
    expect(test.host.fetches.filter(({ repeated }) => repeated)).toEqual([]);
    expect(test.host.properties.document.lease).toBeUndefined();
  });

  it('that is cut off without a word leaves what it has done to the next one, whoever starts that, for the run log', async () => {
    const test = new TestWorld({ firstPeriod: '2026.07-09', vos: 3, statistics: ['cloud-cpu', 'users'] });
    const dies: AroundCall = (call, proceed) => {
      if (call.name === 'UrlFetchApp.fetchAll' && test.titles().includes(CLOUD)) throw new ExecutionDied();
      return proceed();
    };
    const begun = test.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }], aroundCall: dies });
    await expect(begun).rejects.toThrow();
    await test.host.run('cancelRefresh').result;
    test.clock.advance(8 * MINUTE);
    await test.refresh({ statistics: ['users'] });
    expect(test.log().map((entry) => [entry.Statistic, entry['Started how'], entry.When])).toEqual([
      ['Cloud CPU/h', 'panel', expect.stringMatching(/ 12:00:0\d$/)],
      ['Users', 'command line', expect.stringMatching(/ 12:08:0\d$/)],
    ]);
  });

  it('asks again for what the cache has lost', async () => {
    const test = new TestWorld();
    await interrupted(test);
    test.host.cache.drop();
    expect(await untilDone(test)).toBeGreaterThan(0);
    expect(test.log().find(({ Statistic }) => Statistic === 'Users')).toMatchObject({
      Statistic: 'Users',
      Result: 'done',
    });
    expect(test.cell(OKR_USERS, '2026.07-09', 'Actual users')).toBeGreaterThan(0);
  });

  it('is finished first by whoever refreshes next', async () => {
    const test = new TestWorld();
    await interrupted(test);
    const results = await test.refresh({ statistics: ['htc-cpu'] });
    expect(ids(results)).toEqual(['cloud-cpu done', 'htc-cpu done', 'users done']);
    expect(continuations(test)).toBe(0);
  });

  it('keeps no key in the cache or the properties of the document', async () => {
    const test = new TestWorld();
    await interrupted(test);
    const kept = [...test.host.cache.store('document')].map((entry) => JSON.stringify(entry));
    expect(kept.length).toBeGreaterThan(2);
    const everything = JSON.stringify([kept, test.host.properties.document]);
    expect(everything).not.toContain(API_KEY);
  });

  it('ends when somebody cancels it while it waits', async () => {
    const test = new TestWorld();
    await interrupted(test);
    await valueOf(test, 'panelCancel', []);
    expect(test.log().find(({ Statistic }) => Statistic === 'Users')).toMatchObject({
      Statistic: 'Users',
      Result: 'cancelled',
    });
    expect(continuations(test)).toBe(0);
    expect(test.titles()).not.toContain(USERS);
  });

  it('ends when ten more runs were not enough, and says what was not done', async () => {
    const test = new TestWorld();
    await interrupted(test);
    const { lease = '' } = test.host.properties.document;
    test.host.properties.document.lease = JSON.stringify({
      ...(JSON.parse(lease) as object),
      continuations: 9,
    });
    test.host.cache.drop();
    test.clock.advance(MINUTE);
    const veryslowly: AroundCall = (call, proceed) => {
      if (call.name === 'UrlFetchApp.fetchAll') test.clock.advance(300 * SECOND);
      return proceed();
    };
    await test.run('continueRefresh', { origin: 'clock trigger', aroundCall: veryslowly });
    expect(test.log().find(({ Statistic }) => Statistic === 'Users')).toMatchObject({
      Statistic: 'Users',
      Result: 'failed',
    });
    expect(test.titles()).not.toContain(USERS);
  });

  it('goes on with the next refresh when Google allows no more triggers', async () => {
    const test = new TestWorld();
    for (let count = 0; count < 20; count++) {
      test.host.triggers.install('owner@example.org', 'somethingElse', 'ON_OPEN');
    }
    const results = await interrupted(test);
    expect(results[2]?.message).toContain('It starts with the next refresh.');
    expect(ids(await test.refresh())).toEqual(['cloud-cpu done', 'htc-cpu done', 'users done']);
  });
});

describe('the continuation', () => {
  it('is arranged before the work, for when the lease of a killed execution has expired', async () => {
    const test = new TestWorld();
    const aroundCall = async (call: { name: string }, proceed: () => Promise<unknown>) => {
      if (call.name === 'UrlFetchApp.fetchAll') throw new ExecutionDied();
      return proceed();
    };
    const args = [{ how: 'panel' }];
    await expect(test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result).rejects.toThrow();
    expect(await untilDone(test)).toBe(8);
    expect(test.log().map(({ Result }) => Result)).toEqual(Array(3).fill('done'));
    expect(test.cell(CLOUD, '2026.07-09', 'CPU/h')).toBeGreaterThan(0);
  });

  it('is gone at the end, and so are spent ones of before', async () => {
    const test = new TestWorld();
    const time = test.clock.now() - 1;
    test.host.triggers.install('owner@example.org', 'continueRefresh', 'CLOCK', { kind: 'once', time });
    await test.refresh();
    expect(test.host.triggers.list()).toEqual([]);
  });

  it('is not arranged for a preview', async () => {
    const test = new TestWorld();
    await test.run('runRefresh', { origin: 'panel', args: [{ how: 'panel', dryRun: true }] });
    const { owner } = test.host;
    expect(test.host.triggers.list({ owner })).toEqual([]);
    expect(test.host.properties.document.lease).toBeUndefined();
  });

  it('does nothing when there is nothing to continue, or somebody is at it', async () => {
    const test = new TestWorld();
    await test.run('continueRefresh', { origin: 'clock trigger' });
    expect(test.host.fetches).toEqual([]);
  });

  it("is not arranged when Google's daily limit is used up", async () => {
    const test = new TestWorld();
    test.host.quota.perDay = 3;
    const results = await test.refresh();
    expect(results.every(({ message }) => message.includes('Refresh again tomorrow.'))).toBe(true);
    expect(test.host.triggers.list()).toEqual([]);
  });
});

it('a scheduled refresh mails what failed when all of it has ended, in whichever execution', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
  await test.run('scheduledRefresh', { origin: 'clock trigger', aroundCall: slowly(test) });
  expect(test.host.outbox).toEqual([]);
  await untilDone(test);
  expect(test.host.outbox.map(({ subject }) => subject)).toEqual([
    'OKR Stats: Cloud CPU/h could not be refreshed',
  ]);
  expect(test.host.outbox[0]?.body).toContain('HTTP 403');
});
