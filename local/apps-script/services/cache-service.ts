import type { Clock } from '../clock';
import type { Deviations } from '../deviations';
import { ServiceObject } from '../service-object';

interface Entry {
  readonly value: string;
  /** Milliseconds since 1970 UTC. */
  readonly expires: number;
}

const defaultSeconds = 600;
const longestSeconds = 21_600;
const keyLimit = 250;
/** Bytes. */
const valueLimit = 100_000;
/** A cache that grows beyond the limit keeps the entries that would expire last. */
const entryLimit = 1000;
const entriesKept = 900;

/** All caches of a script bound to a document. */
export class CacheStores {
  readonly #stores = new Map<string, Map<string, Entry>>();

  /** Google may forget everything at any time: this does. */
  drop(): void {
    for (const store of this.#stores.values()) store.clear();
  }

  /** The cache of that name, made when it is first asked for. */
  store(name: string): Map<string, Entry> {
    const store = this.#stores.get(name) ?? new Map<string, Entry>();
    this.#stores.set(name, store);
    return store;
  }
}

export class CacheService extends ServiceObject {
  readonly #stores: CacheStores;
  readonly #clock: Clock;
  readonly #user: string;
  readonly #deviations: Deviations;

  constructor(stores: CacheStores, clock: Clock, user: string, deviations: Deviations) {
    super();
    this.#stores = stores;
    this.#clock = clock;
    this.#user = user;
    this.#deviations = deviations;
  }

  getScriptCache(): Cache {
    return this.#cache('script');
  }

  getDocumentCache(): Cache {
    return this.#cache('document');
  }

  getUserCache(): Cache {
    return this.#cache(`user ${this.#user}`);
  }

  #cache(name: string): Cache {
    return new Cache(this.#stores.store(name), this.#clock, this.#deviations);
  }
}

/** Texts by key that are kept for a while. */
export class Cache extends ServiceObject {
  readonly #store: Map<string, Entry>;
  readonly #clock: Clock;
  readonly #deviations: Deviations;

  constructor(store: Map<string, Entry>, clock: Clock, deviations: Deviations) {
    super();
    this.#store = store;
    this.#clock = clock;
    this.#deviations = deviations;
  }

  get(key: string): string | null {
    checkKey(key);
    if (this.#deviations.has('cache forgets')) return null;
    const entry = this.#store.get(key);
    return entry !== undefined && entry.expires > this.#clock.now() ? entry.value : null;
  }

  getAll(keys: string[]): Record<string, string> {
    const found = keys.map((key) => [key, this.get(key)] as const);
    return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== null));
  }

  put(key: string, value: unknown, seconds = defaultSeconds): void {
    this.putAll({ [key]: value }, seconds);
  }

  /** Puts all or, when one is refused, none. */
  putAll(values: Record<string, unknown>, seconds = defaultSeconds): void {
    if (!(seconds >= 1 && seconds <= longestSeconds))
      throw new Error('Invalid argument: expirationInSeconds');
    const texts = Object.entries(values).map(([key, value]) => [key, String(value)] as const);
    for (const [key, value] of texts) {
      checkKey(key);
      if (Buffer.byteLength(value) > valueLimit) throw new Error('Argument too large: value');
    }
    const expires = this.#clock.now() + seconds * 1000;
    for (const [key, value] of texts) this.#store.set(key, { value, expires });
    if (this.#store.size > entryLimit) this.#shrink();
  }

  remove(key: string): void {
    this.#store.delete(key);
  }

  removeAll(keys: string[]): void {
    for (const key of keys) this.remove(key);
  }

  #shrink(): void {
    const lastFirst = [...this.#store].sort(([, one], [, other]) => other.expires - one.expires);
    for (const [key] of lastFirst.slice(entriesKept)) this.#store.delete(key);
  }
}

function checkKey(key: unknown): void {
  if (String(key).length > keyLimit) throw new Error('Argument too large: key');
}
