import { expectedCpu } from '../../../local/portals/expected';
import { fault } from '../../../local/portals/faults';
import { restated } from '../../support/restated';
import { addTab, monthsIn } from '../../support/taken-over-sheet';
import { CLOUD, CLOUD_BY_VO, HTC_BY_VO, TestWorld } from '../../support/world';

const PERIODS = ['2025.10-12', '2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];
const base = new TestWorld({ vos: 12 });
beforeAll(() => base.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] }));

/** What stands behind the periods. */
const CHANGES = ['Last complete period', 'Change on the period before', 'Change on the year before'];
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
    const figures = base.values(title).map((cells) => cells.slice(0, 1 + PERIODS.length));
    expect(figures).toEqual([
      ['VO', ...PERIODS],
      ...names.map((name) => [name, ...expected.map((hours) => hours[name] ?? '')]),
    ]);
  },
);

it.each([CLOUD_BY_VO, HTC_BY_VO])('%s says behind the periods how each VO has changed', (title) => {
  const [headers = [], ...rows] = base.values(title);
  expect(headers.slice(-3)).toEqual(CHANGES);
  const changes = rows.map((cells) => {
    const [, , , before, latest] = cells;
    const change = before === '' && latest === '' ? '' : Number(latest) - Number(before);
    return [latest, change, ''];
  });
  // There is no column of the year before.
  expect(rows.map((cells) => cells.slice(-3))).toEqual(changes);
  expect(changes.some(([, change]) => Number(change) < 0)).toBe(true);
});

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
  const [, yearBefore, , , , latest] = whole[1] ?? [];
  expect(whole[1]?.slice(-1)).toEqual([Number(latest) - Number(yearBefore)]);
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
  expect(after['vo.gone.eu']?.slice(0, 6)).toEqual(['vo.gone.eu', frozen, '', failed, '', '']);
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
  expect(test.values(CLOUD_BY_VO)[0]).toEqual(['VO', '2026.07-09', '2026.10-12', ...CHANGES, 'Contact']);
  expect(test.labels(CLOUD_BY_VO)).toEqual([...test.labels(CLOUD_BY_VO)].sort(byName).reverse());
  // The portal does not list it in that period.
  expect(test.rows(CLOUD_BY_VO)['vo.zzz.eu']).toEqual(['vo.zzz.eu', '', '', '', '', '', 'somebody']);
  expect(test.rows(CLOUD_BY_VO).ALICE?.[6]).toBe('somebody else');
});
