import { fault } from '../../../local/portals/faults';
import { worldOf } from '../../../local/portals/world';
import { valueOf } from '../../support/panel';
import { DASHBOARD, HTC, HTC_BY_VO, TestWorld } from '../../support/world';

const QUARTER = '2026.04-06';

/** A row of a grid site. */
const row = (month: string, hours: number): unknown[] => [
  `${month}-01T00:00:00Z`,
  'Grid',
  'LYON',
  'atlas',
  hours,
];

/** Lets the dump hold 1,000 hours a month, and in June besides the given ones for the same row. */
function dumpHolds(test: TestWorld, ...again: number[]): void {
  const columns = ['time', 'infrastructure', 'site', 'vo', 'raw_wc_time'];
  const values = [
    ...['2026-04', '2026-05', '2026-06', '2026-07'].map((month) => row(month, 1000)),
    ...again.map((hours) => row('2026-06', hours)),
  ];
  const json = JSON.stringify({ results: [{ series: [{ name: 'summary', columns, values }] }] });
  test.portals.faults.clear();
  test.portals.faults.add({ match: 'accounting.egi.eu/json', fault: fault.body(json) });
}

function worldWithTwoSums(): TestWorld {
  const test = new TestWorld({
    world: worldOf({ vos: [{ name: 'atlas' }] }),
    today: '2026-07-20',
    firstPeriod: QUARTER,
    statistics: ['htc-cpu'],
    settings: { source: 'dump' },
  });
  test.portals.accounting.ranges = false;
  dumpHolds(test, 1600);
  return test;
}

const figure = (test: TestWorld): [unknown, string] => [
  test.rows(HTC)[QUARTER]?.[1],
  test.note(HTC, QUARTER, 'CPU/h'),
];
const hoursByVo = (test: TestWorld): unknown => test.cell(HTC_BY_VO, 'atlas', QUARTER);
const NOTE = 'OKR Stats: This is the larger of two sums, which was accepted; the smaller one is 3,000.';

it('a person accepts the larger of two sums in Refresh history..., which is noted at the figure as long as it is so', async () => {
  const test = worldWithTwoSums();
  const before = await test.refreshOne('htc-cpu');
  expect(before.message).toContain('So its hours are 3,000 or 3,600, and nobody can tell which.');
  expect(before.message).toContain('accept the larger sum in OKR Stats > Refresh history...');
  expect(test.labels(HTC)).not.toContain(QUARTER);

  test.ui.answer('OK', ` ${QUARTER}`).answer('OK');
  await test.run('refreshHistory');
  const asked = test.ui.shown.find(({ kind }) => kind === 'prompt');
  expect(asked).toMatchObject({
    text: expect.stringContaining(`${QUARTER}, HTC CPU/h: 3,000 or 3,600`) as unknown,
  });
  expect(figure(test)).toEqual([3600, NOTE]);
  expect([hoursByVo(test), test.note(HTC_BY_VO, 'atlas', QUARTER)]).toEqual([3600, NOTE]);
  expect(test.values(DASHBOARD).flat().join('\n')).toContain(
    `${QUARTER}: 3,600 hours are the larger of two sums, which was accepted; the smaller one is 3,000.`,
  );

  // It stays accepted for the refreshes that follow, and beside what users write there.
  const cell = test.sheet(HTC).getRange(2, 2);
  cell.setNote(`ours\n${cell.getNote()}`);
  test.clock.advance(86_400_000);
  expect(await test.refreshOne('htc-cpu')).toMatchObject({ result: 'done', message: '' });
  expect(figure(test)).toEqual([3600, `ours\n${NOTE}`]);

  dumpHolds(test);
  await test.refreshOne('htc-cpu');
  expect(figure(test)).toEqual([3000, 'ours']);
  expect([hoursByVo(test), test.note(HTC_BY_VO, 'atlas', QUARTER)]).toEqual([3000, '']);
});

it('whoever accepts nothing, or does not want it written, leaves the period as it was', async () => {
  const test = worldWithTwoSums();
  await test.refreshOne('htc-cpu');
  const before = test.snapshot();
  const settings = test.host.properties.document.settings;
  test.ui.answer('CANCEL', QUARTER);
  await test.run('refreshHistory');
  test.ui.answer('OK', QUARTER).answer('CANCEL');
  await test.run('refreshHistory');
  test.ui.answer('OK', 'June');
  await test.run('refreshHistory');
  expect(test.ui.shown.pop()).toMatchObject({
    text: expect.stringContaining('"June" is no period') as unknown,
  });
  expect(test.snapshot()).toEqual(before);
  expect(test.host.properties.document.settings).toBe(settings);
});

it('the panel shows both sums in a preview, and writes the larger one of the periods that are ticked', async () => {
  const test = worldWithTwoSums();
  const request = { statistics: ['htc-cpu'], history: 'all', dryRun: true } as const;
  const [shown] = await valueOf(test, 'panelRefresh', [request]);
  expect(shown?.twoSums).toEqual([{ period: QUARTER, smaller: '3,000', larger: '3,600' }]);
  const larger = [QUARTER];
  const [again] = await valueOf(test, 'panelRefresh', [{ ...request, larger }]);
  expect(again?.twoSums).toEqual([]);
  expect(again?.totals).toContainEqual(expect.objectContaining({ period: QUARTER, now: '3,600' }));
  await valueOf(test, 'panelRefresh', [{ ...request, dryRun: false, larger }]);
  expect(figure(test)).toEqual([3600, NOTE]);
  const { settings } = await valueOf(test, 'panelState', []);
  expect(settings.fields.find(({ name }) => name === 'largerHours')?.value).toBe(QUARTER);
});

it('what was accepted is the sum that was shown: another one is not written in its name, then or later', async () => {
  const test = worldWithTwoSums();
  const request = { statistics: ['htc-cpu'], history: 'all', larger: [QUARTER] } as const;
  const press = (dryRun: boolean) => valueOf(test, 'panelRefresh', [{ ...request, dryRun }]);
  await press(true);
  test.clock.advance(11 * 60_000);
  dumpHolds(test, 9000);
  expect(await press(false)).toMatchObject([{ isOutdated: true }]);
  expect((await test.refreshOne('htc-cpu')).message).toContain('So its hours are 3,000 or 11,000');

  dumpHolds(test, 1600);
  test.clock.advance(11 * 60_000);
  await press(true);
  await press(false);
  dumpHolds(test, 9000);
  for (let day = 0; day < 2; day++) {
    test.clock.advance(86_400_000);
    const { result, message } = await test.refreshOne('htc-cpu');
    expect(result).toBe('partly done');
    expect(message).toContain(`${QUARTER}: There are two sums of it, 3,000 and 11,000 hours`);
    expect(message).not.toContain('which was accepted');
    expect(figure(test)).toEqual([3600, NOTE]);
  }
});
