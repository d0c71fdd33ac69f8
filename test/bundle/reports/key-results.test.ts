import type { CellValue } from '../../../local/apps-script/workbook/cells';
import { COLUMNS, LATER_COLUMNS } from '../../../src/reports/key-results-layout';
import { fillInKeyResults, KEY_RESULTS, placeInKeyResults } from '../../support/key-results';
import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, OKR_USERS, TestWorld, USERS } from '../../support/world';

const start = afterFirstRefresh({ firstPeriod: '2025.04-06', vos: 4 });

/** A cell of a row, from 1 below the header. */
const cellOf = (test: TestWorld, row: number, header: string) =>
  test.sheet(KEY_RESULTS).getRange(row + 1, placeInKeyResults(test, header));
const statusOf = (test: TestWorld, row: number): CellValue => cellOf(test, row, 'Status').getValue();
const dashboard = (test: TestWorld): string[][] => test.sheet(DASHBOARD).getDataRange().getDisplayValues();
const headline = (test: TestWorld): unknown => dashboard(test).find(([label]) => label === 'On track?')?.[1];
const shown = (test: TestWorld): string[] => {
  const labels = dashboard(test).map(([label = '']) => label);
  const header = labels.indexOf('Key result');
  return labels.slice(header + 1, labels.indexOf('Figures')).filter((label) => label !== '');
};
/** A key result about users, of which there were 100 a year before and are 160 now: three quarters of the time are over. */
const about = (name: string, target: number, better = ''): CellValue[] => [
  '',
  name,
  'Actual users',
  '2025.10-12',
  '2026.10-12',
  target,
  better,
];
async function withUsers(): Promise<TestWorld> {
  const test = await start();
  test.type(OKR_USERS, '2025.10-12', 'Actual users', 100);
  test.type(OKR_USERS, '2026.07-09', 'Actual users', 160);
  return test;
}

it('a target below the baseline is no success before somebody says that lower is better', async () => {
  const test = await withUsers();
  fillInKeyResults(test, about('Fewer', 50));
  expect(statusOf(test, 1)).toBe('target is below baseline');
  expect(headline(test)).toBe('1 key result: 0 done or on track, 0 at risk, 0 behind, 1 without a score.');
  cellOf(test, 1, 'Better is').setValue('lower');
  expect(statusOf(test, 1)).toBe('behind');
});

it('one that has just begun is not started, and counts for nothing', async () => {
  const test = await withUsers();
  fillInKeyResults(test, about('Reached', 150), ['', 'New', 'Actual users', '2026.07-09', '2026.10-12', 999]);
  expect(statusOf(test, 2)).toBe('not started');
  expect(headline(test)).toBe('2 key results: 1 done or on track, 0 at risk, 0 behind, 1 not started.');
});

it('rows behind the first ten say that they will be scored, and are scored by the next refresh', async () => {
  const test = await withUsers();
  fillInKeyResults(test, ...Array.from({ length: 12 }, (_, index) => about(`Result ${index + 1}`, 150)));
  expect([statusOf(test, 12), statusOf(test, 13)]).toEqual(['scored at the next refresh', '']);
  expect(headline(test)).toMatch(/^12 key results: 10 done .*, 2 without a score\.$/);
  await test.refreshOne('cloud-cpu');
  expect([statusOf(test, 12), statusOf(test, 13)]).toEqual(['done', '']);
  expect(headline(test)).toMatch(/^12 key results: 12 done /);
});

it('the dashboard shows the worst first, says how many more there are, and has room for all after a refresh', async () => {
  const test = await withUsers();
  fillInKeyResults(
    test,
    ...Array.from({ length: 6 }, (_, index) => about(`Reached ${index + 1}`, 150)),
    about('Nearly there', 185),
    about('Far away', 900),
    about('Without a number', 0),
    about('Further away', 9000),
  );
  cellOf(test, 9, 'Target').setValue('many');
  expect(shown(test)).toEqual([
    'Further away',
    'Far away',
    'Nearly there',
    'Without a number',
    'and 6 more in the tab Key results',
  ]);
  await test.refreshOne('cloud-cpu');
  expect(shown(test).slice(3)).toEqual([
    'Without a number',
    ...Array.from({ length: 6 }, (_, index) => `Reached ${index + 1}`),
  ]);
});

it('a row without a statistic is counted, and told what it lacks', async () => {
  const test = await start();
  fillInKeyResults(test, ['', 'Publish two success stories']);
  expect(statusOf(test, 1)).toBe('choose a statistic');
  expect(headline(test)).toMatch(/, 1 without a score\.$/);
});

it('a figure typed over a formula stays and is marked, until its cell is cleared', async () => {
  const test = await withUsers();
  fillInKeyResults(test, about('Ours', 200));
  cellOf(test, 1, 'Baseline').setValue(123);
  await test.refreshOne('cloud-cpu');
  const cell = cellOf(test, 1, 'Baseline');
  expect([cell.getValue(), cell.getNote()]).toEqual([123, expect.stringMatching(/^Typed by hand/)]);
  cell.clearContent();
  await test.refreshOne('cloud-cpu');
  expect([cell.getValue(), cell.getNote()]).toEqual([100, '']);
});

it('computed columns warn whoever types over them, and refuse nobody', async () => {
  const test = await start();
  const protections = test.sheet(KEY_RESULTS).getProtections('RANGE');
  expect(protections.map((each) => each.isWarningOnly())).toEqual([true, true]);
});

it('periods are chosen from a list that reaches some years ahead', async () => {
  const test = await start();
  const rule = cellOf(test, 1, 'Target period').getDataValidation();
  const [items] = rule?.getCriteriaValues() as [string[]];
  expect(items).toEqual(expect.arrayContaining(['2025.04-06', '2030.10-12', '2026.01-12', '2026.11-11']));
  expect(items.length).toBeLessThanOrEqual(500);
});

it('a tab of before these columns goes on without them, and gets them on request', async () => {
  const test = await withUsers();
  fillInKeyResults(test, about('Fewer', 50), about('Reached', 150));
  const sheet = test.sheet(KEY_RESULTS);
  const later = COLUMNS.filter(({ id }) => LATER_COLUMNS.includes(id)).map(({ header }) => header);
  for (const header of later) sheet.deleteColumn(placeInKeyResults(test, header));
  await test.refreshOne('cloud-cpu');
  expect([statusOf(test, 1), statusOf(test, 2)]).toEqual(['target is below baseline', 'done']);
  expect(shown(test)).toEqual(['Fewer', 'Reached']);
  await test.run('showDashboard');
  expect(cellOf(test, 1, 'Better is').getDataValidation()).not.toBeNull();
  expect(cellOf(test, 2, 'Order').getValue()).toBeGreaterThan(0);
});

it('what is measured elsewhere is scored, counted and shown as all others are', async () => {
  const test = await withUsers();
  fillInKeyResults(test, ['Services', 'Orders', 'measured elsewhere', '2025.10-12', '2026.10-12', 20]);
  expect(statusOf(test, 1)).toBe('enter the current figure');
  cellOf(test, 1, 'Baseline elsewhere').setValue(12);
  cellOf(test, 1, 'Current elsewhere').setFormula('=9+7.4');
  await test.refreshOne('cloud-cpu');
  expect([statusOf(test, 1), cellOf(test, 1, 'Score').getDisplayValue()]).toEqual(['at risk', '55%']);
  expect(headline(test)).toMatch(/^1 key result: 0 done or on track, 1 at risk/);
  expect(shown(test)).toEqual(['» Services', 'Orders']);
  expect(cellOf(test, 1, 'Current elsewhere').getFormula()).toBe('=9+7.4');
});

it('one VO is measured by the tabs by VO', async () => {
  const test = await withUsers();
  const [, , vo = []] = test.values(USERS);
  const column = test.values(USERS)[0]?.indexOf('2026.07-09') ?? -1;
  fillInKeyResults(test, ['', 'Ours', 'Actual users', '2025.10-12', '2026.10-12', 9999]);
  cellOf(test, 1, 'VO').setValue(String(vo[0]));
  expect(cellOf(test, 1, 'Current').getValue()).toBe(vo[column]);
});
