import { periodOf, periodsBetween } from '../../src/domain/periods';
import type { KeyResultRow } from '../../src/reports/key-result-rows';
import { type Layout } from '../../src/sheets/layout';
import { readTable, type Table } from '../../src/sheets/table';
import { KEY_FIGURES, STATISTIC_IDS, STATISTICS } from '../../src/statistics/registry';
import { quarterBefore, type SummarySources } from '../../src/statistics/summarised';
import { composePage, type SummaryFacts } from '../../src/summary/compose';
import { figureFacts } from '../../src/summary/figures';
import { describeKeyResults } from '../../src/summary/key-results';
import { heightOfPage, PAGE_HEIGHT, textOf } from '../../src/summary/page';

type Sources = Omit<SummarySources, 'most'>;

const QUARTER = periodOf('2026-07');
const NAME = 'a-very-long-name-of-a-virtual-organisation-that-nobody-will-ever-read.example.eu';
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.${NAME}`);

/** Tabs with so many VOs and movements, by the layouts of the statistics themselves. */
function tabsWith(count: number): Sources {
  const now = names(count);
  const before = names(2 * count).slice(count);
  const cellOf = (kind: string, id: string, vos: readonly string[]): string | number => {
    if (kind === 'vo list') return vos.join(', ') || '-';
    if (kind === 'vo changes')
      return vos.map((vo, index) => `${vo}(${'PLDX'.charAt(index % 4)})`).join(', ') || '-';
    return kind === 'text'
      ? '2026-09-30'
      : id === 'TOTAL' || kind === 'figure'
        ? 987_654_321_000
        : vos.length;
  };
  const make = (layout: Layout): Table => {
    if (layout.columnSeries?.by) {
      const rows = [
        ...now.map((vo) => [vo, '', 5_000_000_000]),
        ...before.map((vo) => [vo, 7_000_000_000, '']),
      ];
      return table(layout, [['VO', quarterBefore(QUARTER).label, QUARTER.label], ...rows]);
    }
    const vos = layout.columnSeries ? now : [];
    const header = [layout.keyColumn.header, ...layout.columns.map((column) => column.header), ...vos];
    const row = (label: string, own: readonly string[]) => [
      label,
      ...layout.columns.map(({ kind, id }) => cellOf(kind, id, own)),
      ...vos.map(() => 1_000_000_000),
    ];
    return table(layout, [header, row(quarterBefore(QUARTER).label, before), row(QUARTER.label, now)]);
  };
  const table = (layout: Layout, values: readonly (readonly (string | number)[])[]): Table =>
    readTable(
      'A tab',
      values,
      values.map((row) => row.map(() => '')),
      layout,
    );
  const tables = new Map<string, Table>();
  return {
    table: (id, layout) => {
      const found = tables.get(id) ?? make(layout);
      tables.set(id, found);
      return found;
    },
    ofVo: () => 1_000_000,
    isVo: () => true,
  };
}

const NO_TABS: Sources = { table: () => undefined, ofVo: () => undefined, isVo: () => true };

const keyResult = (index: number): KeyResultRow => ({
  objective: `Objective ${index} ${NAME}`,
  keyResult: `Key result ${index} ${NAME}`,
  owner: '',
  statistic: 'Cloud CPU/h',
  vo: '',
  status: index % 2 === 0 ? 'behind' : 'no figure yet',
  period: index % 3 === 0 ? '2025.01-12' : QUARTER.label,
  baselinePeriod: '2025.07-09',
  targetPeriod: '2026.10-12',
  better: '',
  baseline: 1,
  current: 2,
  target: 9,
  score: 0.1,
  expected: 0.9,
  weight: 1,
});

const factsOf = (sources: Sources, count: number): SummaryFacts => ({
  quarter: QUARTER,
  quarterBefore: quarterBefore(QUARTER),
  madeOn: '2026-11-23',
  figures: figureFacts(
    sources,
    KEY_FIGURES.filter(({ isForKeyResultsOnly }) => isForKeyResultsOnly !== true),
    QUARTER,
  ),
  keyResults: Array.from({ length: count }, (_, index) => keyResult(index)),
  keyResultsBefore: Array.from({ length: count }, (_, index) => ({
    ...keyResult(index),
    period: quarterBefore(QUARTER).label,
    status: 'done',
  })),
  sentences: (most) => STATISTIC_IDS.flatMap((id) => STATISTICS[id].summarise({ ...sources, most }, QUARTER)),
  corrections: Array.from({ length: count }, () => ({
    name: 'Cloud VOs with accounting',
    label: '2026.01-03',
    reported: 1_234_567_890_123,
    now: 1_234_567_890_124,
  })),
  gaps: Array.from({ length: count && 9 }, (_, index) => ({
    name: `Figure ${index}`,
    periods: periodsBetween('2020-01', '2026-09').filter((_period, at) => at % 2 === index % 2),
  })),
  doubts: names(count).map((name) => `${name.slice(0, 40)}, 2026.04-06, was 1,234,567,890 on 2026-11-20`),
  projections: Array.from({ length: count && 4 }, () => ({
    name: 'SLA Cloud CPU/h',
    quarter: periodOf('2026-10'),
    days: 53,
    of: 92,
    figure: 1_230_000_000,
  })),
  keyResultsToday: Array.from({ length: count }, (_, index) => ({
    ...keyResult(index),
    statistic: 'SLA Cloud CPU/h',
  })),
});

it.each([
  ['no tabs at all', NO_TABS, 0],
  ['no VO movements', tabsWith(0), 0],
  ['1,000 VO movements, key results, corrections and doubts', tabsWith(1_000), 1_000],
])('fits on one page of A4 with %s', (_, sources, count) => {
  const page = composePage(factsOf(sources, count));
  expect(heightOfPage(page)).toBeLessThanOrEqual(PAGE_HEIGHT);
  expect(textOf(page)).not.toMatch(/undefined|NaN|: ;|\bnull\b/);
});

it('says of every figure without a tab that it is not measured', () => {
  const text = textOf(composePage(factsOf(NO_TABS, 0)));
  const lines = text.split('\n').filter((line) => line.includes('because there is no tab with it.'));
  expect(lines).toHaveLength(figureFacts(NO_TABS, KEY_FIGURES, QUARTER).length - 2);
  expect(text).toContain('Key results: none are known of 2026.07-09.');
});

it('says of a quarter with gaps and without a year before what is not known, never a 0', () => {
  const gaps = [{ name: 'Cloud CPU/h', periods: [periodOf('2026-01'), periodOf('2025-07')] }];
  const text = textOf(composePage({ ...factsOf(tabsWith(3), 0), gaps }));
  expect(text).toContain('Gaps: no Cloud CPU/h of 2025.07-09, 2026.01-03.');
  const figures = text.split('\n').filter((line) => line.includes(' on the quarter before, '));
  expect(figures.length).toBeGreaterThan(5);
  expect(figures.every((line) => line.endsWith(', not known on the year before).'))).toBe(true);
});

it('takes key results of an objective together, and says when none of them was kept of the quarter before', () => {
  const rows = ['Growth', 'growth '].map((objective, index) => ({ ...keyResult(2 * index), objective }));
  const before = [{ ...keyResult(0), period: '2026.04-06', keyResult: 'Another' }];
  const labels = { now: QUARTER.label, before: '2026.04-06' };
  expect(describeKeyResults(rows, before, labels, 5).slice(-2)).toEqual([
    'Objectives: Growth: behind, score 10 % of 90 % expected (2 key results).',
    'What moved among key results is not known: none of these was kept of 2026.04-06.',
  ]);
});

it('a key result that somebody calls done without a score counts for nothing in its objective', () => {
  const typed = { ...keyResult(0), objective: 'Growth', status: 'done', score: undefined };
  const rows = [{ ...keyResult(0), objective: 'Growth', status: 'done', score: 1, expected: 1 }, typed];
  const labels = { now: QUARTER.label, before: '2026.04-06' };
  expect(describeKeyResults(rows, [], labels, 5)).toContain(
    'Objectives: Growth: done, score 100 % of 100 % expected (2 key results).',
  );
});

describe('what moved', () => {
  const row = (keyResult: string, status: string, period = '2026.04-06'): KeyResultRow =>
    ({ objective: 'Growth', keyResult, status, period, weight: 1 }) as KeyResultRow;
  const moves = (now: readonly KeyResultRow[], before: readonly KeyResultRow[]): string | undefined =>
    describeKeyResults(now, before, { now: '2026.07-09', before: '2026.04-06' }, 6).at(-1);
  const once = row('Once', 'done', '2026.07-09');
  const yearly = row('Yearly', 'behind', '2026.01-12');

  it('is not told of key results of the same words, because nobody knows which was which', () => {
    const now = [row('Twice', 'done', '2026.07-09'), row('twice', 'behind', '2026.07-09'), once];
    expect(moves(now, [row('Twice', 'at risk'), row('once', 'at risk')])).toBe(
      'Moved since 2026.04-06: Once, from at risk to done. Of 2 others it is not known.',
    );
    expect(moves(now, [row('Twice', 'at risk')])).toMatch(/^What moved among key results is not known/);
  });

  it('is told of a key result by year since the year before, and what was not kept is not known', () => {
    const before = row('Yearly', 'not started', '2025.01-12');
    expect(moves([once, yearly], [row('Once', 'done'), before])).toBe(
      'Moved since 2026.04-06: Yearly, from not started (2025.01-12) to behind.',
    );
    expect(moves([once, yearly], [row('Once', 'done')])).toBe(
      '1 key result with the same status as in 2026.04-06. Of 1 other it is not known.',
    );
    expect(moves([yearly], [{ ...before, status: 'behind' }])).toBe(
      'No key result has another status than in the period before.',
    );
  });
});
