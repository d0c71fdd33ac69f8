import { PortalClient } from '../../src/portals/client';
import type { Answers, AnswerCache, PortalRequest } from '../../src/portals/request';
import { failed, fetchAll, fine, inWords, KEY_REFUSED, requestAbout, requests } from '../support/asked';
import { FakeNetwork, type Reply } from '../support/fake-network';

describe('batches', () => {
  test('25 requests are sent at once, and answered in order', () => {
    const { network, words, client } = fetchAll(requests(60), fine);
    expect(network.batches.map((batch) => batch.length)).toEqual([25, 25, 10]);
    expect(words).toEqual(Array.from({ length: 60 }, (_, index) => `vo${index}.: fine`));
    expect(client.requests).toBe(60);
    expect(network.seconds).toBe(0);
  });

  test('no request costs no request', () => {
    expect(fetchAll([], fine).network.batches).toEqual([]);
  });

  test('a request waits 25 s, follows redirects and reports statuses', () => {
    expect(fetchAll(requests(1), fine).network.batches[0]).toEqual([
      {
        url: 'https://portal.example/users?vo=vo0.',
        method: 'get',
        headers: { Accept: 'application/json' },
        muteHttpExceptions: true,
        followRedirects: true,
        timeoutSeconds: 25,
      },
    ]);
  });

  test('a request with the API key follows no redirect', () => {
    expect(
      fetchAll([requestAbout('a', { headers: { 'X-API-Key': 'k' }, isSecret: true })], fine).network
        .batches[0]?.[0],
    ).toMatchObject({
      headers: { Accept: 'application/json', 'X-API-Key': 'k' },
      followRedirects: false,
    });
  });

  test('one request gives its value, or throws its failure', () => {
    const ask = (reply: Reply): string =>
      new PortalClient(undefined, new FakeNetwork(() => reply)).fetch(requestAbout('a'));
    expect(ask({})).toBe('a: fine');
    expect(() => ask({ status: 404 })).toThrow(
      'The Sample Portal answered with an error (HTTP 404). It was asked at portal.example.',
    );
  });

  test('a mistake in the program is no failure of a portal', () => {
    const parse = (): string => {
      throw new TypeError('mistake');
    };
    expect(() => fetchAll([requestAbout('a', { parse })], fine)).toThrow(TypeError);
  });
});

describe('statuses', () => {
  test.each([408, 429, 500, 502, 503, 504])('HTTP %i is asked again after 2 s and after 5 s', (status) => {
    const { network, words } = fetchAll(requests(1), (_, times) => (times < 3 ? { status } : {}));
    expect(words).toEqual(['vo0.: fine']);
    expect(network.sleeps).toEqual([2, 5]);
  });

  test('after three errors the last one is the result', () => {
    const { network, words } = fetchAll(requests(1), () => ({ status: 503 }));
    expect(words).toEqual([
      'The Sample Portal answered with an error (HTTP 503). It was asked at portal.example.',
    ]);
    expect(network.batches).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410, 501])('HTTP %i without a key is not asked again', (status) => {
    const { network, words } = fetchAll(requests(1), () => ({ status }));
    expect(words).toEqual([
      `The Sample Portal answered with an error (HTTP ${status}). It was asked at portal.example.`,
    ]);
    expect(network.batches).toHaveLength(1);
  });

  test.each([301, 302, 307, 401, 403])('HTTP %i to a request with a key means the key', (status) => {
    const { network, words } = fetchAll(
      [requestAbout('a', { headers: { 'X-API-Key': 'k' }, isSecret: true })],
      () => ({ status }),
    );
    expect(words).toEqual([KEY_REFUSED]);
    expect(network.batches).toHaveLength(1);
  });

  test('only what failed is asked again', () => {
    const { network, results } = fetchAll(requests(60), (url, times) =>
      url.endsWith('=vo7.') && times === 1 ? { status: 500 } : {},
    );
    expect(failed(results)).toEqual([]);
    expect(network.batches.map((batch) => batch.length)).toEqual([25, 25, 10, 1]);
  });

  test.each([
    ['a longer wait', 'Retry-After', '7', 7],
    ['whatever the case of its name', 'retry-after', '9', 9],
    ['at most 30 s', 'Retry-After', '3600', 30],
    ['never less than 2 s', 'Retry-After', '0', 2],
    ['no negative wait', 'Retry-After', '-9', 2],
    ['a date is not read', 'Retry-After', 'Fri, 06 Nov 2026 08:49:37 GMT', 2],
  ])('Retry-After: %s', (_, name, value, seconds) => {
    const { network } = fetchAll(requests(1), (__, times) =>
      times === 1 ? { status: 429, headers: { [name]: value } } : {},
    );
    expect(network.sleeps).toEqual([seconds]);
  });

  test('two batches without one good answer end a round, and the unasked are asked in the next', () => {
    const { network, results } = fetchAll(requests(309), () => ({ status: 503 }));
    expect(failed(results)).toHaveLength(309);
    expect(network.batches.map((batch) => batch.length)).toEqual([25, 25, 25, 25, 25, 25]);
    expect(network.sleeps).toEqual([2, 5]);
  });

  test('a portal that recovers between two rounds answers all', () => {
    let sent = 0;
    const { results } = fetchAll(requests(309), () => (++sent <= 50 ? { status: 503 } : {}));
    expect(failed(results)).toEqual([]);
  });

  test('what cannot pass is given up after two bad batches', () => {
    const { network, words } = fetchAll(requests(309), () => ({ status: 404 }));
    expect(network.batches).toHaveLength(2);
    expect(new Set(words.slice(0, 50))).toEqual(
      new Set(['The Sample Portal answered with an error (HTTP 404). It was asked at portal.example.']),
    );
  });

  test('what was never asked is not said to have been answered with an error', () => {
    const { words } = fetchAll(requests(309), () => ({ status: 404 }));
    expect(new Set(words.slice(50))).toEqual(
      new Set(['Not asked any more, because the Sample Portal answered nothing that was asked before.']),
    );
  });

  test.each([
    ['HTTP 403', { status: 403 }],
    ['HTTP 401', { status: 401 }],
    ['a redirect', { status: 302 }],
  ])('%s to one request is no refusal of a key that was accepted for another', (_, refusal) => {
    const secret = requests(3).map((request) => ({ ...request, isSecret: true as const }));
    const { words } = fetchAll(secret, (url) => (url.endsWith('=vo1.') ? refusal : {}));
    expect(words).toEqual([
      'vo0.: fine',
      'The Sample Portal refused to answer this, although it accepted the API key for others.',
      'vo2.: fine',
    ]);
    expect(fetchAll(secret, () => refusal).words).toEqual(Array(3).fill(KEY_REFUSED));
  });
});

describe('whoever waits', () => {
  test('is told before every batch which one it is, and how far it is', () => {
    const told: [number, number, number][] = [];
    const network = new FakeNetwork((url, times) =>
      url.endsWith('=vo0.') && times === 1 ? { status: 500 } : {},
    );
    new PortalClient((...progress) => {
      told.push(progress);
    }, network).fetchAll(requests(60));
    expect(told).toEqual([
      [1, 0, 60],
      [2, 24, 60],
      [3, 49, 60],
      [4, 59, 60],
    ]);
  });

  test('can end the asking: nothing more is sent or waited for, and whoever asks is told why', () => {
    const network = new FakeNetwork((url) => (url.endsWith('=vo0.') ? { status: 503 } : {}));
    const client = new PortalClient((_batch, answered) => {
      if (answered >= 24) throw new Error('Enough.');
    }, network);
    expect(() => client.fetchAll(requests(60))).toThrow('Enough.');
    expect(network.batches).toHaveLength(1);
    expect(network.sleeps).toEqual([]);
  });
});

describe('a memory', () => {
  const remembered = (count: number): PortalRequest<string>[] =>
    requests(count).map((request) => ({ ...request, isCached: true }));
  const notebook = (known: Answers = new Map()): AnswerCache & { known: Answers } => ({
    known,
    load: () => new Map(known),
    store: (values) => {
      for (const [url, value] of values) known.set(url, value);
    },
  });
  const failingFirst = (url: string, times: number): Reply =>
    url.endsWith('=vo0.') && times === 1 ? { status: 503 } : {};

  test('keeps every good answer from one execution to the next', () => {
    const memory = notebook();
    const first = new PortalClient(undefined, new FakeNetwork(failingFirst), memory);
    const words = first.fetchAll(remembered(30)).map(inWords);
    expect(memory.known.size).toBe(30);
    const network = new FakeNetwork(fine);
    const second = new PortalClient(undefined, network, memory);
    expect(second.fetchAll(remembered(32)).map(inWords).slice(0, 30)).toEqual(words);
    expect(network.batches.flat().map(({ url }) => url)).toEqual(
      requests(32)
        .slice(30)
        .map(({ url }) => url),
    );
  });

  test('keeps that there is nothing, and no failure', () => {
    const memory = notebook();
    const nothing: PortalRequest<undefined> = {
      ...requestAbout('a'),
      isCached: true,
      parse: () => undefined,
    };
    const refused = new FakeNetwork(() => ({ status: 404 }));
    new PortalClient(undefined, refused, memory).fetchAll(remembered(3));
    expect(memory.known.size).toBe(0);
    new PortalClient(undefined, new FakeNetwork(fine), memory).fetch(nothing);
    const network = new FakeNetwork(fine);
    expect(new PortalClient(undefined, network, memory).fetchAll([nothing])).toEqual([{ value: undefined }]);
    expect(network.batches).toEqual([]);
  });

  test('within one execution needs no place to be kept in', () => {
    const network = new FakeNetwork(fine);
    const client = new PortalClient(undefined, network);
    const words = client.fetchAll(remembered(3)).map(inWords);
    expect(client.fetchAll(remembered(3)).map(inWords)).toEqual(words);
    expect(network.batches).toHaveLength(1);
  });

  test('is left alone by requests that do not want it', () => {
    const memory = notebook();
    const network = new FakeNetwork(fine);
    const client = new PortalClient(undefined, network, memory);
    for (let time = 0; time < 2; time++) client.fetchAll(requests(3));
    expect(network.batches).toHaveLength(2);
    expect(memory.known.size).toBe(0);
  });
});
