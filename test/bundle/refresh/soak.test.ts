import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import type { RunOptions } from '../../../local/apps-script/host';
import { chance } from '../../../local/portals/chance';
import { fault } from '../../../local/portals/faults';
import { enterSampleAgreements } from '../../../local/sample-agreements';
import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { appearance } from '../../support/appearance';
import { isLong } from '../../support/effort';
import { restated } from '../../support/restated';
import { timeless } from '../../support/timeless';
import { DASHBOARD, RUN_LOG, TestWorld } from '../../support/world';

/** Refreshes to which things happen by chance, the same ones in every run, and how many make one test. */
const CASES = isLong ? 2_000 : 8;
const PART = 50;
const PARTS = Array.from({ length: Math.ceil(CASES / PART) }, (_, part) => [
  part * PART + 1,
  Math.min(CASES, (part + 1) * PART),
]);
const MINUTE = 60_000;
/** Bytes of one property that Google keeps. */
const MOST_BYTES = 9_216;
/** Executions that one refresh may take: whatever happens to them, portals answer in the end. */
const MOST_EXECUTIONS = 10;

type Random = () => number;
function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

/** What Google may say, in made-up words of other languages too. */
const MESSAGES = [
  'Service Spreadsheets timed out while accessing document with id local-spreadsheet.',
  'Il servizio Fogli non ha risposto in tempo, riprova.',
  'サービスでエラーが発生しました。しばらくしてからもう一度お試しください。',
] as const;

/** A sheet before its refresh, what is seen after a quiet one, and how many calls that makes. */
interface Base {
  readonly begun: TestWorld;
  wanted: unknown;
  calls: number;
}

const small = { vos: 4, firstPeriod: '2026.04-06', tabRows: 20, settings: { restatementThreshold: '100' } };

/** How to make a sheet, and how often it is taken. */
const MAKE: readonly (readonly [weight: number, make: () => Promise<TestWorld>])[] = [
  [6, () => Promise.resolve(new TestWorld(small))],
  [
    3,
    async () => {
      const old = new TestWorld(small);
      await old.refresh();
      return old.later({ world: restated(old.world) });
    },
  ],
  [
    1,
    () => {
      const all = new TestWorld({ ...small, statistics: STATISTIC_IDS });
      enterSampleAgreements(all.spreadsheet);
      return Promise.resolve(all);
    },
  ],
];
const bases: Base[] = [];

const OTHER = 'b@example.org';

/** All that users see, whoever has refreshed, but for the run log and the dashboard: they say what happened. */
function seen(test: TestWorld): unknown {
  const is = [test.titles(), appearance(test, (title) => ![RUN_LOG, DASHBOARD].includes(title))];
  return JSON.parse(JSON.stringify(timeless(is)).replaceAll(OTHER, test.host.owner));
}

beforeAll(async () => {
  for (const [weight, make] of MAKE.slice(0, isLong ? MAKE.length : 1)) {
    const base: Base = { begun: await make(), wanted: undefined, calls: 0 };
    const quiet = base.begun.later();
    const aroundCall: AroundCall = ({ number }, proceed) => {
      base.calls = number;
      return proceed();
    };
    await quiet.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }], aroundCall });
    await quiet.refresh();
    base.wanted = seen(quiet);
    bases.push(...Array<Base>(weight).fill(base));
  }
}, 1_200_000);

/** What happens to one execution. @param meanwhile something that another user does at its first batch of requests */
function fate(
  random: Random,
  calls: number,
  meanwhile?: () => Promise<unknown>,
): Pick<RunOptions, 'aroundCall' | 'lateRefusal'> {
  const message = pick(random, MESSAGES);
  const at = Math.floor(random() * calls);
  const kind = pick(random, ['fails', 'fails after it landed', 'dies', 'refused late', 'nothing']);
  let isOther = meanwhile !== undefined;
  const aroundCall: AroundCall = async ({ number, name }, proceed) => {
    if (isOther && name === 'UrlFetchApp.fetchAll') {
      isOther = false;
      await meanwhile?.().catch(() => undefined);
    }
    if (number !== at || kind === 'nothing' || kind === 'refused late') return proceed();
    if (kind !== 'fails') await proceed();
    throw kind === 'dies' ? new ExecutionDied() : new Error(message);
  };
  if (kind !== 'refused late') return { aroundCall };
  let writes = 0;
  return { aroundCall, lateRefusal: { message, refuses: () => writes++ === Math.floor(at / 10) } };
}

/** Lets one of the portals be slow, silent or broken for a while. */
function trouble(test: TestWorld, random: Random): void {
  const match = pick(random, [test.portals.accountingUrl, test.portals.operationsUrl]);
  const kind = random();
  if (kind < 0.2) test.portals.faults.add({ match, times: 3, fault: fault.delay(60_000) });
  else if (kind < 0.4) test.portals.faults.add({ match, times: 2, fault: fault.hang });
  else if (kind < 0.5) test.portals.faults.add({ match, times: 2, fault: fault.status(503) });
}

/** How a user, or the schedule, starts a refresh. */
function start(random: Random): [functionName: string, RunOptions] {
  return pick<[string, RunOptions]>(random, [
    ['runRefresh', { origin: 'panel', args: [{ how: 'panel' }] }],
    ['scheduledRefresh', { origin: 'clock trigger' }],
    ['refreshNow', { origin: 'menu' }],
  ]);
}

/** By this call an execution asks for a continuation. */
const ARMED = 'ClockTriggerBuilder.create';

/** Continuations that will still fire. */
const isWaiting = (test: TestWorld): boolean =>
  test.host.triggers.list().some(({ functionName, next }) => functionName === 'continueRefresh' && next);

/** Lets time pass until nothing goes on by itself. @returns whether an execution was cut off before it could ask for another */
async function untilOver(
  test: TestWorld,
  beforeEach: (executions: number) => Promise<void>,
): Promise<boolean> {
  let isLost = false;
  for (let executions = 1; isWaiting(test); executions++) {
    test.clock.advance(8 * MINUTE);
    await beforeEach(executions);
    const fired = await test.host.triggers.fireDue();
    isLost ||= fired.some(({ calls }) => !calls.has(ARMED));
  }
  return isLost;
}

async function soak(seed: number, base: Base): Promise<void> {
  let drawn = 0;
  const random = (): number => chance(seed, drawn++);
  const test = base.begun.later();
  const users = [test.host.owner, OTHER] as const;
  test.host.properties.users[OTHER] = { ...test.userProperties };
  trouble(test, random);
  /** @returns whether it was cut off before it could ask for a continuation */
  const run = async (as: string): Promise<boolean> => {
    const [[functionName, options], [other, others]] = [start(random), start(random)];
    const second = () => test.host.run(other, { ...others, as: OTHER }).result;
    const fates = fate(random, base.calls, random() < 0.2 ? second : undefined);
    const execution = test.host.run(functionName, { ...options, ...fates, as });
    await execution.result.catch(() => undefined);
    return !execution.calls.has(ARMED);
  };
  const isFirstLost = await run(pick(random, users));
  const isLost = await untilOver(test, async (executions) => {
    expect([seed, executions]).toEqual([seed, Math.min(executions, MOST_EXECUTIONS)]);
    if (random() < 0.1) await run(OTHER);
    test.host.fates = random() < 0.5 ? fate(random, base.calls) : {};
  });
  test.host.fates = {};
  const { document } = test.host.properties;
  if (!isLost && !isFirstLost) expect([seed, document.lease]).toEqual([seed, undefined]);
  for (const text of [document, test.userProperties].flatMap((all) => Object.values(all)))
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  // Whatever has failed is mended by a quiet one of each.
  test.portals.faults.clear();
  for (const as of users) {
    test.clock.advance(10 * MINUTE);
    await test.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }], as });
  }
  expect([seed, document.lease, test.host.triggers.list()]).toEqual([seed, undefined, []]);
  const is = seen(test);
  if (JSON.stringify(is) !== JSON.stringify(base.wanted)) expect([seed, is]).toEqual([seed, base.wanted]);
}

it.each(PARTS)(
  'a refresh to which anything happens ends, leaves nothing behind, and the next one makes the sheet whole: %i to %i',
  async (from = 0, to = 0) => {
    for (let seed = from; seed <= to; seed++)
      await soak(
        seed,
        pick(() => chance(seed, 'base'), bases),
      );
  },
  isLong ? 7_200_000 : 120_000,
);
