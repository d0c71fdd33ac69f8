import { isPassing, isUnknown } from './failures';
import type { PortalRequest, Result } from './request';
import type { Task } from './batches';

/**
 * Requests that a refresh is going to make later: they go along in batches to the same portal that have room, as a batch of
 * three takes as long as one of 25. What fails in passing then is asked again when its turn comes.
 */
export class Upcoming {
  /** Addresses that went along: each does so once. */
  readonly #sent = new Set<string>();
  /** What came of those that nobody has asked for yet; undefined where that may have passed. */
  readonly #unclaimed = new Map<string, Result<unknown> | undefined>();

  /** @param requests those that are still to be made, whatever is answered meanwhile */
  constructor(private readonly requests: () => readonly PortalRequest<unknown>[]) {}

  /**
   * What goes along with a batch. A batch to several portals has nothing along, because the slowest one holds up all.
   *
   * @param room how many may
   * @param isKnown whether an address needs not be asked
   */
  along(batch: readonly Task<unknown>[], room: number, isKnown: (url: string) => boolean): Task<unknown>[] {
    const portals = new Set(batch.map(({ request }) => request.portal));
    // What is not kept would be asked again.
    const isPart = batch.every(({ request }) => request.isCached);
    if (room <= 0 || portals.size !== 1 || !isPart) return [];
    const fitting = this.requests().filter(
      ({ portal, url, isCached }) => isCached && portals.has(portal) && !this.#sent.has(url) && !isKnown(url),
    );
    const tasks = fitting.slice(0, room).map((request) => ({ request, result: undefined, isAlong: true }));
    tasks.forEach(({ request }) => this.#sent.add(request.url));
    return tasks;
  }

  /** Notes what came of those that went along. */
  note(along: readonly Task<unknown>[]): void {
    for (const { request, result } of along) {
      const mayPass =
        result && 'failure' in result && (isPassing(result.failure) || isUnknown(result.failure));
      this.#unclaimed.set(request.url, mayPass ? undefined : result);
    }
  }

  /** What is known of a request that is made now. */
  claim<T>({ url }: PortalRequest<T>): Result<T> | undefined {
    const result = this.#unclaimed.get(url);
    this.#unclaimed.delete(url);
    return result as Result<T> | undefined;
  }

  /** How many were sent that nobody has asked for yet. */
  get unclaimed(): number {
    return this.#unclaimed.size;
  }
}
