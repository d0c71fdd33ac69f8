import { Failure } from '../failure';

/** One request to a portal. */
export interface PortalRequest<T> {
  /** The portal's name as users know it, for messages. */
  readonly portal: string;
  readonly url: string;
  /** Headers of the request besides those that every one has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** That its headers hold a key for this host alone: no redirect is followed then, and a refusal is one of the key. */
  readonly isSecret?: true;
  /**
   * That the value is plain JSON (or undefined) and follows from the address and its answer alone: it is then asked for
   * once in a refresh, however many executions that takes.
   */
  readonly isCached?: true;
  /** Asks for these bytes of the answer alone, both ends included (RFC 9110, 14.2); a server may ignore that. */
  readonly range?: { readonly first: number; readonly last: number };
  /** The text shall have one character per byte (ISO-8859-1), because it may begin or end within a character. */
  readonly isBytes?: true;
  /** Seconds to wait for a large answer, when it is asked for the first time. */
  readonly timeoutSeconds?: number;
  /** Turns the text of an answer with status 200 to 299 into a checked value; throws Failure. */
  readonly parse: (body: string, head?: AnswerHead) => T;
}

/** What came with the text of an answer; where nothing is said of it, it is a whole one without headers. */
export interface AnswerHead {
  readonly status: number;
  /** A header by its name in lower case; '' where there is none. */
  readonly header: (name: string) => string;
}
export const NO_HEAD: AnswerHead = { status: 200, header: () => '' };

/** A text from outside as part of an address. Halves of characters cannot stand there. */
export const inAddress = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

export type Result<T> = { readonly value: T } | { readonly failure: Failure };

/** Checked values by the address that was asked. */
export type Answers = Map<string, unknown>;

/** Keeps what has been answered for the next execution of the same refresh. */
export interface AnswerCache {
  load: () => Answers;
  store: (values: Answers) => void;
}

/** What a work gives, or the Failure that it throws. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof Failure) return { failure: error };
    throw error;
  }
}

/** The value of a result; throws its failure. */
export function unwrap<T>(result: Result<T>): T {
  if ('failure' in result) throw result.failure;
  return result.value;
}

/** `timeoutSeconds` is documented by Google, but unknown to the published types. */
export type FetchRequest = GoogleAppsScript.URL_Fetch.URLFetchRequest & { timeoutSeconds: number };
export type FetchAnswer = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** What asking needs of Google. */
export interface Network {
  fetchAll: (requests: FetchRequest[]) => FetchAnswer[];
  sleep: (milliseconds: number) => void;
}
