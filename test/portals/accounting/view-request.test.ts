import fc from 'fast-check';
import { CAPTURED_ANSWER } from '../../../local/portals/captured-answer';
import { Failure } from '../../../src/failure';
import { NotWhatWasAsked } from '../../../src/portals/failures';
import { readView, viewRequest } from '../../../src/portals/accounting/view-request';
import { cpuFigures } from '../../../src/statistics/cpu-hours/figures';
import { periodOf } from '../../../src/domain/periods';
import type { CpuAnswer } from '../../../src/portals/accounting/source';

const PERIOD = periodOf('2024-10');
const METRIC = 'sum_elap_processors';

type Row = Record<string, unknown>;
const captured = (): Row[] => JSON.parse(CAPTURED_ANSWER) as Row[];
const read = (answer: unknown): CpuAnswer | undefined => readView(JSON.stringify(answer), METRIC, PERIOD);

/** A small answer whose rows add up, with VOs of these hours in October. */
function viewOf(hours: Record<string, number>): Row[] {
  const vos = Object.entries(hours);
  const total = vos.reduce((sum, [, value]) => sum + value, 0);
  return [
    ...vos.map(([id, value]) => ({ '2024-10': value, id, Total: value, Percent: 1.5 })),
    { '2024-10': total, id: 'Total', Total: total, Percent: '' },
    { '2024-10': '100%', id: 'Percent', Total: '', Percent: '' },
    { id: 'xlegend', ...Object.fromEntries(vos.map(([id], index) => [index, id])) },
    { id: 'ylegend', 0: '2024-10' },
    { id: 'var', xrange: 'DATE', yrange: 'VO', query: METRIC },
  ];
}
const closing =
  (id: string): ((rows: Row[]) => Row[]) =>
  (rows) =>
    rows.filter((row) => row.id !== id);
const first =
  (change: Row): ((rows: Row[]) => Row[]) =>
  ([row, ...rows]) => [{ ...row, ...change }, ...rows];

test('the address names scope, metric, months, group and jobs', () => {
  const choice = { scope: 'cloud', metric: METRIC, voGroup: 'egi', localJobs: 'onlyinfrajobs' } as const;
  const request = viewRequest('https://accounting.egi.eu', choice, PERIOD, '2026-11');
  expect(request.url).toBe(
    'https://accounting.egi.eu/cloud/sum_elap_processors/VO/DATE/2024/10/2024/12/egi/onlyinfrajobs/JSON/JSON/',
  );
  expect(request.isSecret).toBeUndefined();
  expect(request.parse(CAPTURED_ANSWER)?.total).toBe(15315512);
});

describe('a good answer', () => {
  test('the captured one has 15,315,512 hours and 67 VOs', () => {
    const answer = readView(CAPTURED_ANSWER, METRIC, PERIOD);
    expect(answer?.total).toBe(15315512);
    expect(answer?.vos).toHaveLength(67);
    expect(answer?.vos[0]).toEqual({ name: 'ALICE', hours: 17664 });
    expect(answer && cpuFigures(answer).withAccounting).toHaveLength(67);
  });

  test.each(['Total', 'Percent', 'xlegend', 'ylegend', 'var', 'vo.TotalHealth.eu', '2024-10', 'id', '0'])(
    'a VO may be called %s, wherever it stands',
    (name) => {
      for (const hours of [{ [name]: 7 }, { a: 5, [name]: 7 }, { [name]: 7, zz: 5 }]) {
        const answer = read(viewOf(hours));
        expect(answer?.vos).toContainEqual({ name, hours: 7 });
        expect(answer?.vos).toHaveLength(Object.keys(hours).length);
      }
    },
  );

  test('all those names at once', () => {
    const hours = { Total: 1, Percent: 2, xlegend: 3, ylegend: 4, var: 5 };
    expect(read(viewOf(hours))).toEqual({
      total: 15,
      vos: Object.entries(hours).map(([name, value]) => ({ name, hours: value })),
    });
  });

  test('a month without a figure, null or absent, is 0 hours', () => {
    expect(read(first({ '2024-11': null })(viewOf({ a: 5 })))?.vos).toEqual([{ name: 'a', hours: 5 }]);
  });

  test('rows are rounded by themselves, so that the Total may be off by one a row', () => {
    const rows = viewOf({ a: 5, b: 6 });
    expect(read(rows.map((row) => (row.id === 'Total' ? { ...row, Total: 13 } : row)))?.total).toBe(13);
  });

  test('VOs without hours are listed', () => {
    expect(read(viewOf({ a: 0, b: 2 }))?.vos).toEqual([
      { name: 'a', hours: 0 },
      { name: 'b', hours: 2 },
    ]);
  });
});

describe('the months of an answer', () => {
  const request = (voGroup: string, thisMonth = '2026-11') =>
    viewRequest(
      'https://x',
      { scope: 'cloud', metric: METRIC, voGroup, localJobs: 'onlyinfrajobs' },
      PERIOD,
      thisMonth,
    );
  const without = (month: string): string => {
    const rows = captured().map((row) => {
      if (row.id === 'ylegend') return { id: 'ylegend', 0: '2024-10', 1: '2024-12', 2: 'id' };
      const { [month]: hours = 0, ...rest } = row;
      return typeof row.Total === 'number' && row.id !== 'Total'
        ? { ...rest, Total: Math.round(row.Total - Number(hours)) }
        : rest;
    });
    const total = rows.findIndex(({ id }) => id === 'Total');
    const sum = rows.slice(0, total).reduce((hours, row) => hours + Number(row.Total), 0);
    return JSON.stringify(rows.map((row, index) => (index === total ? { ...row, Total: sum } : row)));
  };
  const missing =
    'The answer of the Accounting Portal cannot be used: it has no hours of 2024-11, so it is not about all of 2024.10-12.';

  test.each(['egi', 'all'])('are all that are past, where all VOs (%s) were asked for', (group) => {
    expect(request(group).parse(CAPTURED_ANSWER)?.total).toBe(15315512);
    expect(() => request(group).parse(without('2024-11'))).toThrow(missing);
    expect(() => request(group).parse(without('2024-11'))).toThrow(NotWhatWasAsked);
  });

  test('are covered where a column has them, also where it holds nothing but 0', () => {
    const rows = viewOf({ a: 5 }).map((row) => {
      if (row.id === 'ylegend') return { id: 'ylegend', 0: '2024-10', 1: '2024-11', 2: '2024-12' };
      return row.id === 'a' || row.id === 'Total' ? { ...row, '2024-11': 0, '2024-12': 0 } : row;
    });
    expect(request('egi').parse(JSON.stringify(rows))?.total).toBe(5);
  });

  test('may lack the running one, and those to come', () => {
    const october = viewOf({ a: 5 });
    expect(request('egi', '2024-11').parse(JSON.stringify(october))?.total).toBe(5);
    expect(() => request('egi', '2024-12').parse(JSON.stringify(october))).toThrow('no hours of 2024-11');
  });

  test.each(['custom-alice,cms', 'lhc', 'top10'])(
    'may lack one in which those asked for (%s) did nothing',
    (group) => {
      expect(request(group).parse(without('2024-11'))?.total).toBeGreaterThan(0);
    },
  );

  test('are looked for in the rows and in the legend', () => {
    const legendOnly = viewOf({ a: 5 }).map((row) =>
      row.id === 'ylegend' ? { id: 'ylegend', 0: '2024-10', 1: '2024-11', 2: '2024-12' } : row,
    );
    expect(() => request('egi').parse(JSON.stringify(legendOnly))).toThrow('no hours of 2024-11, 2024-12');
  });

  test('outside the period are refused, also where only the legend names them', () => {
    const rows = viewOf({ a: 0 }).map((row) =>
      row.id === 'ylegend' ? { id: 'ylegend', 0: '2024-07', 1: '2024-10' } : row,
    );
    expect(() => request('custom-a').parse(JSON.stringify(rows))).toThrow(
      'it is about 2024-07, but 2024.10-12 was asked for',
    );
  });

  test('come the same behind a mark that says that the text is UTF-8', () => {
    expect(request('egi').parse(`\ufeff${CAPTURED_ANSWER}`)?.total).toBe(15315512);
  });
});

describe('no figures', () => {
  test.each(['', ' \n', 'null', '[]', ' [ ] '])('%j', (body) => {
    expect(readView(body, METRIC, PERIOD)).toBeUndefined();
  });

  test('closing rows alone, with a Total of 0', () => {
    expect(read(viewOf({}))).toBeUndefined();
  });
});

describe('what is refused', () => {
  const refusal = (body: string): string => {
    try {
      readView(body, METRIC, PERIOD);
    } catch (error) {
      if (error instanceof Failure) return error.message;
      throw error;
    }
    return 'accepted';
  };
  const sentence = (what: string): string => `The answer of the Accounting Portal cannot be used: ${what}.`;

  test.each([
    ['a web page', '<!DOCTYPE html><html></html>', 'it is a web page instead of data'],
    ['a page after blanks', '\n  <html>', 'it is a web page instead of data'],
    ['half an answer', CAPTURED_ANSWER.slice(0, 3000), 'it is not whole, or not JSON'],
    ['a sentence', 'Service unavailable', 'it is not whole, or not JSON'],
    ['an object', '{"error":"x"}', 'a list of rows is expected'],
    ['a number', '5', 'a list of rows is expected'],
    ['a text', '"[]"', 'a list of rows is expected'],
    ['rows that are none', '[5]', 'at 0: a row is expected'],
  ])('%s', (_, body, what) => {
    expect(refusal(body)).toBe(sentence(what));
  });

  const negative = { '2024-10': -5, Total: -5 };
  test.each<[string, (rows: Row[]) => Row[], string]>([
    ['no row var', closing('var'), 'the row "var" after the VOs is missing'],
    ['no row Total', closing('Total'), 'the row "Total" after the VOs is missing'],
    ['VOs only', (rows) => rows.slice(0, 2), 'the row "var" after the VOs is missing'],
    [
      'another metric',
      (rows) => [...rows.slice(0, -1), { id: 'var', xrange: 'DATE', yrange: 'VO', query: 'vm_num' }],
      `it holds vm_num by VO and DATE, but ${METRIC} by VO and DATE was asked for`,
    ],
    [
      'other dimensions',
      (rows) => [...rows.slice(0, -1), { id: 'var', xrange: 'VO', yrange: 'SITE', query: METRIC }],
      `it holds ${METRIC} by SITE and VO, but ${METRIC} by VO and DATE was asked for`,
    ],
    ['a month of another period', first({ '2024-09': 0 }), 'it has a column "2024-09" outside 2024.10-12'],
    ['a column that is no month', first({ sites: 0 }), 'it has a column "sites" outside 2024.10-12'],
    ['hours as text', first({ '2024-10': '5' }), 'at 0.2024-10: a number of hours is expected'],
    ['a row without Total', first({ Total: undefined }), 'at 0.Total: a VO with its Total is expected'],
    ['a Total of null', first({ Total: null }), 'at 0.Total: a number of hours is expected'],
    ['a VO without a name', first({ id: ' ' }), 'a VO has no name'],
    ['a name that is no text', first({ id: 5 }), 'at 0.id: a VO name is expected'],
    ['hours that no cell holds exactly', first({ Total: 2 ** 60 }), 'at 0.Total: there are too many hours'],
    ['negative hours', first(negative), 'at 0.Total: hours cannot be negative'],
    [
      'a VO twice',
      (rows) => rows.map((row) => ({ ...row, ...(row.id === 'b' && { id: 'a' }) })),
      'VO "a" is there twice',
    ],
    ['a row that does not add up', first({ Total: 7 }), 'the Total 7 of VO "a" is not the sum of its months'],
    ['a VO left out', (rows) => rows.slice(1), 'its Total 11 is not the sum 6 of its 1 VOs'],
    [
      'a Total as text',
      (rows) => rows.map((row) => (row.id === 'Total' ? { ...row, Total: '11' } : row)),
      'at Total: a number of hours is expected',
    ],
    ['a Total without VOs', (rows) => rows.slice(2), 'its Total 11 is not the sum 0 of its 0 VOs'],
  ])('%s', (_, change, what) => {
    expect(refusal(JSON.stringify(change(viewOf({ a: 5, b: 6 }))))).toBe(sentence(what));
  });
});

describe('whatever comes', () => {
  /** Nothing, a refusal, or figures that add up; anything else is wrong. */
  function check(body: string): string {
    let answer;
    try {
      answer = readView(body, METRIC, PERIOD);
    } catch (error) {
      if (error instanceof Failure) return 'refused';
      throw error;
    }
    if (answer === undefined) return 'nothing';
    const sum = answer.vos.reduce((hours, vo) => hours + vo.hours, 0);
    expect(Math.abs(sum - answer.total)).toBeLessThanOrEqual(answer.vos.length);
    expect(Number.isFinite(answer.total) && answer.vos.length > 0).toBe(true);
    for (const vo of answer.vos) expect(vo.name.trim() !== '' && vo.hours >= 0).toBe(true);
    return 'figures';
  }
  const seen = new Set<string>();
  const run = (body: string): void => void seen.add(check(body));

  const name = fc.oneof(fc.constantFrom('Total', 'var', 'Percent', 'ylegend', 'a'), fc.string());
  const view = fc
    .uniqueArray(fc.tuple(name, fc.integer({ min: 0, max: 1e9 })), { selector: ([id]) => id, maxLength: 6 })
    .map((vos) => viewOf(Object.fromEntries(vos)));
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, '', '5', -1, 0, 1e308, true, [], {}, 'Total', 'var', undefined),
    fc.double({ noNaN: true }),
  );
  const key = fc.constantFrom('id', 'Total', 'Percent', '2024-10', '2024-13', 'xrange', 'query', '__proto__');

  test('a changed cell, and rows lost, doubled or moved', () => {
    fc.assert(
      fc.property(view, fc.nat(), fc.nat(), key, value, fc.nat(3), (rows, from, to, field, cell, kind) => {
        const [a, b] = [from % rows.length, to % rows.length];
        const row = rows[a] ?? {};
        if (kind === 0) rows[a] = { ...row, [field]: cell };
        if (kind === 1) rows.splice(a, 1 + (to % 3));
        if (kind === 2) rows.splice(b, 0, row);
        if (kind === 3) rows.splice(b, 0, ...rows.splice(a, 1));
        run(JSON.stringify(rows));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('a text that was cut or changed', () => {
    fc.assert(
      fc.property(view, fc.nat(), fc.string({ maxLength: 3 }), fc.nat(4), (rows, at, text, removed) => {
        const body = JSON.stringify(rows);
        const place = at % body.length;
        run(body.slice(0, place) + text + body.slice(place + removed));
        run(body.slice(0, place));
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('any JSON at all', () => {
    fc.assert(
      fc.property(fc.json(), (body) => run(body)),
      { seed: 3, numRuns: 1000 },
    );
  });

  test('the captured answer with one cell changed', () => {
    fc.assert(
      fc.property(
        fc.nat(66),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom('Total', '2024-11'),
        (index, hours, field) => {
          const rows = captured();
          rows[index] = { ...rows[index], [field]: hours };
          run(JSON.stringify(rows));
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });

  afterAll(() => expect(seen).toEqual(new Set(['figures', 'nothing', 'refused'])));
});
