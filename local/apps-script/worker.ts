/** A thread for executions, one after another: each evaluates the bundle in a fresh context and calls one function. */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { createContext, Script } from 'node:vm';
import type { Bridge, Ending } from './realm';
import type { describe, install } from './realm';
import type { WrittenReply } from './wire';

/** What an execution is started with; the services and arguments are written (wire.ts). */
export interface Start {
  /** The compiled realm.ts: an expression that gives its exports. */
  readonly realm: string;
  readonly bundle: string;
  readonly functionName: string;
  readonly args: string;
  readonly globals: string;
  readonly zone: string;
  readonly shared: SharedArrayBuffer;
}

/** What a worker tells: a call, to be answered by a text, or the JSON of the {@link Ending}. */
export type FromWorker = { readonly call: string } | { readonly ending: string };

/** Size in bytes and places of what both threads see: a flag that the answer is there, and the clock. */
export const sharedLayout = { bytes: 24, flag: 0, clock: 8 } as const;

parentPort?.on('message', execute.bind(undefined, parentPort));

function execute(port: NonNullable<typeof parentPort>, start: Start): void {
  const flag = new Int32Array(start.shared, sharedLayout.flag, 1);
  const clock = new Float64Array(start.shared, sharedLayout.clock, 2);
  let lastKind: WrittenReply['kind'] = 'value';
  const bridge: Bridge = {
    ask: (request) => {
      Atomics.store(flag, 0, 0);
      port.postMessage({ call: request } satisfies FromWorker);
      // The waking for the answer before may come late, and is not the one for this.
      while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
      const { text, kind } = (receiveMessageOnPort(port) as { message: WrittenReply }).message;
      lastKind = kind;
      return text;
    },
    kind: () => lastKind,
    // The base, and how much of the real time comes on top of it: all on a running clock, nothing on a steered one.
    now: () => Math.floor((clock[0] ?? 0) + (clock[1] ?? 0) * Date.now()),
    zone: start.zone,
  };
  // Without a prototype of its own: that would be an object of this thread, and lead the script out to Node.
  const context = createContext(Object.create(null) as object);
  const realm = scriptOf(start.realm, 'realm').runInContext(context) as {
    install: typeof install;
    describe: typeof describe;
  };
  const run = realm.install(bridge, start.globals);
  const ending = evaluate(start.bundle, context, realm.describe) ?? run(start.functionName, start.args);
  // What the function left to promises still runs, as in Apps Script, before the execution ends.
  setImmediate(() => port.postMessage({ ending } satisfies FromWorker));
}

const scripts = new Map<string, Script>();

/** Compiled once a thread: only the code is shared by executions, what it makes is made anew in each context. */
function scriptOf(code: string, filename: string): Script {
  const script = scripts.get(code) ?? new Script(code, { filename });
  scripts.set(code, script);
  return script;
}

/** @returns the ending, when already loading the bundle failed */
function evaluate(
  bundle: string,
  context: object,
  toEnding: (thrown: unknown) => Ending,
): string | undefined {
  try {
    scriptOf(bundle, 'Code.js').runInContext(context);
    return undefined;
  } catch (thrown) {
    return JSON.stringify(toEnding(thrown));
  }
}
