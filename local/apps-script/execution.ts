import { AsyncResource } from 'node:async_hooks';
import type { Worker } from 'node:worker_threads';
import { BundledWrites, type LateRefusal } from './bundled-writes';
import type { AroundCall, Call } from './call';
import { RunningClock, type Clock } from './clock';
import { compile } from './compiled';
import { EmulationFault, ExecutionDied, ScriptError } from './errors';
import { HandleTable } from './handle-table';
import type { Ending } from './realm';
import type { ServiceObject } from './service-object';
import { giveBack, takeThread } from './threads';
import { read, write, writeReply, type WrittenReply } from './wire';
import { sharedLayout, type FromWorker, type Start } from './worker';

export type { AroundCall, Call } from './call';

/** What an execution runs, and how. */
export interface ExecutionPlan {
  readonly functionName: string;
  /** Text of the whole script. */
  readonly bundle: string;
  /** Time zone of the script's dates. */
  readonly zone: string;
  readonly clock: Clock;
  readonly limitMilliseconds: number;
  /** Throws Google's error when the call is not allowed. */
  readonly authorise: (call: Call) => void;
  /** Gives the result from what the function returned, or throws the reason to refuse that. */
  readonly accept: (returned: unknown) => unknown;
  /** Told once, when the execution is over. */
  readonly onOver: () => void;
  readonly aroundCall?: AroundCall | undefined;
  readonly lateRefusal?: LateRefusal | undefined;
}

/**
 * One run of one function of a script, in a thread and context of its own. At its time limit it dies: the call in hand
 * and all later ones have no effect and no answer, and nothing of the script runs any more.
 */
export class Execution {
  /** How many calls the script made, by {@link Call.name}. */
  readonly calls = new Map<string, number>();
  /** The clock for the services of this execution: a sleep that reaches the time limit ends the execution. */
  readonly clock: Clock;
  /**
   * What the function returned. Rejects with {@link ScriptError}, {@link ExecutionDied} or {@link EmulationFault}.
   */
  readonly result: Promise<unknown>;
  readonly #plan: ExecutionPlan;
  readonly #writes: BundledWrites;
  readonly #deadline: number;
  readonly #handles = new HandleTable();
  readonly #shared = new SharedArrayBuffer(sharedLayout.bytes);
  #settle!: { resolve: (value: unknown) => void; reject: (reason: Error) => void };
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #callCount = 0;
  #over = false;
  #waiting = false;

  constructor(plan: ExecutionPlan) {
    this.#plan = plan;
    this.#writes = new BundledWrites(plan.lateRefusal);
    this.#deadline = plan.clock.now() + plan.limitMilliseconds;
    this.clock = { now: () => plan.clock.now(), sleep: (milliseconds) => this.#sleep(milliseconds) };
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
  }

  /** Whether it has ended, in whatever way. */
  get over(): boolean {
    return this.#over;
  }

  /** Whether it cannot go on by itself: it is paused at a call, or waits for a lock or a person. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Starts the script with its global services and the arguments of the function. */
  start(services: Readonly<Record<string, ServiceObject>>, args: readonly unknown[]): void {
    const { worker, realm } = compile();
    const { bundle, functionName, zone, limitMilliseconds } = this.#plan;
    for (const [name, service] of Object.entries(services)) this.#handles.add(service, name);
    // What comes besides the services are events, with ranges and the like.
    const toHandle = this.#handles.writer('SpreadsheetApp');
    const start: Start = {
      realm,
      bundle,
      functionName,
      globals: write(services, toHandle),
      args: write(args, toHandle),
      zone,
      shared: this.#shared,
    };
    this.#shareClock();
    // A script that only computes makes no call at which the clock could be looked at.
    this.#timer = setTimeout(() => this.fail(new ExecutionDied()), limitMilliseconds);
    this.#worker = takeThread(worker);
    const hear = (message: FromWorker): void => {
      if ('call' in message) void this.#answer(message.call);
      else this.#end(JSON.parse(message.ending) as Ending);
    };
    // For whoever has started this execution, not for whoever the thread was made for.
    this.#worker.on('message', AsyncResource.bind(hear));
    this.#worker.on('error', (error) => this.fail(new EmulationFault(String(error), { cause: error })));
    this.#worker.on('exit', () =>
      this.fail(new EmulationFault(`The thread of ${functionName} ended by itself.`)),
    );
    this.#worker.postMessage(start);
  }

  /** Ends the execution at once, wherever it is. */
  fail(reason: Error): void {
    if (!this.#close()) return;
    void this.#worker?.terminate();
    this.#settle.reject(reason);
  }

  /** Waits for something that this execution cannot bring about itself. */
  async whileWaiting<T>(wait: () => Promise<T>): Promise<T> {
    this.#waiting = true;
    try {
      return await wait();
    } finally {
      this.#waiting = false;
    }
  }

  async #answer(request: string): Promise<void> {
    const [id, method, args] = read(request, (handle) => this.#handles.get(handle.id).object) as [
      number,
      string,
      unknown[],
    ];
    const { object, service } = this.#handles.get(id);
    const name = `${object.constructor.name}.${method}`;
    const call: Call = { number: ++this.#callCount, name, service, args };
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    try {
      const reply = await this.#perform(call, object, method);
      this.#mustLive();
      this.#reply(reply);
    } catch (error) {
      const died = error instanceof ExecutionDied;
      this.fail(died ? error : new EmulationFault(`${name}: ${String(error)}`, { cause: error }));
    }
  }

  async #perform(call: Call, object: ServiceObject, method: string): Promise<WrittenReply> {
    const proceed = async (): Promise<unknown> => {
      this.#waiting = false;
      this.#mustLive();
      this.#plan.authorise(call);
      const value = await this.#writes.perform(call, object, () => {
        const member = (object as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[
          method
        ];
        return member?.apply(object, call.args as unknown[]);
      });
      this.#waiting = this.#plan.aroundCall !== undefined;
      return value;
    };
    try {
      const around = this.#plan.aroundCall;
      const value = await (around === undefined ? proceed() : this.whileWaiting(() => around(call, proceed)));
      return writeReply({ value }, this.#handles.writer(call.service));
    } catch (error) {
      // Services speak by plain Errors; anything else is a mistake in them, which no script may hide by a catch.
      if (!(error instanceof Error) || error.name !== 'Error') throw error;
      return writeReply({ error: error.message }, this.#handles.writer(call.service));
    }
  }

  #reply(reply: WrittenReply): void {
    this.#shareClock();
    this.#worker?.postMessage(reply);
    const flag = new Int32Array(this.#shared, sharedLayout.flag, 1);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  }

  #shareClock(): void {
    const { clock } = this.#plan;
    const place = new Float64Array(this.#shared, sharedLayout.clock, 2);
    if (clock instanceof RunningClock) place.set([clock.now() - Date.now(), 1]);
    else place.set([clock.now(), 0]);
  }

  async #sleep(milliseconds: number): Promise<void> {
    const { clock } = this.#plan;
    await clock.sleep(Math.max(0, Math.min(milliseconds, this.#deadline - clock.now())));
    this.#mustLive();
  }

  #mustLive(): void {
    if (this.#over || this.#plan.clock.now() >= this.#deadline) throw new ExecutionDied();
  }

  #end(ending: Ending): void {
    if (!this.#close()) return;
    if (this.#worker) giveBack(this.#worker);
    try {
      if (!('value' in ending)) throw new ScriptError(ending);
      this.#sendRest();
      const value = read(ending.value, (handle) => this.#handles.get(handle.id).object);
      this.#settle.resolve(this.#plan.accept(value));
    } catch (error) {
      this.#settle.reject(error as Error);
    }
  }

  /** What is still to be written is sent at the end of the function, which fails when that is refused. */
  #sendRest(): void {
    try {
      this.#writes.tell();
    } catch (error) {
      const { message } = error as Error;
      throw new ScriptError({ name: 'Exception', message, stack: `Exception: ${message}` });
    }
  }

  /** @returns false when the execution was over already */
  #close(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#plan.onOver();
    return true;
  }
}
