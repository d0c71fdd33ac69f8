import { COLUMNS, dumpCsv } from '../../../local/portals/accounting-dump';
import { downloadDump } from '../../../src/portals/accounting/dump-download';
import type { DumpHours } from '../../../src/portals/accounting/dump-hours';
import { PortalClient } from '../../../src/portals/client';
import type { AnswerCache, FetchRequest } from '../../../src/portals/request';
import { FakeNetwork, type Reply } from '../../support/fake-network';

const BASE = 'https://accounting.egi.eu';
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];

/** 40 rows a month; each tenth is of no VO, and one of each month is there twice. */
const rows = (months: readonly string[], asNumbers: boolean): (string | number)[][] =>
  months.flatMap((month) =>
    Array.from({ length: 40 }, (_, index) =>
      COLUMNS.map((name) => {
        const cells: Record<string, string | number> = {
          time: asNumbers ? `${Date.parse(month)}000000` : `${month}-01T00:00:00Z`,
          infrastructure: index % 3 === 0 ? 'Cloud' : 'Grid',
          site: `site-${Math.max(1, index)}`,
          vo: index % 10 === 5 ? '' : `vo-${index % 4}`,
          raw_wc_time: 1 + Number(month.slice(5)) / 8,
        };
        return cells[name] ?? '';
      }),
    ),
  );

const fileOf = (months: readonly string[], asNumbers = false): string => dumpCsv(rows(months, asNumbers));

/** Bytes that the portal sends at once, fewer than it is asked for. */
const SENT = 1_000;

/** A portal whose JSON is too large. */
function portalOf(file: string, size = file.length, etag = (): string => '"1"') {
  const asked: number[] = [];
  const reply = (url: string, _: number, { headers }: FetchRequest): Reply => {
    if (url.endsWith('/json'))
      return { status: 206, body: '{', headers: { 'content-range': 'bytes 0-1023/60000000' } };
    const first = Number(/^bytes=(\d+)-/.exec(String(headers?.Range))?.[1]);
    asked.push(first);
    const body = file.slice(first, first + SENT);
    const range = `bytes ${first}-${first + body.length - 1}/${size}`;
    return { status: 206, body, headers: { etag: etag(), 'content-range': range } };
  };
  return { asked, network: new FakeNetwork(reply) };
}

class OutOfTime extends Error {}

/** The cache as it is after JSON. */
function cacheOf(): AnswerCache & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    load: () => new Map([...kept].map(([name, value]): [string, unknown] => [name, JSON.parse(value)])),
    store: (values) => {
      values.forEach((value, name) => kept.set(name, JSON.stringify(value)));
    },
  };
}

/** One execution, which has time for so many requests. */
function execution(network: FakeNetwork, cache: AnswerCache, requests = Infinity): DumpHours | 'unfinished' {
  let sent = 0;
  const client = new PortalClient(
    () => {
      if (++sent > requests) throw new OutOfTime();
    },
    network,
    cache,
  );
  try {
    return downloadDump(client, BASE);
  } catch (error) {
    if (error instanceof OutOfTime) return 'unfinished';
    throw error;
  }
}

/** Executions with time for four requests each, until all is there. */
function inParts(network: FakeNetwork, cache = cacheOf()): { dump: DumpHours; executions: number } {
  for (let executions = 1; executions < 30; executions++) {
    const dump = execution(network, cache, 4);
    if (dump !== 'unfinished') return { dump, executions };
  }
  throw new Error('It is never read whole.');
}

test.each([
  ['texts', false],
  ['numbers', true],
])(
  'a dump with times as %s that takes several executions is the same as one read at once',
  (_, asNumbers) => {
    const file = fileOf(MONTHS, asNumbers);
    const whole = execution(portalOf(file).network, cacheOf());
    const { network, asked } = portalOf(file);
    const { dump, executions } = inParts(network);
    expect(executions).toBeGreaterThan(3);
    expect(dump).toEqual(whole);
    expect(Math.min(...asked.slice(3))).toBeGreaterThan(0);
  },
);

test('a next execution goes on at the last month that was read whole', () => {
  const file = fileOf(MONTHS);
  const { network, asked } = portalOf(file);
  const cache = cacheOf();
  expect(execution(network, cache, 4)).toBe('unfinished');
  const readTo = file.slice(0, 3 * SENT);
  const newest = MONTHS.filter((month) => readTo.includes(`\n${month}-01`)).pop() ?? '';
  expect(newest > '2026-01').toBe(true);
  execution(network, cache, 2);
  expect(asked[3]).toBe(file.indexOf(`${newest}-01`));
});

test('a file that has changed since is begun again', () => {
  let etag = '"1"';
  const { network, asked } = portalOf(fileOf(MONTHS), undefined, () => etag);
  const cache = cacheOf();
  execution(network, cache, 4);
  etag = '"2"';
  expect(execution(network, cache)).toEqual(execution(portalOf(fileOf(MONTHS)).network, cacheOf()));
  expect(asked.slice(3).filter((first) => first === 0)).toHaveLength(1);
});

test('so is one of which the cache has lost a month', () => {
  const { network, asked } = portalOf(fileOf(MONTHS));
  const cache = cacheOf();
  execution(network, cache, 4);
  for (const name of cache.kept.keys()) if (name.endsWith('2026-01')) cache.kept.delete(name);
  expect(execution(network, cache)).toEqual(execution(portalOf(fileOf(MONTHS)).network, cacheOf()));
  expect(asked.slice(3)[0]).toBe(0);
});

test('rows that do not come by time are read in one go, from the beginning', () => {
  const file = fileOf([...MONTHS, '2026-02']);
  const { network, asked } = portalOf(file);
  const cache = cacheOf();
  execution(network, cache, 30);
  const dump = execution(network, cache);
  expect(asked.filter((first) => first === 0).length).toBeGreaterThan(1);
  expect(dump).toEqual(execution(portalOf(file).network, cacheOf()));
});

describe('a dump that takes longer than a refresh has', () => {
  afterEach(() => jest.restoreAllMocks());

  test('is refused by its size, after its first piece', () => {
    let now = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => (now += 1_500));
    const { network, asked } = portalOf(fileOf(MONTHS), 2_000_000_000);
    expect(() => execution(network, cacheOf())).toThrow(
      /it has 2,000 MB, which take about \d+ hours to read: longer than a refresh has\.$/,
    );
    expect(asked).toEqual([0]);
  });
});
