import type { CellValue } from '../../local/apps-script/workbook/cells';
import { placeInKeyResults } from './key-results';
import {
  CLOUD,
  CLOUD_BY_VO,
  HTC,
  OKR_USERS,
  SLA_CLOUD,
  TestWorld,
  USERS,
  VO_CHANGES,
  type TestWorldOptions,
} from './world';

type Rows = readonly (readonly CellValue[])[];

/** A tab as a refresh would have left it, its labels as text. */
function tab(test: TestWorld, title: string, rows: Rows): void {
  const sheet = test.spreadsheet.insertSheet(title);
  const width = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  sheet.getRange(1, 1, filled.length, 1).setNumberFormat('@');
  sheet.getRange(1, 1, 1, width).setNumberFormat('@');
  const asOf = rows[0]?.indexOf('As of') ?? -1;
  if (asOf >= 0) sheet.getRange(1, asOf + 1, filled.length, 1).setNumberFormat('@');
  sheet.getRange(1, 1, filled.length, width).setValues(filled);
}

const NO_VOS = [0, '-', '-'];
const cpu = (label: string, hours: number, vos: string) => [
  label,
  hours,
  vos.split(', ').length,
  vos,
  ...NO_VOS,
];
const CPU_HEADERS = [
  ...['Period', 'CPU/h', '#VOs with accounting', 'List of active VOs'],
  ...['#VOs without accounting', 'VOs with *NO* accounting', 'VOs variations'],
];

/** What the portals had told up to August 2026, with a gap, and of the quarters behind that, too. */
const TABS: readonly (readonly [title: string, rows: Rows])[] = [
  [
    CLOUD,
    [
      CPU_HEADERS,
      cpu('2025.07-09', 1_000, 'alpha.eu, beta.eu'),
      cpu('2026.01-03', 1_200, 'alpha.eu, beta.eu'),
      cpu('2026.04-06', 1_490, 'alpha.eu, beta.eu, gamma.eu'),
      cpu('2026.07-09', 1_800, 'alpha.eu, gamma.eu, delta.eu'),
      cpu('2026.10-12', 1_060, 'alpha.eu'),
    ],
  ],
  [
    CLOUD_BY_VO,
    [
      ['VO', '2026.04-06', '2026.07-09', '2026.10-12'],
      ['alpha.eu', 500, 900, 1_060],
      ['beta.eu', 400, '', ''],
      ['delta.eu', '', 400, ''],
      ['gamma.eu', 600, 500, ''],
    ],
  ],
  [
    HTC,
    [
      CPU_HEADERS,
      ...[
        ...([
          ['2024.07-09', 40_000],
          ['2024.10-12', 45_000],
          ['2025.01-03', 46_000],
          ['2025.04-06', 50_000],
        ] as const),
        ...([
          ['2025.07-09', 50_000],
          ['2025.10-12', 52_000],
          ['2026.01-03', 54_000],
          ['2026.04-06', 56_000],
        ] as const),
        ...([
          ['2026.07-09', 58_800],
          ['2026.10-12', 27_600],
        ] as const),
      ].map(([label, hours]) => cpu(label, hours, 'alpha.eu')),
    ],
  ],
  [
    OKR_USERS,
    [
      ['Period', 'Actual users', 'Active users', 'Total users', '#VOs with a figure', 'As of'],
      ['2025.07-09', 180, 150, 800, 3, '2025-09-30'],
      ['2025.10-12', 190, 150, 850, 3, '2025-12-31'],
      ['2026.01-03', 195, 150, 870, 3, '2026-03-31'],
      ['2026.04-06', 200, 150, 900, 3, '2026-06-30'],
      ['2026.07-09', 210, '', '', 3, '2026-10-05'],
    ],
  ],
  [
    USERS,
    [
      ['VO', '2026.04-06', '2026.07-09', 'Registered Users', 'Total Users'],
      ['TOTAL', 160, 170, 150, 900],
      ['alpha.eu', 100, 110, 90, 600],
      ['delta.eu', 60, 60, 60, 300],
    ],
  ],
  [
    VO_CHANGES,
    [
      ['Period', '#VOs changed', '#VOs deleted', '#VOs in production', 'List of VOs'],
      ['2025.07-09', 2, 1, 1, 'beta.eu(P), old.eu(D)'],
      ['2025.10-12', 0, 0, 0, '-'],
      ['2026.01-03', 0, 0, 0, '-'],
      ['2026.04-06', 1, 0, 1, 'delta.eu(P)'],
      ['2026.07-09', 4, 1, 1, 'eps.eu(P), zeta.eu(L), eta.eu(L), theta.eu(D)'],
    ],
  ],
  [
    SLA_CLOUD,
    [
      ['Period', 'TOTAL', 'alpha.eu', 'gamma.eu'],
      ['2026.04-06', 1_100, 500, 600],
      ['2026.07-09', 1_400, 900, 500],
    ],
  ],
];

const [FROM, UNTIL] = ['2025.07-09', '2026.10-12'];
const row = (objective: string, keyResult: string, statistic: string, target: number, more: object = {}) => ({
  Objective: objective,
  'Key result': keyResult,
  Statistic: statistic,
  'Baseline period': FROM,
  'Target period': UNTIL,
  Target: target,
  ...more,
});

/** Ten key results in three objectives: elsewhere, weighted, reductions, growth, one VO. */
const KEY_RESULTS: readonly Readonly<Record<string, CellValue>>[] = [
  row('More use', 'Cloud grows', 'Cloud CPU/h', 2_000, { Weight: 3 }),
  row('More use', 'HTC grows', 'HTC CPU/h', 60_000),
  row('More use', 'Alpha grows', 'Cloud CPU/h', 1_300, { 'Baseline period': '2026.04-06', VO: 'alpha.eu' }),
  row('More use', 'Growth slows', 'HTC CPU/h, growth in %', 15, { 'Better is': 'lower' }),
  row('Users', 'Users come back', 'Actual users', 230),
  row('Users', 'Ever more users', 'Total users', 1_000),
  row('Services', 'Orders', 'measured elsewhere', 20, {
    'Baseline elsewhere': 12,
    'Current elsewhere': 18,
    Weight: 2,
  }),
  row('Services', 'Fewer complaints', 'measured elsewhere', 1, {
    'Better is': 'lower',
    'Baseline elsewhere': 9,
    'Current elsewhere': 1,
  }),
  row('', 'VOs are created', 'VOs created', 1),
  row('', 'Few VOs leave', 'VOs leaving', 1, { 'Better is': 'lower' }),
];

/** Says that all statistics were refreshed on a day, but for those that were on others. */
export function measuredOn(
  test: TestWorld,
  day: string,
  others: Readonly<Record<string, string>> = {},
): void {
  const { document } = test.host.properties;
  const state = JSON.parse(document.state ?? '{}') as Record<string, unknown>;
  const ids = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes', 'sla-cloud'];
  state.spreadsheetId = test.spreadsheet.getId();
  state.measuredOn = { ...Object.fromEntries(ids.map((id) => [id, day])), ...others };
  document.state = JSON.stringify(state);
}

/** The spreadsheet in August 2026: fixed figures, ten key results, refreshed on the 20th. */
export async function meetingSheet(options: TestWorldOptions = {}): Promise<TestWorld> {
  const test = new TestWorld({ today: '2026-08-20', firstPeriod: '2025.07-09', ...options });
  for (const [title, rows] of TABS) tab(test, title, rows);
  measuredOn(test, '2026-08-20');
  await test.run('showDashboard', { origin: 'menu' });
  KEY_RESULTS.forEach((typed, index) => {
    for (const [header, value] of Object.entries(typed)) {
      const place = placeInKeyResults(test, header);
      test
        .sheet('Key results')
        .getRange(index + 2, place)
        .setValue(value);
    }
  });
  await test.run('showDashboard', { origin: 'menu' });
  return test;
}

/** The same in November, when Cloud CPU/h of the spring have been corrected. */
export async function inNovember(august: TestWorld): Promise<TestWorld> {
  const test = august.later({ today: '2026-11-23' });
  test.type(CLOUD, '2026.04-06', 'CPU/h', 1_500);
  measuredOn(test, '2026-11-23');
  await test.run('showDashboard', { origin: 'menu' });
  return test;
}
