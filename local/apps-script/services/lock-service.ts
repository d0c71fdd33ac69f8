import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '../clock';
import { ExecutionDied } from '../errors';
import type { Execution } from '../execution';
import { ServiceObject } from '../service-object';

/** How often somebody who waits looks again, in milliseconds of the clock. */
const step = 100;

/** All locks of a script bound to a document, and who holds them. An execution that is over holds none. */
export class Locks {
  readonly #holders = new Map<string, Execution>();
  readonly #executions: ReadonlySet<Execution>;

  /** @param executions those of the script that are not over yet */
  constructor(executions: ReadonlySet<Execution>) {
    this.#executions = executions;
  }

  holds(name: string, execution: Execution): boolean {
    return !execution.over && this.#holders.get(name) === execution;
  }

  /** Waits for the lock at most so long. @returns whether it has got it */
  async take(name: string, execution: Execution, milliseconds: number): Promise<boolean> {
    if (milliseconds < 0) return false;
    const { clock } = execution;
    const until = clock.now() + milliseconds;
    while (!this.#isFreeFor(name, execution)) {
      const left = until - clock.now();
      if (left <= 0) return false;
      await execution.whileWaiting(() => this.#pause(clock, Math.min(left, step)));
      if (execution.over) throw new ExecutionDied();
    }
    this.#holders.set(name, execution);
    return true;
  }

  release(name: string, execution: Execution): void {
    if (this.holds(name, execution)) this.#holders.delete(name);
  }

  releaseAll(execution: Execution): void {
    for (const name of this.#holders.keys()) this.release(name, execution);
  }

  #isFreeFor(name: string, execution: Execution): boolean {
    const holder = this.#holders.get(name);
    return holder === undefined || holder === execution || holder.over;
  }

  /** Time on a steered clock passes only while nobody can go on: otherwise those who can get real time to do so. */
  async #pause(clock: Clock, milliseconds: number): Promise<void> {
    if ([...this.#executions].some((other) => !other.waiting)) await setTimeout(1);
    else await clock.sleep(milliseconds);
    await setImmediate();
  }
}

export class LockService extends ServiceObject {
  readonly #locks: Locks;
  readonly #execution: Execution;
  readonly #user: string;

  constructor(locks: Locks, execution: Execution, user: string) {
    super();
    this.#locks = locks;
    this.#execution = execution;
    this.#user = user;
  }

  getScriptLock(): Lock {
    return new Lock('script', this.#locks, this.#execution);
  }

  getDocumentLock(): Lock {
    return new Lock('document', this.#locks, this.#execution);
  }

  getUserLock(): Lock {
    return new Lock(`user ${this.#user}`, this.#locks, this.#execution);
  }
}

/** A lock that at most one execution holds at a time. */
export class Lock extends ServiceObject {
  readonly #name: string;
  readonly #locks: Locks;
  readonly #execution: Execution;

  constructor(name: string, locks: Locks, execution: Execution) {
    super();
    this.#name = name;
    this.#locks = locks;
    this.#execution = execution;
  }

  tryLock(milliseconds: number): Promise<boolean> {
    return this.#locks.take(this.#name, this.#execution, milliseconds);
  }

  async waitLock(milliseconds: number): Promise<void> {
    if (await this.tryLock(milliseconds)) return;
    throw new Error('Lock timeout: another process was holding the lock for too long.');
  }

  hasLock(): boolean {
    return this.#locks.holds(this.#name, this.#execution);
  }

  releaseLock(): void {
    this.#locks.release(this.#name, this.#execution);
  }
}
