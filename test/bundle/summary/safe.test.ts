import { ExecutionDied } from '../../../local/apps-script/errors';
import { isLong } from '../../support/effort';
import { inNovember, meetingSheet } from '../../support/meeting-sheet';
import { makeSummary, SUMMARY } from '../../support/summary';
import type { TestWorld } from '../../support/world';

/** Calls at which it is killed in everyday tests. */
const SAMPLE = 4;

const titleOf = (test: TestWorld, title: string): unknown =>
  test.titles().includes(title) ? test.values(title)[0]?.[0] : undefined;

it('killed at any call, the old page or the new one is there, and the next try makes it whole', async () => {
  const august = await meetingSheet();
  await makeSummary(august);
  const november = await inNovember(august);
  const names: string[] = [];
  const whole = november.later();
  whole.ui.answer('OK').answer('OK');
  const count = { origin: 'menu', aroundCall: countInto(names) } as const;
  await whole.host.run('makeSummary', count).result;
  const step = isLong ? 1 : Math.ceil(names.length / SAMPLE);
  for (let at = 1; at <= names.length; at += step) {
    const test = november.later();
    test.ui.answer('OK').answer('OK');
    const dies = { origin: 'menu', aroundCall: killedAt(at) } as const;
    await test.host.run('makeSummary', dies).result.catch(() => undefined);
    const there = [SUMMARY, `${SUMMARY} (replaced)`].map((title) => titleOf(test, title));
    expect([at, there.some((title) => String(title).startsWith('OKR summary of'))]).toEqual([at, true]);
    const next = test.later();
    await makeSummary(next, '', next.titles().includes(SUMMARY));
    expect([at, next.titles()]).toEqual([at, whole.titles()]);
    expect(next.values(SUMMARY)).toEqual(whole.values(SUMMARY));
  }
});

type AroundCall = NonNullable<NonNullable<Parameters<TestWorld['host']['run']>[1]>['aroundCall']>;

const countInto =
  (names: string[]): AroundCall =>
  async ({ name }, proceed) => {
    names.push(name);
    return proceed();
  };

const killedAt =
  (at: number): AroundCall =>
  async ({ number }, proceed) => {
    const answer = await proceed();
    if (number === at) throw new ExecutionDied();
    return answer;
  };
