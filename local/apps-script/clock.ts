/** The time that scripts and services see, in milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
  /** Waits: a steered clock jumps, a running clock takes the real time. */
  sleep(milliseconds: number): Promise<void>;
}

/** A clock that only moves when told to, for tests. */
export class SteeredClock implements Clock {
  #now: number;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds);
    return Promise.resolve();
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The real clock, or the real clock set to another day. */
export class RunningClock implements Clock {
  readonly #offset: number;

  /** @param start what the clock shows now; the present without it */
  constructor(start: Date = new Date()) {
    this.#offset = start.getTime() - Date.now();
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
