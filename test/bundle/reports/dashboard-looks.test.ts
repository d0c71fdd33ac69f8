import { fillInKeyResults } from '../../support/key-results';
import { afterFirstRefresh } from '../../support/refreshed';
import { CLOUD_BY_VO, DASHBOARD, OKR_USERS, type TestWorld } from '../../support/world';

const start = afterFirstRefresh({ firstPeriod: '2025.04-06', vos: 4 });

const shown = (test: TestWorld): string[][] => test.sheet(DASHBOARD).getDataRange().getDisplayValues();
const numberOf = (test: TestWorld, label: string): number =>
  shown(test).findIndex(([first]) => first === label) + 1;
/** Pixels that a phone of 390 shows of a tab beside its row numbers. */
const PHONE = 327;

it('shows the headline, what gained most, the statuses and what the tick does within the width of a phone', async () => {
  const test = await start();
  fillInKeyResults(test, ['', 'Fewer hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 1, 'lower']);
  const sheet = test.sheet(DASHBOARD);
  expect(sheet.getColumnWidth(1) + sheet.getColumnWidth(2)).toBeLessThanOrEqual(PHONE);
  const beside = ['On track?', 'Gained most', 'Fewer hours', 'Refresh by checkbox'].map((label) =>
    sheet.getRange(numberOf(test, label), 2),
  );
  expect(beside.map((cell) => cell.getDisplayValue())).toEqual([
    expect.stringMatching(/^1 key result: 0 done or on track/),
    expect.stringMatching(/^\S+, Cloud \+\d+%\n\S+, HTC \+\d+%\n.*, users/),
    'behind',
    expect.stringMatching(/^Needs a schedule: OKR Stats/),
  ]);
  expect(beside.map((cell) => cell.getWrapStrategy())).toEqual(['WRAP', 'WRAP', 'WRAP', 'WRAP']);
});

it('stands its headers over their figures', async () => {
  const test = await start();
  for (const [label, first] of [
    ['Key result', 4],
    ['Figures', 3],
  ] as const) {
    for (const row of [0, 1]) {
      const cell = test.sheet(DASHBOARD).getRange(numberOf(test, label) + row, first);
      expect(cell.getHorizontalAlignment()).toBe('right');
    }
  }
});

it("links to Sheets' own PDF of the tab, landscape and on one page, once it is chosen from the menu", async () => {
  const test = await start();
  await test.run('showDashboard');
  const cell = test.sheet(DASHBOARD).getRange(numberOf(test, 'Refresh now'), 3);
  const url = new URL(/"(https:[^"]*)"/.exec(cell.getFormula())?.[1] ?? '');
  expect(cell.getDisplayValue()).toBe('PDF of this tab, one page');
  expect(url.pathname).toMatch(/\/export$/);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    format: 'pdf',
    gid: String(test.sheet(DASHBOARD).getSheetId()),
    portrait: 'false',
    scale: '4',
  });
});

it('has a bar in the colour of the status, drawn where that is known and of signs elsewhere', async () => {
  const test = await start();
  fillInKeyResults(test, ['', 'Fewer hours', 'HTC CPU/h', '2025.10-12', '2026.10-12', 1, 'lower']);
  const row = numberOf(test, 'Fewer hours');
  const bar = test.sheet(DASHBOARD).getRange(row, 3);
  expect(bar.getFormula()).toMatch(/IFERROR\(SPARKLINE\(.*"#b3261e"/);
  expect(bar.getFormula()).not.toMatch(/[{}]/);
  expect(bar.getDisplayValue()).toMatch(/^[|·]{10}$/);
  const rules = test.sheet(DASHBOARD).getConditionalFormatRules();
  const ofBars = rules.filter((rule) => rule.getRanges()[0]?.getColumn() === 3);
  expect(ofBars.map((rule) => rule.getBooleanCondition().getCriteriaValues()[0])).toContain(
    `=$B${row}="behind"`,
  );
});

it('says so where a change is one between totals over different numbers of VOs', async () => {
  const test = await start();
  for (const [label, users, vos] of [
    ['2026.07-09', 80, 3],
    ['2026.04-06', 100, 4],
    ['2025.07-09', 40, 3],
  ] as const) {
    test.type(OKR_USERS, label, 'Actual users', users);
    test.type(OKR_USERS, label, '#VOs with a figure', vos);
  }
  const row = shown(test)[numberOf(test, 'Actual users') - 1];
  expect(row?.slice(2, 5)).toEqual(['80', '-20% (3 VOs, 4 before)', '+100.0%']);
});

it('names the VOs that gained and lost most in the last complete period', async () => {
  const test = await start();
  const [headers = [], ...vos] = test.values(CLOUD_BY_VO);
  const changes = vos.map((row) => {
    const [now, before] = ['2026.07-09', '2026.04-06'].map((label) => Number(row[headers.indexOf(label)]));
    return { name: String(row[0]), change: (now ?? 0) - (before ?? 0) };
  });
  const most = [...changes].sort((a, b) => b.change - a.change)[0];
  const row = shown(test)[numberOf(test, 'Cloud CPU/h: gained') - 1];
  expect(row?.[1]).toMatch(new RegExp(`^${most?.name ?? ''}\n\\+[\\d\u00a0]+ hours \\(`));
  expect(row?.[6]).toBe('2026.07-09 with 2026.04-06');
});
