import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import { restated } from '../../support/restated';
import { CLOUD, TestWorld } from '../../support/world';

const MINUTE = 60_000;
const B = 'b@example.org';
const args = [{ how: 'panel', statistics: ['cloud-cpu'] }];

/** Does something instead of the first request. */
const insteadOfFirst = (work: () => Promise<unknown>): AroundCall => {
  let isFirst = true;
  return async (call, proceed) => {
    if (call.name !== 'UrlFetchApp.fetchAll' || !isFirst) return proceed();
    isFirst = false;
    return (await work()) ?? proceed();
  };
};
const die = (): Promise<never> => Promise.reject(new ExecutionDied());

/** A refresh that Google has killed at its first request. */
async function killed(test: TestWorld): Promise<void> {
  const aroundCall = insteadOfFirst(die);
  await expect(test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result).rejects.toThrow();
}

const secondOf = (test: TestWorld): Promise<unknown> =>
  test.host.run('runRefresh', { as: B, origin: 'panel', args }).result;

describe('a second refresh', () => {
  it.each([
    ['for the panel', 'runRefresh'],
    ['in the menu', 'refreshNow'],
  ])('is told who refreshes since when: %s', async (_, functionName) => {
    const test = new TestWorld();
    let said = '';
    const aroundCall = insteadOfFirst(async () => {
      test.clock.advance(4 * MINUTE);
      const start = functionName === 'refreshNow' ? {} : ({ origin: 'panel', args } as const);
      await test.host.run(functionName, { as: B, ...start }).result.catch((error: unknown) => {
        said = String(error);
      });
      said ||= JSON.stringify(test.ui.shown);
    });
    await test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result;
    expect(said).toContain('owner@example.org has been refreshing since 12:00. Nothing else was started.');
    expect(test.log().map((entry) => entry['By whom'])).toEqual(['owner@example.org']);
  });

  it('of the schedule is not needed then, and mails nothing', async () => {
    const test = new TestWorld();
    const aroundCall = insteadOfFirst(async () => {
      await test.host.run('scheduledRefresh', { origin: 'clock trigger' }).result;
    });
    await test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result;
    expect(test.host.outbox).toEqual([]);
    expect(test.log()).toHaveLength(1);
  });

  it('is refused as a preview, too: what it showed would change meanwhile', async () => {
    const test = new TestWorld();
    let refused: unknown;
    const aroundCall = insteadOfFirst(async () => {
      refused = await test.refresh({ dryRun: true }).catch(String);
    });
    await test.host.run('runRefresh', { origin: 'panel', args, aroundCall }).result;
    expect(refused).toContain('has been refreshing since 12:00');
  });

  it('begins once the first one has ended, whatever came of that', async () => {
    const test = new TestWorld({ apiKey: null });
    await test.refresh();
    await test.refresh();
    expect(test.log()).toHaveLength(2 * 3);
    expect(test.host.properties.document.lease).toBeUndefined();
  });
});

describe('a refresh whose execution has died', () => {
  it('keeps others out for 7 minutes, and not for longer', async () => {
    const test = new TestWorld();
    await killed(test);
    test.clock.advance(7 * MINUTE - 1);
    await expect(secondOf(test)).rejects.toThrow('owner@example.org has been refreshing since 12:00');
    test.clock.advance(1);
    expect(await secondOf(test)).toMatchObject([{ result: 'done' }]);
  });

  it('is taken along by the next one, whatever that was to do', async () => {
    const test = new TestWorld();
    await killed(test);
    test.clock.advance(8 * MINUTE);
    const results = await test.refresh({ statistics: ['htc-cpu'] });
    expect(results.map(({ id, result }) => [id, result])).toEqual([
      ['cloud-cpu', 'done'],
      ['htc-cpu', 'done'],
    ]);
    expect(test.log()).toHaveLength(2);
  });

  it('is for the periods that either of the two is for', async () => {
    const first = new TestWorld({ firstPeriod: '2024.01-03' });
    await first.refresh();
    const test = first.later({ world: restated(first.world) });
    const all = [{ how: 'panel', statistics: ['cloud-cpu'], history: 'all' }];
    const dying = { origin: 'panel', args: all, aroundCall: insteadOfFirst(die) } as const;
    await expect(test.host.run('runRefresh', dying).result).rejects.toThrow();
    test.clock.advance(8 * MINUTE);
    const [cloud, htc] = await test.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] });
    expect(cloud?.periods).toContain('2024.01-03 to 2026.10-12');
    expect(htc?.periods).not.toContain('2024.01-03');
  });

  it('is forgotten when somebody has cancelled it', async () => {
    const test = new TestWorld();
    await killed(test);
    await test.host.run('cancelRefresh').result;
    test.clock.advance(8 * MINUTE);
    const results = await test.refresh({ statistics: ['htc-cpu'] });
    expect(results.map(({ id, result }) => [id, result])).toEqual([['htc-cpu', 'done']]);
  });
});

it('a refresh that goes on gives a sign of life, at most once a minute', async () => {
  const test = new TestWorld({ vos: 160 });
  const beats: number[] = [];
  const aroundCall: AroundCall = (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll') test.clock.advance(20_000);
    if (call.name === 'Properties.setProperty' && call.args[0] === 'lease') beats.push(test.clock.now());
    return proceed();
  };
  const start = { origin: 'panel', args: [{ how: 'panel', statistics: ['users'] }], aroundCall } as const;
  await test.host.run('runRefresh', start).result;
  // The last two note what came of it, and that it is logged.
  const steps = beats.slice(1, -2).map((time, index) => time - (beats[index] ?? 0));
  expect(steps.length).toBeGreaterThan(1);
  expect(steps.every((step) => step >= MINUTE && step < 2 * MINUTE)).toBe(true);
});

it.each([
  ['of another spreadsheet, as a copy has it', { spreadsheetId: 'the original' }],
  ['with a time in the future', { heartbeat: Date.parse('2030-01-01') }],
  ['without a run', { runId: undefined }],
  ['of a statistic that there is not', { todo: { weather: 'recent' }, isWaiting: true }],
])('a lease %s keeps nobody out', async (_, change) => {
  const test = new TestWorld();
  await killed(test);
  const lease = JSON.parse(test.host.properties.document.lease ?? '') as object;
  test.host.properties.document.lease = JSON.stringify({ ...lease, ...change });
  expect(await test.refresh({ statistics: ['cloud-cpu'] })).toMatchObject([
    { id: 'cloud-cpu', result: 'done' },
  ]);
  expect(test.labels(CLOUD)).toHaveLength(5);
});
