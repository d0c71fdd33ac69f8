import type { Deviations } from '../deviations';
import { ServiceObject } from '../service-object';

type Store = Record<string, string>;

/** All properties of a script bound to a document, as data that can be saved as JSON. */
export interface PropertyStores {
  readonly script: Store;
  readonly document: Store;
  /** By address of the user. */
  readonly users: Record<string, Store>;
}

/** Google's limits, read pessimistically: 9 kB a value and 500 kB a store, in bytes. */
const valueLimit = (deviations: Deviations): number =>
  deviations.has('large values refused') ? 8_000 : 9_000;
const storeLimit = 500_000;

export class PropertiesService extends ServiceObject {
  readonly #stores: PropertyStores;
  readonly #user: string;
  readonly #deviations: Deviations;

  constructor(stores: PropertyStores, user: string, deviations: Deviations) {
    super();
    this.#stores = stores;
    this.#user = user;
    this.#deviations = deviations;
  }

  getScriptProperties(): Properties {
    return new Properties(this.#stores.script, this.#deviations);
  }

  getDocumentProperties(): Properties {
    return new Properties(this.#stores.document, this.#deviations);
  }

  getUserProperties(): Properties {
    return new Properties((this.#stores.users[this.#user] ??= {}), this.#deviations);
  }
}

/** One store of texts by key. */
export class Properties extends ServiceObject {
  readonly #store: Store;
  readonly #deviations: Deviations;

  constructor(store: Store, deviations: Deviations = new Set()) {
    super();
    this.#store = store;
    this.#deviations = deviations;
  }

  getProperty(key: string): string | null {
    return Object.hasOwn(this.#store, key) ? (this.#store[key] ?? null) : null;
  }

  getProperties(): Store {
    return { ...this.#store };
  }

  getKeys(): string[] {
    return Object.keys(this.#store);
  }

  setProperty(key: string, value: unknown): this {
    return this.setProperties({ [key]: value });
  }

  /** Sets all or, when one is refused, none. */
  setProperties(properties: Record<string, unknown>, deleteAllOthers = false): this {
    const texts = Object.entries(properties).map(([key, value]) => [key, String(value)] as const);
    if (texts.some(([, text]) => Buffer.byteLength(text) > valueLimit(this.#deviations)))
      throw new Error('Argument too large: value');
    const next = { ...(deleteAllOthers ? {} : this.#store), ...Object.fromEntries(texts) };
    const size = Object.entries(next).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
    if (size > storeLimit) {
      throw new Error(
        'You have exceeded the property storage quota. Please remove some properties and try again.',
      );
    }
    if (deleteAllOthers) this.deleteAllProperties();
    Object.assign(this.#store, next);
    return this;
  }

  deleteProperty(key: string): this {
    Reflect.deleteProperty(this.#store, key);
    return this;
  }

  deleteAllProperties(): this {
    for (const key of Object.keys(this.#store)) this.deleteProperty(key);
    return this;
  }
}
