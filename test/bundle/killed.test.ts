import { ExecutionDied } from '../../local/apps-script/errors';
import type { AroundCall, Call } from '../../local/apps-script/execution';
import type { StatisticResult } from '../../src/refresh/refresh';
import { isLong } from '../support/effort';
import { buildTakenOverSheet } from '../support/taken-over-sheet';
import { timeless } from '../support/timeless';
import { DASHBOARD, TestWorld } from '../support/world';

/** In everyday tests a few calls, other ones for each fate: all of them would take an hour. */
const EVERYDAY_STEP = 211;

const start = { origin: 'panel', args: [{ how: 'panel' }] } as const;

/** A small world with 6 periods and 12 VOs. */
const SMALL = { firstPeriod: '2025.07-09', vos: 12, settings: { restatementThreshold: '100' } };

const takenOver = (): TestWorld => {
  const test = new TestWorld(SMALL);
  buildTakenOverSheet(test);
  return test;
};

/** What can happen at one call of a service. */
const FATES: Record<string, (proceed: () => Promise<unknown>) => Promise<unknown>> = {
  'killed before it': () => Promise.reject(new ExecutionDied()),
  'killed after it': async (proceed) => {
    await proceed();
    throw new ExecutionDied();
  },
  'a passing error before it took effect': () => Promise.reject(passing()),
  'a passing error after it took effect': async (proceed) => {
    await proceed();
    throw passing();
  },
};

const passing = (): Error =>
  new Error('Service Spreadsheets timed out while accessing document with id local-spreadsheet.');

/** All that people see, without times and but for the run log and the dashboard. */
const seen = (test: TestWorld): unknown =>
  timeless([
    test
      .titles()
      .filter((title) => title !== DASHBOARD)
      .sort(),
    test.snapshot(),
  ]);

/** The calls of an undisturbed refresh, and how the spreadsheet looks after it and another one. */
async function undisturbed(base: TestWorld): Promise<{ calls: Call[]; wanted: unknown }> {
  const test = base.later();
  const calls: Call[] = [];
  const aroundCall: AroundCall = (call, proceed) => {
    calls.push(call);
    return proceed();
  };
  await test.host.run('runRefresh', { ...start, aroundCall }).result;
  return { calls, wanted: seen(test) };
}

/** A refresh to which something happens at one call, and then another one, when the lease of the first has expired. */
async function disturbed(base: TestWorld, number: number, fate: string): Promise<unknown> {
  const test = base.later();
  const aroundCall: AroundCall = (call, proceed) =>
    call.number === number && FATES[fate] ? FATES[fate](proceed) : proceed();
  await test.host.run('runRefresh', { ...start, aroundCall }).result.catch(() => undefined);
  test.clock.advance(8 * 60_000);
  const results = (await test.run('runRefresh', start)) as StatisticResult[];
  expect([number, fate, results.map(({ result }) => result)]).toEqual([
    number,
    fate,
    results.map(() => 'done'),
  ]);
  return seen(test);
}

describe.each([
  ['an empty spreadsheet', () => new TestWorld(SMALL)],
  ['the sheet that people have kept so far', takenOver],
])('a refresh into %s is made whole by the next one', (_, make) => {
  const base = make();
  let whole: Awaited<ReturnType<typeof undisturbed>>;
  beforeAll(async () => {
    whole = await undisturbed(base);
    expect(whole.calls.length).toBeGreaterThan(100);
  });

  it.each(Object.keys(FATES).map((fate, index) => [fate, index]))(
    'after %s',
    async (fate, offset) => {
      const step = isLong ? 1 : EVERYDAY_STEP;
      for (const { number, name } of whole.calls.filter(
        (call) => call.number % step === (offset * 7) % step,
      )) {
        expect([number, name, await disturbed(base, number, fate)]).toEqual([number, name, whole.wanted]);
      }
    },
    isLong ? 3_600_000 : undefined,
  );
});
