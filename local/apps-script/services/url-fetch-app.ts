import type { Clock } from '../clock';
import type { Transport } from '../../transport';
import type { Deviations } from '../deviations';
import { ServiceObject } from '../service-object';
import { decode } from './bytes';
import { readRequest, type FetchRequest } from './fetch-request';
import { HTTPResponse, type Answer } from './http-response';

/** One request as it left for the network. */
export interface FetchRecord {
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly method: string;
  readonly url: string;
  /** Names only: values may be secret. */
  readonly headerNames: readonly string[];
  /** Whether the server sent us here, rather than the script; such a request does not count for the quota. */
  readonly redirected: boolean;
  /** Whether this execution had asked the same before. */
  readonly repeated: boolean;
}

/** How many requests a script may make; change them to meet Google's limits in a test. */
export interface FetchQuota {
  perDay: number;
  /** Google names no number for "a short time": here requests in 10 seconds. */
  inShortTime: number;
}

/** What UrlFetchApp needs; `fetches` is added to. */
export interface Network {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly fetches: FetchRecord[];
  readonly quota: FetchQuota;
  readonly deviations: Deviations;
}

const day = 24 * 3_600_000;
/** Milliseconds. */
const LONGEST_WAIT = 360_000;
const shortTime = 10_000;
const mostRedirects = 20;
/** Bytes. */
const largestAnswer = 50 * 1024 * 1024;
/** How much of an answer goes into the message of its error, in characters. */
const shownOfAnswer = 500;

/** How a request ended, after how many milliseconds of a steered clock. */
interface Outcome {
  readonly answer: Answer | Error;
  readonly elapsed: number;
}

/** Asks servers on the web. */
export class UrlFetchApp extends ServiceObject {
  readonly #network: Network;
  readonly #asked = new Set<string>();

  constructor(network: Network) {
    super();
    this.#network = network;
  }

  async fetch(url: string, options?: Record<string, unknown>): Promise<HTTPResponse | undefined> {
    const [response] = await this.#fetchBatch([this.#read(url, options)]);
    return response;
  }

  /** Asks for all at once; one that fails, fails them all. Each is an address or options with a `url`. */
  fetchAll(requests: readonly (string | Record<string, unknown>)[]): Promise<HTTPResponse[]> {
    const read = requests.map((request) => {
      if (typeof request === 'string') return this.#read(request);
      const { url, ...options } = request;
      return this.#read(url, options);
    });
    return this.#fetchBatch(read);
  }

  #read(address: unknown, options?: Readonly<Record<string, unknown>>): FetchRequest {
    const { deviations } = this.#network;
    const request = readRequest(address, options);
    if (deviations.has('timeouts refused') && options?.timeoutSeconds !== undefined)
      throw new Error('Attribute provided with invalid value: timeoutSeconds');
    const headers = Object.entries(request.headers).filter(([name]) => name !== 'Range');
    return {
      ...request,
      ...(deviations.has('timeouts ignored') && { timeoutMilliseconds: LONGEST_WAIT }),
      ...(deviations.has('ranges ignored') && { headers: Object.fromEntries(headers) }),
    };
  }

  async #fetchBatch(requests: readonly FetchRequest[]): Promise<HTTPResponse[]> {
    this.#checkQuota(requests.length);
    const outcomes = await Promise.all(requests.map((request) => this.#follow(request)));
    await this.#network.clock.sleep(Math.max(0, ...outcomes.map(({ elapsed }) => elapsed)));
    return outcomes.map(({ answer }) => {
      if (answer instanceof Error) throw answer;
      return new HTTPResponse(answer);
    });
  }

  /** The request and the redirects that it meets. Custom headers go along wherever the server points to. */
  async #follow(request: FetchRequest): Promise<Outcome> {
    let { url, method, body } = request;
    let elapsed = 0;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      this.#record(method, url, request, hop > 0);
      const { headers, timeoutMilliseconds } = request;
      const hopRequest = { method, url, headers, body, timeoutMilliseconds };
      const result = await this.#network.transport(hopRequest, this.#network.clock);
      elapsed += result.elapsedMilliseconds;
      if (result.kind !== 'answer') return { answer: this.#fault(result.kind, url), elapsed };
      const next = request.followRedirects ? redirectOf(result, url) : undefined;
      if (next === undefined) return { answer: checked(result, request), elapsed };
      url = next;
      // As browsers do: 307 and 308 repeat the request as it was, the others ask for the new place.
      if (result.status < 307 && method !== 'GET') [method, body] = ['GET', undefined];
    }
    return { answer: new Error(`Address unavailable: ${url}`), elapsed };
  }

  #fault(kind: keyof typeof faults, url: string): Answer | Error {
    const { deviations } = this.#network;
    if (kind === 'dns' && deviations.has('unknown hosts answer'))
      return {
        kind: 'answer',
        status: 404,
        headers: [],
        body: Buffer.from(faults.dns),
        elapsedMilliseconds: 0,
      };
    return new Error(deviations.has('faults name no address') ? faults[kind] : `${faults[kind]}: ${url}`);
  }

  #record(method: string, url: string, { headers }: FetchRequest, redirected: boolean): void {
    // Another part of the same file is another request.
    const key = `${method} ${url} ${headers.Range ?? ''}`;
    const { fetches, clock } = this.#network;
    const headerNames = Object.keys(headers);
    fetches.push({ time: clock.now(), method, url, headerNames, redirected, repeated: this.#asked.has(key) });
    this.#asked.add(key);
  }

  #checkQuota(count: number): void {
    const { fetches, quota, clock } = this.#network;
    const since = (milliseconds: number): number =>
      fetches.filter(({ redirected, time }) => !redirected && time > clock.now() - milliseconds).length;
    if (since(day) + count > quota.perDay) {
      throw new Error('Service invoked too many times for one day: urlfetch.');
    }
    if (since(shortTime) + count > quota.inShortTime) {
      const advice = 'Try Utilities.sleep(1000) between calls.';
      throw new Error(`Service invoked too many times in a short time: urlfetch. ${advice}`);
    }
  }
}

const faults = { dns: 'DNS error', unavailable: 'Address unavailable', timeout: 'Timeout' };

function redirectOf({ status, headers }: Answer, url: string): string | undefined {
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  return URL.canParse(location, url) ? new URL(location, url).href : undefined;
}

function checked(answer: Answer, { url, muteHttpExceptions }: FetchRequest): Answer | Error {
  if (answer.body.length > largestAnswer) return new Error('Limit Exceeded: URLFetch Response Size.');
  if (answer.status < 400 || muteHttpExceptions) return answer;
  const { origin } = new URL(url);
  const shown = decode(answer.body).slice(0, shownOfAnswer);
  const advice = '(use muteHttpExceptions option to examine full response)';
  const failed = `Request failed for ${origin} returned code ${answer.status}.`;
  return new Error(`${failed} Truncated server response: ${shown} ${advice}`);
}
