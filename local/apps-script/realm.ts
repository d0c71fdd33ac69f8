/**
 * The part of the runtime that is evaluated inside a script's own context, so that everything a script holds (errors,
 * dates, arrays, services) is made with that context's constructors.
 */
import { installDate } from './script-date';
import { read, readReply, write, type Handle, type ServiceType, type WrittenReply } from './wire';

/** What the worker gives the context. Only text passes: an object of the worker would lead a script out to Node. */
export interface Bridge {
  /** Sends the written list of service, method and arguments; waits for the text of the reply. */
  readonly ask: (request: string) => string;
  /** What the last reply was. */
  readonly kind: () => WrittenReply['kind'];
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Time zone of the script. */
  readonly zone: string;
}

/** How a function ended: with a written value, or with what it did not catch. */
export type Ending =
  { readonly value: string } | { readonly name: string; readonly message: string; readonly stack: string };

/** What V8 puts into every context and Apps Script does not have. */
const absent = ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'console'];

/** What Google's services throw: `String(error)` is `Exception: text`. */
class Exception extends Error {
  constructor(message: string) {
    super(message);
    this.stack = scriptFrames(this.stack);
  }
}
Object.defineProperty(Exception.prototype, 'name', { value: 'Exception' });

/**
 * Prepares the context.
 * @param globals the services by name, written
 * @returns a function that runs a global function with the written list of arguments and gives the {@link Ending}
 * as JSON
 */
export function install(bridge: Bridge, globals: string): (functionName: string, args: string) => string {
  for (const name of absent) Reflect.deleteProperty(globalThis, name);
  installDate(bridge.now, bridge.zone);
  const { fromHandle, toHandle } = services(bridge);
  for (const [name, value] of Object.entries(read(globals, fromHandle) as Record<string, object>)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  return (functionName, args) => {
    try {
      const entry = (globalThis as Record<string, unknown>)[functionName];
      if (typeof entry !== 'function') throw new Exception(`Script function not found: ${functionName}`);
      const value: unknown = Reflect.apply(entry, undefined, read(args, fromHandle) as unknown[]);
      return JSON.stringify({ value: write(value, toHandle) } satisfies Ending);
    } catch (thrown) {
      return JSON.stringify(describe(thrown));
    }
  };
}

/** What is known of a thrown value, as text. */
export function describe(thrown: unknown): Ending {
  if (!isError(thrown)) return { name: 'Error', message: String(thrown), stack: String(thrown) };
  return { name: thrown.name, message: thrown.message, stack: scriptFrames(thrown.stack) };
}

/** Also an error of the thread, which tells of code that cannot be compiled. */
const isError = (thrown: unknown): thrown is Error =>
  Object.prototype.toString.call(thrown) === '[object Error]';

/** A stack without the frames of this runtime. */
function scriptFrames(stack = ''): string {
  const lines = stack.split('\n');
  return lines.filter((line) => !/^ +at /.test(line) || line.includes('Code.js:')).join('\n');
}

/** The service objects of this context; the same handle always gives the same object. */
function services(bridge: Bridge) {
  const types = new Map<number, ServiceType>();
  const objects = new Map<number, object>();
  const handles = new WeakMap<object, Handle>();
  const toHandle = (object: object): Handle | undefined => handles.get(object);

  const call = (handle: Handle, method: string, args: unknown[]): unknown => {
    const text = bridge.ask(write([handle.id, method, args], toHandle));
    const reply = readReply({ kind: bridge.kind(), text }, fromHandle);
    if ('error' in reply) throw new Exception(reply.error);
    return reply.value;
  };
  const fromHandle = (handle: Handle): object => {
    const known = objects.get(handle.id);
    if (known !== undefined) return known;
    const type = handle.about ?? types.get(handle.type);
    if (type === undefined) throw new Error(`Service object ${handle.id} came without its type.`);
    types.set(handle.type, type);
    const object = serviceObject(type, (method, args) => call(handle, method, args));
    objects.set(handle.id, object);
    handles.set(object, { $: 'handle', id: handle.id, type: handle.type });
    return object;
  };
  return { fromHandle, toHandle };
}

/** A service object as a script holds it: what is not emulated cannot be read, and nothing can be set. */
function serviceObject(type: ServiceType, call: (method: string, args: unknown[]) => unknown): object {
  const members = new Map<unknown, unknown>(Object.entries(type.enumerations));
  for (const method of type.methods) members.set(method, (...args: unknown[]) => call(method, args));
  // JSON.stringify and await ask any object for these two.
  for (const name of ['toJSON', 'then']) if (!members.has(name)) members.set(name, undefined);
  if (!members.has('toString')) members.set('toString', () => type.name);
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => {
      if (typeof name === 'symbol') return name === Symbol.toStringTag ? type.name : undefined;
      if (!members.has(name)) throw new Error(`not emulated: ${type.name}.${name}`);
      return members.get(name);
    },
    has: (_, name) => members.has(name) && members.get(name) !== undefined,
    set: (_, name) => {
      throw new Error(`not emulated: setting ${type.name}.${String(name)}`);
    },
  });
}
