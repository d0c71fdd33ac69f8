import { monthsBetween } from '../../../local/portals/months';
import { worldOf, type ByMonth } from '../../../local/portals/world';
import type { CellValue } from '../../../local/apps-script/workbook/cells';
import { SLA_CLOUD, SLAS, TestWorld } from '../../support/world';

const hours = (aMonth: number, last: string): ByMonth =>
  Object.fromEntries(monthsBetween('2026-01', last).map((month) => [month, aMonth]));
const worldUntil = (last: string): ReturnType<typeof worldOf> =>
  worldOf({
    vos: [
      { name: 'belle', hours: { cloud: hours(100, last) } },
      { name: 'fusion', hours: { cloud: hours(20, last) } },
      { name: 'vo.clarin.eu', hours: { cloud: hours(3, last) } },
    ],
  });

const row = (vo: string, start: string, end: string, cloud = 'yes', status = 'FINALIZED'): string[] => [
  'Customer',
  vo,
  status,
  start,
  end,
  '',
  cloud,
];

/** A spreadsheet with agreements and the figures of three quarters. */
async function withAgreements(rows: readonly (readonly string[])[]): Promise<TestWorld> {
  const test = new TestWorld({
    world: worldUntil('2026-09'),
    today: '2026-10-20',
    firstPeriod: '2026.01-03',
    statistics: ['sla-cloud'],
  });
  const sheet = test.spreadsheet.insertSheet(SLAS, 0);
  const headers = ['Customer', 'VO name', 'Status', 'Start', 'End', 'HTC', 'Cloud'];
  sheet
    .getRange(1, 1, rows.length + 1, 7)
    .setNumberFormat('@')
    .setValues([headers, ...rows.map((cells) => [...cells])]);
  await test.refresh();
  return test;
}

const total = (test: TestWorld, label: string): CellValue => test.cell(SLA_CLOUD, label, 'TOTAL');

const LONG = ['1 Jan 2020', '31 Dec 2029'] as const;

describe('in periods that are over, a VO keeps its part of TOTAL when its row', () => {
  it.each<[string, (test: TestWorld) => void]>([
    ['is deleted', (test) => test.sheet(SLAS).deleteRow(3)],
    ['is emptied', (test) => test.sheet(SLAS).getRange('A3:G3').clearContent()],
    ['has expired', (test) => test.sheet(SLAS).getRange('C3').setValue('EXPIRED')],
    ['ends earlier', (test) => test.sheet(SLAS).getRange('E3').setValue('31 Dec 2025')],
  ])('%s', async (_, change) => {
    const test = await withAgreements([row('belle', ...LONG), row('fusion', ...LONG)]);
    expect(total(test, '2026.07-09')).toBe(360);
    change(test);
    const [result] = await test.refresh();
    expect(result).toMatchObject({ result: 'done', changes: '' });
    expect(result?.message).toContain('fusion: no agreement in the tab "SLAs" any more');
    expect(total(test, '2026.07-09')).toBe(360);
  });
});

it('an agreement that is renewed within a quarter counts on all of its days', async () => {
  const test = await withAgreements([
    row('belle', ...LONG),
    row('fusion', '1 Aug 2024', '31 Jul 2026'),
    row('fusion', '1 Aug 2026', '31 Jul 2028'),
    row('vo.clarin.eu', '1 Aug 2024', '30 Jul 2026'),
    row('vo.clarin.eu', '1 Aug 2026', '31 Jul 2028'),
  ]);
  expect(total(test, '2026.07-09')).toBe(360);
  expect(total(test, '2026.04-06')).toBe(369);
});

it.each(['no', 'No', '-', '\u2013', 'n/a', 'N/A', '0', 'FALSE', 'none'])(
  '"%s" agrees nothing',
  async (word) => {
    const test = await withAgreements([row('belle', ...LONG), row('fusion', ...LONG, word)]);
    expect(total(test, '2026.07-09')).toBe(300);
  },
);

it('rows that may have been meant are named', async () => {
  const test = await withAgreements([row('belle', ...LONG)]);
  test
    .sheet(SLAS)
    .getRange('A3:G5')
    .setNumberFormat('@')
    .setValues([
      row('fusion', ...LONG, 'yes', 'ON HOLD'),
      row('vo.clarin.eu', ...LONG, 'yes', ''),
      row('belle', '03/04/2020', '31 Dec 2029'),
    ]);
  const [result] = await test.refresh();
  expect(result?.message).toContain('row 3 ("ON HOLD") does not count');
  expect(result?.message).toContain('row 4 (vo.clarin.eu) does not count');
  expect(result?.message).toContain('row 5 ("03/04/2020") is read with the day before the month');
});

it('figures that no agreement is about any more are measured on when their quarter is over', async () => {
  const first = await withAgreements([row('belle', ...LONG)]);
  const test = first.later({ world: worldUntil('2026-12'), today: '2027-01-20' });
  test.sheet(SLAS).getRange('G2').setValue('');
  await test.refresh();
  expect(total(test, '2026.07-09')).toBe(300);
});

it('columns of users with the same header disturb nothing', async () => {
  const test = await withAgreements([row('belle', ...LONG)]);
  test
    .sheet(SLA_CLOUD)
    .getRange('D1:E3')
    .setValues([
      ['Comment', 'Comment'],
      ['a', 1],
      ['c', 2],
    ]);
  const [result] = await test.refresh();
  expect(result).toMatchObject({ result: 'done', changes: '', message: '' });
});

it('in the running period a VO that has left counts no more, there and when the period is over', async () => {
  const world = worldUntil('2027-01');
  const test = (await withAgreements([row('belle', ...LONG), row('fusion', ...LONG)])).later({ world });
  await test.refresh();
  expect([total(test, '2026.10-12'), test.cell(SLA_CLOUD, '2026.10-12', 'fusion')]).toEqual([360, 60]);
  test.sheet(SLAS).deleteRow(3);
  const [result] = await test.refresh();
  expect(result?.message).not.toContain('so far, where it had');
  expect([total(test, '2026.10-12'), test.cell(SLA_CLOUD, '2026.10-12', 'fusion')]).toEqual([300, '']);
  const over = test.later({ world, today: '2027-01-20' });
  await over.refresh();
  expect([total(over, '2026.10-12'), over.cell(SLA_CLOUD, '2026.10-12', 'fusion')]).toEqual([300, '']);
  expect([total(over, '2026.07-09'), over.cell(SLA_CLOUD, '2026.07-09', 'fusion')]).toEqual([360, 60]);
});

it('agreements of which none is about the cloud are said to be none', async () => {
  const test = await withAgreements([row('belle', ...LONG, 'no')]);
  const [result] = await test.refresh();
  expect(result).toMatchObject({ result: 'done', message: '' });
  expect(test.log().at(-2)?.Message).toContain(
    'No agreement in the tab "SLAs" is about Cloud in a whole period',
  );
});
