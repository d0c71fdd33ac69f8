import { ACCEPTED_ENCODINGS } from '../../unpacked';
import { isTextual } from './arguments';
import { bytesOf } from './bytes';

/** A request of UrlFetchApp, checked. */
export interface FetchRequest {
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly muteHttpExceptions: boolean;
  readonly followRedirects: boolean;
  readonly timeoutMilliseconds: number;
}

/** Google's limit of 2 kB, in characters as measured by users. */
const longestUrl = 2082;
const methods = ['get', 'delete', 'patch', 'post', 'put'];
/** Google sets these itself and refuses them from a script. */
const reservedHeaders = ['host', 'content-length'];

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The options there are, and what each takes. */
const options: Readonly<Record<string, (value: unknown) => boolean>> = {
  method: (value) => typeof value === 'string' && methods.includes(value.toLowerCase()),
  headers: isObject,
  payload: (value) => typeof value === 'string' || Array.isArray(value) || isObject(value),
  contentType: (value) => typeof value === 'string',
  muteHttpExceptions: isBoolean,
  followRedirects: isBoolean,
  validateHttpsCertificates: isBoolean,
  escaping: isBoolean,
  timeoutSeconds: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 360,
};

/**
 * Checks the address and options of a request.
 * @throws Error in Google's words
 */
export function readRequest(address: unknown, given: Readonly<Record<string, unknown>> = {}): FetchRequest {
  for (const [name, value] of Object.entries(given)) {
    if (options[name]?.(value) !== true) throw new Error(`Attribute provided with invalid value: ${name}`);
  }
  const payload = given.payload;
  const method = (given.method as string | undefined) ?? (payload === undefined ? 'get' : 'post');
  const contentType = (given.contentType as string | undefined) ?? contentTypeOf(payload);
  return {
    url: readAddress(address),
    method: method.toUpperCase(),
    headers: {
      'User-Agent': 'Mozilla/5.0 (compatible; Google-Apps-Script)',
      'Accept-Encoding': ACCEPTED_ENCODINGS,
      ...(contentType !== undefined && { 'Content-Type': contentType }),
      ...readHeaders((given.headers as Record<string, unknown> | undefined) ?? {}),
    },
    body: payload === undefined ? undefined : bodyOf(payload),
    muteHttpExceptions: given.muteHttpExceptions === true,
    followRedirects: given.followRedirects !== false,
    timeoutMilliseconds: ((given.timeoutSeconds as number | undefined) ?? 360) * 1000,
  };
}

function readAddress(address: unknown): string {
  if (typeof address !== 'string' || address === '') throw new Error('Attribute provided with no value: url');
  if (address.length > longestUrl) throw new Error('Limit Exceeded: URLFetch URL Length.');
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(complete) || !/^https?:/i.test(complete)) throw new Error(`Invalid argument: ${address}`);
  return complete;
}

function readHeaders(headers: Record<string, unknown>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => {
    if (!isTextual(value) || reservedHeaders.includes(name.toLowerCase()))
      throw new Error(`Attribute provided with invalid value: Header:${name}`);
    return [name, String(value)];
  });
  return Object.fromEntries(pairs);
}

function contentTypeOf(payload: unknown): string | undefined {
  if (payload === undefined) return undefined;
  return Array.isArray(payload) ? 'application/octet-stream' : 'application/x-www-form-urlencoded';
}

function bodyOf(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  if (Array.isArray(payload)) return bytesOf(payload as number[]).toString('utf8');
  const fields = Object.entries(payload as Record<string, unknown>);
  return new URLSearchParams(
    fields.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}
