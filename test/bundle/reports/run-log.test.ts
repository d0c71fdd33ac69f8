import { fault } from '../../../local/portals/faults';
import type { CellValue } from '../../../local/apps-script/workbook/cells';
import { valueOf } from '../../support/panel';
import { API_KEY, CLOUD, RUN_LOG, TestWorld } from '../../support/world';

const HEADERS = [
  'When',
  'Result',
  'Statistic',
  'Message',
  'What changed',
  'By whom',
  'Started how',
  'Periods',
  'Portal requests',
  'Seconds',
];
/** The order of the logs that earlier versions have made. */
const OLDER = [
  'When',
  'By whom',
  'Started how',
  'Statistic',
  'Periods',
  'Result',
  'Portal requests',
  'Seconds',
  'What changed',
  'Message',
];

/** The colour that the last cell of a row has on the screen; rows count from 0. */
function colorOf(test: TestWorld, title: string, row: number): string | undefined {
  const position = { sheetId: String(test.sheet(title).getSheetId()), row, col: HEADERS.length - 1 };
  return test.host.workbook.model.getters.getCellComputedStyle(position).fillColor?.toLowerCase();
}

describe('the run log', () => {
  it('has a row a statistic with all that is to be known about it', async () => {
    const test = new TestWorld();
    test.portals.faults.add({ match: '/2026/04/2026/06/', fault: fault.status(404) });
    test.portals.faults.add({ match: '/cloud/', times: 1, fault: fault.delay(3_000) });
    await test.refresh();
    const listed = test.world.vos.filter((vo) => vo.listed).length;
    expect(test.values(RUN_LOG)[0]).toEqual(HEADERS);
    expect(test.log()).toEqual([
      {
        When: '2026-11-23 12:00:03',
        'By whom': 'owner@example.org',
        'Started how': 'command line',
        Statistic: 'Cloud CPU/h',
        Periods: '2025.10-12 to 2026.10-12',
        Result: 'partly done',
        'Portal requests': 6,
        Seconds: 3,
        'What changed': '44 cells filled.',
        Message:
          '2026.04-06: The Accounting Portal answered with an error (HTTP 404).\nThe old figures are kept.',
      },
      expect.objectContaining({
        Statistic: 'HTC CPU/h',
        Result: 'partly done',
        'Portal requests': 5,
        Seconds: 0,
      }),
      expect.objectContaining({
        Statistic: 'Users',
        Result: 'done',
        'Portal requests': 1 + listed,
        Message: '',
      }),
    ]);
  });

  it('counts the requests that were repeated', async () => {
    const test = new TestWorld();
    test.portals.faults.add({ match: '/2026/04/2026/06/', times: 1, fault: fault.status(503) });
    await test.refreshOne('cloud-cpu');
    expect(test.log()[0]).toMatchObject({ Result: 'done', 'Portal requests': 7 });
    expect(test.calls.portal.total).toBe(7);
  });

  it("tells times in the spreadsheet's zone", async () => {
    const test = new TestWorld();
    test.clock.advance(11 * 3_600_000 + 59 * 60_000);
    await test.refresh();
    expect(test.log()[0]?.When).toBe('2026-11-23 23:59:00');
    expect(test.values(RUN_LOG)[1]?.[0]).toEqual(expect.any(String));
  });

  it('says what failed where nothing could be done', async () => {
    const test = new TestWorld({ apiKey: null });
    await test.refreshOne('users');
    expect(test.log()[0]).toMatchObject({
      Statistic: 'Users',
      Periods: '',
      Result: 'failed',
      'Portal requests': 0,
      'What changed': '',
      Message:
        'There is no API key for the Operations Portal yet. Enter it with OKR Stats > API key... (owner@example.org has none, and nobody shares one.) The old figures are kept.',
    });
  });

  it('names a run of periods by its ends', async () => {
    const test = new TestWorld();
    test.portals.faults.add({ match: /\/2025\/10\/2025|\/2026\/0[17]/, fault: fault.status(404) });
    await test.refreshOne('cloud-cpu');
    expect(test.log()[0]?.Message).toMatch(/^2025\.10-12 to 2026\.01-03, 2026\.07-09: /);
  });

  it('keeps the newest 1,000 entries', async () => {
    const test = new TestWorld();
    await test.refreshOne('cloud-cpu');
    const sheet = test.sheet(RUN_LOG);
    const old = Array.from({ length: 1000 }, (_, index) => [`old ${index}`, ...Array<string>(9).fill('')]);
    sheet.insertRowsAfter(1, 1000);
    sheet.getRange(2, 1, 1000, 10).setValues(old);
    expect(test.log()).toHaveLength(1001);
    await test.refresh();
    const log = test.log();
    expect(log).toHaveLength(1000);
    expect(log[0]?.When).toBe('old 4');
    expect(log.slice(-4).map((entry) => entry.Statistic)).toEqual([
      'Cloud CPU/h',
      'Cloud CPU/h',
      'HTC CPU/h',
      'Users',
    ]);
    expect(test.values(RUN_LOG)[0]).toEqual(HEADERS);
  });

  it('is found by its headers, and its newest entry by its time, whatever people did to order and columns', async () => {
    const test = new TestWorld();
    await test.refresh();
    const sheet = test.sheet(RUN_LOG);
    sheet.insertColumnsBefore(1, 1);
    sheet.deleteColumns(1 + HEADERS.indexOf('Seconds') + 1, 1);
    sheet.insertRowsBefore(1, 1);
    sheet.getRange(1, 2).setValue('What the refreshes did');
    test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
    test.clock.advance(60_000);
    await test.refreshOne('cloud-cpu');
    const newest = (values: CellValue[][]): CellValue[] | undefined =>
      values.find((row) => row[3] === 'Cloud CPU/h' && row[2] === 'failed');
    expect(newest(test.values(RUN_LOG))).toHaveLength(10);
    expect(newest(test.values(RUN_LOG))?.[4]).toMatch(/HTTP 403/);
    sheet.setFrozenRows(2);
    sheet.sort(2, false);
    const { statistics } = await valueOf(test, 'panelState', []);
    expect(statistics.find(({ id }) => id === 'cloud-cpu')?.last?.result).toBe('failed');
  });

  it('loses its oldest entries at the limit, also where people have the newest ones on top', async () => {
    const test = new TestWorld();
    await test.refreshOne('cloud-cpu');
    const sheet = test.sheet(RUN_LOG);
    const old = Array.from({ length: 1000 }, (_, index) => [
      new Date(Date.parse('2026-10-01') - index * 60_000).toISOString().slice(0, 19).replace('T', ' '),
      ...Array<string>(9).fill(''),
    ]);
    sheet.insertRowsAfter(2, 1001);
    sheet.getRange(3, 1, 1000, 10).setValues(old);
    sheet.getRange(1003, HEADERS.indexOf('Periods') + 1).setValue('a note of people');
    await test.refreshOne('cloud-cpu');
    const whens = test.log().map(({ When }) => When);
    expect(whens.filter((when) => String(when).startsWith('2026-11-23'))).toHaveLength(2);
    expect(whens.filter((when) => when !== '')).toHaveLength(1000);
    expect(whens).not.toContain(old.at(-1)?.[0]);
    expect(test.log().map(({ Periods }) => Periods)).toContain('a note of people');
  });

  it('goes on in the order of columns that an earlier version has given it', async () => {
    const test = new TestWorld();
    const sheet = test.spreadsheet.insertSheet(RUN_LOG);
    const old = [
      '2026-11-22 12:00:00',
      'a@example.org',
      'menu',
      'Users',
      '',
      'failed',
      1,
      2,
      '',
      'It is old.',
    ];
    sheet.getRange(1, 1, 25, OLDER.length).setNumberFormat('@');
    sheet.getRange(1, 1, 2, OLDER.length).setValues([OLDER, old]);
    await test.refreshOne('cloud-cpu');
    expect(test.values(RUN_LOG)[0]).toEqual(OLDER);
    expect(test.log()[0]).toMatchObject({ Statistic: 'Users', Result: 'failed', Message: 'It is old.' });
    expect(test.log()[1]).toMatchObject({
      When: '2026-11-23 12:00:00',
      Statistic: 'Cloud CPU/h',
      Result: 'done',
      'What changed': '55 cells filled.',
    });
    const { statistics } = await valueOf(test, 'panelState', []);
    expect(statistics.find(({ id }) => id === 'users')?.last?.message).toBe('It is old.');
  });

  it('shows what came of it without scrolling, in rows of one line, with a filter over all of them', async () => {
    const test = new TestWorld({ tabRows: 4 });
    test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
    await test.refresh();
    await test.refresh();
    const sheet = test.sheet(RUN_LOG);
    const all = `A1:J${sheet.getMaxRows()}`;
    expect(sheet.getLastRow()).toBe(7);
    expect(sheet.getRange('A1').getBackground()).toBe('#eef2f7');
    expect(sheet.getRange('J1').getFontWeight()).toBe('bold');
    expect(sheet.getFilter()?.getRange().getA1Notation()).toBe(all);
    expect(sheet.getRange('D7').getWrapStrategy()).toBe('CLIP');
    const upToMessage = ['A1', 'B1', 'C1', 'D1'].map((cell) =>
      sheet.getColumnWidth(sheet.getRange(cell).getColumn()),
    );
    expect(upToMessage.reduce((sum, width) => sum + width)).toBeLessThan(900);
    const colors = [0, 1, 2, 3, 4, 5, 6].map((row) => colorOf(test, RUN_LOG, row));
    expect(colors).toEqual(['#eef2f7', '#fce8e6', undefined, undefined, '#fce8e6', undefined, undefined]);
  });

  it('colours a row by what came of it', async () => {
    const test = new TestWorld();
    await test.refreshOne('cloud-cpu');
    const results = ['partly done', 'cancelled', 'unfinished', 'failed', 'done'];
    const colors = results.map((result) => {
      test.sheet(RUN_LOG).getRange('B2').setValue(result);
      return colorOf(test, RUN_LOG, 1);
    });
    expect(colors).toEqual(['#fef7e0', '#fef7e0', '#fef7e0', '#fce8e6', undefined]);
  });

  it('takes text from the portals as text', async () => {
    const test = new TestWorld();
    test.portals.faults.add({
      match: '/2026/04/2026/06/',
      fault: fault.body('[{"id":"=HYPERLINK(\\"http://x\\")"}]'),
    });
    test.portals.faults.add({
      match: '/cloud/',
      fault: fault.body((right) => right.replace('"2026-08"', '"=1+1"')),
    });
    await test.refresh();
    expect(test.sheet(RUN_LOG).getDataRange().getFormulas().flat().join('')).toBe('');
  });

  it('is written again where people have deleted it', async () => {
    const test = new TestWorld();
    await test.refresh();
    test.spreadsheet.deleteSheet(test.sheet(RUN_LOG));
    await test.refresh();
    expect(test.log()).toHaveLength(3);
  });

  it('is found again where people have renamed it', async () => {
    const test = new TestWorld();
    await test.refresh();
    test.sheet(RUN_LOG).setName('What happened');
    await test.refresh();
    expect(test.titles()).not.toContain(RUN_LOG);
    expect(test.values('What happened')).toHaveLength(7);
  });
});

describe('the API key', () => {
  const base = new TestWorld();
  beforeAll(() => base.refresh());

  it.each([
    ['all is well', undefined],
    ['it is refused', fault.status(401, { body: `{"error":"key ${API_KEY} is not known"}` })],
    ['the portal answers with it', fault.status(500, { body: `X-API-Key: ${API_KEY}` })],
    [
      'the portal answers with it as a figure',
      fault.body(`{"users":[{"month":"${API_KEY}","total":"${API_KEY}"}]}`),
    ],
    ['the portal answers with it, broken', fault.body(`{"users":${API_KEY}`)],
    ['it is redirected', fault.redirectToLogin],
    ['nobody answers', fault.unavailable],
  ])('stands in no cell, note, log, message, mail, cache or property of others when %s', async (_, sent) => {
    const test = base.later();
    if (sent) test.portals.faults.add({ match: '/api/', fault: sent });
    const messages = [await test.refresh()];
    await test.run('refreshNow');
    await test.run('scheduledRefresh', { origin: 'clock trigger' });
    const { users, ...others } = test.host.properties;
    const everything = [
      messages,
      test.host.workbook.toJson(),
      test.host.logs,
      test.host.outbox,
      test.ui.shown,
      test.host.fetches,
      others,
      [...test.host.cache.store('document')],
      [...test.host.cache.store('script')],
    ];
    expect(JSON.stringify(everything)).not.toContain(API_KEY.slice(0, 8));
    expect(JSON.stringify(users)).toContain(API_KEY);
  });
});

it('leaves no progress behind, whatever happens', async () => {
  const test = new TestWorld();
  await test.refresh();
  test.portals.faults.add({ match: '', fault: fault.unavailable });
  await test.refresh();
  expect([...test.host.cache.store('document').keys()]).toEqual([]);
  expect(test.cell(CLOUD, '2026.04-06', 'CPU/h')).toBeGreaterThan(0);
});
