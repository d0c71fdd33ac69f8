import { ServiceObject } from '../service-object';

/** A person, known by an address. */
export class User extends ServiceObject {
  readonly #email: string;

  constructor(email: string) {
    super();
    this.#email = email;
  }

  getEmail(): string {
    return this.#email;
  }

  override toString(): string {
    return this.#email;
  }
}
