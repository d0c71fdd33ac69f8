import { fault } from '../../../local/portals/faults';
import { valueOf } from '../../support/panel';
import { TestWorld, type TestWorldOptions } from '../../support/world';

const SECOND = 1_000;
const statistics = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'] as const;

/** The Accounting Portal sends everybody away for so long. */
function busy(seconds: number, times?: number, more: TestWorldOptions = {}): TestWorld {
  const test = new TestWorld({ vos: 3, statistics, firstPeriod: '2026.04-06', tabRows: 10, ...more });
  const answer = fault.status(503, { headers: [['Retry-After', String(seconds)]] });
  test.portals.faults.add({ match: test.portals.accountingUrl, ...(times && { times }), fault: answer });
  return test;
}

const waiting = (test: TestWorld): boolean => test.host.properties.document.lease !== undefined;
const asked = (test: TestWorld): number =>
  test.host.fetches.filter(({ url }) => url.startsWith(test.portals.accountingUrl)).length;

/** Fires what is due, every half a minute; gives when the Accounting Portal was asked, in seconds from the beginning on. */
async function untilOver(test: TestWorld): Promise<{ executions: number; askedAt: number[] }> {
  const start = test.clock.now();
  const askedAt = [0];
  let executions = 1;
  for (let turn = 0; waiting(test) && turn < 200; turn++) {
    test.clock.advance(30 * SECOND);
    const [before, now] = [asked(test), test.clock.now()];
    executions += (await test.host.triggers.fireDue()).length;
    if (asked(test) > before) askedAt.push((now - start) / SECOND);
  }
  return { executions, askedAt };
}

describe('a portal that says when to come back', () => {
  it('is left alone that long, while the other one is asked in the first execution', async () => {
    const test = busy(120);
    const results = await test.refresh();
    expect(results).toMatchObject([
      { id: 'cloud-cpu', result: 'unfinished' },
      { id: 'htc-cpu', result: 'unfinished', requests: 0 },
      { id: 'users', result: 'done', message: '' },
      { id: 'vo-changes', result: 'done', message: '' },
    ]);
    expect(results[0]?.message).toMatch(
      /^The Accounting Portal asks to be left alone for 2 minutes\. What is left is done in another run\. It starts by itself when that time is over; /,
    );
    const { executions, askedAt } = await untilOver(test);
    expect(executions).toBeLessThanOrEqual(10);
    askedAt.slice(1).forEach((at, index) => expect(at - (askedAt[index] ?? 0)).toBeGreaterThanOrEqual(120));
    const said =
      /: Not asked, because the Accounting Portal asks to be left alone at the moment\. Refresh again later\.\n/;
    expect(test.log().map(({ Result, Message }) => [Result, Message])).toEqual([
      ['done', ''],
      ['done', ''],
      ['failed', expect.stringMatching(said)],
      ['failed', expect.stringMatching(said)],
    ]);
    expect(test.host.triggers.list()).toEqual([]);
  });

  it('costs no figure when it answers then', async () => {
    const test = busy(120, 1);
    await test.refresh();
    expect(await untilOver(test)).toMatchObject({ executions: 2 });
    expect(test.log().map(({ Result }) => Result)).toEqual(Array(4).fill('done'));
  });

  it('is not asked earlier by a refresh that somebody starts meanwhile', async () => {
    const test = busy(600, 1);
    await test.refresh();
    const before = asked(test);
    test.clock.advance(300 * SECOND);
    expect(await test.refresh({ statistics: ['cloud-cpu', 'vo-changes'] })).toMatchObject([
      { id: 'cloud-cpu', result: 'unfinished' },
      { id: 'htc-cpu', result: 'unfinished' },
      { id: 'users', result: 'done' },
      { id: 'vo-changes', result: 'done' },
    ]);
    expect(asked(test)).toBe(before);
  });

  it('is waited for no more when somebody cancels', async () => {
    const test = busy(600);
    await test.refresh();
    await valueOf(test, 'panelCancel', []);
    expect(waiting(test)).toBe(false);
    expect(test.log().map(({ Result }) => Result)).toEqual(['done', 'done', 'cancelled', 'cancelled']);
  });

  it('is not waited for longer than an hour', async () => {
    const test = busy(7_200);
    expect(await test.refresh()).toMatchObject([
      { result: 'failed' },
      { result: 'failed', requests: 0 },
      { result: 'done' },
      { result: 'done' },
    ]);
  });

  it('is done with within ten executions, however many periods there are to ask for', async () => {
    const granularities = { month: true, 'half-year': true, year: true };
    const test = busy(120, undefined, { settings: { granularities } });
    await test.refresh();
    const { executions } = await untilOver(test);
    expect(executions).toBeLessThanOrEqual(10);
    expect(test.log().filter(({ Message }) => String(Message).includes('too slowly'))).toEqual([]);
  });
});
