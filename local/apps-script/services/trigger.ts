import { ServiceObject } from '../service-object';
import type { InstalledTrigger } from '../triggers';

/** An installed trigger. */
export class Trigger extends ServiceObject {
  readonly #trigger: InstalledTrigger;

  constructor(trigger: InstalledTrigger) {
    super();
    this.#trigger = trigger;
  }

  getUniqueId(): string {
    return this.#trigger.id;
  }

  getHandlerFunction(): string {
    return this.#trigger.functionName;
  }
}
