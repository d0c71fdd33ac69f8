import { RunningClock } from '../../../local/apps-script/clock';
import { EmulationFault, ExecutionDied, ScriptError } from '../../../local/apps-script/errors';
import type { AroundCall, Call } from '../../../local/apps-script/execution';
import { answering, hostOf } from './script-host';

const writesThree = `function main() {
  const properties = PropertiesService.getScriptProperties();
  for (const key of ['a', 'b', 'c']) {
    try { properties.setProperty(key, 'x'); } catch (error) { Logger.log(String(error)); } finally { Logger.log(key); }
  }
  return properties.getKeys();
}`;

/** Does something to the n-th call only. */
const atCall =
  (number: number, around: AroundCall): AroundCall =>
  (call, proceed) =>
    call.number === number ? around(call, proceed) : proceed();

describe('a script that fails', () => {
  test('rejects with what the script threw, and where', async () => {
    const { host } = hostOf(
      'function main() {\n  inner();\n}\nfunction inner() { throw new TypeError("no"); }',
    );
    const error: unknown = await host.run('main').result.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ScriptError);
    expect(error).toMatchObject({
      name: 'TypeError',
      message: 'no',
      stack: 'TypeError: no\n    at inner (Code.js:4:26)\n    at main (Code.js:2:3)',
    });
  });

  test('shows the errors of services as Google does', async () => {
    const { host } = hostOf(`function main() {
      try { LockService.getScriptLock(); UrlFetchApp.fetch(''); } catch (error) {
        return [error instanceof Error, error.name, String(error), error.stack];
      }
    }`);
    const text = 'Exception: Attribute provided with no value: url';
    const expected = [true, 'Exception', text, `${text}\n    at main (Code.js:2:54)`];
    await expect(host.run('main').result).resolves.toEqual(expected);
  });

  test.each([
    ['thrown text', 'function main() { throw "plain"; }', 'plain'],
    ['a missing function', 'function other() {}', 'Script function not found: main'],
    ['a bundle that does not load', 'absent(); function main() {}', 'absent is not defined'],
    ['a bundle that does not parse', 'function main() {', 'Unexpected end of input'],
  ])('reports %s', async (_, bundle, message) => {
    await expect(hostOf(bundle).host.run('main').result).rejects.toThrow(
      new ScriptError({ name: '', message, stack: '' }),
    );
  });

  test('is told apart from a mistake in the emulation, which no catch hides', async () => {
    const transport = () => {
      throw new TypeError('not a function');
    };
    const { host } = hostOf('function main() { try { UrlFetchApp.fetch("a.org"); } catch (e) {} }', {
      transport,
    });
    await expect(host.run('main').result).rejects.toBeInstanceOf(EmulationFault);
  });
});

describe('the time limit', () => {
  const sleeper =
    'function main(ms) { try { Utilities.sleep(ms); } finally { PropertiesService.getScriptProperties().setProperty("after", 1); } }';

  test.each([
    ['menu', 360],
    ['panel', 360],
    ['clock trigger', 360],
    ['edit trigger', 360],
    ['simple trigger', 30],
    ['custom function', 30],
  ] as const)('of a %s is %d seconds', async (origin, seconds) => {
    const bundle = 'function main(s) { for (let i = 0; i < s; i++) Utilities.sleep(1000); return "done"; }';
    const { host } = hostOf(bundle);
    await expect(host.run('main', { origin, args: [seconds - 1] }).result).resolves.toBe('done');
    await expect(host.run('main', { origin, args: [seconds] }).result).rejects.toThrow(
      'Exceeded maximum execution time',
    );
  });

  test('ends the execution at that moment, whatever it catches', async () => {
    const { host, clock } = hostOf(sleeper);
    const began = clock.now();
    const execution = host.run('main', { origin: 'simple trigger', args: [100_000] });
    await expect(execution.result).rejects.toBeInstanceOf(ExecutionDied);
    expect(clock.now() - began).toBe(30_000);
    expect(host.properties.script).toEqual({});
  });

  test('keeps the call in hand from taking effect', async () => {
    const { host, clock } = hostOf(writesThree);
    const aroundCall = atCall(4, (_, proceed) => {
      clock.advance(360_000);
      return proceed();
    });
    await expect(host.run('main', { aroundCall }).result).rejects.toThrow('Exceeded maximum execution time');
    expect(host.properties.script).toEqual({ a: 'x' });
  });

  test('comes to an answer that takes too long', async () => {
    const transport = answering(() => ({ elapsed: 400_000 }));
    const { host, clock } = hostOf('function main() { UrlFetchApp.fetch("a.org"); Logger.log("on"); }', {
      transport,
    });
    const began = clock.now();
    await expect(host.run('main').result).rejects.toBeInstanceOf(ExecutionDied);
    expect(clock.now() - began).toBe(360_000);
    expect(host.logs).toEqual([]);
  });

  test('comes to a script that only computes', async () => {
    const { host } = hostOf('function main() { while (true); }', { clock: new RunningClock() });
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const execution = host.run('main');
    jest.advanceTimersByTime(360_000);
    jest.useRealTimers();
    await expect(execution.result).rejects.toThrow('Exceeded maximum execution time');
  });
});

describe('around a call', () => {
  test('a test sees each call: its number, class, method, service and arguments', async () => {
    const { host } = hostOf(writesThree);
    const calls: Call[] = [];
    const aroundCall: AroundCall = (call, proceed) => {
      calls.push(call);
      return proceed();
    };
    await host.run('main', { aroundCall }).result;
    const service = 'PropertiesService';
    expect(calls.slice(0, 2)).toEqual([
      { number: 1, name: 'PropertiesService.getScriptProperties', service, args: [] },
      { number: 2, name: 'Properties.setProperty', service, args: ['a', 'x'] },
    ]);
  });

  test('a test kills the execution: nothing later happens', async () => {
    const { host } = hostOf(writesThree);
    const aroundCall = atCall(4, () => Promise.reject(new ExecutionDied()));
    await expect(host.run('main', { aroundCall }).result).rejects.toThrow('Exceeded maximum execution time');
    expect(host.properties.script).toEqual({ a: 'x' });
    expect(host.logs.map(({ text }) => text)).toEqual(['a']);
  });

  test('a test makes the call fail before it took effect', async () => {
    const { host } = hostOf(writesThree);
    const aroundCall = atCall(2, () => Promise.reject(new Error('Service unavailable')));
    await expect(host.run('main', { aroundCall }).result).resolves.toEqual(['b', 'c']);
    expect(host.logs[0]?.text).toBe('Exception: Service unavailable');
  });

  test('a test makes the call fail after it took effect', async () => {
    const { host } = hostOf(writesThree);
    const aroundCall = atCall(2, async (_, proceed) => {
      await proceed();
      throw new Error('Service unavailable');
    });
    await expect(host.run('main', { aroundCall }).result).resolves.toEqual(['a', 'b', 'c']);
    expect(host.logs[0]?.text).toBe('Exception: Service unavailable');
  });

  test('a test lets calls take time', async () => {
    const { host, clock } = hostOf(`function main() {
      const before = Date.now();
      PropertiesService.getScriptProperties().getKeys();
      return Date.now() - before;
    }`);
    const aroundCall: AroundCall = (_, proceed) => {
      clock.advance(100);
      return proceed();
    };
    await expect(host.run('main', { aroundCall }).result).resolves.toBe(200);
  });

  test('a test interleaves two executions call by call', async () => {
    const { host } = hostOf('function main(name) { for (const n of [1, 2, 3]) Logger.log(name + n); }');
    const order = ['b', 'a', 'a', 'b', 'b', 'a'];
    const turns = new Map<string, () => void>();
    const next = () => turns.get(order[0] ?? '')?.();
    const inTurn =
      (name: string): AroundCall =>
      async (_, proceed) => {
        await new Promise<void>((go) => {
          turns.set(name, go);
          next();
        });
        turns.delete(name);
        order.shift();
        const value = await proceed();
        next();
        return value;
      };
    const runs = ['a', 'b'].map(
      (name) => host.run('main', { args: [name], aroundCall: inTurn(name) }).result,
    );
    await Promise.all(runs);
    expect(host.logs.map(({ text }) => text)).toEqual(['b1', 'a1', 'a2', 'b2', 'b3', 'a3']);
  });

  test('calls are counted by kind, refused ones too', async () => {
    const { host } = hostOf(writesThree);
    const execution = host.run('main', { aroundCall: atCall(2, () => Promise.reject(new Error('no'))) });
    await execution.result;
    expect(Object.fromEntries(execution.calls)).toEqual({
      'PropertiesService.getScriptProperties': 1,
      'Properties.setProperty': 3,
      'Logger.log': 4,
      'Properties.getKeys': 1,
    });
  });
});
