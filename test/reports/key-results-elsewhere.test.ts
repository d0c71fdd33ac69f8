import { figureSheet } from '../support/figure-sheet';
import { TAB_TITLES } from '../../src/domain/catalogue';
import type { MeasuredFigure } from '../../src/statistics/key-figures';
import { KEY_FIGURES } from '../../src/statistics/registry';
import { rowFormulas } from '../../src/reports/key-results-formulas';
import { COLUMNS, OWN_COLUMNS, type KeyResultColumn } from '../../src/reports/key-results-layout';
import type { CellValue } from '../../local/apps-script/workbook/cells';
import type { LocaleCode } from '../../local/apps-script/workbook/workbook';
import { newSpreadsheet } from '../local/apps-script/spreadsheet/context';

const AROUND = { firstRow: 1, lastRow: 40, history: undefined };
const places = new Map(COLUMNS.map(({ id }, column) => [id, column]));
const placeOf = (id: string): number => places.get(id) ?? -1;

const CLOUD = [
  ['Period', 'CPU/h'],
  ['2023.07-09', 0],
  ['2024.07-09', 90],
  ['2024.10-12', 80],
  ['2025.07-09', 125],
  ['2025.10-12', 100],
  ['2026.07-09', 150],
];
const BY_VO = [
  ['VO', '2025.10-12', '2026.07-09', '2026.10-12'],
  ['biomed', 10, 16, 3],
  ['vo.quiet.eu', 0, '', ''],
];
const CHANGES = [
  ['Period', '#VOs deleted', 'List of VOs'],
  ['2025.10-12', 2, 'a.eu(L), b.eu(D), c.eu(L), d.eu(D)'],
  ['2026.07-09', 1, 'e.eu(P), f.eu(L), g.eu(D)'],
];

const USERS = [
  ['Period', 'Active', 'Total'],
  ['2025.10-12', 5, 7],
  ['2026.07-09', 6, ''],
];

type Typed = Partial<Record<KeyResultColumn, CellValue>>;
const YEAR: Typed = { baselinePeriod: '2025.10-12', targetPeriod: '2026.10-12' };

/** Three of four quarters are over, so that 0.75 is expected. */
const CASES: [name: string, typed: Typed, computed: Partial<Record<KeyResultColumn, CellValue>>][] = [
  [
    'measured elsewhere',
    { ...YEAR, statistic: 'measured elsewhere', target: 20, elsewhereBaseline: 12, elsewhereCurrent: 18 },
    {
      baseline: 12,
      current: 18,
      currentPeriod: '2026.07-09',
      score: 0.75,
      expected: 0.75,
      status: 'on track',
    },
  ],
  [
    'a reduction that is measured elsewhere, in a period of its own',
    {
      ...YEAR,
      statistic: 'measured elsewhere',
      better: 'lower',
      target: 0,
      elsewhereBaseline: 8,
      elsewhereCurrent: 6,
      elsewherePeriod: '2026.04-06',
    },
    { currentPeriod: '2026.04-06', score: 0.25, expected: 0.5, status: 'behind' },
  ],
  [
    'measured elsewhere, without a current figure',
    { ...YEAR, statistic: 'measured elsewhere', target: 20, elsewhereBaseline: 12 },
    { baseline: 12, current: '', score: '', status: 'enter the current figure' },
  ],
  [
    'measured elsewhere, without a baseline',
    { ...YEAR, statistic: 'measured elsewhere', target: 20, elsewhereCurrent: 12 },
    { score: '', status: 'enter the baseline figure' },
  ],
  [
    'measured elsewhere, in a period that is none',
    {
      ...YEAR,
      statistic: 'measured elsewhere',
      target: 20,
      elsewhereBaseline: 12,
      elsewhereCurrent: 18,
      elsewherePeriod: 'summer',
    },
    { score: '', status: 'period elsewhere: write 2026.07-09' },
  ],
  [
    'figures of another statistic are not those that people enter',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 200, elsewhereBaseline: 1, elsewhereCurrent: 2 },
    { baseline: 100, current: 150, score: 0.5, status: 'behind' },
  ],
  [
    'one VO',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 18, vo: 'biomed' },
    { baseline: 10, current: 16, score: 0.75, status: 'on track' },
  ],
  [
    'one VO without a figure',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 18, vo: 'vo.quiet.eu' },
    { baseline: 0, current: '', score: '', status: 'no figure of this VO' },
  ],
  [
    'users that were not asked for in a period, in a tab with other users',
    { ...YEAR, statistic: 'Total users', target: 18 },
    { baseline: 7, current: '', status: 'known from today on only' },
  ],
  [
    'one VO of a statistic that counts VOs',
    { ...YEAR, statistic: 'VOs deleted', target: 18, vo: 'biomed' },
    { score: '', status: 'one VO: choose CPU/h or actual users' },
  ],
  [
    // From 25 % in the baseline to 20 %, of a target of 15 %.
    'growth',
    { ...YEAR, statistic: 'Cloud CPU/h, growth in %', better: 'lower', target: 15 },
    { baseline: 25, current: 20, baselineBefore: 80, currentBefore: 125, score: 0.5, status: 'behind' },
  ],
  [
    'growth up to 30 %, typed as such',
    { ...YEAR, statistic: 'Cloud CPU/h, growth in %', better: 'lower', target: 0.3 },
    { baseline: 25, current: 20, score: '', status: 'growth: write 15 for 15 %' },
  ],
  [
    'a weight below 0, which says so and has no score',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 200, weight: -1 },
    { current: 150, score: '', status: 'weight is a number from 0' },
  ],
  [
    'what is switched off and has no figure',
    { ...YEAR, statistic: 'HTC CPU/h', target: 30 },
    { current: '', status: 'switch its statistic on in Settings' },
  ],
  [
    'growth without an earlier year',
    {
      statistic: 'Cloud CPU/h, growth in %',
      baselinePeriod: '2024.10-12',
      targetPeriod: '2026.10-12',
      target: 30,
    },
    { baseline: '', current: 20, score: '', status: 'none a year before baseline' },
  ],
  [
    'growth from nothing',
    {
      statistic: 'Cloud CPU/h, growth in %',
      baselinePeriod: '2024.07-09',
      targetPeriod: '2026.07-09',
      target: 30,
    },
    { baseline: '', baselineBefore: 0, score: '', status: '0 a year before baseline' },
  ],
  [
    'growth of what has no tab',
    {
      statistic: 'Cloud CPU/h, growth in %',
      baselinePeriod: '2024.01-12',
      targetPeriod: '2026.01-12',
      target: 30,
    },
    { current: '', status: 'switch on by year in Settings' },
  ],
  [
    'growth of one VO without an earlier year',
    { ...YEAR, statistic: 'Cloud CPU/h, growth in %', target: 30, vo: 'biomed' },
    { current: '', status: 'no figure a year before' },
  ],
  [
    'one VO with a blank behind its name',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 18, vo: 'Biomed ' },
    { baseline: 10, current: 16, score: 0.75 },
  ],
  [
    'measured elsewhere, in a period before the baseline',
    {
      ...YEAR,
      statistic: 'measured elsewhere',
      target: 20,
      elsewhereBaseline: 12,
      elsewhereCurrent: 18,
      elsewherePeriod: '2025.07-09',
    },
    { score: '', status: 'period elsewhere too early' },
  ],
  [
    'VOs leaving, which start from 0 in each period',
    { ...YEAR, statistic: 'VOs leaving', better: 'lower', target: 1 },
    { baseline: 2, current: 1, score: 1, status: 'done' },
  ],
  [
    'VOs deleted',
    { ...YEAR, statistic: 'VOs deleted', target: 4 },
    { baseline: 2, current: 1, score: 0.25, status: 'behind' },
  ],
  [
    'a weight',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 200, weight: 3 },
    { score: 0.5, countedWeight: 3, weightedScore: 1.5, weightedExpected: 2.25 },
  ],
  [
    'no weight counts as 1',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 200 },
    { countedWeight: 1, weightedScore: 0.5, weightedExpected: 0.75 },
  ],
  [
    'what has no score counts for nothing',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 'many', weight: 2 },
    { countedWeight: '', weightedScore: '', weightedExpected: '' },
  ],
  [
    'a weight in words',
    { ...YEAR, statistic: 'Cloud CPU/h', target: 200, weight: 'much' },
    { status: 'weight is a number from 0', countedWeight: '' },
  ],
];

const source = (title: string, column: number, mark?: string) => ({
  title,
  keyColumn: 0,
  column,
  rows: 7,
  mark,
});
const SOURCES: Partial<Record<string, MeasuredFigure['sources']>> = {
  'Cloud CPU/h': [source('Cloud', 1)],
  'Active users': [source('Users', 1)],
  'Total users': [source('Users', 2)],
  'VOs deleted': [source('Changes', 1)],
  'VOs leaving': [source('Changes', 2, 'L')],
};
const figures: MeasuredFigure[] = KEY_FIGURES.map((figure) => ({
  ...figure,
  sources: SOURCES[figure.name] ?? [],
  byVo: figure.byVo && { title: 'By VO', keyColumn: 0, headerRow: 0, rows: 4, columns: 4 },
  month: SOURCES[figure.name] ? '2026-11' : '',
  isOff: figure.name === 'HTC CPU/h',
  switchedOff: ['month', 'half-year', 'year'],
}));

/** What the formulas give for every case, by column. */
function computeIn(locale: LocaleCode): Map<string, CellValue[]> {
  const spreadsheet = newSpreadsheet({ locale });
  figureSheet(spreadsheet, 'Cloud', CLOUD);
  const byVo = figureSheet(spreadsheet, 'By VO', BY_VO);
  byVo.getRange(1, 1, 1, 4).setNumberFormat('@');
  figureSheet(spreadsheet, 'Changes', CHANGES);
  figureSheet(spreadsheet, 'Users', USERS);
  const sheet = spreadsheet.insertSheet('Key results');
  sheet.insertColumnsAfter(sheet.getMaxColumns(), 10);
  CASES.forEach(([, typed], index) => {
    for (const [id, value] of Object.entries(typed)) {
      const cell = sheet.getRange(index + 1, placeOf(id) + 1);
      if (typeof value === 'string') cell.setNumberFormat('@');
      cell.setValue(value);
    }
    const formulas = rowFormulas(figures, places, index + 1, AROUND);
    for (const id of OWN_COLUMNS) sheet.getRange(index + 1, placeOf(id) + 1).setFormula(formulas[id]);
  });
  const values = sheet.getRange(1, 1, CASES.length, COLUMNS.length).getValues();
  return new Map(CASES.map(([name], index) => [name, values[index] ?? []]));
}

describe.each(['en_US', 'de_DE'] as const)('a key result in a spreadsheet of %s', (locale) => {
  const computed = computeIn(locale);

  it.each(CASES)('%s', (name, _typed, wanted) => {
    const found = Object.keys(wanted).map((id) => {
      const value = computed.get(name)?.[placeOf(id)];
      return [id, typeof value === 'number' ? Number(value.toFixed(6)) : value];
    });
    expect(Object.fromEntries(found)).toEqual(wanted);
  });
});

it('no formula is longer than the 8,192 characters that Excel takes, with tabs of all periods', () => {
  const titles = ['', ' by month', ' by half-year', ' by year'];
  const all = KEY_FIGURES.map((figure) => ({
    ...figure,
    sources: titles.map((by) =>
      source(`${TAB_TITLES[figure.tab as keyof typeof TAB_TITLES]}${by}`, 1, figure.mark),
    ),
    byVo: figure.byVo && {
      title: 'VOs statistics (certs)',
      keyColumn: 0,
      headerRow: 0,
      rows: 999,
      columns: 99,
    },
    month: '2026-11',
    switchedOff: [],
  }));
  const lengths = Object.values(rowFormulas(all, places, 999, AROUND)).map((formula) => formula.length);
  expect(Math.max(...lengths)).toBeLessThan(8192);
});
