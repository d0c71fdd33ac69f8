import { CAPTURED_ANSWER } from '../../../local/portals/captured-answer';
import { expectedCpu } from '../../../local/portals/expected';
import { makeWorld } from '../../../local/portals/generated-world';
import { monthsBetween } from '../../../local/portals/months';
import { SamplePortals } from '../../../local/portals/portals';
import { textOf, type PortalResponse } from '../../../local/portals/responses';
import { worldOf } from '../../../local/portals/world';

type Row = Record<string, string | number>;

const full = new SamplePortals({ today: '2026-08-15' });
const CAPTURED = '/cloud/sum_elap_processors/VO/DATE/2024/10/2024/12/egi/onlyinfrajobs/JSON/JSON/';

function get(portals: SamplePortals, path: string): PortalResponse {
  const ask = (url: string): PortalResponse => portals.handle({ method: 'GET', url, headers: {} });
  const first = ask(portals.accountingUrl + path);
  const location = first.headers.find(([name]) => name === 'Location')?.[1];
  return location === undefined ? first : ask(location);
}

const rowsOf = (portals: SamplePortals, path: string): Row[] =>
  JSON.parse(textOf(get(portals, path))) as Row[];
const idsOf = (rows: Row[]): unknown[] => rows.slice(0, -5).map(({ id }) => id);

describe('addresses', () => {
  test('the portal redirects to an address of its own first', () => {
    const first = full.handle({ method: 'GET', url: full.accountingUrl + CAPTURED, headers: {} });
    expect(first).toMatchObject({ status: 302, body: '' });
    expect(first.headers).toEqual([['Location', expect.stringMatching(/^https:\/\/accounting\.egi\.eu\//)]]);
  });

  test.each([
    '/',
    CAPTURED.replace('VO/DATE', 'SITE/VO'),
    CAPTURED.replace('sum_elap_processors', 'elap_processors'),
    CAPTURED.replace('/egi/', '/nosuchgroup/'),
    CAPTURED.replace('/12/', '/13/'),
    CAPTURED.replace('JSON/JSON/', 'CSV/'),
  ])('%s is not found, and says so in HTML', (path) => {
    const response = get(full, path);
    expect(response.status).toBe(404);
    expect(response.body).toMatch(/^<!DOCTYPE html>/);
  });

  test.each(['JSON/', 'JSON/JSON/', 'hepspec06/JSON/', 'undefined/JSON/'])('the end may be %s', (end) => {
    const path = CAPTURED.replace('2024/10/2024/12', '2023/01/2023/03');
    expect(get(full, path.replace('JSON/JSON/', end)).body).toBe(get(full, path).body);
  });

  test('months may be written with one digit', () => {
    const path = CAPTURED.replace('2024/10/2024/12', '2023/01/2023/03');
    expect(get(full, path.replace('/01/', '/1/').replace('/03/', '/3/')).body).toBe(get(full, path).body);
  });
});

describe('the captured answer', () => {
  test('is given word for word', () => {
    expect(get(full, CAPTURED).body).toBe(CAPTURED_ANSWER);
    expect(get(full, CAPTURED.replace('JSON/JSON/', 'JSON/')).body).toBe(CAPTURED_ANSWER);
  });

  test('is what the world itself gives, down to the spaces, but for the legend that was cut', () => {
    const own = new SamplePortals({ today: '2026-08-15', world: { ...full.world, captured: false } });
    const [mine, theirs] = [textOf(get(own, CAPTURED)), CAPTURED_ANSWER].map((body) => body.split('\n'));
    const legend = mine?.findIndex((line) => line.includes('xlegend')) ?? 0;
    expect(mine?.[legend]?.startsWith((theirs?.[legend] ?? '').slice(0, -2))).toBe(true);
    const without = (lines?: string[]): unknown => lines?.filter((_, index) => index !== legend);
    expect(without(mine)).toEqual(without(theirs));
  });

  test('is not given before 2024 is over', () => {
    const then = new SamplePortals({ today: '2024-12-20' });
    expect(get(then, CAPTURED).body).not.toBe(CAPTURED_ANSWER);
    expect(rowsOf(then, CAPTURED).at(-5)).toMatchObject({ '2024-10': 5_447_258, '2024-11': 4_946_505 });
  });
});

describe('a view', () => {
  const tiny = new SamplePortals({
    today: '2024-07-01',
    world: worldOf({
      vos: [
        { name: 'b.org', hours: { cloud: { '2024-01': 0.3, '2024-03': 1.2 }, htc: { '2024-01': 10 } } },
        {
          name: 'alice',
          cloudName: 'ALICE',
          hours: { cloud: { '2024-01': 10.4001 }, htc: { '2023-12': 4 } },
        },
        { name: '=IMPORTXML("x")', hours: { cloud: { '2024-03': 0.2 }, local: { '2024-01': 2.5 } } },
        { name: 'none', hours: { htc: { '2024-01': 0 } } },
        { name: 'other', listed: false, hours: { cloud: { '2024-02': 5 }, htc: { '2024-01': 7 } } },
      ],
    }),
  });
  const cloud = (group: string, to = '2024/03'): string =>
    `/cloud/sum_elap_processors/VO/DATE/2024/01/${to}/${group}/onlyinfrajobs/JSON/JSON/`;
  const htc = (localJobs: string): string =>
    `/egi/elap_processors/VO/DATE/2024/01/2024/01/egi/${localJobs}/JSON/JSON/`;

  test('has data rows in alphabetical order, then Total, Percent, legends and names', () => {
    expect(rowsOf(tiny, cloud('egi'))).toEqual([
      { '2024-01': 0, '2024-03': 0.2, id: '=IMPORTXML("x")', Total: 0, Percent: 1.65 },
      { '2024-01': 10.4001, '2024-03': 0, id: 'ALICE', Total: 10, Percent: 85.95 },
      { '2024-01': 0.3, '2024-03': 1.2, id: 'b.org', Total: 2, Percent: 12.4 },
      { '2024-01': 11, '2024-03': 1, id: 'Total', Total: 12, Percent: '' },
      { '2024-01': '88.43%', '2024-03': '11.57%', id: 'Percent', Percent: '', Total: '' },
      { id: 'xlegend', '0': '=IMPORTXML("x")', '1': 'ALICE', '2': 'b.org' },
      { id: 'ylegend', '0': '2024-01', '1': '2024-03', '2': 'id' },
      { id: 'var', xrange: 'DATE', yrange: 'VO', query: 'sum_elap_processors' },
    ]);
  });

  test('shows other VOs with the group all, and their months with them', () => {
    const rows = rowsOf(tiny, cloud('all'));
    expect(idsOf(rows)).toContain('other');
    expect(rows.at(-5)).toMatchObject({ '2024-02': 5, Total: 17 });
  });

  test.each([
    ['custom-alice', ['ALICE']],
    ['custom-B.ORG,Alice,nosuch', ['ALICE', 'b.org']],
    ['custom-%3DIMPORTXML(%22x%22)', ['=IMPORTXML("x")']],
    ['custom-other', ['other']],
    ['lhc', ['ALICE']],
  ])('%s shows exactly its VOs, whatever the case', (group, ids) => {
    expect(idsOf(rowsOf(tiny, cloud(group)))).toEqual(ids);
  });

  test('is an empty array where there is no data', () => {
    expect(get(tiny, cloud('custom-nosuch')).body).toBe('[]');
    expect(get(tiny, '/cloud/sum_elap_processors/VO/DATE/2025/01/2025/03/egi/onlyinfrajobs/JSON/').body).toBe(
      '[]',
    );
  });

  test('keeps a row whose only records say 0', () => {
    expect(rowsOf(tiny, htc('onlyinfrajobs'))[1]).toEqual({ '2024-01': 0, id: 'none', Total: 0, Percent: 0 });
  });

  test.each([
    ['onlyinfrajobs', 10],
    ['onlylocaljobs', 3],
    ['localinfrajobs', 13],
  ])('%s comes to %d', (localJobs, total) => {
    expect(rowsOf(tiny, htc(localJobs)).at(-5)?.Total).toBe(total);
  });

  test('by year sums the months, and its legend has years as numbers', () => {
    const rows = rowsOf(tiny, '/egi/elap_processors/VO/Year/2023/12/2024/01/egi/onlyinfrajobs/JSON/JSON/');
    expect(rows[0]).toEqual({ '2023': 4, '2024': 0, id: 'alice', Total: 4, Percent: 28.57 });
    expect(rows.at(-2)).toEqual({ id: 'ylegend', '0': 2023, '1': 2024, '2': 'id' });
  });

  test('of another metric in hours names it', () => {
    const rows = rowsOf(tiny, htc('onlyinfrajobs').replace('elap_processors', 'sumelap'));
    expect(rows.at(-1)).toMatchObject({ query: 'sumelap' });
    expect(rows.at(-5)?.Total).toBe(4);
  });
});

test.each(['cloud', 'htc'] as const)('a quarter of %s is what the world holds', (scope) => {
  const address = scope === 'cloud' ? 'cloud/sum_elap_processors' : 'egi/elap_processors';
  for (const [from, to] of [
    ['2020-01', '2020-03'],
    ['2022-10', '2022-12'],
    ['2026-07', '2026-09'],
  ] as const) {
    const rows = rowsOf(
      full,
      `/${address}/VO/DATE/${from.replace('-', '/')}/${to.replace('-', '/')}/egi/onlyinfrajobs/JSON/JSON/`,
    );
    const expected = expectedCpu(full.world, scope, monthsBetween(from, to));
    expect(rows.at(-5)?.Total).toBe(expected.total);
    expect(
      rows
        .slice(0, -5)
        .filter(({ Total }) => Total !== 0)
        .map(({ id }) => id),
    ).toEqual(expected.with);
    expect(
      rows
        .slice(0, -5)
        .filter(({ Total }) => Total === 0)
        .map(({ id }) => id),
    ).toEqual(expected.without);
  }
});

test('a small world answers as a large one does', () => {
  const small = new SamplePortals({
    today: '2024-06-10',
    world: makeWorld({ vos: 30, firstMonth: '2024-01', today: '2024-06-10' }),
  });
  expect(
    rowsOf(small, '/egi/elap_processors/VO/DATE/2024/04/2024/06/lhc/onlyinfrajobs/JSON/JSON/'),
  ).toHaveLength(9);
});
