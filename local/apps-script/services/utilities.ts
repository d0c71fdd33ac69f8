import type { Clock } from '../clock';
import { ServiceObject } from '../service-object';
import { signatureError } from './arguments';
import { formatJavaDate } from './java-date';

/** Small helpers for scripts. */
export class Utilities extends ServiceObject {
  readonly #clock: Clock;
  readonly #uuid: () => string;

  constructor(clock: Clock, uuid: () => string) {
    super();
    this.#clock = clock;
    this.#uuid = uuid;
  }

  async sleep(milliseconds: unknown): Promise<void> {
    if (typeof milliseconds !== 'number') throw signatureError('Utilities.sleep', [milliseconds]);
    if (milliseconds > 300_000) throw new Error('Invalid argument: milliseconds');
    await this.#clock.sleep(milliseconds);
  }

  formatDate(date: unknown, timeZone: unknown, format: unknown): string {
    if (!(date instanceof Date) || typeof timeZone !== 'string' || typeof format !== 'string') {
      throw signatureError('Utilities.formatDate', [date, timeZone, format]);
    }
    return formatJavaDate(date, timeZone, format);
  }

  getUuid(): string {
    return this.#uuid();
  }
}
