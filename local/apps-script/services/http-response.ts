import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HopResult } from '../../transport';
import { ServiceObject } from '../service-object';
import { decode, signed } from './bytes';

export type Answer = Extract<HopResult, { kind: 'answer' }>;

/** Bytes of an answer that is kept packed once it has been read: a script seldom reads one twice, and holds it to its end. */
const LARGE = 1_000_000;

/** The answer to a request of UrlFetchApp. */
export class HTTPResponse extends ServiceObject {
  readonly #answer: Omit<Answer, 'body'>;
  #body: { readonly bytes: Uint8Array; readonly isPacked: boolean };

  constructor({ body, ...answer }: Answer) {
    super();
    this.#answer = answer;
    this.#body = { bytes: body, isPacked: false };
  }

  getResponseCode(): number {
    return this.#answer.status;
  }

  /** @param charset by default the one that the answer names, otherwise UTF-8 */
  getContentText(charset?: string): string {
    const named = /charset="?([^\s;"]+)/i.exec(this.#contentType() ?? '')?.[1];
    return decode(this.#bytes(), charset ?? named);
  }

  getContent(): number[] {
    return signed(this.#bytes());
  }

  /** Names as the server sent them; of a header sent more than once, the last value. */
  getHeaders(): Record<string, string> {
    return Object.fromEntries(this.#answer.headers);
  }

  #bytes(): Uint8Array {
    const { bytes, isPacked } = this.#body;
    if (isPacked) return inflateRawSync(bytes);
    if (bytes.length > LARGE) this.#body = { bytes: deflateRawSync(bytes, { level: 1 }), isPacked: true };
    return bytes;
  }

  #contentType(): string | undefined {
    return this.#answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  }
}
