import type { HopResult } from '../../transport';
import { ServiceObject } from '../service-object';
import { decode, signed } from './bytes';

export type Answer = Extract<HopResult, { kind: 'answer' }>;

/** The answer to a request of UrlFetchApp. */
export class HTTPResponse extends ServiceObject {
  readonly #answer: Answer;

  constructor(answer: Answer) {
    super();
    this.#answer = answer;
  }

  getResponseCode(): number {
    return this.#answer.status;
  }

  /** @param charset by default the one that the answer names, otherwise UTF-8 */
  getContentText(charset?: string): string {
    const named = /charset="?([^\s;"]+)/i.exec(this.#contentType() ?? '')?.[1];
    return decode(this.#answer.body, charset ?? named);
  }

  getContent(): number[] {
    return signed(this.#answer.body);
  }

  /** Names as the server sent them; of a header sent more than once, the last value. */
  getHeaders(): Record<string, string> {
    return Object.fromEntries(this.#answer.headers);
  }

  #contentType(): string | undefined {
    return this.#answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  }
}
