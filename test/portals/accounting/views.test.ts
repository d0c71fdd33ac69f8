import { unescape } from 'node:querystring';
import { Views } from '../../../src/portals/accounting/views';
import { PortalClient } from '../../../src/portals/client';
import { periodOf } from '../../../src/domain/periods';
import { FakeNetwork } from '../../support/fake-network';

const BASE = 'https://accounting.egi.eu';
const PERIOD = periodOf('2026-01');
const choice = { metric: 'elap_processors', voGroup: 'egi', localJobs: 'onlyinfrajobs' };

/** A view of these VOs with 2 hours each, and a Total that is one off because of rounding. */
const viewOf = (vos: readonly string[]): string =>
  JSON.stringify([
    ...vos.map((id) => ({ id, '2026-01': 2.2, Total: 2 })),
    { id: 'Total', Total: 2 * vos.length + 1 },
    { id: 'Percent' },
    { id: 'xlegend' },
    { id: 'ylegend' },
    { id: 'var', xrange: 'DATE', yrange: 'VO', query: 'elap_processors' },
  ]);

const askedVos = (url: string): string[] =>
  unescape(url.split('/')[11]?.replace('custom-', '') ?? '').split(',');

function views(network: FakeNetwork): Views {
  return new Views(new PortalClient(undefined, network), BASE, { cloud: choice, egi: choice }, '2026-11');
}
const answering = (): FakeNetwork => new FakeNetwork((url) => ({ body: viewOf(askedVos(url)) }));

describe('hours of exactly the named VOs', () => {
  test('are asked for in one request a period', () => {
    const network = answering();
    const asked = ['2026-01', '2025-10'].map((month) => ({ period: periodOf(month), vos: ['a', 'b c'] }));
    const [result] = views(network).ofVos('egi', asked);
    expect(network.batches.flat().map(({ url }) => url)).toEqual([
      `${BASE}/egi/elap_processors/VO/DATE/2026/01/2026/03/custom-a,b%20c/onlyinfrajobs/JSON/JSON/`,
      `${BASE}/egi/elap_processors/VO/DATE/2025/10/2025/12/custom-a,b%20c/onlyinfrajobs/JSON/JSON/`,
    ]);
    expect(result).toEqual({
      value: {
        total: 5,
        vos: [
          { name: 'a', hours: 2 },
          { name: 'b c', hours: 2 },
        ],
      },
    });
  });

  test('are asked for in parts where the address would get long, and the totals add up', () => {
    const vos = Array.from({ length: 200 }, (_, index) => `vo.number-${String(index)}.example.org`);
    const network = answering();
    const [result] = views(network).ofVos('egi', [{ period: PERIOD, vos }]);
    const urls = network.batches.flat().map(({ url }) => url);
    expect(urls.length).toBe(3);
    expect(Math.max(...urls.map((url) => url.length))).toBeLessThanOrEqual(2000);
    expect(urls.flatMap(askedVos)).toEqual(vos);
    expect(result && 'value' in result && result.value?.total).toBe(2 * 200 + urls.length);
    expect(result && 'value' in result && result.value?.vos).toHaveLength(200);
  });

  test('fail as a whole when one part fails', () => {
    const vos = Array.from({ length: 200 }, (_, index) => `vo.number-${String(index)}.example.org`);
    const network = new FakeNetwork((url) =>
      url.includes('number-199') ? { status: 404 } : { body: viewOf(askedVos(url)) },
    );
    expect(views(network).ofVos('egi', [{ period: PERIOD, vos }])).toMatchObject([
      { failure: { message: 'The Accounting Portal answered with an error (HTTP 404).' } },
    ]);
  });

  test('are none at all when the portal has nothing for one part, which may be a fault', () => {
    const vos = Array.from({ length: 200 }, (_, index) => `vo.number-${String(index)}.example.org`);
    const network = new FakeNetwork((url) => ({
      body: url.includes('number-199') ? '[]' : viewOf(askedVos(url)),
    }));
    expect(views(network).ofVos('egi', [{ period: PERIOD, vos }])).toEqual([{ value: undefined }]);
  });

  test('with too long a name are not asked for, and the name is told; other periods are', () => {
    const vo = 'é'.repeat(400);
    const network = answering();
    const asked = [
      { period: PERIOD, vos: ['a', vo] },
      { period: PERIOD, vos: ['a'] },
    ];
    expect(views(network).ofVos('egi', asked)).toMatchObject([
      { failure: { message: `"${vo}" is too long a name to ask the Accounting Portal for its hours.` } },
      { value: { total: 3 } },
    ]);
  });

  test('are refused when the answer holds another VO', () => {
    const network = new FakeNetwork(() => ({ body: viewOf(['a', 'x']) }));
    const [result] = views(network).ofVos('egi', [{ period: PERIOD, vos: ['A'] }]);
    expect(result).toMatchObject({
      failure: { message: expect.stringMatching(/VO "x", which was not asked for/) as string },
    });
  });
});
