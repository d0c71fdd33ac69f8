import { AskLater, WantsRest } from './failures';

/**
 * What becomes of requests to a portal that wants to be left alone for a while: they are put off; they are given up; or
 * the portal is asked again after a short wait all the same.
 */
export type AtRest = 'put off' | 'give up' | 'wait';

/** The portals that want to be left alone. */
export class Rests {
  /** Portals of whose last requests none was answered. */
  readonly #silent = new Set<string>();

  /**
   * @param atRest what is done, given for how many seconds a portal wants to be left alone
   * @param notBefore when portals may be asked again, in milliseconds since 1970; kept up to date
   */
  constructor(
    private readonly atRest: (seconds: number) => AtRest,
    private readonly notBefore: Map<string, number>,
  ) {}

  /** Notes what came of requests to a portal. */
  note(portal: string, seconds: number, isAnyAnswered: boolean): void {
    if (isAnyAnswered) this.#silent.delete(portal);
    else this.#silent.add(portal);
    if (seconds === 0) return;
    this.notBefore.set(portal, Math.max(Date.now() + seconds * 1000, this.notBefore.get(portal) ?? 0));
  }

  /**
   * Whether what was not answered is not asked again.
   *
   * @throws AskLater when it is to be put off
   */
  givesUp(portal: string): boolean {
    const seconds = Math.ceil(((this.notBefore.get(portal) ?? 0) - Date.now()) / 1000);
    if (seconds <= 0) return false;
    const what = this.atRest(seconds);
    if (what === 'put off') throw new AskLater(portal, seconds);
    return what === 'give up';
  }

  /**
   * Why a portal is not asked at all; undefined when it is. One that has answered some of what it was asked goes on
   * being asked for the rest.
   *
   * @throws AskLater when that is to be put off
   */
  refusal(portal: string): WantsRest | undefined {
    return this.givesUp(portal) && this.#silent.has(portal) ? new WantsRest(portal) : undefined;
  }
}
