import type { Failure } from '../failures';

/** One question to a portal. */
export interface Question<T> {
  /** The portal's name as people know it, for messages. */
  readonly portal: string;
  readonly url: string;
  /** Sent as `X-API-Key`, and then no redirect is followed, because the key is for this host alone. */
  readonly apiKey?: string;
  /** Turns the text of an answer with status 200 to 299 into a checked value; throws Failure. */
  readonly read: (body: string) => T;
}

export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** `timeoutSeconds` is documented by Google, but unknown to the published types. */
export type FetchRequest = GoogleAppsScript.URL_Fetch.URLFetchRequest & { timeoutSeconds: number };
export type FetchAnswer = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** What asking needs of Google. */
export interface Network {
  fetchAll: (requests: FetchRequest[]) => FetchAnswer[];
  sleep: (milliseconds: number) => void;
}
