import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HopResult, Transport } from './transport';
import { unpacked } from './unpacked';

/** One byte more than UrlFetchApp accepts (50 MB), so that it can see that an answer is too large. */
const MOST_BYTES = 50 * 1024 * 1024 + 1;

/** Real HTTP and HTTPS, one hop a call. Time passes by itself, so `elapsedMilliseconds` is always 0. */
export function httpTransport(): Transport {
  return (hop) =>
    new Promise<HopResult>((resolve) => {
      const url = new URL(hop.url);
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const headers = { 'User-Agent': 'OKR-Stats-local', ...hop.headers };
      const request = send(url, { method: hop.method, headers });
      const timer = setTimeout(() => {
        resolve({ kind: 'timeout', elapsedMilliseconds: 0 });
        request.destroy();
      }, hop.timeoutMilliseconds);
      const fail = ({ code }: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        const dns = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
        resolve({ kind: dns ? 'dns' : 'unavailable', elapsedMilliseconds: 0 });
      };
      request.on('error', fail);
      request.on('response', (response) => {
        readBody(response).then((body) => {
          clearTimeout(timer);
          resolve({
            kind: 'answer',
            status: response.statusCode ?? 0,
            headers: headersAsSent(response),
            body,
            elapsedMilliseconds: 0,
          });
        }, fail);
      });
      request.end(hop.body);
    });
}

function headersAsSent(response: IncomingMessage): (readonly [string, string])[] {
  const raw = response.rawHeaders;
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const stream = unpacked(response, response.headers['content-encoding']);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES);
}
