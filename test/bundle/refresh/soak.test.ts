import { ExecutionDied } from '../../../local/apps-script/errors';
import type { AroundCall } from '../../../local/apps-script/execution';
import type { LateRefusal } from '../../../local/apps-script/bundled-writes';
import { fault } from '../../../local/portals/faults';
import { isLong } from '../../support/effort';
import { timeless } from '../../support/timeless';
import { TestWorld } from '../../support/world';

/** Refreshes to which things happen by chance, the same ones in every run. */
const CASES = isLong ? 2_000 : 8;
const MINUTE = 60_000;
/** Bytes of one property that Google keeps. */
const MOST_BYTES = 9_216;

/** Numbers from 0 up to 1 (mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What Google may say, in made-up words of other languages too. */
const MESSAGES = [
  'Service Spreadsheets timed out while accessing document with id local-spreadsheet.',
  'Il servizio Fogli non ha risposto in tempo, riprova.',
  'サービスでエラーが発生しました。しばらくしてからもう一度お試しください。',
];

const START = ['runRefresh', 'scheduledRefresh', 'refreshNow'] as const;

/** What happens to one execution. */
function bad(random: () => number): { aroundCall?: AroundCall; lateRefusal?: LateRefusal } {
  const message = MESSAGES[Math.floor(random() * MESSAGES.length)] ?? '';
  const at = Math.floor(random() * 400);
  const kind = Math.floor(random() * 5);
  if (kind === 4) return {};
  if (kind === 3) {
    let writes = 0;
    return { lateRefusal: { message, refuses: () => writes++ === Math.floor(at / 10) } };
  }
  return {
    aroundCall: async ({ number }, proceed) => {
      if (number !== at) return proceed();
      if (kind !== 1) await proceed();
      throw kind === 2 ? new ExecutionDied() : new Error(message);
    },
  };
}

const base = (): TestWorld => new TestWorld({ vos: 4, firstPeriod: '2026.04-06', tabRows: 20 });
let wanted: unknown;
let begun: TestWorld;
beforeAll(async () => {
  const quiet = base();
  await quiet.refresh();
  wanted = timeless([quiet.titles(), quiet.snapshot()]);
  begun = base();
});

const waiting = (test: TestWorld): number =>
  test.host.triggers.list().filter(({ functionName }) => functionName === 'continueRefresh').length;

async function soak(seed: number): Promise<void> {
  const random = chance(seed);
  const test = begun.later();
  const portal = random() < 0.5 ? test.portals.accountingUrl : test.portals.operationsUrl;
  const trouble = random();
  if (trouble < 0.2) test.portals.faults.add({ match: portal, times: 3, fault: fault.delay(60_000) });
  else if (trouble < 0.4) test.portals.faults.add({ match: portal, times: 2, fault: fault.hang });
  else if (trouble < 0.5) test.portals.faults.add({ match: portal, times: 2, fault: fault.status(503) });
  const start = START[Math.floor(random() * START.length)] ?? 'runRefresh';
  const origin = { runRefresh: 'panel', scheduledRefresh: 'clock trigger', refreshNow: 'menu' } as const;
  const args = start === 'runRefresh' ? [{ how: 'panel' }] : [];
  const as = random() < 0.5 ? 'b@example.org' : test.host.owner;
  test.host.properties.users[as] = { ...test.userProperties };
  await test.run(start, { origin: origin[start], args, as, ...bad(random) }).catch(() => undefined);
  let executions = 1;
  while (waiting(test) > 0 && executions < 10) {
    test.clock.advance(8 * MINUTE);
    const due = { origin: 'clock trigger', as, ...(random() < 0.5 && bad(random)) } as const;
    await test.run('continueRefresh', due).catch(() => undefined);
    executions++;
  }
  expect([seed, test.host.properties.document.lease, waiting(test)]).toEqual([seed, undefined, 0]);
  for (const text of Object.values(test.host.properties.document))
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  // Whatever has failed is mended by a quiet one.
  test.clock.advance(10 * MINUTE);
  test.portals.faults.clear();
  await test.refresh();
  const is = timeless([test.titles(), test.snapshot()]);
  if (JSON.stringify(is) !== JSON.stringify(wanted)) expect([seed, is]).toEqual([seed, wanted]);
}

it(
  'a refresh to which anything happens ends, leaves nothing behind, and the next one makes the sheet whole',
  async () => {
    for (let seed = 1; seed <= CASES; seed++) await soak(seed);
  },
  isLong ? 7_200_000 : 120_000,
);
