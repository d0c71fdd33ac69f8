import { COLUMNS, dumpCsv } from '../../../local/portals/accounting-dump';
import { Failure } from '../../../src/failure';
import { downloadDump } from '../../../src/portals/accounting/dump-download';
import { PortalClient } from '../../../src/portals/client';
import type { FetchRequest } from '../../../src/portals/request';
import { hoursOf, monthsHeld } from '../../../src/portals/accounting/dump-hours';
import { periodOf } from '../../../src/domain/periods';
import { FakeNetwork, type Reply } from '../../support/fake-network';

const BASE = 'https://accounting.egi.eu';

/** A row of 1 hour at a computing element with a long name, so that few rows make a large file. */
const rowOf = (index: number): (string | number)[] =>
  COLUMNS.map((name) => {
    const cells: Record<string, string | number> = {
      time: '2026-05-01T00:00:00Z',
      ce: `ce-${index}-${'x'.repeat(2000)}`,
      infrastructure: 'Grid',
      vo: 'vo-ü',
      raw_wc_time: 1,
    };
    return cells[name] ?? '';
  });
const ROWS = 9000;
const FILE = Buffer.from(dumpCsv(Array.from({ length: ROWS }, (_, index) => rowOf(index)))).toString(
  'latin1',
);

const TOO_LARGE: Reply = { status: 206, body: '{', headers: { 'Content-Range': 'bytes 0-1023/60000000' } };

/** A part of the file as it is asked for, with headers in the portal's own case. */
function part({ headers }: FetchRequest, file = FILE, etag = '"1"'): Reply {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(headers?.Range)) ?? [];
  const body = file.slice(Number(first), Number(last) + 1);
  const range = `bytes ${Number(first)}-${Number(first) + body.length - 1}/${file.length}`;
  return { status: 206, body, headers: { etag, 'content-range': range } };
}

type Portal = (request: FetchRequest, pieces: number) => Reply;

/** Downloads from a portal whose JSON is too large; gives the VO's hours or the failure's message. */
function download(csv: Portal, json: Reply = TOO_LARGE): { came: unknown; asked: string[] } {
  let pieces = 0;
  const network = new FakeNetwork((url, _, request) =>
    url.endsWith('/json') ? json : csv(request, ++pieces),
  );
  const asked = (): string[] => network.batches.flat().map(({ url }) => url.slice(BASE.length));
  try {
    const dump = downloadDump(new PortalClient(undefined, network), BASE);
    const { vos } = hoursOf(monthsHeld(dump, ['Grid'], periodOf('2026-05'), '2026-05'), () => true);
    return { came: vos, asked: asked() };
  } catch (error) {
    if (error instanceof Failure) return { came: error.message, asked: asked() };
    throw error;
  }
}

const ALL = [{ name: 'vo-ü', hours: ROWS }];
const [IN_PARTS, BEGIN] = [
  'The answer of the Accounting Portal is larger than Google accepts (50 MB). ',
  '/json',
];

test('a dump that is too large for one answer is read as CSV, in pieces of 8 MB', () => {
  expect(FILE.length).toBeGreaterThan(16 * 1024 * 1024);
  expect(download((request) => part(request))).toEqual({ came: ALL, asked: [BEGIN, '/csv', '/csv', '/csv'] });
});

test('a dump that Google finds too large only when it comes is read as CSV, too', () => {
  const json = { error: 'Limit Exceeded: URLFetch Response Size.' };
  expect(download((request) => part(request), json).came).toEqual(ALL);
});

test('a dump that is cut off is read as CSV, too', () => {
  expect(download((request) => part(request), { body: '{"results":[{"series":[' }).came).toEqual(ALL);
});

test('a file that changes while it is read is begun again', () => {
  const { came, asked } = download((request, pieces) => part(request, FILE, pieces < 2 ? '"1"' : '"2"'));
  expect(came).toEqual(ALL);
  expect(asked).toHaveLength(1 + 2 + 3);
});

test('a file that changes all the time is given up', () => {
  const { came, asked } = download((request, pieces) => part(request, FILE, `"${pieces}"`));
  expect(came).toMatch(/the dump changed 3 times while it was read\.$/);
  expect(asked).toHaveLength(1 + 3 * 2);
});

test.each([
  [
    'that knows no byte ranges',
    () => ({ body: FILE }),
    'the portal does not give parts of a file (byte ranges)',
  ],
  ['that has no CSV', () => ({ status: 404 }), 'answered with an error (HTTP 404)'],
  [
    'that sends another part than was asked for',
    (request) => ({
      ...part(request),
      headers: { 'Content-Range': `bytes 5-${FILE.length}/${FILE.length}` },
    }),
    'it is not whole',
  ],
  [
    'that sends half a piece',
    (request) => ({ ...part(request), body: FILE.slice(0, 1000) }),
    'it is not whole',
  ],
  [
    'whose CSV has other columns',
    (request) => part(request, FILE.replace('raw_wc_time', 'hours')),
    '"raw_wc_time" is missing',
  ],
  ['whose CSV ends within a quote', (request) => part(request, 'time,"vo'), 'its last row is not whole'],
] as [string, Portal, string][])('a portal %s: neither can be had, and why', (_, csv, why) => {
  const { came } = download(csv);
  expect(came).toContain(`${IN_PARTS}In pieces, as CSV, it cannot be had either: `);
  expect(came).toContain(why);
});

test('a portal that is silent is not asked for CSV', () => {
  const { came, asked } = download((request) => part(request), { error: `Timeout: ${BASE}/json` });
  expect(came).toBe(`The Accounting Portal did not answer. It was asked at ${new URL(BASE).host}.`);
  expect(asked).not.toContain('/csv');
});
