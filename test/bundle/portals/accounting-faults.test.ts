import { expectedCpu } from '../../../local/portals/expected';
import { fault, type Fault } from '../../../local/portals/faults';
import { restated } from '../../support/restated';
import { CLOUD, HTC, OKR_USERS, TestWorld, USERS } from '../../support/world';

interface Row {
  id: string;
  Total: unknown;
  [cell: string]: unknown;
}

/** The right answer with its rows changed. */
const changed = (change: (rows: Row[]) => unknown): Fault =>
  fault.body((right) => JSON.stringify(change(JSON.parse(right) as Row[])));

const first = (rows: readonly Row[]): Row => {
  const [row] = rows;
  if (!row) throw new Error('the answer is empty');
  return row;
};
const set = (cells: Record<string, unknown>) => (rows: Row[]) => {
  Object.assign(first(rows), cells);
  return rows;
};
const closing = (id: string, cells: Record<string, unknown>) => (rows: Row[]) =>
  rows.map((row) => (row.id === id ? { ...row, ...cells } : row));
const without = (id: string) => (rows: Row[]) => rows.filter((row) => row.id !== id);

/** Answers for a past period that are no figures, and what is said about each. */
const FAULTS: [string, Fault, RegExp][] = [
  ['HTTP 500', fault.status(500), /HTTP 500/],
  ['HTTP 503 with []', fault.status(503, { body: '[]' }), /HTTP 503/],
  ['HTTP 404 with a web page', fault.status(404), /HTTP 404/],
  ['HTTP 204 without a body', fault.status(204, { body: '' }), /no hours, although the period is over/],
  ['a web page with 200', fault.html, /a web page instead of data/],
  ['a login page with 200', fault.loginPage, /a web page instead of data/],
  ['a redirect to a login page', fault.redirectToLogin, /a web page instead of data/],
  ['redirects without an end', fault.redirectLoop, /did not answer/],
  ['half an answer', fault.truncated, /not whole, or not JSON/],
  ['null', fault.body('null'), /no hours, although the period is over/],
  ['[]', fault.body('[]'), /no hours, although the period is over/],
  ['nothing at all', fault.empty, /no hours, although the period is over/],
  ['an object', fault.body('{"error":"database is down"}'), /a list of rows is expected/],
  ['a text', fault.body('"database is down"'), /a list of rows is expected/],
  ['a list of lists', fault.body('[[1,2],[3,4]]'), /a row is expected/],
  [
    'closing rows without VOs and a Total',
    changed((rows) => rows.slice(-5)),
    /is not the sum 0 of its 0 VOs/,
  ],
  ['no grand Total', changed(without('Total')), /row "Total" after the VOs is missing/],
  ['no row that says what it holds', changed(without('var')), /row "var" after the VOs is missing/],
  ['a VO without Total', changed(set({ Total: undefined })), /Total/],
  ['a VO with Total null', changed(set({ Total: null })), /hours is expected/],
  ['a VO without a name', changed(set({ id: '' })), /no name/],
  ['a VO whose name is a number', changed(set({ id: 7 })), /VO name is expected/],
  [
    'a VO whose Total is not the sum of its months',
    changed(set({ Total: 1 })),
    /is not the sum of its months/,
  ],
  [
    'a grand Total that is not the sum of the VOs',
    changed(closing('Total', { Total: 12 })),
    /is not the sum/,
  ],
  ['a grand Total as text', changed(closing('Total', { Total: '12' })), /hours is expected/],
  ['months as text', changed(set({ '2026-05': '5759.9978' })), /hours is expected/],
  ['a month with true', changed(set({ '2026-05': true })), /hours is expected/],
  ['a VO twice', changed((rows) => [first(rows), ...rows]), /is there twice/],
  ['negative hours', changed(set({ '2026-05': -1 })), /cannot be negative/],
  ['a negative Total', changed(set({ Total: -5 })), /cannot be negative/],
  ['endless hours', fault.body((right) => right.replace(/"2026-05": [\d.]+/, '"2026-05": 1e999')), /hours/],
  ['months of another period', changed(set({ '2025-05': 5 })), /column "2025-05" outside 2026.04-06/],
  [
    'a whole answer for another period',
    fault.body((right) => right.replaceAll('2026-', '2025-')),
    /outside 2026.04-06/,
  ],
  ['another metric', changed(closing('var', { query: 'njobs' })), /holds njobs by VO and DATE/],
  ['other rows', changed(closing('var', { yrange: 'COUNTRY' })), /by COUNTRY and DATE/],
  ['other columns', changed(closing('var', { xrange: 'SITE' })), /by VO and SITE/],
  ['an answer that never ends', fault.hang, /did not answer/],
  ['no such host', fault.dns, /did not answer/],
  ['no connection', fault.unavailable, /did not answer/],
];

const MONTHS = ['2026-04', '2026-05', '2026-06'];
const OTHERS: [string, string[]][] = [
  ['2026.01-03', ['2026-01', '2026-02', '2026-03']],
  ['2026.07-09', ['2026-07', '2026-08', '2026-09']],
];

const base = new TestWorld();
beforeAll(() => base.refresh());

/** The portals have other figures for everything since the last refresh. */
const laterWithOtherFigures = (): TestWorld => base.later({ world: restated(base.world) });

describe.each(FAULTS)('asked for a past period, the Accounting Portal sends %s', (_, sent, reason) => {
  let test: TestWorld;
  let results: Awaited<ReturnType<TestWorld['refresh']>>;
  beforeAll(async () => {
    test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/2026/04/2026/06/', fault: sent });
    results = await test.refresh();
  });

  it('keeps that row as it was, and has the others refreshed', () => {
    for (const [title, scope] of [
      [CLOUD, 'cloud'],
      [HTC, 'htc'],
    ] as const) {
      expect(test.rows(title)['2026.04-06']).toEqual(base.rows(title)['2026.04-06']);
      for (const [label, months] of OTHERS) {
        expect(test.cell(title, label, 'CPU/h')).toBe(expectedCpu(test.world, scope, months).total);
      }
    }
  });

  it('names the period, the reason, and that the old figures are kept', () => {
    for (const { result, message } of results.slice(0, 2)) {
      expect(result).toBe('partly done');
      expect(message).toMatch(/^2026\.04-06: /);
      expect(message).toMatch(reason);
      expect(message).toMatch(/The old figures are kept\.$/);
    }
  });

  it('refreshes the users all the same', () => {
    expect(results[2]).toMatchObject({ id: 'users', result: 'done', message: '' });
    expect(test.cell(USERS, 'alice', '2026.04-06')).toBe(Number(base.cell(USERS, 'alice', '2026.04-06')) + 5);
  });
});

it.each([
  ['HTTP 503 with []', fault.status(503, { body: '[]' })],
  ['[]', fault.body('[]')],
  ['half an answer', fault.truncated],
  ['HTTP 404 with a web page', fault.status(404)],
])('changes nothing in a tab all of whose answers are %s', async (_, sent) => {
  const test = laterWithOtherFigures();
  test.portals.faults.add({ match: '/cloud/', fault: sent });
  const before = test.snapshot(HTC, USERS, OKR_USERS);
  const [cloud, htc, users] = await test.refresh();
  expect(test.snapshot(HTC, USERS, OKR_USERS)).toEqual(before);
  expect([cloud?.result, htc?.result, users?.result]).toEqual(['failed', 'done', 'done']);
  expect(cloud?.message).toMatch(/^2025\.10-12 to 2026\.\d\d-\d\d: /);
});

it('the next good refresh catches up with what an earlier one has missed', async () => {
  const test = laterWithOtherFigures();
  test.portals.faults.add({ match: '/2026/04/2026/06/', fault: fault.truncated });
  await test.refresh();
  test.portals.faults.clear();
  await test.refresh();
  expect(test.cell(CLOUD, '2026.04-06', 'CPU/h')).toBe(expectedCpu(test.world, 'cloud', MONTHS).total);
  expect(test.cell(HTC, '2026.04-06', 'CPU/h')).toBe(expectedCpu(test.world, 'htc', MONTHS).total);
});

it('creates no tab for a statistic that has nothing', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/cloud/', fault: fault.status(500) });
  const [cloud] = await test.refresh();
  expect(cloud?.result).toBe('failed');
  expect(test.titles()).not.toContain(CLOUD);
  expect(test.titles()).toContain(HTC);
});

it.each([
  ['[]', fault.body('[]')],
  ['null', fault.body('null')],
  ['nothing', fault.empty],
])('takes %s for the running period for "no figure yet", not for a failure', async (_, sent) => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/2026/10/2026/12/', fault: sent });
  const results = await test.refresh();
  expect(results.map(({ result, message }) => [result, message])).toEqual(Array(3).fill(['done', '']));
  expect(test.labels(CLOUD).pop()).toBe('2026.07-09');
  test.portals.faults.clear();
  await test.refresh();
  expect(test.labels(CLOUD).pop()).toBe('2026.10-12');
});

it('keeps the figure of the running period when the portal has none any more', async () => {
  const test = laterWithOtherFigures();
  test.portals.faults.add({ match: '/2026/10/2026/12/', fault: fault.body('[]') });
  const before = test.rows(CLOUD)['2026.10-12'];
  await test.refresh();
  expect(test.rows(CLOUD)['2026.10-12']).toEqual(before);
});

it('asks again after a passing fault, and then all is well', async () => {
  const test = new TestWorld();
  test.portals.faults.add(
    { match: '/2026/04/2026/06/', times: 1, fault: fault.status(503, { headers: [['Retry-After', '7']] }) },
    { match: 'vo=alice', times: 2, fault: fault.unavailable },
  );
  const start = test.clock.now();
  const results = await test.refresh();
  expect(results.map(({ result, message }) => [result, message])).toEqual(Array(3).fill(['done', '']));
  expect(test.clock.now() - start).toBeGreaterThanOrEqual(7_000);
});

it('gives up a portal that is silent, so that a refresh does not end in the middle', async () => {
  const test = laterWithOtherFigures();
  test.portals.faults.add({ match: 'accounting.egi.eu', fault: fault.hang });
  const start = test.clock.now();
  const [cloud, htc, users] = await test.refresh();
  expect([cloud?.result, htc?.result, users?.result]).toEqual(['failed', 'failed', 'done']);
  expect(test.clock.now() - start).toBeLessThan(4.5 * 60_000);
});
