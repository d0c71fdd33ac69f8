import fc from 'fast-check';
import {
  addMonths,
  describePeriods,
  isRunning,
  monthsOf,
  parsePeriod,
  periodOf,
  periodsBetween,
  periodsToAsk,
  readPeriod,
  type Granularity,
  type History,
  type Period,
} from '../../src/domain/periods';

const labels = (periods: readonly Period[]): string[] => periods.map((period) => period.label);
const month = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const granularity = fc.constantFrom<Granularity>('month', 'quarter', 'half-year', 'year');

describe('labels', () => {
  test.each<[string, Granularity | undefined, string, string]>([
    ['2020.01-03', undefined, '2020-01', '2020-03'],
    ['2020.10-12', 'quarter', '2020-10', '2020-12'],
    [' 2020.04-06 ', 'quarter', '2020-04', '2020-06'],
    ['2020.02-02', 'month', '2020-02', '2020-02'],
    ['2020.07-12', 'half-year', '2020-07', '2020-12'],
    ['2020.01-12', 'year', '2020-01', '2020-12'],
  ])('%s', (label, length, firstMonth, lastMonth) => {
    expect(parsePeriod(label, length)).toEqual({ label: label.trim(), firstMonth, lastMonth });
  });

  test.each([
    '',
    'Total 2020',
    '2020',
    '2020.1-3',
    '2020.01',
    '2020.01-03 (draft)',
    '2020.02-04', // no calendar quarter
    '2020.01-06', // no quarter
    '2020.03-01',
    '2020.00-02',
    '2020.10-13',
    '2023.11-02', // two years
    '0000.01-03',
    '２０２０.01-03',
    '2020-01-03',
  ])('%j is a row of a person', (label) => {
    expect(parsePeriod(label)).toBeUndefined();
  });

  test('every month lies in one period of each length, which its label gives again', () => {
    fc.assert(
      fc.property(month, granularity, (inside, length) => {
        const period = periodOf(inside, length);
        expect(parsePeriod(period.label, length)).toEqual(period);
        expect(readPeriod(period.label)).toEqual(period);
        expect(monthsOf(period)).toContain(inside);
        expect(monthsOf(period)).toHaveLength({ month: 1, quarter: 3, 'half-year': 6, year: 12 }[length]);
        expect(period.firstMonth.slice(0, 4)).toBe(period.lastMonth.slice(0, 4));
      }),
      { seed: 1 },
    );
  });
});

describe('months', () => {
  test.each([
    ['2020-01', 0, '2020-01'],
    ['2020-01', 11, '2020-12'],
    ['2020-12', 1, '2021-01'],
    ['2020-01', -1, '2019-12'],
    ['2020-01', -13, '2018-12'],
    ['2020-06', 30, '2022-12'],
  ])('%s and %i months are %s', (from, count, expected) => {
    expect(addMonths(from, count)).toBe(expected);
  });

  test('there and back again', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -200, max: 200 }), (from, count) => {
        expect(addMonths(addMonths(from, count), -count)).toBe(from);
      }),
      { seed: 2 },
    );
  });
});

describe('series', () => {
  test('quarters from 2020 to 2021-02', () => {
    expect(labels(periodsBetween('2020-01', '2021-02'))).toEqual([
      '2020.01-03',
      '2020.04-06',
      '2020.07-09',
      '2020.10-12',
      '2021.01-03',
    ]);
  });

  test('a first month in the middle of a period takes the whole period', () => {
    expect(labels(periodsBetween('2020-03', '2020-04'))).toEqual(['2020.01-03', '2020.04-06']);
  });

  test('nothing when the end lies before', () => {
    expect(periodsBetween('2021-04', '2021-03')).toEqual([]);
  });

  test('neighbours follow each other without gap, and have equal length', () => {
    fc.assert(
      fc.property(month, fc.nat(60), granularity, (first, count, length) => {
        const last = addMonths(first, count);
        const periods = periodsBetween(first, last, length);
        const months = periods.flatMap(monthsOf);
        expect(months).toEqual(months.map((_, index) => addMonths(months[0] ?? '', index)));
        expect(months).toEqual(expect.arrayContaining([first, last]));
        expect(periods.slice(-1).every((period) => isRunning(period, last))).toBe(true);
        expect(periods.slice(0, -1).some((period) => isRunning(period, last))).toBe(false);
      }),
      { seed: 3 },
    );
  });
});

describe('in words', () => {
  const of = (...names: string[]): Period[] =>
    names.map((name) => periodOf(name.slice(0, 7).replace('.', '-')));
  test.each([
    [of(), ''],
    [of('2020.01-03'), '2020.01-03'],
    [of('2020.01-03', '2020.04-06'), '2020.01-03 to 2020.04-06'],
    [of('2020.10-12', '2021.01-03', '2020.07-09'), '2020.07-09 to 2021.01-03'],
    [of('2020.01-03', '2020.07-09', '2020.10-12'), '2020.01-03, 2020.07-09 to 2020.10-12'],
  ])('%#: %s', (periods, words) => {
    expect(describePeriods(periods)).toBe(words);
  });

  test('months and years', () => {
    expect(describePeriods(periodsBetween('2020-11', '2021-02', 'month'))).toBe('2020.11-11 to 2021.02-02');
    expect(describePeriods(periodsBetween('2020-11', '2021-02', 'year'))).toBe('2020.01-12 to 2021.01-12');
  });

  test('periods of each length are runs of their own, also where one follows the other', () => {
    const periods = [periodOf('2020-10'), ...periodsBetween('2021-01', '2021-02', 'month')];
    expect(describePeriods(periods)).toBe('2021.01-01 to 2021.02-02, 2020.10-12');
  });
});

describe('what a refresh asks for', () => {
  const all = periodsBetween('2020-01', '2026-08');
  const recent = ['2025.07-09', '2025.10-12', '2026.01-03', '2026.04-06', '2026.07-09'];
  const gaps = ['2020.04-06', '2023.01-03'];
  test.each<[History, string[], string[]]>([
    ['recent', [], recent],
    ['recent', gaps, [...gaps, ...recent]],
    ['recent', ['2026.01-03'], recent],
    ['missing', [], []],
    ['missing', gaps, gaps],
    ['missing', [...gaps, '2026.07-09'], [...gaps, '2026.07-09']],
    ['all', [], labels(all)],
    ['all', gaps, labels(all)],
  ])('%s, with %j missing', (history, missing, expected) => {
    expect(labels(periodsToAsk(all, history, (label) => missing.includes(label)))).toEqual(expected);
  });

  test.each<[Granularity, number]>([
    ['month', 13],
    ['quarter', 5],
    ['half-year', 3],
    ['year', 2],
  ])('%s: the running one and those of the twelve months before it are %i', (length, count) => {
    const periods = periodsBetween('2020-01', '2026-08', length);
    expect(periodsToAsk(periods, 'recent', () => false)).toEqual(periods.slice(-count));
  });

  test.each<History>(['recent', 'missing', 'all'])('%s of nothing is nothing', (history) => {
    expect(periodsToAsk([], history, () => true)).toEqual([]);
  });
});
