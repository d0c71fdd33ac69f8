import { expectedCpu } from '../../../local/portals/expected';
import { fault } from '../../../local/portals/faults';
import { restated } from '../../support/restated';
import { addTab, monthsIn } from '../../support/taken-over-sheet';
import { CLOUD, CLOUD_BY_VO, HTC_BY_VO, TestWorld } from '../../support/world';

const PERIODS = ['2025.10-12', '2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];
const base = new TestWorld({ vos: 12 });
beforeAll(() => base.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] }));

const key = (name: string): string => name.toLowerCase();
const byName = (one: string, other: string): number => (key(one) < key(other) ? -1 : 1);

it.each([
  [CLOUD_BY_VO, 'cloud'],
  [HTC_BY_VO, 'htc'],
] as const)(
  '%s has the hours of every VO that a period lists, blank where it is not listed',
  (title, scope) => {
    const expected = PERIODS.map((label) => expectedCpu(base.world, scope, monthsIn(label)).hours);
    const names = [...new Set(expected.flatMap((hours) => Object.keys(hours)))].sort(byName);
    expect(base.values(title)).toEqual([
      ['VO', ...PERIODS],
      ...names.map((name) => [name, ...expected.map((hours) => hours[name] ?? '')]),
    ]);
  },
);

it('takes no request besides those for the reported figures', async () => {
  const test = new TestWorld({ vos: 12 });
  await test.refreshOne('cloud-cpu');
  // Besides, whether the views answer at all.
  expect(test.calls.portal.total).toBe(PERIODS.length + 1);
});

it('writes nothing when nothing has changed', async () => {
  const test = base.later();
  const before = test.snapshot();
  expect(await test.refreshOne('cloud-cpu')).toMatchObject({ result: 'done', changes: '' });
  expect(test.snapshot()).toEqual(before);
});

it('is made whole by the next refresh when one has ended before the row of the reported figures', async () => {
  const test = new TestWorld({ vos: 12, firstPeriod: '2025.07-09' });
  await test.refreshOne('cloud-cpu');
  const whole = test.values(CLOUD_BY_VO);
  test.sheet(CLOUD_BY_VO).getRange('B3:B5').setValue('');
  test.sheet(CLOUD).deleteRows(2, 1);
  await test.refreshOne('cloud-cpu');
  expect(test.values(CLOUD_BY_VO)).toEqual(whole);
  expect(test.labels(CLOUD)[0]).toBe('2025.07-09');
});

it('keeps the hours of a period that failed and of a frozen one, and takes away those of a VO that is listed no more', async () => {
  const settings = { firstPeriod: PERIODS[0], frozenBefore: '2026.01-03' };
  const test = base.later({ world: restated(base.world), settings });
  test.type(CLOUD_BY_VO, 'ALICE', 'VO', 'vo.gone.eu');
  test.portals.faults.add({ match: '/2026/04/2026/06/', fault: fault.status(500) });
  const before = test.rows(CLOUD_BY_VO);
  await test.refreshOne('cloud-cpu', { history: 'all' });
  const after = test.rows(CLOUD_BY_VO);
  const [, frozen, , failed] = before['vo.gone.eu'] ?? [];
  expect(after['vo.gone.eu']).toEqual(['vo.gone.eu', frozen, '', failed, '', '']);
  for (const [name, cells] of Object.entries(before)) {
    expect([after[name]?.[1], after[name]?.[3]]).toEqual([cells[1], cells[3]]);
  }
  expect(after.biomed?.[4]).not.toBe(before.biomed?.[4]);
});

it('continues a tab in its own order, and puts a new VO into its place', async () => {
  const test = new TestWorld({ vos: 12, firstPeriod: '2026.07-09' });
  addTab(test, CLOUD_BY_VO, [
    ['VO', '2026.07-09', 'Contact'],
    ['vo.zzz.eu', 5, 'somebody'],
    ['ALICE', 6, 'somebody else'],
  ]);
  await test.refreshOne('cloud-cpu');
  expect(test.values(CLOUD_BY_VO)[0]).toEqual(['VO', '2026.07-09', '2026.10-12', 'Contact']);
  expect(test.labels(CLOUD_BY_VO)).toEqual([...test.labels(CLOUD_BY_VO)].sort(byName).reverse());
  // The portal does not list it in that period.
  expect(test.rows(CLOUD_BY_VO)['vo.zzz.eu']).toEqual(['vo.zzz.eu', '', '', 'somebody']);
  expect(test.rows(CLOUD_BY_VO).ALICE?.[3]).toBe('somebody else');
});
