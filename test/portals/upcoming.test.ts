import { PortalClient } from '../../src/portals/client';
import type { Answers, PortalRequest } from '../../src/portals/request';
import { inWords, requestAbout, requests } from '../support/asked';
import { FakeNetwork, type Reply } from '../support/fake-network';

const cached = (...asked: PortalRequest<string>[]): PortalRequest<string>[] =>
  asked.map((request) => ({ ...request, isCached: true as const }));
const now = cached(...requests(3));
const later = cached(requestAbout('x.'), requestAbout('y.'));

/** A client that is going to be asked for `x.` and `y.` after what it is asked for now. */
function clientOf(
  reply: (url: string, times: number) => Reply = () => ({}),
  upcoming: readonly PortalRequest<string>[] = later,
): { network: FakeNetwork; client: PortalClient; names: () => string[][] } {
  const network = new FakeNetwork(reply);
  const kept: Answers = new Map();
  const cache = {
    load: () => new Map(kept),
    store: (values: Answers) => values.forEach((v, k) => kept.set(k, v)),
  };
  const client = new PortalClient(undefined, network, cache, undefined, undefined, () => upcoming);
  const names = (): string[][] =>
    network.batches.map((batch) => batch.map(({ url }) => url.replace(/.*vo=|\.$/g, '')));
  return { network, client, names };
}

describe('requests that are made later', () => {
  test('go along in a batch that has room, and are not asked again', () => {
    const { client, names } = clientOf();
    client.fetchAll(now);
    expect(client.fetchAll(later).map(inWords)).toEqual(['x.: fine', 'y.: fine']);
    expect(names()).toEqual([['vo0', 'vo1', 'vo2', 'x', 'y']]);
  });

  test('go along as far as there is room', () => {
    const { client, names } = clientOf();
    client.fetchAll(cached(...requests(24)));
    expect(names().map((batch) => batch.length)).toEqual([25]);
    client.fetchAll(later);
    expect(names()[1]).toEqual(['y']);
  });

  test('count when they are asked for', () => {
    const { client } = clientOf();
    client.fetchAll(now);
    expect(client.requests).toBe(3);
    client.fetchAll(later);
    expect(client.requests).toBe(5);
  });

  test('do not go along to another portal, nor with what is not kept, nor where they would not be kept', () => {
    const elsewhere = cached(requestAbout('x.', { portal: 'Other Portal' }));
    for (const [asked, upcoming] of [
      [now, elsewhere],
      [requests(3), later],
      [now, [requestAbout('x.')]],
      [[...now, ...cached(requestAbout('z.', { portal: 'Other Portal' }))], later],
    ] as const) {
      const { client, names } = clientOf(undefined, upcoming);
      client.fetchAll(asked);
      expect(names()[0]).toHaveLength(asked.length);
    }
  });

  test('stop nobody: one that fails goes along once, and is asked again in its turn', () => {
    const { client, network, names } = clientOf((url) => (url.endsWith('x.') ? { status: 503 } : {}));
    expect(client.fetchAll(now).map(inWords)).toEqual(['vo0.: fine', 'vo1.: fine', 'vo2.: fine']);
    expect(names()).toHaveLength(1);
    expect(network.sleeps).toEqual([]);
    expect(client.fetchAll(later).map(inWords)).toEqual([expect.stringContaining('HTTP 503'), 'y.: fine']);
    expect(names().slice(1)).toEqual([['x'], ['x'], ['x']]);
    expect(client.requests).toBe(3 + 2 + 3);
  });

  test('that were refused for good are not asked again', () => {
    const { client, names } = clientOf((url) => (url.endsWith('x.') ? { status: 404 } : {}));
    client.fetchAll(now);
    expect(client.fetchAll(later).map(inWords)).toEqual([expect.stringContaining('HTTP 404'), 'y.: fine']);
    expect(names()).toHaveLength(1);
    expect(client.requests).toBe(5);
  });

  test.each(['Timeout: https://portal.example/users?vo=x.', 'Something else'])(
    'are left out where all that were sent have failed with "%s"',
    (error) => {
      const { client, names } = clientOf((url) => (url.endsWith('x.') ? { error } : {}));
      expect(client.fetchAll(now).map(inWords)).toEqual(['vo0.: fine', 'vo1.: fine', 'vo2.: fine']);
      expect(names()).toEqual([
        ['vo0', 'vo1', 'vo2', 'x', 'y'],
        ['vo0', 'vo1', 'vo2'],
      ]);
    },
  );

  test('take no blame away from those that are asked for', () => {
    const { client } = clientOf((url) => (url.endsWith('vo1.') ? { error: `Timeout: ${url}` } : {}));
    expect(client.fetchAll(now).map(inWords)).toEqual([
      'vo0.: fine',
      expect.stringContaining('did not answer'),
      'vo2.: fine',
    ]);
  });
});
