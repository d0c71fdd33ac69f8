import { makeWorld } from '../../../local/portals/generated-world';
import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { isOpenEnded } from '../../support/open-ended';
import { fillInKeyResults as fillIn, KEY_RESULTS, placeInKeyResults } from '../../support/key-results';
import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, HTC, OKR_USERS, TestWorld } from '../../support/world';

/** Rows of the dashboard as shown. */
const shown = (test: TestWorld): string[][] => test.sheet(DASHBOARD).getDataRange().getDisplayValues();
const rowOf = (test: TestWorld, label: string, beside = ''): string[] => {
  const row = shown(test).find(([first, second]) => first === label && (beside === '' || second === beside));
  if (!row) throw new Error(`no row "${label}" on the dashboard`);
  return row;
};
const numberOf = (test: TestWorld, label: string): number =>
  shown(test).findIndex(([first]) => first === label) + 1;

const start = afterFirstRefresh({ firstPeriod: '2025.04-06', vos: 4 });

describe('the dashboard', () => {
  it('stands first and says what came of the last refresh, by whom, and of each statistic', async () => {
    const test = await start();
    expect(test.titles()[0]).toBe(DASHBOARD);
    expect(rowOf(test, 'Last refresh')[1]).toMatch(
      /^2026-11-23 \d\d:\d\d by owner@example\.org \(command line\): all well$/,
    );
    expect(rowOf(test, 'Warnings')[1]).toBe('None');
    const header = numberOf(test, 'Statistic');
    expect(
      shown(test)
        .slice(header)
        .map((row) => row.slice(0, 2)),
    ).toEqual([
      ['Cloud CPU/h', 'done'],
      ['HTC CPU/h', 'done'],
      ['Users', 'done'],
    ]);
  });

  it('shows a figure of the last complete period, its change, and what there is so far', async () => {
    const test = await start();
    const figure = (label: string): number => Number(test.rows(HTC)[label]?.[1]);
    const percent = (old: number): string => {
      const change = (figure('2026.07-09') / old - 1) * 100;
      return `${change >= 0 ? '+' : ''}${change.toFixed(1)}%`;
    };
    const cells = rowOf(test, 'HTC CPU/h', '2026.07-09').slice(1, 7);
    const grouped = (value: number): string => value.toLocaleString('en-US');
    expect(cells).toEqual([
      '2026.07-09',
      grouped(figure('2026.07-09')),
      percent(figure('2026.04-06')),
      percent(figure('2025.07-09')),
      '2026.10-12',
      grouped(figure('2026.10-12')),
    ]);
  });

  it('tells changes of the number of VOs in numbers, and says where there is no figure', async () => {
    const test = await start();
    const counts = ['2026.07-09', '2026.04-06', '2025.07-09'].map((label) =>
      Number(test.rows(HTC)[label]?.[2]),
    );
    const [now = 0, before = 0, yearBefore = 0] = counts;
    const change = (number: number): string => (number > 0 ? `+${number}` : String(number));
    expect(rowOf(test, 'HTC VOs with accounting').slice(2, 5)).toEqual([
      String(now),
      change(now - before),
      change(now - yearBefore),
    ]);
    expect(rowOf(test, 'Active users').slice(1, 5)).toEqual(['2026.07-09', 'not asked then', '', '']);
    test.type(OKR_USERS, '2026.07-09', 'Actual users', '');
    expect(rowOf(test, 'Actual users').slice(1, 5)).toEqual(['2026.07-09', 'no figure', '', '']);
    expect(rowOf(test, 'SLA HTC CPU/h').slice(1, 4)).toEqual(['', 'no figure yet', '']);
  });

  it('follows the tabs without a refresh, and has no copies of figures', async () => {
    const test = await start();
    test.type(OKR_USERS, '2026.07-09', 'Actual users', 1_234_567);
    expect(rowOf(test, 'Actual users')[2]).toBe('1,234,567');
    const values = test.values(DASHBOARD).flat();
    const formulas = test.sheet(DASHBOARD).getDataRange().getFormulas().flat();
    expect(values.flatMap((value, cell) => (typeof value === 'number' ? formulas[cell] : []))).not.toContain(
      '',
    );
  });

  it('asks for no more cells than there are: no formula of any tab has a range without an end', async () => {
    const test = await start();
    fillIn(test, ['', 'Fewer hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 1]);
    await test.refreshOne('users');
    const formulas = test.titles().flatMap((title) => test.sheet(title).getDataRange().getFormulas().flat());
    expect(formulas.filter((formula) => formula.includes(':')).length).toBeGreaterThan(50);
    expect(formulas.filter(isOpenEnded)).toEqual([]);
    expect(['=SUM(A2:A)', "=SUM('x'!$B:$B)"].map(isOpenEnded)).toEqual([true, true]);
  });

  it('names what failed and keeps what it says of other statistics', async () => {
    const test = await start();
    delete test.userProperties.apiKey;
    test.clock.advance(3_600_000);
    await test.refreshOne('users');
    expect(rowOf(test, 'Last refresh')[1]).toContain(': Users failed');
    expect(rowOf(test, 'Warnings')[1]).toMatch(
      /^There is no API key.* \(Users: failed, 2026-11-23 13:\d\d\)$/,
    );
    expect(rowOf(test, 'Users')[3]).toContain('There is no API key');
    test.clock.advance(3_600_000);
    await test.refreshOne('cloud-cpu');
    expect(rowOf(test, 'Last refresh')[1]).toContain(': all well');
    expect(rowOf(test, 'Warnings')[1]).toContain('Users: failed');
  });

  it('warns when the schedule has not run, and when figures are old', async () => {
    const test = await start();
    const plan = { every: 'day', day: 1, hour: 6 };
    await test.run('panelSetSchedule', { origin: 'panel', as: 'gone@example.org', args: [plan, false] });
    test.clock.advance(3 * 24 * 3_600_000);
    await test.refreshOne('cloud-cpu');
    expect(rowOf(test, 'Warnings')[1]).toContain(
      'The schedule of gone@example.org should have run meanwhile.',
    );
    const row = numberOf(test, 'Up to date?');
    const formula = test.sheet(DASHBOARD).getRange(row, 2).getFormula();
    const on = (day: string): unknown =>
      test.sheet('Sheet1').getRange(1, 1).setFormula(formula.replaceAll('TODAY()', day)).getValue();
    expect(on('DATE(2026,11,25)')).toBe('Yes: everything has been refreshed since 2026-11-23.');
    expect(on('DATE(2026,11,26)')).toMatch(/^NO: some figures are 3 days old\./);
  });

  it('tells in its first rows how many key results are on track, with a bar and words for each', async () => {
    const test = await start();
    expect(rowOf(test, 'On track?')[1]).toMatch(/^There are no scores yet/);
    fillIn(
      test,
      ['', 'Fewer hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 1, 'lower'],
      ['', 'Some users', 'Actual users', '2025.10-12', '2026.10-12', 1e9],
    );
    test.type(OKR_USERS, '2025.10-12', 'Actual users', 100);
    test.type(OKR_USERS, '2026.07-09', 'Actual users', 180);
    test.sheet(KEY_RESULTS).getRange(3, placeInKeyResults(test, 'Target')).setValue(200);
    expect(rowOf(test, 'On track?')[1]).toBe('2 key results: 1 done or on track, 0 at risk, 1 behind.');
    expect(rowOf(test, 'Some users').slice(1, 7)).toEqual([
      'on track',
      '||||||||··',
      '80%',
      '75%',
      '180',
      '200',
    ]);
    test.sheet(KEY_RESULTS).getRange(4, placeInKeyResults(test, 'Statistic')).setValue('Cloud CPU/h');
    expect(rowOf(test, 'On track?')[1]).toMatch(/, 1 behind, 1 without a score\.$/);
  });

  it('scores against a frozen baseline as it stands in its tab, whatever the portal says by now', async () => {
    const test = await start();
    test.type(HTC, '2025.10-12', 'CPU/h', 100);
    test.set({ firstPeriod: '2025.04-06', frozenBefore: '2026.01-03' });
    fillIn(test, ['', 'More hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 220]);
    await test.refreshOne('htc-cpu');
    test.type(HTC, '2026.07-09', 'CPU/h', 160);
    expect(rowOf(test, 'More hours').slice(1, 7)).toEqual([
      'behind',
      '|||||·····',
      '50%',
      '75%',
      '160',
      '220',
    ]);
  });

  it('leaves deleted rows, sections and tabs away, and makes them again from the menu', async () => {
    const test = await start();
    const sheet = test.sheet(DASHBOARD);
    const ofVos = rowOf(test, 'HTC VOs with accounting');
    for (const label of ['Active users', 'HTC VOs with accounting']) sheet.deleteRow(numberOf(test, label));
    sheet.deleteRows(numberOf(test, 'Key result'), 10);
    await test.refreshOne('cloud-cpu');
    expect(shown(test).flat()).not.toContain('Active users');
    expect(numberOf(test, 'Key result')).toBe(0);
    await test.run('showDashboard');
    expect(numberOf(test, 'Active users')).toBeGreaterThan(0);
    expect(rowOf(test, 'HTC VOs with accounting')).toEqual(ofVos);
    expect(numberOf(test, 'Key result')).toBeGreaterThan(0);
    test.spreadsheet.deleteSheet(sheet);
    test.spreadsheet.deleteSheet(test.sheet(KEY_RESULTS));
    await test.refreshOne('cloud-cpu');
    expect(test.titles()).not.toContain(DASHBOARD);
    expect(test.titles()).not.toContain(KEY_RESULTS);
    await test.run('showDashboard');
    expect(test.titles()).toEqual(expect.arrayContaining([DASHBOARD, KEY_RESULTS]));
    expect(rowOf(test, 'Cloud CPU/h', 'done')[2]).toMatch(/^2026-11-23/);
    expect(rowOf(test, 'Last refresh')[1]).toContain('by owner@example.org');
  });

  it('is found when people have renamed, moved and extended it, and keeps what they have written', async () => {
    const test = await start();
    const sheet = test.sheet(DASHBOARD).setName('Home');
    sheet.insertRowsBefore(1, 2);
    sheet.getRange(1, 1).setValue('Our own line');
    sheet.getRange(5, 9).setValue('a remark');
    test.clock.advance(3_600_000);
    await test.refreshOne('cloud-cpu');
    expect(test.titles()).not.toContain(DASHBOARD);
    const values = test.values('Home');
    expect([values[0]?.[0], values[4]?.[8]]).toEqual(['Our own line', 'a remark']);
    expect(values.map(([label]) => label).filter((label) => label === 'Last refresh')).toHaveLength(1);
    expect(String(values.find(([label]) => label === 'Last refresh')?.[1])).toMatch(/ 13:\d\d by /);
  });

  it('stays hidden and styled as people have left it, and so do key results', async () => {
    const test = await start();
    const tabs = [DASHBOARD, KEY_RESULTS].map((title) => test.sheet(title));
    for (const sheet of tabs) {
      sheet.hideSheet().setColumnWidth(2, 40).setRowHeight(1, 99).setConditionalFormatRules([]);
      sheet.getRange('A1:C9').setBackground('#00ff00').setNumberFormat('0.0').setDataValidation(null);
    }
    test.clock.advance(3_600_000);
    await test.refresh();
    for (const sheet of tabs) {
      expect([sheet.isSheetHidden(), sheet.getColumnWidth(2), sheet.getRowHeight(1)]).toEqual([true, 40, 99]);
      expect(sheet.getConditionalFormatRules()).toEqual([]);
      const range = sheet.getRange('C9');
      expect([range.getBackground(), range.getNumberFormat(), range.getDataValidation()]).toEqual([
        '#00ff00',
        '0.0',
        null,
      ]);
    }
  });

  it('goes below what people have in a tab of its title, and leaves their tab of key results alone', async () => {
    const test = new TestWorld({ firstPeriod: '2026.04-06', vos: 4 });
    const own = [
      ['', '', '', '', '', '', '', ''],
      ['Ours', 'b', 'c', 'd', 'e', 'f', 'g', 1],
    ];
    for (const title of [DASHBOARD, KEY_RESULTS]) {
      test.spreadsheet.insertSheet(title).getRange(1, 1, own.length, 8).setValues(own);
    }
    await test.refreshOne('cloud-cpu');
    expect(test.values(KEY_RESULTS)).toEqual(own);
    expect(test.values(DASHBOARD).slice(0, own.length)).toEqual(own);
    expect(numberOf(test, DASHBOARD)).toBeGreaterThan(own.length);
    expect(rowOf(test, 'Warnings')[1]).toContain('Tab "Key results" has no column');
  });

  it('puts no tick where people have deleted its row', async () => {
    const test = await start();
    const sheet = test.sheet(DASHBOARD);
    sheet.deleteRow(numberOf(test, 'Refresh now'));
    sheet.getRange(1, 2).setValue('ours');
    await test.refreshOne('cloud-cpu');
    expect(shown(test)[0]?.slice(0, 3)).toEqual([DASHBOARD, 'ours', '']);
    await test.run('showDashboard');
    expect(rowOf(test, 'Refresh now')[1]).toBe('OKR Stats > Refresh now');
  });

  it('takes over the small one of the first versions', async () => {
    const test = new TestWorld({ firstPeriod: '2026.04-06', vos: 4 });
    const small = test.spreadsheet.insertSheet(DASHBOARD);
    small
      .getRange(1, 1, 9, 4)
      .setNumberFormat('@')
      .setValues([
        [DASHBOARD, '', '', ''],
        ['', '', '', ''],
        ['Refresh now', '', '', ''],
        ['Last refresh', 'long ago', '', ''],
        ['', '', '', ''],
        ['Statistic', 'Result', 'When', 'Message'],
        ['Cloud CPU/h', 'done', '2026-01-01 10:00', ''],
        ['HTC CPU/h', 'failed', '2026-01-01 10:00', 'no answer'],
        ['our own note', '', '', ''],
      ]);
    await test.refreshOne('cloud-cpu');
    expect(rowOf(test, 'Last refresh')[1]).toContain('all well');
    expect(rowOf(test, 'Cloud CPU/h', 'done')[2]).toMatch(/^2026-11-23/);
    expect(rowOf(test, 'HTC CPU/h', 'failed')[3]).toBe('no answer');
    expect(rowOf(test, 'Warnings')[1]).toContain('HTC CPU/h: failed');
    expect(rowOf(test, 'Cloud CPU/h', '2026.07-09')[2]).toMatch(/^[\d,]+$/);
    expect(shown(test).flat()).toContain('our own note');
    const labels = shown(test).map(([label]) => label);
    await test.refreshOne('cloud-cpu');
    expect(shown(test).map(([label]) => label)).toEqual(labels);
  });

  it.each([
    ['the same figures', '2026-11-23', 15],
    ['a new period, once: charts grow, and how key results stood is kept,', '2027-01-15', 42],
  ])('costs a refresh with %s few further calls, with its key results', async (_, today, most) => {
    const first = new TestWorld({ firstPeriod: '2025.10-12', vos: 4, statistics: STATISTIC_IDS });
    await first.refresh();
    fillIn(first, ['', 'Fewer hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 1]);
    const test = first.later({ hour: 15 });
    await test.refresh();
    const costs = async (without: readonly string[]): Promise<number> => {
      const world = makeWorld({ today, vos: 4, firstMonth: '2025-10' });
      const later = test.later({ today, hour: 20, world });
      for (const title of without) later.spreadsheet.deleteSheet(later.sheet(title));
      await later.refresh();
      return later.calls.sheet.total;
    };
    const further = (await costs([])) - (await costs([DASHBOARD, KEY_RESULTS]));
    expect(further).toBeGreaterThan(0);
    expect(further).toBeLessThanOrEqual(most);
  });

  it('costs no refresh when it cannot be written', async () => {
    const test = await start();
    test.sheet(DASHBOARD).protect().removeEditors(['b@example.org']);
    const args = [{ how: 'panel', statistics: ['cloud-cpu'] }];
    expect(await test.run('runRefresh', { as: 'b@example.org', origin: 'panel', args })).toMatchObject([
      { result: 'done' },
    ]);
  });
});
