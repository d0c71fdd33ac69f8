import { ServiceObject } from './service-object';
import type { Handle, ServiceType } from './wire';

interface Entry {
  readonly object: ServiceObject;
  /** The global service that it comes from. */
  readonly service: string;
}

/** The service objects that one execution holds, by number. */
export class HandleTable {
  readonly #entries: Entry[] = [];
  readonly #ids = new Map<object, number>();
  readonly #types: unknown[] = [];

  add(object: ServiceObject, service: string): number {
    const known = this.#ids.get(object);
    if (known !== undefined) return known;
    this.#ids.set(object, this.#entries.length);
    return this.#entries.push({ object, service }) - 1;
  }

  get(id: number): Entry {
    const entry = this.#entries[id];
    if (entry === undefined) throw new RangeError(`There is no service object ${id}.`);
    return entry;
  }

  /** Gives service objects their handles; what is new comes from the given service. */
  writer(service: string): (object: object) => Handle | undefined {
    return (object) => {
      if (!(object instanceof ServiceObject)) return undefined;
      const id = this.add(object, service);
      const known = this.#types.indexOf(object.constructor);
      if (known >= 0) return { $: 'handle', id, type: known };
      return { $: 'handle', id, type: this.#types.push(object.constructor) - 1, about: typeOf(object) };
    };
  }
}

/** The public methods (of its class and those between it and ServiceObject) and the enumerations of an object. */
function typeOf(object: ServiceObject): ServiceType {
  const type = object.constructor as typeof ServiceObject;
  const methods = new Set<string>();
  for (
    let level = type.prototype;
    level !== ServiceObject.prototype;
    level = Object.getPrototypeOf(level) as object
  ) {
    for (const name of Object.getOwnPropertyNames(level)) if (name !== 'constructor') methods.add(name);
  }
  return { name: type.name, methods: [...methods], enumerations: type.enumerations };
}
