import type { HopRequest } from '../../../../local/transport';
import { answering, hostOf, type Said } from '../script-host';

const bundle = `
  function fetch(url, options) {
    const answer = UrlFetchApp.fetch(url, options);
    return [answer.getResponseCode(), answer.getContentText()];
  }
  function fetchAll(requests) { return UrlFetchApp.fetchAll(requests).map((answer) => answer.getContentText()); }
  function headers() {
    const answer = UrlFetchApp.fetch('https://a.org');
    return answer.getHeaders();
  }
  function content() {
    const answer = UrlFetchApp.fetch('https://a.org');
    return [answer.getContentText(), answer.getContent()];
  }
  function twice() {
    const answer = UrlFetchApp.fetch('https://a.org');
    return [answer.getContentText(), answer.getContentText()];
  }
  function size() { return UrlFetchApp.fetch('https://a.org').getResponseCode(); }
`;

/** A script whose requests are answered as said; what left for the network is in `sent`. */
function network(say: (request: HopRequest) => Said = () => ({})) {
  const sent: HopRequest[] = [];
  const transport = answering((request) => {
    sent.push(request);
    return say(request);
  });
  const { host, clock } = hostOf(bundle, { transport });
  const fetch = (...args: unknown[]) => host.run('fetch', { args }).result;
  const fetchAll = (...requests: unknown[]) => host.run('fetchAll', { args: [requests] }).result;
  return { host, clock, sent, fetch, fetchAll };
}

/** Answers by the last part of the address. */
const byPath =
  (said: Record<string, Said>) =>
  ({ url }: HopRequest): Said =>
    said[new URL(url).pathname] ?? {};

describe('a request', () => {
  test('is a GET with Google’s name unless told otherwise', async () => {
    const { fetch, sent } = network();
    await expect(fetch('https://a.org/x')).resolves.toEqual([200, 'ok']);
    expect(sent).toEqual([
      {
        method: 'GET',
        url: 'https://a.org/x',
        headers: {
          'User-Agent': 'Mozilla/5.0 (compatible; Google-Apps-Script)',
          'Accept-Encoding': 'gzip, deflate, br',
        },
        body: undefined,
        timeoutMilliseconds: 360_000,
      },
    ]);
  });

  test('carries method, headers, payload and time limit', async () => {
    const { fetch, sent } = network();
    const options = {
      method: 'put',
      headers: { 'X-Key': 'k' },
      payload: '{}',
      contentType: 'application/json',
    };
    await fetch('https://a.org', { ...options, timeoutSeconds: 8 });
    expect(sent[0]).toMatchObject({ method: 'PUT', body: '{}', timeoutMilliseconds: 8000 });
    expect(sent[0]?.headers).toMatchObject({ 'X-Key': 'k', 'Content-Type': 'application/json' });
  });

  test('with an object as payload is a form, sent by POST', async () => {
    const { fetch, sent } = network();
    await fetch('https://a.org', { payload: { a: 'x y', b: 1 } });
    expect(sent[0]).toMatchObject({ method: 'POST', body: 'a=x+y&b=1' });
    expect(sent[0]?.headers).toMatchObject({ 'Content-Type': 'application/x-www-form-urlencoded' });
  });

  test.each([
    ['an unknown option', { followRedirect: false }, 'Attribute provided with invalid value: followRedirect'],
    ['an unknown method', { method: 'head' }, 'Attribute provided with invalid value: method'],
    ['headers that are no object', { headers: 'X' }, 'Attribute provided with invalid value: headers'],
    [
      'a flag that is no boolean',
      { muteHttpExceptions: 1 },
      'Attribute provided with invalid value: muteHttpExceptions',
    ],
    ['a time limit of 0', { timeoutSeconds: 0 }, 'Attribute provided with invalid value: timeoutSeconds'],
    [
      'a header without a value',
      { headers: { Key: null } },
      'Attribute provided with invalid value: Header:Key',
    ],
    ['a Host header', { headers: { Host: 'b.org' } }, 'Attribute provided with invalid value: Header:Host'],
  ])('is refused with %s', async (_, options, message) => {
    const { fetch, sent } = network();
    await expect(fetch('https://a.org', options)).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });

  test.each([
    ['', 'Attribute provided with no value: url'],
    ['ftp://a.org', 'Invalid argument: ftp://a.org'],
    ['https://', 'Invalid argument: https://'],
    [`https://a.org/${'x'.repeat(2069)}`, 'Limit Exceeded: URLFetch URL Length.'],
  ])('is refused for the address %.20s', async (url, message) => {
    await expect(network().fetch(url)).rejects.toThrow(message);
  });

  test('may have an address of 2,082 characters', async () => {
    await expect(network().fetch(`https://a.org/${'x'.repeat(2068)}`)).resolves.toEqual([200, 'ok']);
  });
});

describe('an answer', () => {
  test('of status 400 and up throws, with the host and the first 500 characters', async () => {
    const { fetch } = network(() => ({ status: 503, body: 'x'.repeat(600) }));
    const shown = 'x'.repeat(500);
    await expect(fetch('https://a.org/path?q=1')).rejects.toThrow(
      `Request failed for https://a.org returned code 503. Truncated server response: ${shown} ` +
        '(use muteHttpExceptions option to examine full response)',
    );
  });

  test('of status 400 and up is returned with muteHttpExceptions', async () => {
    const { fetch } = network(() => ({ status: 503, body: 'busy' }));
    await expect(fetch('https://a.org', { muteHttpExceptions: true })).resolves.toEqual([503, 'busy']);
  });

  test('has its headers as sent, and all values of each', async () => {
    const { host } = network(() => ({
      headers: [
        ['x-lower', '1'],
        ['Set-Cookie', 'a'],
        ['Set-Cookie', 'b'],
      ],
    }));
    await expect(host.run('headers').result).resolves.toEqual({ 'x-lower': '1', 'Set-Cookie': 'b' });
  });

  test('is read in the character set that it names; bytes are signed', async () => {
    const body = Uint8Array.from([0x7a, 0xe4]);
    const headers = [['Content-Type', 'text/plain; charset=ISO-8859-1']] as const;
    const { host } = network(() => ({ body, headers }));
    await expect(host.run('content').result).resolves.toEqual(['zä', [0x7a, -28]]);
  });

  test('is the same whenever it is read, also when it is large', async () => {
    const body = Buffer.from('ä,1\r\n'.repeat(400_000));
    const { host } = network(() => ({ body }));
    const result = (await host.run('twice').result) as string[];
    expect(result.map((text) => text === body.toString())).toEqual([true, true]);
  });

  test('over 50 MB is refused', async () => {
    let size = 50 * 1024 * 1024;
    const { host } = network(() => ({ body: new Uint8Array(size) }));
    await expect(host.run('size').result).resolves.toBe(200);
    size += 1;
    await expect(host.run('size').result).rejects.toThrow('Limit Exceeded: URLFetch Response Size.');
  });
});

describe('a batch', () => {
  test('is answered in the order of its requests, in the time of the slowest', async () => {
    const said = {
      '/1': { body: 'one', elapsed: 3000 },
      '/2': { body: 'two', elapsed: 5000 },
      '/3': { body: 'three' },
    };
    const { fetchAll, clock } = network(byPath(said));
    const began = clock.now();
    await expect(fetchAll('https://a.org/1', { url: 'https://a.org/2' }, 'https://a.org/3')).resolves.toEqual(
      ['one', 'two', 'three'],
    );
    expect(clock.now() - began).toBe(5000);
  });

  test('is on its way all at once', async () => {
    let under = 0;
    let most = 0;
    const transport = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      return {
        kind: 'answer',
        status: 200,
        headers: [],
        body: new Uint8Array(),
        elapsedMilliseconds: 0,
      } as const;
    };
    const { host } = hostOf(bundle, { transport });
    await host.run('fetchAll', { args: [['https://a.org/1', 'https://a.org/2', 'https://a.org/3']] }).result;
    expect(most).toBe(3);
  });

  test.each([
    ['dns', 'DNS error: https://a.org/bad'],
    ['unavailable', 'Address unavailable: https://a.org/bad'],
    ['timeout', 'Timeout: https://a.org/bad'],
  ] as const)('fails as a whole on %s, after the slowest, and names the address', async (kind, message) => {
    const { fetchAll, clock, sent } = network(
      byPath({ '/bad': { kind, elapsed: 100 }, '/slow': { elapsed: 7000 } }),
    );
    const began = clock.now();
    const muted = { muteHttpExceptions: true };
    const batch = fetchAll({ url: 'https://a.org/bad', ...muted }, { url: 'https://a.org/slow', ...muted });
    await expect(batch).rejects.toThrow(message);
    expect(clock.now() - began).toBe(7000);
    expect(sent).toHaveLength(2);
  });

  test('with one bad option is not sent at all', async () => {
    const { fetchAll, sent } = network();
    const batch = fetchAll('https://a.org', { url: 'https://a.org', muteHttpExceptions: 'yes' });
    await expect(batch).rejects.toThrow('Attribute provided with invalid value: muteHttpExceptions');
    expect(sent).toEqual([]);
  });
});

describe('redirects', () => {
  const to = (location: string, status = 302): Said => ({
    status,
    headers: [['location', location]],
    elapsed: 10,
  });

  test('are followed, relative ones and to http too, with the custom headers', async () => {
    const said = { '/1': to('/2'), '/2': to('http://b.org/3'), '/3': { body: 'there' } };
    const { fetch, sent, clock } = network(byPath(said));
    const began = clock.now();
    await expect(fetch('https://a.org/1', { headers: { 'X-Key': 'k' } })).resolves.toEqual([200, 'there']);
    expect(sent.map(({ url }) => url)).toEqual(['https://a.org/1', 'https://a.org/2', 'http://b.org/3']);
    expect(sent.every(({ headers }) => headers['X-Key'] === 'k')).toBe(true);
    expect(clock.now() - began).toBe(20);
  });

  test('are not followed when told so', async () => {
    const { fetch } = network(() => to('/2'));
    await expect(fetch('https://a.org/1', { followRedirects: false })).resolves.toEqual([302, 'ok']);
  });

  test.each([
    [302, 'GET', undefined],
    [303, 'GET', undefined],
    [307, 'POST', 'data'],
  ])('of status %d go on by %s', async (status, method, body) => {
    const { fetch, sent } = network(byPath({ '/1': to('/2', status) }));
    await fetch('https://a.org/1', { payload: 'data' });
    expect(sent[1]).toMatchObject({ method, body });
  });

  test('end after 20', async () => {
    const { fetch, sent } = network(() => to('/again'));
    await expect(fetch('https://a.org/1')).rejects.toThrow('Address unavailable: https://a.org/again');
    expect(sent).toHaveLength(21);
  });
});

describe('what was asked', () => {
  test('is recorded with redirect hops and repetitions marked, but without the values of headers', async () => {
    const { host, fetchAll } = network(byPath({ '/1': { status: 302, headers: [['Location', '/2']] } }));
    await fetchAll({ url: 'https://a.org/1', headers: { 'X-Key': 'secret' } }, 'https://a.org/3');
    await fetchAll('https://a.org/3', 'https://a.org/3');
    const seen = host.fetches.map(({ url, redirected, repeated }) => [url.slice(-1), redirected, repeated]);
    expect(seen).toEqual([
      ['1', false, false],
      ['3', false, false],
      ['2', true, false],
      ['3', false, false],
      ['3', false, true],
    ]);
    expect(host.fetches[0]?.headerNames).toEqual(['User-Agent', 'Accept-Encoding', 'X-Key']);
    expect(JSON.stringify(host.fetches)).not.toContain('secret');
  });
});

describe('quotas', () => {
  test('of a day count requests, not redirects, and come back the day after', async () => {
    const { host, clock, fetch } = network(byPath({ '/1': { status: 302, headers: [['Location', '/2']] } }));
    host.quota.perDay = 2;
    await fetch('https://a.org/1');
    await fetch('https://a.org/1');
    await expect(fetch('https://a.org/1')).rejects.toThrow(
      'Service invoked too many times for one day: urlfetch.',
    );
    clock.advance(24 * 3_600_000);
    await expect(fetch('https://a.org/1')).resolves.toEqual([200, 'ok']);
  });

  test('of a short time refuse a batch that is too large', async () => {
    const { host, fetchAll, sent } = network();
    host.quota.inShortTime = 2;
    await expect(fetchAll('https://a.org', 'https://a.org', 'https://a.org')).rejects.toThrow(
      'Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.',
    );
    expect(sent).toEqual([]);
  });
});
