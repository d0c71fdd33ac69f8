import { gunzipSync } from 'node:zlib';
import type { Transport } from '../transport';
import type { SamplePortals } from './portals';

/**
 * Reaches the sample portals without a network. Delays and hangs take no real time: they are told as
 * `elapsedMilliseconds`, up to the request's timeout. Hosts other than the portals' have no DNS entry;
 * at addresses that are reserved for documentation (RFC 5737) nobody answers.
 */
export function inProcess(portals: SamplePortals): Transport {
  const origins = portals.addresses.map((url) => new URL(url).origin);
  return ({ method, url, headers, timeoutMilliseconds }) => {
    const { origin, hostname } = new URL(url);
    if (hostname.startsWith('192.0.2.')) {
      return Promise.resolve({ kind: 'timeout', elapsedMilliseconds: timeoutMilliseconds });
    }
    if (!origins.includes(origin)) return Promise.resolve({ kind: 'dns', elapsedMilliseconds: 0 });
    const outcome = portals.answer({ method, url, headers });
    const late = outcome.kind === 'response' && outcome.delayMilliseconds > timeoutMilliseconds;
    if (outcome.kind === 'hang' || late) {
      return Promise.resolve({ kind: 'timeout', elapsedMilliseconds: timeoutMilliseconds });
    }
    if (outcome.kind !== 'response') {
      return Promise.resolve({ kind: outcome.kind, elapsedMilliseconds: 0 });
    }
    const { body, headers: sent } = outcome.response;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const isPacked = sent.some(([name, value]) => name === 'Content-Encoding' && value === 'gzip');
    return Promise.resolve({
      kind: 'answer',
      status: outcome.response.status,
      headers: sent,
      body: isPacked ? gunzipSync(bytes) : bytes,
      elapsedMilliseconds: outcome.delayMilliseconds,
    });
  };
}
