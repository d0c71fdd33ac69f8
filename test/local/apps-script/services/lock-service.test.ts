import { ExecutionDied } from '../../../../local/apps-script/errors';
import type { AroundCall } from '../../../../local/apps-script/execution';
import { ScriptedUserInterface } from '../../../../local/apps-script/user-interface';
import { evaluate, hostOf } from '../script-host';

const bundle = `
  function hold() { const lock = LockService.getDocumentLock(); lock.waitLock(0); Logger.log('held'); return lock.hasLock(); }
  function work() {
    const lock = LockService.getDocumentLock();
    lock.waitLock(10000);
    const before = Number(PropertiesService.getScriptProperties().getProperty('n'));
    PropertiesService.getScriptProperties().setProperty('n', before + 1);
    lock.releaseLock();
  }
  function wait() { LockService.getDocumentLock().waitLock(10000); }
  function attempt(kind) { return LockService[kind]().tryLock(0); }
  function all() { return [LockService.getScriptLock(), LockService.getDocumentLock(), LockService.getUserLock()].map((l) => l.tryLock(0)); }
`;

/** A script of which one execution holds the document lock and stands still; `free` lets it go on. */
async function withHolder() {
  const { host, clock } = hostOf(bundle);
  let free: (() => void) | undefined;
  const execution = await new Promise<ReturnType<typeof host.run>>((resolve) => {
    const aroundCall: AroundCall = async (call, proceed) => {
      if (call.name !== 'Logger.log') return proceed();
      await new Promise<void>((go) => {
        free = go;
        resolve(started);
      });
      return proceed();
    };
    const started = host.run('hold', { aroundCall });
  });
  return { host, clock, execution, free: () => free?.() };
}

describe('locks', () => {
  test('are held by one execution, which may take them again', async () => {
    const { host, execution, free } = await withHolder();
    await expect(host.run('attempt', { args: ['getDocumentLock'] }).result).resolves.toBe(false);
    free();
    await expect(execution.result).resolves.toBe(true);
    await expect(
      evaluate('const l = LockService.getScriptLock(); l.waitLock(0); return l.tryLock(0)'),
    ).resolves.toBe(true);
  });

  test('of the script, the document and the user are three', async () => {
    await expect(hostOf(bundle).host.run('all').result).resolves.toEqual([true, true, true]);
    const { host, execution, free } = await withHolder();
    await expect(host.run('attempt', { args: ['getScriptLock'] }).result).resolves.toBe(true);
    free();
    await execution.result;
  });

  test('that nobody can release make a waiter give up at its time', async () => {
    const { host, clock, execution, free } = await withHolder();
    const began = clock.now();
    await expect(host.run('wait').result).rejects.toThrow(
      'Lock timeout: another process was holding the lock for too long.',
    );
    expect(clock.now() - began).toBe(10_000);
    free();
    await execution.result;
  });

  test('let executions that run at once take turns, without time passing', async () => {
    const { host, clock } = hostOf(bundle);
    const began = clock.now();
    await Promise.all([1, 2, 3, 4].map(() => host.run('work').result));
    expect(host.properties.script).toEqual({ n: '4' });
    expect(clock.now()).toBe(began);
  });

  test.each([
    ['ends', (free: () => void) => free()],
    ['dies', (_: () => void, die: () => void) => die()],
  ])('are released when the execution %s', async (_, end) => {
    const { host, execution, free } = await withHolder();
    end(free, () => execution.fail(new ExecutionDied()));
    await execution.result.catch(() => undefined);
    await expect(host.run('attempt', { args: ['getDocumentLock'] }).result).resolves.toBe(true);
  });

  test('are lost while a person is asked', async () => {
    const body = `const lock = LockService.getDocumentLock(); lock.waitLock(0);
      SpreadsheetApp.getUi().alert('Well?'); return lock.hasLock();`;
    await expect(evaluate(body, { ui: new ScriptedUserInterface() })).resolves.toBe(false);
  });

  test('are not held after they were released', async () => {
    const body =
      'const lock = LockService.getUserLock(); lock.waitLock(0); lock.releaseLock(); return lock.hasLock();';
    await expect(evaluate(body)).resolves.toBe(false);
  });
});
