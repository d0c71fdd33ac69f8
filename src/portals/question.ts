import type { Failure } from '../failures';

/** One question to a portal. */
export interface Question<T> {
  /** The portal's name as people know it, for messages. */
  readonly portal: string;
  readonly url: string;
  /** Sent as `X-API-Key`, and then no redirect is followed, because the key is for this host alone. */
  readonly apiKey?: string;
  /**
   * That the value is plain JSON (or undefined) and follows from the address and its answer alone: it is then asked for
   * once in a refresh, however many executions that takes.
   */
  readonly isRemembered?: true;
  /** Turns the text of an answer with status 200 to 299 into a checked value; throws Failure. */
  readonly read: (body: string) => T;
}

export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** Checked values by the address that was asked. */
export type Known = Map<string, unknown>;

/** Keeps what has been answered for the next execution of the same refresh. */
export interface Memory {
  recall: () => Known;
  remember: (values: Known) => void;
}

/** `timeoutSeconds` is documented by Google, but unknown to the published types. */
export type FetchRequest = GoogleAppsScript.URL_Fetch.URLFetchRequest & { timeoutSeconds: number };
export type FetchAnswer = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** What asking needs of Google. */
export interface Network {
  fetchAll: (requests: FetchRequest[]) => FetchAnswer[];
  sleep: (milliseconds: number) => void;
}
