import { fingerprint } from '../domain/fingerprint';
import { daysBetween, lastDayOf } from '../domain/days';
import { lastComplete, monthOfDay, readPeriod } from '../domain/periods';
import type { State } from '../settings/state';
import type { Layout } from '../sheets/layout';
import { Tab } from '../sheets/tab';
import { figureAt, seriesRows, textAt, type Table } from '../sheets/table';
import type { Tabs } from '../sheets/tabs';
import type { Cell, Wanted } from '../sheets/wanted';
import { readKeyResults, type KeyResultRow } from './key-result-rows';
import { HISTORY_ID, HISTORY_TITLE, LONGEST_RECORD } from './key-results-layout';

/** Days after the end of a period in which what was kept of it may still change. */
const PRELIMINARY_DAYS = 30;
const [PRELIMINARY, FINAL] = ['preliminary', 'final'] as const;

const text = (id: string, header: string, note: string) => ({ id, header, kind: 'text' as const, note });

/** A row for each key result and period, as it stood when the period was complete. */
export const historyLayout: Layout = {
  keyColumn: { id: 'record', header: 'Record', kind: 'text' },
  columns: [
    text('period', 'Period', 'The period that the score is about.'),
    text('objective', 'Objective', 'As it was called then.'),
    text('keyResult', 'Key result', 'As it was called then.'),
    text('status', 'Status', 'As it was then.'),
    { id: 'figure', header: 'Figure', kind: 'figure', note: 'The figure of the period.' },
    { id: 'target', header: 'Target', kind: 'figure', note: 'The figure that was to be reached.' },
    { id: 'score', header: 'Score', kind: 'share', note: 'As it was then.' },
    { id: 'expected', header: 'Expected', kind: 'share', note: 'The score that was expected then.' },
    { id: 'weight', header: 'Weight', kind: 'figure', note: 'Its weight in the score of its objective.' },
    text('owner', 'Owner', 'Who answered for it.'),
    text('statistic', 'Statistic', 'What it was measured by.'),
    text(
      'state',
      'State',
      `preliminary: may still change, until ${PRELIMINARY_DAYS} days after the end of the period or until its summary is made. final: is never written again.`,
    ),
  ],
  firstRows: [],
  // A label that begins with a period is a record; others are users' rows.
  rowSeries: {
    keyOf: (label) => (readPeriod(periodOfRecord(label)) ? recordKey(label) : undefined),
    compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  },
};

const periodOfRecord = (record: string): string => record.slice(0, record.indexOf(' '));

/** The same whatever its case and blanks, as for the formulas that look for it. */
const recordKey = (record: string): string => record.trim().replace(/\s+/g, ' ').toLowerCase();

const recordOf = (period: string, { objective, keyResult }: KeyResultRow): string =>
  `${period} ${objective === '' ? '' : `${objective}: `}${keyResult}`
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_RECORD);

/** What is kept, and when. */
export interface Kept {
  readonly rows: readonly KeyResultRow[];
  /** The last complete quarter, for key results that have no period yet. */
  readonly quarter: string;
  /** `2026-11-23`. */
  readonly today: string;
  /** The quarter whose summary is being made: what is kept of it is final. */
  readonly summarised?: string;
}

/** What the history shall hold; what is final in it stays. */
export function historyWanted({ rows, quarter, today, summarised }: Kept): Wanted {
  const labels = new Map<string, string>();
  const records = new Map<string, KeyResultRow>();
  for (const row of rows) {
    const words = recordOf(row.period || quarter, row);
    let label = words;
    // Key results of the same words are kept one by one.
    for (let number = 2; records.has(recordKey(label)); number++) label = `${words} (${number})`;
    labels.set(recordKey(label), label);
    records.set(recordKey(label), row);
  }
  return {
    rows: [...labels].map(([key, label]) => ({ key, label })),
    cells: (table) => {
      const stateNow = (record: string): string => textAt(table, record, 'state').trim().toLowerCase();
      // Whatever else users have written there, such as "final, agreed in May", is no leave to write it again.
      const isOpen = (record: string): boolean => ['', PRELIMINARY].includes(stateNow(record));
      const stateOf = (record: string): string =>
        periodOfRecord(record) === summarised || isOver(periodOfRecord(record), today) ? FINAL : PRELIMINARY;
      // What was kept while it was preliminary becomes final as it stands.
      const mayChange = (record: string): boolean =>
        stateNow(record) !== PRELIMINARY || !isOver(periodOfRecord(record), today);
      const own = [...records].filter(([record]) => isOpen(record));
      const others = seriesRows(table).filter((record) => !records.has(record) && isOpen(record));
      return [
        ...own
          .filter(([record]) => mayChange(record))
          .flatMap(([record, row]) => recordCells(record, periodOfRecord(record), row)),
        ...[...own.map(([record]) => record), ...others].map((record): Cell => ({
          row: record,
          column: 'state',
          value: stateOf(record),
        })),
      ];
    },
  };
}

const isOver = (label: string, today: string): boolean => {
  const period = readPeriod(label);
  return period !== undefined && daysBetween(lastDayOf(period.lastMonth), today) > PRELIMINARY_DAYS;
};

function recordCells(record: string, period: string, row: KeyResultRow): Cell[] {
  const { objective, keyResult, status, current, target, score, expected, weight, owner, statistic } = row;
  const cells: Record<string, string | number | undefined> = {
    ...{ period, objective, keyResult, status, figure: current, target, score, expected },
    ...{ weight, owner, statistic },
  };
  return Object.entries(cells).map(([column, value]) => ({
    row: record,
    column,
    value: value === undefined || value === '' ? null : value,
  }));
}

/** The tab of what was kept. */
export const historyTab = (tabs: Tabs, state: State): Tab =>
  new Tab(tabs, state, HISTORY_ID, HISTORY_TITLE, historyLayout);

/** What was kept of a period; undefined where nothing was. */
export function keptOf(table: Table, period: string): KeyResultRow[] | undefined {
  // By its name, whatever users have written beside it.
  const records = seriesRows(table).filter((record) => periodOfRecord(record) === period);
  if (records.length === 0) return undefined;
  return records.map((record): KeyResultRow => {
    const words = (column: string): string => textAt(table, record, column);
    return {
      objective: words('objective'),
      keyResult: words('keyResult'),
      owner: words('owner'),
      statistic: words('statistic'),
      vo: '',
      status: words('status'),
      period,
      baselinePeriod: '',
      targetPeriod: '',
      better: '',
      baseline: undefined,
      current: figureAt(table, record, 'figure'),
      target: figureAt(table, record, 'target'),
      score: figureAt(table, record, 'score'),
      expected: figureAt(table, record, 'expected'),
      weight: figureAt(table, record, 'weight') ?? 1,
    };
  });
}

/**
 * Keeps how key results stand in their last complete periods. Once that is final, nothing is read until another month or
 * the newest quarter of a statistic is complete, or there are other key results.
 *
 * @param keyResults how many users have begun, and what they showed before
 * @param day the day of the newest refresh, `2026-11-23`
 */
export function keepKeyResults(
  tabs: Tabs,
  state: State,
  { begun, shown }: { readonly begun: number; readonly shown: readonly KeyResultRow[] },
  day: string,
): void {
  const month = monthOfDay(day);
  const days = Object.values(state.measuredOn).filter((each) => each !== '');
  const periods = new Set(days.map((each) => lastComplete(monthOfDay(each)).label));
  const words = shown.map(({ objective, keyResult }) => recordKey(`${objective}: ${keyResult}`));
  const kept = `${month} ${begun} ${fingerprint([...periods, ...words].sort().join('\n'))}`;
  if (begun === 0 || day === '' || state.keptKeyResults === kept) return;
  const quarter = lastComplete(month).label;
  const rows = readKeyResults(tabs);
  const tab = historyTab(tabs, state);
  tab.write(
    historyWanted({ rows, quarter, today: day }),
    day.split('-').reverse().join('-'),
    () => undefined,
  );
  const isFinal = rows.every(({ period }) => isOver(period || quarter, day));
  state.keptKeyResults = isFinal ? kept : '';
}
