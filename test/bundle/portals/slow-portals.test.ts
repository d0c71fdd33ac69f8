import { fault } from '../../../local/portals/faults';
import { isLong } from '../../support/effort';
import { timeless } from '../../support/timeless';
import { OKR_USERS, TestWorld } from '../../support/world';

const SECOND = 1_000;
const MINUTE = 60_000;

/** Seconds that a refresh takes on the clock. */
async function secondsOf(test: TestWorld): Promise<number> {
  const start = test.clock.now();
  await test.refresh();
  return (test.clock.now() - start) / SECOND;
}

const resultsOf = (test: TestWorld): unknown[] => test.log().map(({ Result }) => Result);

it.each([
  ['hangs', fault.hang],
  ['refuses every request', fault.unavailable],
])('a portal that %s costs at most 90 seconds, and not the figures of the other one', async (_, dead) => {
  const test = new TestWorld();
  test.portals.faults.add({ match: test.portals.accountingUrl, fault: dead });
  expect(await secondsOf(test)).toBeLessThanOrEqual(90);
  expect(resultsOf(test)).toEqual(['failed', 'failed', 'done']);
  expect(test.titles()).toContain(OKR_USERS);
});

it('one request that hangs costs at most 60 seconds, and nobody but its VO', async () => {
  const test = new TestWorld({ vos: isLong ? 309 : 60, firstPeriod: '2026.07-09', statistics: ['users'] });
  test.portals.faults.add({ match: /vo=alice(&|$)/, fault: fault.hang });
  expect(await secondsOf(test)).toBeLessThanOrEqual(60);
  expect(resultsOf(test)).toEqual(['partly done']);
  expect(test.log()[0]?.Message).toBe(
    'alice: The Operations Portal did not answer. It was asked at operations-portal.egi.eu.\nThe old figures are kept.',
  );
});

it('portals that take 20 seconds an answer are asked over several executions, until all is there', async () => {
  const options = { vos: isLong ? 600 : 300, firstPeriod: '2026.07-09', tabRows: 20 };
  const quick = new TestWorld(options);
  await quick.refresh();
  const test = new TestWorld(options);
  test.portals.faults.add({ match: '/', fault: fault.delay(20 * SECOND) });
  await test.refresh();
  let executions = 1;
  while (test.host.properties.document.lease !== undefined && executions < 12) {
    test.clock.advance(MINUTE);
    executions += (await test.host.triggers.fireDue()).length;
  }
  expect(executions).toBeGreaterThan(1);
  expect(resultsOf(test)).toEqual(['done', 'done', 'done']);
  expect(timeless(test.snapshot())).toEqual(timeless(quick.snapshot()));
  expect(test.host.fetches.filter(({ repeated, redirected }) => repeated && !redirected)).toEqual([]);
});
