import { ServiceObject } from '../service-object';
import { User } from '../spreadsheet/user';

/** Who an execution is for. */
export interface People {
  /** Whose rights the execution has. */
  readonly effective: string;
  /** Who is at the keyboard, as far as Google tells the script: empty where it does not. */
  readonly active: string;
}

export class Session extends ServiceObject {
  readonly #people: People;
  readonly #timeZone: string;

  constructor(people: People, timeZone: string) {
    super();
    this.#people = people;
    this.#timeZone = timeZone;
  }

  getActiveUser(): User {
    return new User(this.#people.active);
  }

  getEffectiveUser(): User {
    return new User(this.#people.effective);
  }

  getScriptTimeZone(): string {
    return this.#timeZone;
  }

  getActiveUserLocale(): string {
    return 'en';
  }
}
