import { PortalClient } from '../../src/portals/client';
import type { Answers, AnswerCache, Result, PortalRequest } from '../../src/portals/request';
import { FakeNetwork, type Reply } from '../support/fake-network';

const requestAbout = (name: string, more: Partial<PortalRequest<string>> = {}): PortalRequest<string> => ({
  portal: 'Sample Portal',
  url: `https://portal.example/users?vo=${name}`,
  parse: (body) => `${name}: ${body}`,
  ...more,
});
const requests = (count: number): PortalRequest<string>[] =>
  Array.from({ length: count }, (_, index) => requestAbout(`vo${index}.`));

const inWords = (result: Result<string> | undefined): string =>
  result === undefined ? 'nothing' : 'value' in result ? result.value : result.failure.message;
const failed = (results: readonly Result<string>[]): Result<string>[] =>
  results.filter((result) => 'failure' in result);

function fetchAll(
  asked: readonly PortalRequest<string>[],
  reply: (url: string, times: number) => Reply,
): { network: FakeNetwork; client: PortalClient; results: Result<string>[]; words: string[] } {
  const network = new FakeNetwork(reply);
  const client = new PortalClient(undefined, network);
  const results = client.fetchAll(asked);
  return { network, client, results, words: results.map(inWords) };
}
const fine = (): Reply => ({});
const timeout = (url: string): Reply => ({ error: `Timeout: ${url}` });
const SILENT = 'The Sample Portal did not answer.';
const KEY_REFUSED =
  'The API key was not accepted by the Sample Portal. Enter it again with OKR Stats > API key...';

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
    expect(() => ask({ status: 404 })).toThrow('The Sample Portal answered with an error (HTTP 404).');
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
    expect(words).toEqual(['The Sample Portal answered with an error (HTTP 503).']);
    expect(network.batches).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410, 501])('HTTP %i without a key is not asked again', (status) => {
    const { network, words } = fetchAll(requests(1), () => ({ status }));
    expect(words).toEqual([`The Sample Portal answered with an error (HTTP ${status}).`]);
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
    expect(new Set(words)).toEqual(new Set(['The Sample Portal answered with an error (HTTP 404).']));
  });
});

describe('errors of a whole batch', () => {
  const CULPRIT = 'vo157.';
  const isCulprit = (url: string): boolean => url.endsWith(`=${CULPRIT}`);

  test.each([
    ['named', (url: string) => `Timeout: ${url}`],
    ['not named', () => 'Timeout'],
    ['named by its host only', () => 'DNS error: https://portal.example'],
  ])('one of 309 that hangs, %s, costs only itself and at most 60 s', (_, error) => {
    const { network, results, words } = fetchAll(requests(309), (url) =>
      isCulprit(url) ? { error: error(url) } : {},
    );
    expect(failed(results)).toHaveLength(1);
    expect(words[157]).toBe(SILENT);
    expect(network.seconds).toBeLessThanOrEqual(60);
    expect(network.batches.flat().length).toBeLessThanOrEqual(309 + 60);
  });

  test.each([0, 1, 4, 24, 25, 308])('wherever it stands (%i), 60 s are enough', (place) => {
    const { network, results } = fetchAll(requests(309), (url) =>
      url.endsWith(`=vo${place}.`) ? { error: 'Timeout' } : {},
    );
    expect(failed(results)).toHaveLength(1);
    expect(network.seconds).toBeLessThanOrEqual(60);
  });

  test.each([2, 3, 4, 5, 6])('one of %i that hangs costs only itself', (count) => {
    for (let place = 0; place < count; place++) {
      const { results, words } = fetchAll(requests(count), (url) =>
        url.endsWith(`=vo${place}.`) ? { error: 'Timeout' } : {},
      );
      expect(failed(results)).toHaveLength(1);
      expect(words[place]).toBe(SILENT);
    }
  });

  test('one that hangs only twice is answered in the end', () => {
    const { results } = fetchAll(requests(30), (url, times) =>
      url.endsWith('=vo3.') && times <= 2 ? timeout(url) : {},
    );
    expect(failed(results)).toEqual([]);
  });

  test('an address that begins like the named one is not taken for it', () => {
    const names = ['a', 'alice', 'b'];
    const { words } = fetchAll(
      names.map((name) => requestAbout(name)),
      (url) => (url.endsWith('=alice') ? { error: `Invalid argument: ${url}` } : {}),
    );
    expect(words).toEqual([
      'a: fine',
      'The Sample Portal could not be asked: "Invalid argument: https://portal.example/users?vo=alice"',
      'b: fine',
    ]);
  });

  test.each([true, false])('what Google refuses to send (named: %s) is not asked again', (isNamed) => {
    const { network, results } = fetchAll(requests(50), (url) =>
      url.endsWith('=vo3.') ? { error: `Attribut fehlerhaft${isNamed ? `: ${url}` : ''}` } : {},
    );
    expect(failed(results)).toHaveLength(1);
    expect(network.sleeps).toEqual([]);
  });

  test.each([1, 2, 3, 5, 6, 25, 26, 27, 50, 309])(
    'a dead portal costs at most 90 s for %i requests',
    (count) => {
      for (const error of [
        timeout,
        (): Reply => ({ error: 'Timeout' }),
        (url: string): Reply => ({ error: `Zeit: ${url}` }),
      ]) {
        const { network, results } = fetchAll(requests(count), error);
        expect(failed(results)).toHaveLength(count);
        expect(network.seconds).toBeLessThanOrEqual(90);
        expect(network.batches.flat().length).toBeLessThanOrEqual(100);
      }
    },
  );

  test('a dead portal costs at most 90 s however often it is asked', () => {
    const network = new FakeNetwork(timeout);
    const client = new PortalClient(undefined, network);
    for (let time = 0; time < 20; time++) client.fetchAll(requests(1 + (time % 3)));
    expect(network.seconds).toBeLessThanOrEqual(90);
    expect(inWords(client.fetchAll(requests(1))[0])).toBe(SILENT);
  });

  test('another portal is asked all the same', () => {
    const network = new FakeNetwork((url) => (url.includes('portal.example') ? timeout(url) : {}));
    const client = new PortalClient(undefined, network);
    client.fetchAll(requests(309));
    const other = requestAbout('a', { portal: 'Other Portal', url: 'https://other.example/' });
    expect(inWords(client.fetchAll([other])[0])).toBe('a: fine');
  });
});

describe("Google's limits", () => {
  const SHORT =
    'Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.';
  const DAY = 'Service invoked too many times for one day: urlfetch.';
  const TOO_FAST = 'Google finds this script too fast at the moment. Refresh again in some minutes.';
  const USED_UP = "Google's daily limit for this script's requests is used up. Refresh again tomorrow.";

  test('the short-time limit is waited out', () => {
    let calls = 0;
    const { network, results } = fetchAll(requests(1), () => (++calls <= 3 ? { error: SHORT } : {}));
    expect(failed(results)).toEqual([]);
    expect(network.sleeps).toEqual([2, 4, 8]);
  });

  test.each([SHORT, 'Bandwidth quota exceeded: https://x. Try reducing the rate of data transfer.'])(
    'after four waits it is given up: %s',
    (error) => {
      const { network, words } = fetchAll(requests(60), () => ({ error }));
      expect(new Set(words)).toEqual(new Set([TOO_FAST]));
      expect(network.sleeps).toEqual([2, 4, 8, 16]);
      expect(network.batches).toHaveLength(5);
    },
  );

  test.each([
    ['the daily limit', DAY, USED_UP],
    [
      'an administrator',
      'This URL is not permitted by your admin',
      'Google does not let this script ask the portals: "This URL is not permitted by your admin" Ask your Google administrator.',
    ],
  ])('%s ends all asking at once', (_, error, sentence) => {
    const network = new FakeNetwork(() => ({ error }));
    const client = new PortalClient(undefined, network);
    expect(new Set(client.fetchAll(requests(309)).map(inWords))).toEqual(new Set([sentence]));
    const other = requestAbout('a', { portal: 'Other Portal' });
    expect(inWords(client.fetchAll([other])[0])).toBe(sentence);
    expect(network.batches).toHaveLength(1);
    expect(network.sleeps).toEqual([]);
  });

  test('what was answered before the limit is kept', () => {
    let calls = 0;
    const { words } = fetchAll(requests(50), () => (++calls <= 25 ? {} : { error: DAY }));
    expect(words.slice(0, 25)).toEqual(requests(25).map((_, index) => `vo${index}.: fine`));
    expect(new Set(words.slice(25))).toEqual(new Set([USED_UP]));
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
