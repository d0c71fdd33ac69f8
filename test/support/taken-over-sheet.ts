import type { Sheet } from '../../local/apps-script/spreadsheet/sheet';
import { expectedCpu, expectedUsers } from '../../local/portals/expected';
import { monthsOf, parsePeriod } from '../../src/domain/periods';
import { CLOUD, HTC, USERS, type TestWorld } from './world';

/** Periods of the sheet that people have kept so far: one is missing in the middle, and the running one at the end. */
export const KEPT_PERIODS = [
  '2025.01-03',
  '2025.04-06',
  '2025.10-12',
  '2026.01-03',
  '2026.04-06',
  '2026.07-09',
] as const;

/** All that it must have after a refresh on 2026-11-23 with history from 2025.01-03. */
export const ALL_PERIODS = [
  '2025.01-03',
  '2025.04-06',
  '2025.07-09',
  '2025.10-12',
  '2026.01-03',
  '2026.04-06',
  '2026.07-09',
  '2026.10-12',
] as const;

/** Periods that a refresh asks for: a year back, and the missing one. */
export const ASKED_PERIODS = ALL_PERIODS.slice(2);

/** Headers as people have reworded them, with two columns of their own at the end. */
export const CLOUD_HEADERS = [
  'Period',
  'Cloud CPU hours (wall-clock)',
  'How many VOs',
  'Active VOs',
  'VOs at zero',
  'Which ones are at zero',
  'Comings and goings',
  'Follow-up actions',
  'Reviewed by',
];

export const monthsIn = (label: string): string[] => {
  const period = parsePeriod(label);
  if (!period) throw new Error(`not a period: ${label}`);
  return monthsOf(period);
};

const list = (names: readonly string[]): string => (names.length === 0 ? '-' : names.join(', '));

/** A row as the earlier programs left it, one hour less than the portal says today. */
function cpuRow(test: TestWorld, scope: 'cloud' | 'htc', label: string): (string | number)[] {
  const figures = expectedCpu(test.world, scope, monthsIn(label));
  return [
    label,
    figures.total - 1,
    figures.with.length,
    list(figures.with),
    figures.without.length,
    list(figures.without),
    label === KEPT_PERIODS[0] ? '-' : 'APPEARED: vo.someone.eu\nDISAPPEARED: vo.someone-else.eu',
  ];
}

export const followUp = (label: string): string => `ask the sites about ${label}`;

/** A new tab with these cells; the first column is text, as in the sheet of the earlier programs. */
export function addTab(test: TestWorld, title: string, rows: (string | number)[][]): Sheet {
  const sheet = test.spreadsheet.insertSheet(title, 1);
  const width = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  sheet.getRange(1, 1, rows.length, 1).setNumberFormat('@');
  sheet.getRange(1, 1, rows.length, width).setValues(padded);
  return sheet;
}

/** Ascending, with a subtotal after 2025, follow-ups, notes, colours, a filter, and a column hidden. */
function cloudTab(test: TestWorld): void {
  const periodRows = KEPT_PERIODS.map((label) => [...cpuRow(test, 'cloud', label), followUp(label)]);
  const sheet = addTab(test, CLOUD, [
    CLOUD_HEADERS,
    ...periodRows.slice(0, 3),
    ['Total 2025', '=SUM(B2:B4)', '', 'of the year', '', '', '', 'for the annual report', 'everybody'],
    ...periodRows.slice(3),
    ['', '', '', '', '', '', '', '', ''],
    ['Source: the portal', '', '', '', '', '', '', '', ''],
  ]);
  sheet.getRange('A1').setNote('Last update on: 20-11-2026 09:15:00');
  sheet.getRange('B4').setNote('checked with the sites');
  sheet.getRange('H3').setNote('done on Monday');
  sheet.getRange('A5:I5').setBackground('#ffff00').setFontWeight('bold');
  sheet.getRange('A1:I8').createFilter();
  sheet.hideColumns(9);
  sheet.hideRows(3);
}

/** Descending, hidden, and with a note of a person's in A1. */
function htcTab(test: TestWorld): void {
  const headers = [
    'Period',
    'CPU/h',
    '#VOs with accounting',
    'List of active VOs',
    '#VOs without accounting',
    'VOs with *NO* accounting',
    'VOs variations',
    'Follow-up actions',
  ];
  const rows = [...KEPT_PERIODS].reverse().map((label) => [...cpuRow(test, 'htc', label), followUp(label)]);
  const sheet = addTab(test, HTC, [headers, ...rows]);
  sheet.getRange('A1').setNote('Ask the data office before you change this tab.');
  sheet.hideSheet();
}

/** VOs that have been closed, with figures of their own. */
export const CLOSED_VOS = ['aaa.closed.eu', 'vo.gone.org'];

/** VOs of today that the tab has: every second one. */
export const keptVos = (test: TestWorld): string[] =>
  test.world.vos.filter((vo, index) => vo.listed && index % 2 === 0).map((vo) => vo.name);

/** TOTAL with formulas, half of them without an end; closed VOs; a column of people's own at the end. */
function usersTab(test: TestWorld): void {
  const headers = ['VO', ...KEPT_PERIODS, 'Registered Users', 'Total Users', 'Contact'];
  const letters = 'BCDEFGHI'.split('');
  const totals = letters.map((letter, index) =>
    index % 2 === 0 ? `=SUM(${letter}3:${letter}40)` : `=SUM(${letter}3:${letter})`,
  );
  const rows = [...keptVos(test), ...CLOSED_VOS].sort().map((name) => {
    const vo = test.world.vos.find((candidate) => candidate.name === name);
    const figures = KEPT_PERIODS.map((label) =>
      vo ? (expectedUsers(test.world, name, monthsIn(label)) ?? '') : 11,
    );
    return [name, ...figures, vo?.registered ?? 5, vo?.total ?? 6, `contact of ${name}`];
  });
  const sheet = addTab(test, USERS, [headers, ['TOTAL', ...totals, 'who to write to'], ...rows]);
  sheet.getRange('A1').setNote('Last update on: 20-11-2026 09:20:00');
  sheet.getRange('A3').setNote('closed in 2024');
  sheet.setFrozenRows(2);
}

/** Builds the tabs that the earlier programs filled and people worked in. */
export function buildTakenOverSheet(test: TestWorld): void {
  cloudTab(test);
  htcTab(test);
  usersTab(test);
}
