import type { CellValue } from '../../../local/apps-script/workbook/cells';
import { fault } from '../../../local/portals/faults';
import { monthsBetween } from '../../../local/portals/months';
import { worldOf, type ByMonth } from '../../../local/portals/world';
import { addTab } from '../../support/taken-over-sheet';
import { SLA_CLOUD, SLA_HTC, SLAS, TestWorld, type TestWorldOptions } from '../../support/world';

const PERIODS = ['2026.04-06', '2026.07-09', '2026.10-12'];
const [Q2 = '', Q3 = '', Q4 = ''] = PERIODS;
const hours = (aMonth: number): ByMonth =>
  Object.fromEntries(monthsBetween('2026-04', '2026-11').map((month) => [month, aMonth]));

const world = worldOf({
  vos: [
    { name: 'vo.a.eu', cloudName: 'VO.A.eu', hours: { cloud: hours(10), htc: hours(1000) } },
    { name: 'vo.b.eu', hours: { cloud: hours(20) } },
    { name: 'vo.c.eu', hours: { cloud: hours(40) } },
    { name: 'vo.silent.eu' },
    { name: 'vo.other.eu', hours: { cloud: hours(80) } },
  ],
});

const HEADERS = ['Customer', 'VO name', 'Status', 'Start', 'End', 'HTC', 'Cloud'];
type Row = (string | number)[];
const agreement = (vo: string, start: string, end: string, htc = '', cloud = '10 cores'): Row => [
  'A customer',
  vo,
  'FINALIZED',
  start,
  end,
  htc,
  cloud,
];
/** One for each style of dates; vo.a.eu has two, and vo.c.eu begins in the first period. */
const AGREEMENTS = [
  agreement(' vo.b.eu ', '01 Oct 2020', '31/12/2026'),
  agreement('vo.a.eu', '30 March 2023', '31 December 2027', '5 cores'),
  agreement('vo.a.eu', '1 Jan 2026', '2026-12-31'),
  agreement('vo.c.eu', '2 April 2026', '31/12/2026'),
  [
    ...agreement('vo.other.eu', '01 Oct 2020', '31/12/2026').map((cell) =>
      cell === 'FINALIZED' ? 'DRAFT' : cell,
    ),
  ],
];

function withAgreements(rows: Row[] = [HEADERS, ...AGREEMENTS], options: TestWorldOptions = {}): TestWorld {
  const test = new TestWorld({ world, firstPeriod: Q2, ...options });
  addTab(test, SLAS, rows).getRange(1, 4, rows.length, 2).setNumberFormat('@');
  test
    .sheet(SLAS)
    .getRange(1, 1, rows.length, HEADERS.length)
    .setValues(rows.map((row) => row.slice(0, HEADERS.length)));
  return test;
}
const refreshed = async (test: TestWorld) => test.refresh({ statistics: ['sla-cloud', 'sla-htc'] });
const asked = (test: TestWorld): string[] => test.host.fetches.map(({ url }) => url);

describe('agreements in every style', () => {
  const test = withAgreements();
  test
    .sheet(SLAS)
    .getRange('D2')
    .setNumberFormat('dd/MM/yyyy')
    .setValue(new Date(Date.UTC(2020, 9, 1)));
  let results: Awaited<ReturnType<typeof refreshed>>;
  beforeAll(async () => (results = await refreshed(test)));

  it('give a row a period and a column a VO, blank where it has no agreement all the time', () => {
    expect(results.map(({ result, message }) => [result, message])).toEqual(Array(2).fill(['done', '']));
    expect(test.values(SLA_CLOUD)).toEqual([
      ['Period', 'vo.a.eu', 'vo.b.eu', 'vo.c.eu', 'TOTAL'],
      [Q2, 30, 60, '', 90],
      [Q3, 30, 60, 120, 210],
      [Q4, 17.3, 34.7, 69.3, 121].map(
        (cell) => (typeof cell === 'number' ? expect.any(Number) : cell) as CellValue,
      ),
    ]);
    expect(test.values(SLA_HTC)).toEqual([
      ['Period', 'vo.a.eu', 'TOTAL'],
      [Q2, 3000, 3000],
      [Q3, 3000, 3000],
      [Q4, expect.any(Number), expect.any(Number)],
    ]);
  });

  it('are asked for once a scope and period, by their names', () => {
    const months = ['2026/04/2026/06', '2026/07/2026/09', '2026/10/2026/12'];
    const address = (scope: string, period: string, vos: string): string =>
      `https://accounting.egi.eu/${scope}/VO/DATE/${period}/custom-${vos}/onlyinfrajobs/JSON/JSON/`;
    expect(asked(test).filter((url) => /\/custom-[^?]*$/.test(url))).toEqual([
      ...months.map((period, index) =>
        address(
          'cloud/sum_elap_processors',
          period,
          index === 0 ? 'vo.b.eu,vo.a.eu' : 'vo.b.eu,vo.a.eu,vo.c.eu',
        ),
      ),
      ...months.map((period) => address('egi/elap_processors', period, 'vo.a.eu')),
    ]);
  });

  it('give the same again without a write', async () => {
    const before = test.snapshot();
    expect((await refreshed(test)).map(({ changes }) => changes)).toEqual(['', '']);
    expect(test.snapshot()).toEqual(before);
  });
});

it("are read where EGI's dashboard has them", async () => {
  const dashboard = (cells: Record<string, string>): string[] =>
    Array.from('ABCDEFGHIJKLMNOPQ', (letter) => cells[letter] ?? '');
  const test = new TestWorld({ world, firstPeriod: Q2 });
  addTab(test, SLAS, [
    dashboard({ A: 'Customer', G: 'Status', K: 'VO name' }),
    dashboard({ A: 'One', G: 'FINALIZED', H: '01 Oct 2020', I: '30 March 2027', K: 'vo.a.eu ', Q: 'x' }),
    dashboard({
      A: 'Two',
      G: 'FINALIZED',
      H: '1 Aug 2026',
      I: '30 March 2027',
      K: 'vo.b.eu',
      M: 'x',
      Q: 'x',
    }),
  ]);
  await refreshed(test);
  expect(test.values(SLA_CLOUD).slice(0, 3)).toEqual([
    ['Period', 'vo.a.eu', 'vo.b.eu', 'TOTAL'],
    [Q2, 30, '', 30],
    [Q3, 30, '', 30],
  ]);
  // There is no request for periods in which no VO has an agreement.
  expect(asked(test).filter((url) => /\/egi\/.*\/2026\/0\d\/2026/.test(url))).toEqual([]);
});

describe('a VO with an agreement that the portal does not list', () => {
  const rows = [
    HEADERS,
    ...['vo.a.eu', 'vo.silent.eu', 'vo.typo.eu'].map((vo) => agreement(vo, '1 Jan 2026', '31/12/2026')),
  ];

  it('has 0 hours, with a warning when the list of VOs does not know it either', async () => {
    const test = withAgreements(rows);
    const result = await test.refreshOne('sla-cloud');
    expect(test.rows(SLA_CLOUD)[Q3]).toEqual([Q3, 30, 0, 0, 30]);
    expect(result).toMatchObject({
      result: 'done',
      message:
        'vo.typo.eu: no hours, and the Operations Portal lists no such VO. Check the name in the tab "SLAs".',
    });
  });

  it('is named also where the portal has nothing of any', async () => {
    const test = withAgreements([HEADERS, agreement('vo.a.eu/vo.b.eu', '1 Jan 2026', '31/12/2026')]);
    expect((await test.refreshOne('sla-cloud')).message).toContain(
      'vo.a.eu/vo.b.eu: no hours, and the Operations Portal lists no such VO.',
    );
  });

  it('is asked for by its name alone where people have marked it as closed', async () => {
    const marked = [HEADERS, agreement('vo.a.eu (closed)', '1 Jan 2026', '31/12/2026')];
    const test = withAgreements(marked);
    expect(await test.refreshOne('sla-cloud')).toMatchObject({ result: 'done', message: '' });
    expect(test.rows(SLA_CLOUD)[Q3]).toEqual([Q3, 30, 30]);
  });

  it('needs no API key', async () => {
    const test = withAgreements(rows, { apiKey: null });
    expect(await test.refreshOne('sla-cloud')).toMatchObject({ result: 'done', message: '' });
    expect(test.rows(SLA_CLOUD)[Q3]).toEqual([Q3, 30, 0, 0, 30]);
  });
});

it('names a date that cannot be read, writes the other VOs, and keeps TOTAL', async () => {
  const test = withAgreements();
  await refreshed(test);
  test.sheet(SLAS).getRange('E3').setValue('until further notice');
  test.sheet(SLAS).getRange('E4').setValue('30 June 2026');
  test.type(SLA_CLOUD, Q3, 'vo.b.eu', 1);
  test.type(SLA_CLOUD, Q3, 'TOTAL', 211);
  const result = await test.refreshOne('sla-cloud');
  expect(result.result).toBe('partly done');
  expect(result.message).toBe(
    'vo.a.eu: Row 3 of the tab "SLAs": the end "until further notice" cannot be read as a date. ' +
      'Write it as in 31 Dec 2026.\nThe old figures are kept.',
  );
  expect(test.rows(SLA_CLOUD)[Q2]).toEqual([Q2, 30, 60, '', 90]);
  expect(test.rows(SLA_CLOUD)[Q3]).toEqual([Q3, 30, 60, 120, 211]);
});

it.each<[string, (test: TestWorld) => unknown, RegExp]>([
  [
    'shows Loading...',
    (test) => test.sheet(SLAS).getRange('A1').setValue('Loading...'),
    /shows "Loading\.\.\."/,
  ],
  ['shows #REF!', (test) => test.sheet(SLAS).getRange('A1').setFormula('=Gone!A1'), /shows "#REF!"/],
  ['is empty', (test) => test.sheet(SLAS).getRange('A1:G20').clearContent(), /the tab "SLAs" is empty/],
  ['has only headers', (test) => test.sheet(SLAS).deleteRows(2, 5), /the tab "SLAs" is empty/],
  ['is gone', (test) => test.spreadsheet.deleteSheet(test.sheet(SLAS)), /the tab "SLAs" is empty/],
  [
    'has nothing finalized',
    (test) => test.sheet(SLAS).getRange('C2:C6').setValue('DRAFT'),
    /no row with the status FINALIZED/,
  ],
])('keeps the old figures, and says so, when the tab SLAs %s', async (_, spoil, reason) => {
  const test = withAgreements();
  await refreshed(test);
  const before = test.snapshot(SLAS);
  spoil(test);
  const results = await refreshed(test);
  expect(test.snapshot(SLAS)).toEqual(before);
  for (const { result, message } of results) {
    expect(result).toBe('failed');
    expect(message).toMatch(reason);
    expect(message).toMatch(/The old figures are kept\.$/);
  }
});

it('keeps the figures of a period that the portal fails to give', async () => {
  const test = withAgreements();
  await refreshed(test);
  const before = test.snapshot();
  test.portals.faults.add({ match: '/cloud/', fault: fault.body('[]') });
  const { result, message } = await test.refreshOne('sla-cloud');
  expect(test.snapshot()).toEqual(before);
  expect([result, message.split(':')[0]]).toEqual(['failed', `${Q2} to ${Q3}`]);
});

describe('a spreadsheet without agreements', () => {
  it('gets a tab SLAs with headers, a choice of status and a note on how to fill it; nothing has failed', async () => {
    const test = new TestWorld({ world, firstPeriod: Q2 });
    const results = await refreshed(test);
    expect(test.values(SLAS)).toEqual([HEADERS]);
    expect(test.sheet(SLAS).getRange('A1').getNote()).toMatch(/=IMPORTRANGE\(/);
    expect(test.sheet(SLAS).getRange('C2').getDataValidation()?.getCriteriaType()).toBe('VALUE_IN_LIST');
    for (const { result, message } of results) {
      expect(result).toBe('done');
      expect(message).toBe(
        'There are no agreements to read: the tab "SLAs" is empty. The note on its first cell says how to fill it.',
      );
    }
    expect(asked(test)).toEqual([]);
    expect(test.titles()).not.toContain(SLA_CLOUD);
    const before = test.snapshot();
    await refreshed(test);
    expect(test.snapshot()).toEqual(before);
  });

  it('gets none by a dry run', async () => {
    const test = new TestWorld({ world, firstPeriod: Q2 });
    await test.refresh({ statistics: ['sla-cloud'], dryRun: true });
    expect(test.titles()).toEqual(['Sheet1']);
  });
});

it('continues the tab of the earlier programs, and leaves alone what is not its own', async () => {
  const test = withAgreements();
  addTab(test, SLA_CLOUD, [
    ['Period', 'TOTAL', 'VO.B.EU ', '', 'Remarks'],
    ['2026.01-03', 7, 7, 'ours', 'before'],
    [Q2, '', 59, 'ours, too', 'see mail'],
  ]);
  expect(await test.refreshOne('sla-cloud')).toMatchObject({ result: 'done' });
  const [headers = [], ...rows] = test.values(SLA_CLOUD);
  const column = (header: string): CellValue[] => rows.map((row) => row[headers.indexOf(header)] ?? '');
  expect(column('Period')).toEqual(['2026.01-03', ...PERIODS]);
  expect(column('TOTAL').slice(0, 3)).toEqual([7, 90, 210]);
  expect(column('VO.B.EU ').slice(0, 3)).toEqual([7, 60, 60]);
  expect(column('vo.a.eu').slice(0, 3)).toEqual(['', 30, 30]);
  expect(column('').slice(0, 3)).toEqual(['ours', 'ours, too', '']);
  expect(column('Remarks').slice(0, 3)).toEqual(['before', 'see mail', '']);
});

it('keeps VOs with names like the tab’s own columns, or like formulas, apart', async () => {
  const names = ['Total', 'period', '=1+1'];
  const odd = worldOf({ vos: names.map((name) => ({ name, hours: { cloud: hours(5) } })) });
  const rows = [HEADERS, ...names.map((vo) => agreement(`'${vo}`, '1 Jan 2026', '31/12/2026'))];
  const test = withAgreements(rows, { world: odd });
  expect(await test.refreshOne('sla-cloud')).toMatchObject({ result: 'done', message: '' });
  expect(test.values(SLA_CLOUD).slice(0, 2)).toEqual([
    ['Period', `'=1+1`, 'period (VO)', 'Total (VO)', 'TOTAL'],
    [Q2, 15, 15, 15, 45],
  ]);
});

it('gives the same from the dump as from the views', async () => {
  const [views, dump] = (['views', 'dump'] as const).map((source) =>
    withAgreements(undefined, { settings: { source } }),
  ) as [TestWorld, TestWorld];
  await refreshed(views);
  const results = await refreshed(dump);
  expect(results.map(({ result }) => result)).toEqual(['done', 'done']);
  for (const title of [SLA_CLOUD, SLA_HTC]) expect(dump.values(title)).toEqual(views.values(title));
});

it('has a tab of its own by month', async () => {
  const test = withAgreements(undefined, { settings: { granularities: { month: true } } });
  expect(await test.refreshOne('sla-cloud')).toMatchObject({ result: 'done', message: '' });
  expect(test.values(`${SLA_CLOUD} by month`).slice(0, 3)).toEqual([
    ['Period', 'vo.a.eu', 'vo.b.eu', 'vo.c.eu', 'TOTAL'],
    ['2026.04-04', 10, 20, '', 30],
    ['2026.05-05', 10, 20, 40, 70],
  ]);
});
