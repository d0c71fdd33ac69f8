import type { AroundCall, Execution } from '../../../local/apps-script/execution';
import { ExecutionDied } from '../../../local/apps-script/errors';
import { chance } from '../../../local/portals/chance';
import { isLong } from '../../support/effort';
import { restated } from '../../support/restated';
import { TestWorld } from '../../support/world';
import type { ResultInWords } from '../../../src/reports/describe-result';

const args = [{ how: 'panel', statistics: ['cloud-cpu'] }];
const SEEDS = Array.from({ length: isLong ? 150 : 8 }, (_, index) => index);
const REFUSED = /has been refreshing since \d\d:\d\d\. Nothing else was started\./;

/** Lets the calls of several executions through one at a time, in an order that depends on the seed. */
class Turnstile {
  readonly #waiting: (() => void)[] = [];
  /** Executions that will make another call by themselves. */
  #going = 0;
  #turns = 0;

  constructor(private readonly seed: number) {}

  /** Runs an execution through the turnstile. @param beforeCall told the number of each call before its turn */
  async pass(
    start: (aroundCall: AroundCall) => Execution,
    beforeCall: (number: number) => void = () => undefined,
  ): Promise<unknown> {
    this.#going++;
    try {
      return await start(async (call, proceed) => {
        beforeCall(call.number);
        await new Promise<void>((resolve) => {
          this.#waiting.push(resolve);
          this.#letOneThrough();
        });
        return call.name === 'Lock.tryLock' ? this.#aside(proceed) : proceed();
      }).result;
    } finally {
      this.#leave();
    }
  }

  /** Whoever waits for a lock waits for the other one's next calls. */
  async #aside(proceed: () => Promise<unknown>): Promise<unknown> {
    this.#leave();
    try {
      return await proceed();
    } finally {
      this.#going++;
    }
  }

  #leave(): void {
    this.#going--;
    this.#letOneThrough();
  }

  #letOneThrough(): void {
    if (this.#waiting.length < this.#going) return;
    const [next] = this.#waiting.splice(
      Math.floor(chance(this.seed, ++this.#turns) * this.#waiting.length),
      1,
    );
    next?.();
  }
}

const old = new TestWorld({ vos: 5 });
const world = restated(old.world);
let alone: TestWorld;
/** Calls that a refresh makes when nothing else happens. */
let callCount = 0;
beforeAll(async () => {
  await old.refreshOne('cloud-cpu');
  alone = old.later({ world });
  const aroundCall: AroundCall = (call, proceed) => {
    callCount = call.number;
    return proceed();
  };
  await alone.run('runRefresh', { origin: 'panel', args, aroundCall });
});

/** Two refreshes, the second of which starts at some call of the first; what each of them gave or was told. */
async function twoOf(test: TestWorld, seed: number): Promise<unknown[]> {
  const turnstile = new Turnstile(seed);
  const run = (as: string) => (aroundCall: AroundCall) =>
    test.host.run('runRefresh', { as, origin: 'panel', args, aroundCall });
  const startsAt = 1 + Math.floor(chance(seed, 'start') * callCount);
  let second: Promise<unknown> | undefined;
  const first = turnstile.pass(run('a@example.org'), (number) => {
    if (number === startsAt) second = turnstile.pass(run('b@example.org')).catch(String);
  });
  return [await first.catch(String), await second];
}

const isDone = (outcome: unknown): boolean =>
  Array.isArray(outcome) && (outcome as ResultInWords[]).every(({ result }) => result === 'done');

describe.each([
  ['', () => Promise.resolve(old.later({ world }))],
  [
    ', after a third one that Google has killed',
    async () => {
      const test = old.later({ world, hour: 11 });
      const killed: AroundCall = (call, proceed) =>
        call.name === 'Range.setValues' ? Promise.reject(new ExecutionDied()) : proceed();
      await test.host
        .run('runRefresh', { origin: 'panel', args, aroundCall: killed })
        .result.catch(() => undefined);
      test.clock.advance(60 * 60_000);
      return test;
    },
  ],
] as const)('two refreshes whose calls come in any order%s', (_, make) => {
  it.each(SEEDS)('do the work once, and whoever does not do it is told who does: order %i', async (seed) => {
    const test = await make();
    const outcomes = await twoOf(test, seed);
    const done = outcomes.filter(isDone);
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const outcome of outcomes) if (!isDone(outcome)) expect(outcome).toMatch(REFUSED);
    expect(test.log().filter(({ Result }) => Result === 'done')).toHaveLength(1 + done.length);
    expect(test.snapshot()).toEqual(alone.snapshot());
  });
});
