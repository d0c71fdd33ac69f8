import type { Clock } from './apps-script/clock';

/** One hop of a request as it leaves UrlFetchApp: no redirect is followed here. */
export interface HopRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMilliseconds: number;
}

/**
 * What came back from one hop. `elapsedMilliseconds` is how long the answer took on a steered clock (UrlFetchApp then
 * moves the clock by the slowest of its parallel requests); 0 where real time has passed instead.
 */
export type HopResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names as the server sent them; a name may occur more than once. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: Uint8Array;
      readonly elapsedMilliseconds: number;
    }
  | { readonly kind: 'dns' | 'unavailable' | 'timeout'; readonly elapsedMilliseconds: number };

/** The network as UrlFetchApp reaches it: sample portals in process, or HTTP. */
export type Transport = (request: HopRequest, clock: Clock) => Promise<HopResult>;
