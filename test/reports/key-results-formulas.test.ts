import { figureSheet } from '../support/figure-sheet';
import type { MeasuredFigure } from '../../src/statistics/key-figures';
import { KEY_FIGURES } from '../../src/statistics/registry';
import { rowFormulas } from '../../src/reports/key-results-formulas';
import type { CellValue } from '../../local/apps-script/workbook/cells';
import type { LocaleCode } from '../../local/apps-script/workbook/workbook';
import { newSpreadsheet } from '../local/apps-script/spreadsheet/context';

const OWN = ['baseline', 'current', 'currentPeriod', 'score', 'expected', 'status'] as const;
const COLUMNS = [
  'statistic',
  'baselinePeriod',
  'targetPeriod',
  'target',
  'better',
  'keyResult',
  'order',
  ...OWN,
];
const AROUND = { firstRow: 1, lastRow: 40, history: undefined };
const places = new Map(COLUMNS.map((id, column) => [id, column]));

/** Quarters of Cloud CPU/h, descending, with a subtotal; months in a tab of their own; users that have never been measured. */
const QUARTERS = [
  ['Period', 'CPU/h'],
  ['2026.10-12', 9_999],
  ['2026.07-09', 160],
  ['2026.04-06', 130],
  ['Total 2025', 777],
  ['2025.10-12', 100],
  ['2025.07-09', ''],
  ['2025.04-06', 200.5],
];
/** A count that starts from 0 in each quarter. */
const CREATED = [
  ['Period', 'Created'],
  ['2026.07-09', 40],
  ['2025.10-12', 100],
];
const MONTHS = [
  ['2024.10-10', 40],
  ['2026.10-10', 55],
];

const CASES: [
  name: string,
  typed: [statistic: string, from: string, until: string, target: string | number, better?: string],
  computed: [
    baseline: CellValue,
    current: CellValue,
    period: string,
    score: CellValue,
    expected: CellValue,
    status: string,
  ],
][] = [
  // Three of four quarters are over: expected 0.75.
  [
    'half way',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 220],
    [100, 160, '2026.07-09', 0.5, 0.75, 'behind'],
  ],
  [
    'just 0.7 of the expected score',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 100 + 60 / 0.525],
    [100, 160, '2026.07-09', 0.525, 0.75, 'at risk'],
  ],
  [
    'exactly the expected score',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 180],
    [100, 160, '2026.07-09', 0.75, 0.75, 'on track'],
  ],
  ['reached', ['Cloud CPU/h', '2025.10-12', '2026.10-12', 160], [100, 160, '2026.07-09', 1, 0.75, 'done']],
  ['overshoot', ['Cloud CPU/h', '2025.10-12', '2026.10-12', 110], [100, 160, '2026.07-09', 1, 0.75, 'done']],
  [
    'further away than the baseline',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 50, 'lower'],
    [100, 160, '2026.07-09', 0, 0.75, 'behind'],
  ],
  [
    'a reduction',
    ['Cloud CPU/h', '2025.04-06', '2027.04-06', 150.5, 'lower'],
    [200.5, 160, '2026.07-09', 0.81, 0.625, 'on track'],
  ],
  [
    'a baseline that is the last complete period',
    ['Cloud CPU/h', '2026.07-09', '2026.10-12', 200],
    [160, 160, '2026.07-09', 0, 0, 'not started'],
  ],
  [
    'a target period that is over',
    ['Cloud CPU/h', '2025.10-12', '2026.04-06', 220],
    [100, 160, '2026.07-09', 0.5, 1, 'behind'],
  ],
  [
    'months',
    ['Cloud CPU/h', '2024.10-10', '2026.12-12', 60],
    [40, 55, '2026.10-10', 0.75, 24 / 26, 'at risk'],
  ],
  [
    'baseline that is the target',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 100],
    [100, 160, '2026.07-09', '', 0.75, 'baseline is the target'],
  ],
  [
    'a baseline without figure',
    ['Cloud CPU/h', '2025.07-09', '2026.10-12', 200],
    ['', 160, '2026.07-09', '', 0.8, 'baseline has no figure'],
  ],
  [
    'a baseline that the tab lacks',
    ['Cloud CPU/h', '2019.07-09', '2026.07-09', 200],
    ['', 160, '2026.07-09', '', 1, 'baseline has no figure'],
  ],
  [
    'the running period as baseline',
    ['Cloud CPU/h', '2026.10-12', '2027.10-12', 99_999],
    [9_999, 160, '2026.07-09', '', '', 'baseline is not over'],
  ],
  [
    'text for a target',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 'many'],
    [100, 160, '2026.07-09', '', 0.75, 'target is not a number'],
  ],
  [
    'an error for a target',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', '=1/0'],
    [100, 160, '2026.07-09', '', 0.75, 'an entry is an error'],
  ],
  [
    'no target',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', ''],
    [100, 160, '2026.07-09', '', 0.75, 'enter a target'],
  ],
  [
    'a baseline that is no period',
    ['Cloud CPU/h', 'autumn', '2026.10-12', 200],
    ['', '', '', '', '', 'baseline period: write 2026.07-09'],
  ],
  [
    'a period across years',
    ['Cloud CPU/h', '2025.11-02', '2026.10-12', 200],
    ['', '', '', '', '', 'baseline period: write 2026.07-09'],
  ],
  [
    'months that are no quarter',
    ['Cloud CPU/h', '2025.10-12', '2026.11-13', 200],
    [100, 160, '2026.07-09', '', '', 'target period: write 2026.07-09'],
  ],
  [
    'periods of unlike length',
    ['Cloud CPU/h', '2025.10-12', '2026.12-12', 200],
    [100, 160, '2026.07-09', '', '', 'periods differ in length'],
  ],
  [
    'a target before the baseline',
    ['Cloud CPU/h', '2026.07-09', '2025.10-12', 200],
    [160, 160, '2026.07-09', '', '', 'target period too early'],
  ],
  [
    'a length without a tab',
    ['Cloud CPU/h', '2024.01-12', '2026.01-12', 200],
    ['', '', '2025.01-12', '', 0.5, 'switch on by year in Settings'],
  ],
  [
    'a statistic that was never measured',
    ['Actual users', '2025.10-12', '2026.10-12', 200],
    ['', '', '', '', '', 'no figure yet'],
  ],
  [
    'an unknown statistic',
    ['Cups of coffee', '2025.10-12', '2026.10-12', 200],
    ['', '', '', '', '', 'unknown statistic: choose one'],
  ],
  [
    'a target below the baseline, as long as nobody says that lower is better',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 50],
    [100, 160, '2026.07-09', '', 0.75, 'target is below baseline'],
  ],
  [
    'a target above the baseline where lower is better',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 200, 'lower'],
    [100, 160, '2026.07-09', '', 0.75, 'target is above baseline'],
  ],
  [
    'another word for what is better',
    ['Cloud CPU/h', '2025.10-12', '2026.10-12', 200, 'more'],
    [100, 160, '2026.07-09', '', 0.75, 'better is higher or lower'],
  ],
  [
    'a count of a period that misses a target below the baseline',
    ['VOs created', '2025.10-12', '2026.10-12', 80],
    [100, 40, '2026.07-09', 0.5, 0.75, 'behind'],
  ],
  [
    'a count of a period that reaches it',
    ['VOs created', '2025.10-12', '2026.10-12', 40],
    [100, 40, '2026.07-09', 1, 0.75, 'done'],
  ],
  [
    'a count of a period without a figure in the baseline',
    ['VOs created', '2024.10-12', '2026.10-12', 50],
    ['', 40, '2026.07-09', 0.8, 0.88, 'at risk'],
  ],
  [
    'a count of a period of which fewer are better',
    ['VOs created', '2025.10-12', '2026.10-12', 20, 'lower'],
    [100, 40, '2026.07-09', 0.5, 0.75, 'behind'],
  ],
  [
    'a count of a period with no target',
    ['VOs created', '2025.10-12', '2026.10-12', 0],
    [100, 40, '2026.07-09', '', 0.75, 'target is not above 0'],
  ],
  [
    'what portals know of today only, in a baseline that nobody asked for then',
    ['Total users', '2025.07-09', '2026.10-12', 200],
    ['', 160, '2026.07-09', '', 0.8, 'known from today on only'],
  ],
  ['no statistic', ['', '2025.10-12', '2026.10-12', 200], ['', '', '', '', '', 'choose a statistic']],
  ['nothing', ['', '', '', ''], ['', '', '', '', '', '']],
];

/** What the formulas give for every case. */
function computeIn(locale: LocaleCode): Map<string, CellValue[]> {
  const spreadsheet = newSpreadsheet({ locale });
  figureSheet(spreadsheet, 'Cloud CPU/h', QUARTERS);
  figureSheet(spreadsheet, 'Cloud CPU/h by month', MONTHS);
  figureSheet(spreadsheet, 'VOs created', CREATED);
  const source = { keyColumn: 0, column: 1, rows: 8 };
  const tabs: Partial<Record<string, string[]>> = {
    'Cloud CPU/h': ['Cloud CPU/h', 'Cloud CPU/h by month'],
    'Total users': ['Cloud CPU/h'],
    'VOs created': ['VOs created'],
  };
  const figures: MeasuredFigure[] = KEY_FIGURES.map((figure) => ({
    ...figure,
    byVo: undefined,
    sources: (tabs[figure.name] ?? []).map((title) => ({ title, ...source })),
    month: tabs[figure.name] ? '2026-11' : figure.name === 'HTC CPU/h' ? '2026-08' : '',
    switchedOff: ['half-year', 'year'],
  }));
  const sheet = figureSheet(
    spreadsheet,
    'Key results',
    CASES.map(([, typed]) => [typed[0], typed[1], typed[2], typed[3], typed[4] ?? '']),
  );
  sheet
    .getRange(1, 2, CASES.length, 2)
    .setNumberFormat('@')
    .setValues(CASES.map(([, typed]) => typed.slice(1, 3)));
  CASES.forEach((_, index) => {
    const formulas = rowFormulas(figures, places, index + 1, AROUND);
    sheet.getRange(index + 1, 8, 1, OWN.length).setFormulas([OWN.map((id) => formulas[id])]);
  });
  const values = sheet.getRange(1, 8, CASES.length, OWN.length).getValues();
  return new Map(CASES.map(([name], index) => [name, values[index] ?? []]));
}

describe.each(['en_US', 'de_DE'] as const)('a key result in a spreadsheet of %s', (locale) => {
  const computed = computeIn(locale);

  it.each(CASES)('%s', (name, _typed, wanted) => {
    const round = (value: CellValue): CellValue =>
      typeof value === 'number' ? Number(value.toFixed(2)) : value;
    expect(computed.get(name)?.map(round)).toEqual(wanted.map(round));
  });
});
