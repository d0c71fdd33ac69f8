import type { KeyResultRow } from '../../src/reports/key-result-rows';
import { historyLayout, historyWanted } from '../../src/reports/key-results-history';
import { readTable } from '../../src/sheets/table';

const HEADERS = ['Record', ...historyLayout.columns.map(({ header }) => header)];
const RECORD = '2026.07-09 Growth: Cloud grows';
const key = { objective: 'Growth', keyResult: 'Cloud grows', status: 'behind', period: '2026.07-09' };

/** The cells of the one record that are written on a day, by their columns, when it is kept with a state so far. */
function written(state: string, today: string, summarised?: string): Record<string, unknown> {
  const old = HEADERS.map((header) => ({ Record: RECORD, State: state, Figure: 100 })[header] ?? '');
  const values = state === '' ? [HEADERS] : [HEADERS, old];
  const table = readTable(
    '',
    values,
    values.map((cells) => cells.map(() => '')),
    historyLayout,
  );
  const rows = [{ ...key, current: 90, weight: 1 } as KeyResultRow];
  const kept = { rows, quarter: '2026.07-09', today, ...(summarised && { summarised }) };
  const cells = historyWanted(kept).cells(table);
  return Object.fromEntries(cells.map(({ column, value }) => [column, value]));
}

it('a record is written anew until thirty days after the end of its period, then final as it stands', () => {
  expect(written('preliminary', '2026-10-30')).toMatchObject({ figure: 90, state: 'preliminary' });
  expect(written('preliminary', '2026-10-31')).toEqual({ state: 'final' });
  expect(written('final', '2026-10-02')).toEqual({});
  expect(written('Final, agreed in May', '2026-10-02')).toEqual({});
});

it('a record that begins later is final at once, and one whose summary is made has what that says', () => {
  expect(written('', '2026-11-20')).toMatchObject({ figure: 90, state: 'final' });
  expect(written('preliminary', '2026-10-02', '2026.07-09')).toMatchObject({ figure: 90, state: 'final' });
});

it('each key result has a record, whatever the case of its words, and those of the same words one each', () => {
  const rows = [
    key,
    { ...key, objective: 'growth', keyResult: 'Cloud Grows' },
    { ...key, keyResult: 'HTC grows' },
  ];
  const wanted = historyWanted({ rows: rows as KeyResultRow[], quarter: '2026.07-09', today: '2026-10-02' });
  expect(wanted.rows.map(({ label }) => label)).toEqual([
    RECORD,
    '2026.07-09 growth: Cloud Grows (2)',
    '2026.07-09 Growth: HTC grows',
  ]);
  expect(historyLayout.rowSeries.keyOf('2026.07-09  GROWTH: cloud grows')).toBe(wanted.rows[0]?.key);
});
