import { PortalClient } from '../../src/portals/client';
import { AskLater } from '../../src/portals/failures';
import type { Answers, AnswerCache } from '../../src/portals/request';
import { failed, fetchAll, inWords, requestAbout, requests, SILENT, timeout } from '../support/asked';
import { FakeNetwork, type Reply } from '../support/fake-network';

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

  test.each([true, false])('what Google refuses to send (named: %s) is asked once more', (isNamed) => {
    const refuse = (url: string): Reply => ({ error: `Attribut fehlerhaft${isNamed ? `: ${url}` : ''}` });
    const always = fetchAll(requests(50), (url) => (url.endsWith('=vo3.') ? refuse(url) : {}));
    expect(failed(always.results)).toHaveLength(1);
    expect(always.network.sleeps).toEqual([2]);
    let refusals = 0;
    const once = fetchAll(requests(1), (url) => (++refusals === 1 ? refuse(url) : {}));
    expect(failed(once.results)).toEqual([]);
  });

  test.each([
    'SSL Error https://portal.example',
    'Service error',
    '予期しないエラーが発生しました',
    'Errore imprevisto',
  ])('"%s" is passing', (error) => {
    const { results } = fetchAll(requests(1), (_, times) => (times === 1 ? { error } : {}));
    expect(failed(results)).toEqual([]);
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

  test.each([
    'Il servizio è stato richiamato troppe volte in un giorno: urlfetch.',
    '1 日にサービスを呼び出した回数が多すぎます: urlfetch。',
  ])('errors of every request in a row end all asking with the words of Google: %s', (error) => {
    const network = new FakeNetwork(() => ({ error }));
    const client = new PortalClient(undefined, network);
    const sentence = `Google sends none of this script's requests: "${error}"`;
    expect(client.fetchAll(requests(309)).map(inWords)).toEqual(Array(309).fill(sentence));
    expect(network.batches).toHaveLength(4);
    const other = requestAbout('a', { portal: 'Other Portal', url: 'https://other.example/' });
    expect(inWords(client.fetchAll([other])[0])).toBe(sentence);
    expect(network.batches).toHaveLength(4);
  });

  test('errors that name a portal say nothing about another one', () => {
    const network = new FakeNetwork((url) =>
      url.includes('portal.example') ? { error: `Errore DNS: https://portal.example` } : {},
    );
    const client = new PortalClient(undefined, network);
    expect(failed(client.fetchAll(requests(309)))).toHaveLength(309);
    const other = requestAbout('a', { portal: 'Other Portal', url: 'https://other.example/' });
    expect(inWords(client.fetchAll([other])[0])).toBe('a: fine');
  });

  test('what was answered before the limit is kept', () => {
    let calls = 0;
    const { words } = fetchAll(requests(50), () => (++calls <= 25 ? {} : { error: DAY }));
    expect(words.slice(0, 25)).toEqual(requests(25).map((_, index) => `vo${index}.: fine`));
    expect(new Set(words.slice(25))).toEqual(new Set([USED_UP]));
  });
});

describe('a portal that wants to be left alone', () => {
  const busy = (url: string): Reply =>
    url.includes('portal.example') ? { status: 503, headers: { 'Retry-After': '120' } } : {};
  const putOff = (ask: () => unknown): unknown => {
    try {
      return ask();
    } catch (error) {
      return error;
    }
  };

  test('is, where the asking may be put off: nothing is waited for, and another one is asked', () => {
    const network = new FakeNetwork(busy);
    const client = new PortalClient(undefined, network, undefined, () => 'put off');
    const later = putOff(() => client.fetchAll(requests(3)));
    expect(later).toBeInstanceOf(AskLater);
    expect(later).toMatchObject({ portal: 'Sample Portal', seconds: 120 });
    expect(putOff(() => client.fetchAll(requests(3)))).toBeInstanceOf(AskLater);
    expect(network.batches).toHaveLength(1);
    expect(network.sleeps).toEqual([]);
    const other = requestAbout('a', { portal: 'Other Portal', url: 'https://other.example/' });
    expect(inWords(client.fetchAll([other])[0])).toBe('a: fine');
  });

  test('has what it answered until then kept', () => {
    const known: Answers = new Map();
    const cache: AnswerCache = {
      load: () => new Map(known),
      store: (values) => {
        values.forEach((value, url) => known.set(url, value));
      },
    };
    const network = new FakeNetwork((url) => (url.endsWith('=vo1.') ? busy(url) : {}));
    const client = new PortalClient(undefined, network, cache, () => 'put off');
    const cached = requests(3).map((request) => ({ ...request, isCached: true as const }));
    expect(putOff(() => client.fetchAll(cached))).toBeInstanceOf(AskLater);
    expect(known.size).toBe(2);
  });

  test('is asked for nothing more where that is given up, unless it answers some of it', () => {
    const all = new FakeNetwork(busy);
    const client = new PortalClient(undefined, all, undefined, () => 'give up');
    expect(failed(client.fetchAll(requests(60)))).toHaveLength(60);
    const [first, last] = [client.fetchAll(requests(1))[0], client.fetchAll(requests(60))[59]];
    expect([inWords(first), inWords(last)]).toEqual(
      Array(2).fill(
        'Not asked, because the Sample Portal asks to be left alone at the moment. Refresh again later.',
      ),
    );
    expect(all.batches).toHaveLength(1);
    expect(all.sleeps).toEqual([]);
    const one = new FakeNetwork((url) => (url.endsWith('=vo1.') ? busy(url) : {}));
    const other = new PortalClient(undefined, one, undefined, () => 'give up');
    expect(failed(other.fetchAll(requests(60)))).toHaveLength(1);
    expect(one.batches).toHaveLength(3);
  });

  test('for a short time is waited for, and so it is where the asking cannot be put off', () => {
    const short = new FakeNetwork((_, times) =>
      times === 1 ? { status: 503, headers: { 'Retry-After': '20' } } : {},
    );
    expect(
      failed(new PortalClient(undefined, short, undefined, () => 'put off').fetchAll(requests(1))),
    ).toEqual([]);
    expect(short.sleeps).toEqual([20]);
    const network = new FakeNetwork(busy);
    expect(failed(new PortalClient(undefined, network).fetchAll(requests(1)))).toHaveLength(1);
    expect(network.sleeps).toEqual([30, 30]);
  });
});
