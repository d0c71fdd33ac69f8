import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, TestWorld } from '../../support/world';

const start = afterFirstRefresh({ firstPeriod: '2025.10-12', vos: 4 });

const rows = (test: TestWorld): string[][] => test.sheet(DASHBOARD).getDataRange().getDisplayValues();
const beside = (test: TestWorld, label: string): string =>
  rows(test).find(([first]) => first === label)?.[1] ?? '';
const rowOf = (test: TestWorld, label: string): number =>
  rows(test).findIndex(([first]) => first === label) + 1;

describe('a portal that fails', () => {
  let test: TestWorld;
  beforeAll(async () => {
    test = await start();
    test.portals.faults.add({ match: '', fault: { kind: 'unavailable' } });
    await test.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] });
  });

  it('is told once, with what is wrong and what to do before what it stops', () => {
    const lines = beside(test, 'Warnings').split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^The Accounting Portal .* refresh again later\. \(Cloud CPU\/h, HTC CPU\/h: failed, \d{4}-\d\d-\d\d \d\d:\d\d\)$/,
    );
  });

  it('is no "yes" to whether all is up to date, which names what is not', () => {
    expect(beside(test, 'Up to date?')).toBe(
      'NO: 2 of 3 not refreshed at 12:00 on 2026-11-23 (only earlier that day): Cloud CPU/h, HTC CPU/h.',
    );
  });

  it('names the day since which each is not refreshed, where that differs', async () => {
    test.clock.advance(24 * 3_600_000);
    test.portals.faults.clear();
    await test.refreshOne('htc-cpu');
    test.portals.faults.add({ match: '', fault: { kind: 'unavailable' } });
    test.clock.advance(24 * 3_600_000);
    await test.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] });
    expect(beside(test, 'Up to date?')).toBe(
      'NO: 2 of 3 not refreshed: Cloud CPU/h since 2026-11-23, HTC CPU/h since 2026-11-24.',
    );
  });

  it('leaves the height of its row to the spreadsheet, which fits it to the text', () => {
    const heights = Array.from({ length: 9 }, (_, row) => test.sheet(DASHBOARD).getRowHeight(row + 1));
    expect(new Set(heights)).toEqual(new Set([21]));
  });

  it('is no warning any more for a statistic that is switched off', async () => {
    const document = test.host.properties.document;
    const settings = JSON.parse(document.settings ?? '{}') as { statistics: object };
    const off = { ...settings.statistics, 'cloud-cpu': false };
    document.settings = JSON.stringify({ ...settings, statistics: off });
    await test.run('showDashboard');
    expect(beside(test, 'Warnings')).not.toContain('Cloud CPU/h');
    expect(beside(test, 'Up to date?')).toBe('NO: 1 of 2 not refreshed since 2026-11-24: HTC CPU/h.');
    document.settings = JSON.stringify(settings);
  });

  it('goes away with the next refresh that does all, which is told by the day on which somebody looks', async () => {
    test.portals.faults.clear();
    await test.refresh();
    expect(beside(test, 'Warnings')).toBe('None');
    const cell = test.sheet(DASHBOARD).getRange(rowOf(test, 'Up to date?'), 2);
    const on = (day: string): unknown =>
      test.sheet('Sheet1').getRange(1, 1).setFormula(cell.getFormula().replaceAll('TODAY()', day)).getValue();
    expect(on('DATE(2026,11,25)')).toBe('Yes: everything has been refreshed today.');
    expect(on('DATE(2026,11,26)')).toBe('Yes: everything has been refreshed since 2026-11-25.');
  });
});

it('results, warnings and figures that are old have colours of their own', async () => {
  const test = await start();
  const rules = test.sheet(DASHBOARD).getConditionalFormatRules();
  const conditions = rules.map((rule) => rule.getBooleanCondition());
  const colorOf = (value: string): unknown =>
    conditions.find((each) => each.getCriteriaValues()[0] === value)?.getFontColor();
  expect(['failed', 'partly done', 'cancelled', 'unfinished', 'done'].map(colorOf)).toEqual([
    '#b3261e',
    '#b06000',
    '#b06000',
    '#b06000',
    '#137333',
  ]);
  const alarms = [`=$B$${rowOf(test, 'Warnings')}<>"None"`, `=LEFT($B$${rowOf(test, 'Up to date?')})="N"`];
  expect(alarms.map(colorOf)).toEqual(['#b3261e', '#b3261e']);
});

it('a dashboard made before the first refresh ends as any other', async () => {
  const test = new TestWorld({ firstPeriod: '2025.10-12', vos: 4 });
  await test.run('showDashboard');
  const results = rowOf(test, 'Statistic');
  expect(
    rows(test)
      .slice(results, results + 4)
      .map((row) => row.slice(0, 2)),
  ).toEqual([
    ['Cloud CPU/h', 'not yet'],
    ['HTC CPU/h', 'not yet'],
    ['Users', 'not yet'],
    ['', ''],
  ]);
  expect(beside(test, 'Warnings')).toBe('None');
  await test.refresh();
  const other = await start();
  const looks = (each: TestWorld): unknown => {
    const range = each.sheet(DASHBOARD).getRange(rowOf(each, 'Statistic'), 1, 4, 4);
    return [range.getFontWeights(), range.getBackgrounds(), range.getValues().map((row) => row.slice(0, 2))];
  };
  expect(looks(test)).toEqual(looks(other));
});
