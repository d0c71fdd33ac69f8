import { COLUMNS, dumpCsv, dumpJson } from '../../../local/portals/accounting-dump';
import { Failure } from '../../../src/failure';
import { DumpCsv } from '../../../src/portals/accounting/dump-csv';
import { readDumpJson } from '../../../src/portals/accounting/dump-json';
import { hoursOf, monthsHeld, type DumpHours } from '../../../src/portals/accounting/dump-hours';
import { periodOf } from '../../../src/domain/periods';

type Cells = Record<string, unknown>;

/** A row with a VO's hours at one site. */
const rowOf = (cells: Cells = {}): unknown[] => {
  const all: Cells = {
    time: '2026-05-01T00:00:00Z',
    benchmark: 'hepscore23',
    ce: 'ce1',
    infrastructure: 'Grid',
    site: 'SITE-A',
    vo: 'atlas',
    raw_wc_time: 10.5,
    ...cells,
  };
  return COLUMNS.map((name) => (name in all ? all[name] : ''));
};
const ROWS = [rowOf(), rowOf({ site: 'SITE-B', raw_wc_time: 4.5 }), rowOf({ vo: 'cms', raw_wc_time: 7 })];

const series = (rows: unknown[][], more: Cells = {}): Cells => ({
  name: 'summary',
  columns: COLUMNS,
  values: rows,
  ...more,
});
const json = (...all: Cells[]): string => JSON.stringify({ results: all.map((one) => ({ series: [one] })) });
const csv = (rows: unknown[][], columns: readonly string[] = COLUMNS): string =>
  [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');

function readCsv(...pieces: string[]): DumpHours {
  const dump = new DumpCsv();
  for (const piece of pieces) dump.read(Buffer.from(piece).toString('latin1'));
  return dump.end();
}

/** Hours by VO in the second quarter of 2026. */
const grid = (dump: DumpHours): Record<string, number> =>
  Object.fromEntries(
    hoursOf(monthsHeld(dump, ['Grid'], periodOf('2026-05'), '2026-11'), () => true).vos.map(
      ({ name, hours }) => [name, hours],
    ),
  );

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  return 'accepted';
}
const sentence = (what: string): string => `The answer of the Accounting Portal cannot be used: ${what}.`;

describe('a dump', () => {
  test('is the sum of its rows, as JSON and as CSV', () => {
    expect(grid(readDumpJson(json(series(ROWS))))).toEqual({ atlas: 15, cms: 7 });
    expect(grid(readCsv(csv(ROWS)))).toEqual({ atlas: 15, cms: 7 });
  });

  test('may come in several series and results, of which all but the last are parts', () => {
    const [first = [], ...rest] = ROWS;
    expect(grid(readDumpJson(json(series([first], { partial: true }), series(rest))))).toEqual({
      atlas: 15,
      cms: 7,
    });
    const two = JSON.stringify({
      results: [{ series: [series([first]), series([])] }, {}, { series: [series(rest)] }],
    });
    expect(grid(readDumpJson(two))).toEqual({ atlas: 15, cms: 7 });
  });

  test('may have its columns in another order in each series, unknown ones besides, and other known names', () => {
    const names = ['vo', 'colour', 'raw_wc_time', 'time', 'infra', 'job_count', 'site'];
    const rows = [['atlas', 'red', 12, '2026-04-01T00:00:00Z', 'Grid', 3, 'SITE-A']];
    const body = json(series(ROWS, { partial: true }), { columns: names, values: rows });
    expect(grid(readDumpJson(body))).toEqual({ atlas: 27, cms: 7 });
    expect(grid(readCsv(csv(rows, names)))).toEqual({ atlas: 12 });
  });

  test('may have brackets, quotes and escapes in its texts', () => {
    const odd = ['a]b', '[[', '"', '\\', '\\"', '{"values":[[1', 'ä€😀', 'x\u2028y'];
    const body = json(series(odd.map((vo) => rowOf({ vo }))));
    expect(Object.keys(grid(readDumpJson(body))).sort()).toEqual([...odd].sort());
    expect(grid(readDumpJson(JSON.stringify(JSON.parse(body), null, 2)))).toEqual(grid(readDumpJson(body)));
  });

  test('is read the same in pieces of many rows', () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => rowOf({ ce: `ce-${index}`, raw_wc_time: 0.5 }));
    const body = json(series(rows.slice(0, 9000), { partial: true }), series(rows.slice(9000)));
    expect(body.length).toBeGreaterThan(1_000_000);
    expect(grid(readDumpJson(body))).toEqual({ atlas: 6000 });
  });

  test('counts nothing of other infrastructures, and no hours without a VO', () => {
    const rows = [
      ...ROWS,
      rowOf({ infrastructure: 'Moon', raw_wc_time: 'x' }),
      rowOf({ vo: null }),
      rowOf({ vo: '', site: 'C' }),
    ];
    expect(grid(readDumpJson(json(series(rows))))).toEqual({ atlas: 15, cms: 7 });
  });

  test('as CSV may begin with a mark, and have commas, line breaks and more than ASCII, cut anywhere', () => {
    const rows = [rowOf({ vo: '"vo, ünï€"', site: '"a\nb"' })];
    const bytes = Buffer.from(`\ufeff${csv(rows)}`).toString('latin1');
    for (let at = 0; at <= bytes.length; at++) {
      const dump = new DumpCsv();
      dump.read(bytes.slice(0, at));
      dump.read(bytes.slice(at));
      expect(grid(dump.end())).toEqual({ 'vo, ünï€': 11 });
    }
  });

  test('of the sample portal is read alike in both forms', () => {
    const rows = ROWS.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : String(cell))));
    expect(readDumpJson(dumpJson(rows)).months).toEqual(readCsv(dumpCsv(rows)).months);
  });
});

describe('what is refused in both forms', () => {
  test.each([
    [
      'a missing column',
      { columns: COLUMNS.map((name) => (name === 'vo' ? 'who' : name)) },
      'the column "vo" is missing',
    ],
    [
      'a column twice',
      { columns: COLUMNS.map((name) => (name === 'site' ? 'infrastructure' : name)) },
      'the column "infrastructure" or "infra" is there twice',
    ],
    ['no columns', { columns: ['x'] }, 'the column "time" is missing'],
  ])('%s', (_, change, what) => {
    expect(refusal(() => readDumpJson(json(series(ROWS, change))))).toBe(sentence(what));
    expect(refusal(() => readCsv(csv(ROWS, change.columns)))).toBe(sentence(what));
  });

  test.each([
    [
      'a row too short',
      [rowOf(), rowOf().slice(1)],
      'in row 2 of the dump, it has 14 cells, but there are 15 columns',
    ],
    [
      'a row too long',
      [rowOf(), [...rowOf(), 1]],
      'in row 2 of the dump, it has 16 cells, but there are 15 columns',
    ],
    ['no rows', [], 'it holds no rows'],
  ])('%s', (_, rows, what) => {
    expect(refusal(() => readDumpJson(json(series(rows))))).toBe(sentence(what));
    expect(refusal(() => readCsv(csv(rows)))).toBe(sentence(what));
  });

  test('a web page', () => {
    const page = '<!DOCTYPE html><html></html>';
    const what = 'it is a web page instead of data';
    expect(refusal(() => readDumpJson(page))).toBe(sentence(what));
    expect(refusal(() => readCsv(page))).toBe(sentence(what));
  });
});

describe('what is refused as JSON', () => {
  test.each([
    ['an object instead of a row', json(series([{} as unknown[]])), 'its values are not rows'],
    [
      'a last result that is only a part',
      JSON.stringify({ results: [{ series: [series(ROWS)], partial: true }] }),
      'it says that it was cut off',
    ],
    [
      'a part whose rows do not come by time',
      json(series([...ROWS, rowOf({ time: '2026-04-01T00:00:00Z' })], { partial: true })),
      'it says that it was cut off',
    ],
    [
      'a first statement that is only a part',
      JSON.stringify({
        results: [
          {
            statement_id: 0,
            series: [series([...ROWS, rowOf({ time: '2026-06-01T00:00:00Z' })], { partial: true })],
          },
          { statement_id: 1, series: [series(ROWS)] },
        ],
      }),
      'it says that it was cut off',
    ],
    ['an error alone', '{"error":"shard gone"}', 'it says "shard gone"'],
    ['nothing', '', 'it is not whole, or not JSON'],
    ['a sentence', 'Not available', 'it is not whole, or not JSON'],
    ['null', 'null', 'an object with "results" is expected'],
    ['a list', '[]', 'an object with "results" is expected'],
    ['no results', '{"results":[]}', 'it holds no rows'],
    ['results without series', '{"results":[{"statement_id":0}]}', 'it holds no rows'],
    ['an error', '{"results":[{"error":"timeout"}]}', 'it says "timeout"'],
    ['a series without columns', JSON.stringify({ results: [{ series: [{ values: ROWS }] }] }), 'columns'],
    ['a series without values', JSON.stringify({ results: [{ series: [{ columns: COLUMNS }] }] }), 'values'],
    [
      'values elsewhere',
      JSON.stringify({ results: [{ series: [{ columns: COLUMNS, values: [], x: { values: [1] } }] }] }),
      'it holds no rows',
    ],
  ])('%s', (_, body, what) => {
    expect(refusal(() => readDumpJson(body))).toContain(what);
  });

  test('a text that was cut, wherever', () => {
    const body = json(series(ROWS, { partial: true }), series([rowOf({ vo: 'b' })]));
    for (let at = 0; at < body.length; at++)
      expect(refusal(() => readDumpJson(body.slice(0, at)))).toBe(sentence('it is not whole, or not JSON'));
  });
});
