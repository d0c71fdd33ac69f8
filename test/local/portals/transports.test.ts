import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { SteeredClock } from '../../../local/apps-script/clock';
import { httpTransport } from '../../../local/http-transport';
import { fault } from '../../../local/portals/faults';
import { startHttpServer, type PortalServer } from '../../../local/portals/http-server';
import { inProcess } from '../../../local/portals/in-process';
import { SamplePortals } from '../../../local/portals/portals';
import { worldOf } from '../../../local/portals/world';
import type { HopResult, Transport } from '../../../local/transport';

const VIEW = '/cloud/sum_elap_processors/VO/DATE/2024/01/2024/01/egi/onlyinfrajobs/JSON/JSON/';
const KEY = { 'X-API-Key': 'sample-key' };
const clock = new SteeredClock(new Date('2024-07-01T00:00:00Z'));

const portals = new SamplePortals({
  today: '2024-07-01',
  world: worldOf({ vos: [{ name: 'élan', hours: { cloud: { '2024-01': 1.5 } }, users: { '2024-01': 4 } }] }),
});
let server: PortalServer;

beforeAll(async () => {
  server = await startHttpServer(portals);
});
afterAll(() => server.close());
afterEach(() => portals.faults.clear());

function hop(
  transport: Transport,
  url: string,
  headers: Record<string, string> = {},
  timeoutMilliseconds = 25_000,
): Promise<HopResult> {
  return transport({ method: 'GET', url, headers, body: undefined, timeoutMilliseconds }, clock);
}

/** Status and body after redirects, at most five. */
async function follow(
  transport: Transport,
  url: string,
  headers: Record<string, string> = {},
): Promise<string> {
  for (let hops = 0; hops <= 5; hops++) {
    const result = await hop(transport, url, headers);
    if (result.kind !== 'answer') return result.kind;
    const location = result.headers.find(([name]) => name === 'Location')?.[1];
    if (location === undefined) return `${result.status} ${new TextDecoder().decode(result.body)}`;
    url = new URL(location, url).href;
  }
  return 'redirect loop';
}

const ways: [string, () => { transport: Transport; accounting: string; operations: string }][] = [
  [
    'in process',
    () => ({
      transport: inProcess(portals),
      accounting: portals.accountingUrl,
      operations: portals.operationsUrl,
    }),
  ],
  [
    'over HTTP',
    () => ({
      transport: httpTransport(),
      accounting: server.accountingUrl,
      operations: server.operationsUrl,
    }),
  ],
];

describe.each(ways)('%s', (_, way) => {
  test('answers are those of handle', async () => {
    const { transport, accounting, operations } = way();
    const view = portals.handle({
      method: 'GET',
      url: `${portals.accountingUrl}${VIEW}?answer`,
      headers: {},
    }).body;
    const list = portals.handle({
      method: 'GET',
      url: `${portals.operationsUrl}/vo-list/json`,
      headers: KEY,
    }).body;
    expect(view).toContain('élan');
    expect(await follow(transport, accounting + VIEW)).toBe(`200 ${String(view)}`);
    expect(await follow(transport, `${operations}/vo-list/json`, KEY)).toBe(`200 ${String(list)}`);
    expect(await follow(transport, `${operations}/vo-list/json`)).toMatch(/^401 /);
    expect(await follow(transport, `${accounting}/nosuch`)).toMatch(/^404 <!DOCTYPE html>/);
  });

  test.each([
    ['a status', fault.status(503), /^503 <!DOCTYPE html>/],
    ['a status with a body', fault.status(500, { body: '[]' }), /^500 \[\]$/],
    ['HTML', fault.html, /^200 <!DOCTYPE html>.*Maintenance/s],
    ['a login page', fault.loginPage, /^200 <!DOCTYPE html>.*Log in/s],
    ['a redirect to the login page', fault.redirectToLogin, /^200 <!DOCTYPE html>.*Log in/s],
    ['a redirect loop', fault.redirectLoop, /^redirect loop$/],
    ['a truncated body', fault.truncated, /^200 \[[^\]]*$/],
    ['an empty body', fault.empty, /^200 $/],
    ['null', fault.body('null'), /^200 null$/],
    [
      'a changed body',
      fault.body((right) => right.replaceAll('"Total": 2', '"Total": "two"')),
      /"Total": "two"/,
    ],
    ['a refused connection', fault.unavailable, /^unavailable$/],
  ])('%s can be asked for', async (_name, what, seen) => {
    const { transport, accounting } = way();
    portals.faults.add({ match: '/cloud/', fault: what });
    expect(await follow(transport, accounting + VIEW)).toMatch(seen);
  });

  test('a fault happens as often as told, where the address matches', async () => {
    const { transport, accounting, operations } = way();
    portals.faults.add(
      { match: /2024.01.2024/, times: 2, fault: fault.status(503, { headers: [['Retry-After', '7']] }) },
      { match: 'VO/DATE', times: 1, fault: fault.body('null') },
    );
    const first = await hop(transport, accounting + VIEW);
    expect(first).toMatchObject({ kind: 'answer', status: 503 });
    expect(first.kind === 'answer' && first.headers).toContainEqual(['Retry-After', '7']);
    expect(await follow(transport, `${operations}/vo-list/json`, KEY)).toMatch(/^200 /);
    expect(await follow(transport, accounting + VIEW)).toMatch(/^503 /);
    expect(await follow(transport, accounting + VIEW)).toBe('200 null');
    expect(await follow(transport, accounting + VIEW)).toMatch(/^200 \[/);
  });

  test('a hanging or late answer ends by the timeout', async () => {
    const { transport, accounting } = way();
    portals.faults.add(
      { match: VIEW, times: 1, fault: fault.hang },
      { match: VIEW, fault: fault.delay(10_000) },
    );
    expect((await hop(transport, accounting + VIEW, {}, 30)).kind).toBe('timeout');
    expect((await hop(transport, accounting + VIEW, {}, 30)).kind).toBe('timeout');
  });

  test('an answer over 50 MB is passed on up to the byte that is too much', async () => {
    const { transport, accounting } = way();
    portals.faults.add({ match: VIEW, fault: fault.tooLarge });
    const result = await hop(transport, accounting + VIEW);
    expect(result.kind === 'answer' && result.body.length).toBe(50 * 1024 * 1024 + 1);
  });
});

describe('in process', () => {
  test('time passes as told, once for all hops, and delays add up', async () => {
    portals.faults.add({ match: '', fault: fault.delay(300) }, { match: VIEW, fault: fault.delay(50) });
    const url = portals.accountingUrl + VIEW;
    expect(await hop(inProcess(portals), url)).toMatchObject({ status: 302, elapsedMilliseconds: 350 });
    expect(await hop(inProcess(portals), `${url}?answer`)).toMatchObject({
      status: 200,
      elapsedMilliseconds: 0,
    });
    expect(await hop(inProcess(portals), url, {}, 200)).toEqual({
      kind: 'timeout',
      elapsedMilliseconds: 200,
    });
  });

  test('other hosts have no DNS entry, and the portals can lose theirs', async () => {
    expect((await hop(inProcess(portals), 'https://nosuch.example.org/')).kind).toBe('dns');
    portals.faults.add({ match: 'accounting', fault: fault.dns });
    expect((await hop(inProcess(portals), portals.accountingUrl + VIEW)).kind).toBe('dns');
  });
});

describe('HTTP', () => {
  async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
    const own = createServer(listener);
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    try {
      return await use(`http://127.0.0.1:${(own.address() as AddressInfo).port}/`);
    } finally {
      own.closeAllConnections();
      own.close();
    }
  }

  test('sends only the headers given and a User-Agent', async () => {
    const seen = await withServer(
      (request, response) => response.end(JSON.stringify(request.rawHeaders.filter((__, i) => i % 2 === 0))),
      (url) => hop(httpTransport(), url, { 'X-API-Key': 'k' }),
    );
    const names = JSON.parse(seen.kind === 'answer' ? new TextDecoder().decode(seen.body) : '[]') as string[];
    expect(names.sort()).toEqual(['Connection', 'Host', 'User-Agent', 'X-API-Key']);
  });

  test('gives header names as sent, repeated ones too, and does not follow redirects', async () => {
    const seen = await withServer(
      (_request, response) => {
        response
          .writeHead(
            302,
            [
              ['Set-Cookie', 'a=1'],
              ['Set-Cookie', 'b=2'],
              ['LOCATION', '/x'],
            ].flat(),
          )
          .end();
      },
      (url) => hop(httpTransport(), url),
    );
    expect(seen).toMatchObject({ kind: 'answer', status: 302 });
    expect(seen.kind === 'answer' && seen.headers.slice(0, 3)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['LOCATION', '/x'],
    ]);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('unpacks %s', async (encoding, pack) => {
    const seen = await withServer(
      (_request, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(pack('packed')),
      (url) => hop(httpTransport(), url),
    );
    expect(seen.kind === 'answer' && new TextDecoder().decode(seen.body)).toBe('packed');
  });

  test.each([
    ['broken gzip', (body: Buffer) => body.fill(1, 4)],
    ['cut gzip', (body: Buffer) => body.subarray(0, 12)],
  ])('%s counts as unavailable', async (_name, damage) => {
    const seen = await withServer(
      (_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(damage(gzipSync('packed and sent'))),
      (url) => hop(httpTransport(), url),
    );
    expect(seen.kind).toBe('unavailable');
  });

  test('an answer that stops half-way counts as unavailable, or as too late', async () => {
    const half: RequestListener = (_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half');
    };
    expect((await withServer(half, (url) => hop(httpTransport(), url, {}, 50))).kind).toBe('timeout');
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half', () => response.destroy());
    };
    expect((await withServer(cut, (url) => hop(httpTransport(), url))).kind).toBe('unavailable');
  });

  test('a host that cannot exist has no DNS entry', async () => {
    const label = 'a'.repeat(64);
    expect((await hop(httpTransport(), `http://${label}.invalid/`)).kind).toBe('dns');
  });

  test('a port where nobody listens is unavailable', async () => {
    const gone = await withServer(
      () => undefined,
      (url) => Promise.resolve(url),
    );
    expect((await hop(httpTransport(), gone)).kind).toBe('unavailable');
  });

  test('a broken address in a request does not end the server', async () => {
    expect(await follow(httpTransport(), `${server.accountingUrl}:x/%E0%A4%A`)).toMatch(/^404 /);
    expect(
      await follow(httpTransport(), server.accountingUrl + VIEW.replace('/egi/', '/custom-%E0%A4%A/')),
    ).toBe('200 []');
  });
});
