/**
 * How values travel between a script and the services: JSON, with a tag for what JSON has no word for. This file runs
 * on both sides, so that what is read is made with the reader's own constructors.
 */

/** What a script may know of a class of service objects. */
export interface ServiceType {
  readonly name: string;
  readonly methods: readonly string[];
  readonly enumerations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A service object as it travels; what is known of its class comes along the first time that the class is sent. */
export interface Handle {
  readonly $: 'handle';
  readonly id: number;
  /** Number of its class. */
  readonly type: number;
  readonly about?: ServiceType;
}

type Tagged =
  | Handle
  | { readonly $: 'undefined' }
  | { readonly $: 'date'; readonly time: number | null }
  | { readonly $: 'number'; readonly text: string }
  | { readonly $: 'error'; readonly text: string }
  | { readonly $: 'object'; readonly entries: [string, unknown][] };

/**
 * Writes a value as text.
 * @param toHandle gives the handle of a service object, undefined for any other object
 * @throws Error for a function, symbol or bigint, as no method of a service takes one
 */
export function write(value: unknown, toHandle: (object: object) => Handle | undefined): string {
  return JSON.stringify(tag(value, toHandle));
}

/** Reads a value from text; `fromHandle` gives the service object that a handle stands for. */
export function read(text: string, fromHandle: (handle: Handle) => object): unknown {
  return revive(JSON.parse(text), fromHandle);
}

/** What a method returned, or the message of the error that it threw. */
export type Reply = { readonly value: unknown } | { readonly error: string };

/** A reply as it travels. A text goes as it is: a large answer of a portal would else be in memory several times. */
export interface WrittenReply {
  readonly kind: 'value' | 'text' | 'error';
  readonly text: string;
}

export function writeReply(reply: Reply, toHandle: (object: object) => Handle | undefined): WrittenReply {
  if ('error' in reply) return { kind: 'error', text: reply.error };
  if (typeof reply.value === 'string') return { kind: 'text', text: reply.value };
  return { kind: 'value', text: write(reply.value, toHandle) };
}

export function readReply({ kind, text }: WrittenReply, fromHandle: (handle: Handle) => object): Reply {
  if (kind === 'error') return { error: text };
  return { value: kind === 'text' ? text : read(text, fromHandle) };
}

function tag(value: unknown, toHandle: (object: object) => Handle | undefined): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return { $: 'undefined' } satisfies Tagged;
  if (typeof value === 'number') {
    const plain = Number.isFinite(value) && !Object.is(value, -0);
    return plain
      ? value
      : ({ $: 'number', text: Object.is(value, -0) ? '-0' : String(value) } satisfies Tagged);
  }
  if (typeof value !== 'object') throw new Error(`A ${typeof value} cannot be passed to a service.`);
  return tagObject(value, toHandle);
}

function tagObject(value: object, toHandle: (object: object) => Handle | undefined): unknown {
  const handle = toHandle(value);
  if (handle !== undefined) return handle;
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => tag(item, toHandle));
  if (value instanceof Date) {
    const time = value.getTime();
    return { $: 'date', time: Number.isNaN(time) ? null : time } satisfies Tagged;
  }
  if (value instanceof Error) return { $: 'error', text: value.stack ?? String(value) } satisfies Tagged;
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [name, tag(item, toHandle)]);
  return Object.hasOwn(value, '$')
    ? ({ $: 'object', entries } satisfies Tagged)
    : Object.fromEntries(entries);
}

function revive(value: unknown, fromHandle: (handle: Handle) => object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    items.forEach((item, index) => (items[index] = revive(item, fromHandle)));
    return items;
  }
  if ('$' in value) return untag(value as Tagged, fromHandle);
  const record = value as Record<string, unknown>;
  for (const name of Object.keys(record)) record[name] = revive(record[name], fromHandle);
  return record;
}

function untag(tagged: Tagged, fromHandle: (handle: Handle) => object): unknown {
  switch (tagged.$) {
    case 'handle':
      return fromHandle(tagged);
    case 'undefined':
      return undefined;
    case 'date':
      return new Date(tagged.time ?? NaN);
    case 'number':
      return Number(tagged.text);
    case 'error':
      return tagged.text;
    case 'object':
      return Object.fromEntries(tagged.entries.map(([name, item]) => [name, revive(item, fromHandle)]));
  }
}
