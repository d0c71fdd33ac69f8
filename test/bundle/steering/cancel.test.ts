import { fault } from '../../../local/portals/faults';
import type { AroundCall } from '../../../local/apps-script/execution';
import type { ProgressShown } from '../../../src/panel/boundary';
import { restated } from '../../support/restated';
import { CLOUD, CLOUD_BY_VO, HTC, HTC_BY_VO, TestWorld } from '../../support/world';
import { valueOf } from '../../support/panel';

const ALL = { statistics: ['cloud-cpu', 'htc-cpu', 'users'], history: 'all' as const, dryRun: false };

/** Tabs of the statistics that come before Users. */
const WRITTEN = [CLOUD, CLOUD_BY_VO, HTC, HTC_BY_VO];

/** Does something before the n-th batch of requests leaves. */
function beforeBatch(number: number, work: () => Promise<unknown>): AroundCall {
  let batches = 0;
  return async (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll' && ++batches === number) await work();
    return proceed();
  };
}

/** Later, with other figures everywhere, from portals that take 2 s an answer. */
async function slow(): Promise<TestWorld> {
  const first = new TestWorld({ vos: 60 });
  await first.refresh();
  const test = first.later({ world: restated(first.world) });
  test.portals.faults.add({ match: '/', fault: fault.delay(2000) });
  return test;
}

it('progress is shown while a refresh runs: statistic, answers, seconds, for whom, what is over and what waits', async () => {
  const test = await slow();
  const seen: (ProgressShown | null)[] = [];
  await valueOf(test, 'panelRefresh', [ALL], {
    aroundCall: async (call, proceed) => {
      if (call.name === 'UrlFetchApp.fetchAll') seen.push(await valueOf(test, 'panelProgress', []));
      return proceed();
    },
  });
  expect(seen[0]).toEqual({
    statistic: 'Cloud CPU/h',
    batch: 1,
    answered: 0,
    total: 5,
    by: 'owner@example.org',
    seconds: 0,
    finished: [],
    waiting: ['HTC CPU/h', 'Users'],
  });
  const last = seen[seen.length - 1];
  expect(last).toMatchObject({
    statistic: 'Users',
    batch: 3,
    total: test.world.vos.filter(({ listed }) => listed).length,
    finished: [
      { title: 'Cloud CPU/h', result: 'done' },
      { title: 'HTC CPU/h', result: 'done' },
    ],
    waiting: [],
  });
  expect(last?.answered).toBeGreaterThan(25);
  expect(last?.seconds).toBeGreaterThanOrEqual(8);
  expect(await valueOf(test, 'panelProgress', [])).toBeNull();
});

describe('a refresh that is cancelled', () => {
  it('stops before the next requests, leaves the old figures, and says so', async () => {
    const test = await slow();
    const before = test.snapshot(...WRITTEN);
    // Both CPU/h, the list of VOs, and the first of three batches of VOs.
    const aroundCall = beforeBatch(3, () => valueOf(test, 'panelCancel', []));
    const results = await valueOf(test, 'panelRefresh', [ALL], { aroundCall });
    expect(results.map(({ result }) => result)).toEqual(['done', 'done', 'cancelled']);
    expect(results[2]?.message).toBe('The refresh was cancelled. The old figures are kept.');
    // The panel says so of all of it only where nothing was written before.
    expect(results.map(({ keepsOld }) => keepsOld)).toEqual(results.map(({ changes }) => changes === ''));
    expect(test.snapshot(...WRITTEN)).toEqual(before);
    expect(test.host.fetches.filter(({ url }) => url.includes('vo-users')).length).toBe(25);
    expect(test.log().pop()).toMatchObject({ Statistic: 'Users', Result: 'cancelled' });
  });

  it('writes not even what has been answered, when it is cancelled before it writes', async () => {
    const test = await slow();
    const before = test.snapshot();
    const aroundCall = beforeBatch(1, () => valueOf(test, 'panelCancel', []));
    const results = await valueOf(test, 'panelRefresh', [ALL], { aroundCall });
    expect(results.map(({ result }) => result)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(test.snapshot()).toEqual(before);
  });

  it('does not cancel the next one', async () => {
    const test = new TestWorld();
    await valueOf(test, 'panelCancel', []);
    test.clock.advance(1);
    expect((await test.refresh()).map(({ result }) => result)).toEqual(['done', 'done', 'done']);
  });

  it('sends no mail when the schedule has started it', async () => {
    const test = new TestWorld();
    const aroundCall = beforeBatch(1, () => valueOf(test, 'panelCancel', []));
    await test.run('scheduledRefresh', { origin: 'clock trigger', aroundCall });
    expect(test.host.outbox).toEqual([]);
  });

  it('can be cancelled from the menu, by somebody else', async () => {
    const test = await slow();
    const cancel = () => test.host.run('cancelRefresh', { as: 'b@example.org' }).result;
    await cancel();
    expect(test.ui.shown.pop()).toMatchObject({ text: 'No refresh is running.' });
    const results = await valueOf(test, 'panelRefresh', [ALL], { aroundCall: beforeBatch(1, cancel) });
    expect(results.map(({ result }) => result)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(test.ui.shown).toContainEqual(
      expect.objectContaining({
        text: 'The refresh stops before its next requests. What is not written yet stays as it is.',
      }),
    );
  });
});
