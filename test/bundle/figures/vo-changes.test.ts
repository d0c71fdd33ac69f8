import { expectedChanges } from '../../../local/portals/expected';
import { fault, type Fault } from '../../../local/portals/faults';
import { worldOf, type StatusChange } from '../../../local/portals/world';
import { monthsIn, addTab } from '../../support/taken-over-sheet';
import { TestWorld, VO_CHANGES, type TestWorldOptions } from '../../support/world';

const change = (vo: string, status: string, date: string): StatusChange => ({ vo, status, date });

/** What happened in EGI in the third quarter of 2022, and a little around it. */
const CHANGES = [
  change('vo.before.eu', 'Production', '2022-06-30'),
  change('eval.c-scale.eu', 'Production', '2022-07-01'),
  change('vo.fuvex.es', 'Leaving', '2022-08-25'),
  change('vo.ebrain-health.eu', 'Production', '2022-09-14'),
  change('vo.gone.eu', 'Deleted', '2022-09-30'),
  change('vo.after.eu', 'Production', '2022-10-01'),
];
const HEADERS = ['Period', '#VOs changed', '#VOs deleted', '#VOs in production', 'List of VOs'];
const Q2 = ['2022.04-06', 1, 0, 1, 'vo.before.eu(P)'];
const Q3 = [
  '2022.07-09',
  4,
  1,
  2,
  'vo.gone.eu(D), vo.fuvex.es(L), eval.c-scale.eu(P), vo.ebrain-health.eu(P)',
];
const Q4 = ['2022.10-12', 1, 0, 1, 'vo.after.eu(P)'];

const world = worldOf({ vos: [], changes: CHANGES });
const inAutumn = (options: TestWorldOptions = {}): TestWorld =>
  new TestWorld({ today: '2022-11-23', firstPeriod: '2022.04-06', world, ...options });

it('holds all three months of each period, in a tab of one row a period', async () => {
  const test = inAutumn();
  expect(await test.refreshOne('vo-changes')).toMatchObject({ result: 'done', message: '' });
  expect(test.values(VO_CHANGES)).toEqual([HEADERS, Q2, Q3, Q4]);
});

it('asks once a period, with the first day after it for its end, and for nothing else', async () => {
  const test = inAutumn();
  await test.refreshOne('vo-changes');
  const asked = test.host.fetches.map(({ url }) => url.replace(test.portals.operationsUrl, ''));
  expect(asked).toEqual([
    '/egi-reports/vo?start_date=2022-04-01&end_date=2022-07-01&format=json',
    '/egi-reports/vo?start_date=2022-07-01&end_date=2022-10-01&format=json',
    '/egi-reports/vo?start_date=2022-10-01&end_date=2023-01-01&format=json',
  ]);
});

it('gives what happened in the sample world, and writes nothing when asked again', async () => {
  const test = new TestWorld({ vos: 40 });
  await test.refreshOne('vo-changes');
  const rows = test.values(VO_CHANGES).slice(1);
  expect(rows.map(([label, total]) => [label, total])).toEqual(
    rows.map(([label]) => [label, expectedChanges(test.world, monthsIn(String(label))).length]),
  );
  expect(rows).toHaveLength(5);
  const before = test.snapshot();
  expect(await test.refreshOne('vo-changes')).toMatchObject({ result: 'done', changes: '' });
  expect(test.snapshot()).toEqual(before);
});

it('continues the tab of the earlier programs, whatever its headers, and keeps what people wrote', async () => {
  const test = inAutumn({ settings: { frozenBefore: '2022.07-09' } });
  addTab(test, VO_CHANGES, [
    ['Period', 'All of them', 'Gone', 'New', 'Which', 'Remarks'],
    ['2022.04-06', 7, 0, 7, "['vo.old.eu(P)', 'vo.other.eu(P)']", 'as reported'],
    ['2022.07-09', 2, 0, 1, "['vo.fuvex.es(L)'], ['eval.c-scale.eu(P)']", 'September is missing'],
  ]);
  // When the old figures were measured is not known, so others have to be given on two days.
  await test.refreshOne('vo-changes');
  test.clock.advance(86_400_000);
  expect(await test.refreshOne('vo-changes')).toMatchObject({ result: 'done' });
  expect(test.values(VO_CHANGES)).toEqual([
    ['Period', 'All of them', 'Gone', 'New', 'Which', 'Remarks'],
    ['2022.04-06', 7, 0, 7, "['vo.old.eu(P)', 'vo.other.eu(P)']", 'as reported'],
    [...Q3, 'September is missing'],
    [...Q4, ''],
  ]);
});

const about = (report: unknown): Fault => fault.body(JSON.stringify({ report }));

it.each<[string, Fault, RegExp]>([
  ['HTTP 503 with []', fault.status(503, { body: '[]' }), /HTTP 503/],
  ['[]', fault.body('[]'), /no report of VOs/],
  ['nothing', fault.empty, /no report of VOs/],
  ['an object without a report', fault.body('{}'), /no report of VOs/],
  ['a login page', fault.loginPage, /refused to answer this, although it accepted the API key for others/],
  ['half an answer', fault.truncated, /not whole/],
  ['no changes where there were some', about([]), /no changes of VOs any more, where it held 4/],
  ['a count that is no number', about([{ status: 'Leaving', count: 'many', vos: [] }]), /report\.0\.count/],
  ['a negative count', about([{ status: 'Leaving', count: '-1', vos: [] }]), /cannot be negative/],
  ['no statuses', about([{ count: '1', vos: [] }]), /report\.0\.status: a status .* is expected/],
  [
    'another period',
    fault.body((right) => right.replace('2022-07-01', '2022-01-01')),
    /about 2022-01-01 to 2022-10-01/,
  ],
])('keeps the old figures of a period that is answered by %s', async (_, sent, reason) => {
  const test = inAutumn();
  await test.refreshOne('vo-changes');
  const before = test.snapshot();
  test.portals.faults.add({ match: 'start_date=2022-07-01', fault: sent });
  const { result, message } = await test.refreshOne('vo-changes');
  expect(test.snapshot()).toEqual(before);
  expect(result).toBe('partly done');
  expect(message).toMatch(/^2022\.07-09: .*\nThe old figures are kept\.$/);
  expect(message).toMatch(reason);
});

it('writes that there were no changes where somebody has cleared the row, as it says', async () => {
  const test = inAutumn();
  await test.refreshOne('vo-changes');
  test.portals.faults.add({ match: 'start_date=2022-07-01', fault: about([]) });
  expect((await test.refreshOne('vo-changes')).message).toContain('clear that row and refresh again');
  const row = test.labels(VO_CHANGES).indexOf('2022.07-09') + 2;
  test.sheet(VO_CHANGES).getRange(row, 2, 1, 4).clearContent();
  expect(await test.refreshOne('vo-changes')).toMatchObject({ result: 'done' });
  expect(test.values(VO_CHANGES)[row - 1]).toEqual(['2022.07-09', 0, 0, 0, '-']);
});

it('takes no report for the running period for "no figure yet"', async () => {
  const test = inAutumn();
  test.portals.faults.add({ match: 'start_date=2022-10-01', fault: fault.body('null') });
  expect(await test.refreshOne('vo-changes')).toMatchObject({ result: 'done', message: '' });
  expect(test.labels(VO_CHANGES)).toEqual(['2022.04-06', '2022.07-09']);
});

it('counts "0.0" as none, and a status that is not known under its own name', async () => {
  const test = inAutumn();
  const report = [
    { status: 'Deleted', count: '0.0', vos: null },
    { status: 'Suspended', count: '2', vos: [{ vo: ['vo.x.eu', 'vo.y.eu'] }] },
  ];
  test.portals.faults.add({ match: 'start_date=2022-07-01', fault: about(report) });
  await test.refreshOne('vo-changes');
  expect(test.rows(VO_CHANGES)['2022.07-09']?.slice(1)).toEqual([
    2,
    0,
    0,
    'vo.x.eu(Suspended), vo.y.eu(Suspended)',
  ]);
});
