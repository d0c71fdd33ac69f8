import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { SLA_HEADERS } from '../../../src/statistics/sla-hours/agreements';
import { appearance } from '../../support/appearance';
import { isLong } from '../../support/effort';
import { addTab, buildTakenOverSheet } from '../../support/taken-over-sheet';
import { timeless } from '../../support/timeless';
import { RUN_LOG, SLAS, TestWorld } from '../../support/world';
import type { ResultInWords } from '../../../src/reports/describe-result';

/** Calls a fate in everyday tests, spread over the refresh: all of them take hours. */
const EVERYDAY_SAMPLE = 2;

const start = { origin: 'panel', args: [{ how: 'panel' }] } as const;

/** A small world with 6 periods and 12 VOs. Without agreements: their tab is made too. */
const empty = (): TestWorld =>
  new TestWorld({
    firstPeriod: '2025.07-09',
    vos: 12,
    statistics: STATISTIC_IDS,
    settings: { restatementThreshold: '100' },
  });

function takenOver(): TestWorld {
  const test = empty();
  buildTakenOverSheet(test);
  const agreements = ['alice', 'vo.of-nobody.eu'].map((vo) => [
    'A customer',
    vo,
    'FINALIZED',
    '1 Jan 2020',
    '31 Dec 2027',
    '5',
    '10',
  ]);
  addTab(test, SLAS, [[...SLA_HEADERS], ...agreements]);
  return test;
}

/** What can happen at one call of a service. A write that is refused late never takes effect, nor what comes after it. */
const REFUSED_LATE = 'a write is refused only at flush or at the next read';
const FATES: Record<string, (proceed: () => Promise<unknown>) => Promise<unknown>> = {
  'it is killed after a call': async (proceed) => {
    await proceed();
    throw new ExecutionDied();
  },
  'a call fails in passing before it takes effect': () => Promise.reject(passing()),
  'a call fails in passing after it has taken effect': async (proceed) => {
    await proceed();
    throw passing();
  },
  [REFUSED_LATE]: (proceed) => proceed(),
};
/** A call that fails stops what follows, even if it only reads; what happens after one that changed nothing, does so elsewhere. */
const NEEDS_NO_CHANGE = 'a call fails in passing before it takes effect';

const passing = (): Error =>
  new Error('Service Spreadsheets timed out while accessing document with id local-spreadsheet.');

/** All that people see, without times and but for the run log, and what is remembered. */
const seen = (test: TestWorld): unknown =>
  timeless([
    test.titles(),
    appearance(test, (title) => title !== RUN_LOG),
    Object.keys(test.host.properties.document).sort(),
  ]);

/** A call of a service that a refresh makes, and whether something is not as it was before. */
interface Call {
  readonly number: number;
  readonly name: string;
  readonly hasChanged: boolean;
}

/** Calls that change what is neither in the spreadsheet nor in its properties. */
const ALWAYS_CHANGES = /^(Cache\.(put|remove)|ClockTriggerBuilder\.create|ScriptApp\.deleteTrigger)/;

/** The calls of an undisturbed refresh, and how the spreadsheet looks after it. */
async function undisturbed(base: TestWorld): Promise<{ calls: Call[]; wanted: unknown }> {
  const test = base.later();
  const calls: Call[] = [];
  let hasChanged = false;
  test.host.workbook.onChange(() => (hasChanged = true));
  const aroundCall: AroundCall = async ({ number, name }, proceed) => {
    const before = JSON.stringify(test.host.properties);
    hasChanged = false;
    const answer = await proceed();
    hasChanged ||= ALWAYS_CHANGES.test(name) || JSON.stringify(test.host.properties) !== before;
    calls.push({ number, name, hasChanged });
    return answer;
  };
  await test.host.run('runRefresh', { ...start, aroundCall }).result;
  return { calls, wanted: seen(test) };
}

/** A refresh to which something happens at one call, and then another one, when the lease of the first has expired. */
async function disturbed(base: TestWorld, number: number, fate: string): Promise<unknown> {
  const test = base.later();
  const aroundCall: AroundCall = (call, proceed) =>
    call.number === number && FATES[fate] ? FATES[fate](proceed) : proceed();
  const refuses = (call: { readonly number: number }): boolean =>
    fate === REFUSED_LATE && call.number === number;
  const fates = { aroundCall, lateRefusal: { refuses, message: passing().message } };
  await test.host.run('runRefresh', { ...start, ...fates }).result.catch(() => undefined);
  test.clock.advance(8 * 60_000);
  const results = (await test.run('runRefresh', start)) as ResultInWords[];
  expect([number, fate, results.map(({ result }) => result)]).toEqual([
    number,
    fate,
    results.map(() => 'done'),
  ]);
  return seen(test);
}

describe.each([
  ['an empty spreadsheet', empty],
  ['the sheet that people have kept so far', takenOver],
])('a refresh into %s is made whole by the next one', (_, make) => {
  const base = make();
  let whole: Awaited<ReturnType<typeof undisturbed>>;
  beforeAll(async () => {
    whole = await undisturbed(base);
    expect(whole.calls.length).toBeGreaterThan(500);
  });

  it.each(Object.keys(FATES).map((fate, index) => [fate, index]))(
    'when %s',
    async (fate, offset) => {
      const calls = whole.calls.filter(
        ({ hasChanged, name }) =>
          (hasChanged || fate === NEEDS_NO_CHANGE) &&
          (fate !== REFUSED_LATE || /^(Range|Sheet|Spreadsheet)\./.test(name)),
      );
      const step = isLong ? 1 : Math.floor(calls.length / EVERYDAY_SAMPLE);
      for (const { number, name } of calls.filter((_, index) => index % step === (offset * 7) % step)) {
        const is = await disturbed(base, number, fate);
        // To compare texts is quick, and mostly says enough.
        if (JSON.stringify(is) !== JSON.stringify(whole.wanted))
          expect([number, name, is]).toEqual([number, name, whole.wanted]);
      }
    },
    isLong ? 7_200_000 : undefined,
  );
});
