import type { Outcome } from '../protocol';
import type { Connection } from './connection';
import { byId } from '../../../src/panel/page/dom';

/** The functions of the script that this page has called and that have not ended. */
export class Runs {
  readonly #connection: Connection;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #started = 0;
  #fromMenu = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Calls a function; what it gives or throws comes as a value, never as a rejection. */
  run(functionName: string, args: readonly unknown[], origin: 'menu' | 'panel'): Promise<Outcome> {
    const run = ++this.#started;
    this.#connection.say({ kind: 'run', run, functionName, args, origin });
    return new Promise((resolve) => this.#waiting.set(run, resolve));
  }

  /** Calls a function from the menu, and says so while it runs. */
  async runFromMenu(functionName: string): Promise<Outcome> {
    this.#showWorking(1);
    const outcome = await this.run(functionName, [], 'menu');
    this.#showWorking(-1);
    return outcome;
  }

  ended(run: number, outcome: Outcome): void {
    this.#waiting.get(run)?.(outcome);
    this.#waiting.delete(run);
  }

  /** What was running will not be heard of any more. */
  forget(): void {
    const error = { name: 'Error', message: 'The connection to the local server was lost meanwhile.' };
    for (const run of this.#waiting.keys()) this.ended(run, { error });
  }

  #showWorking(by: 1 | -1): void {
    this.#fromMenu += by;
    byId('working').textContent = this.#fromMenu > 0 ? 'Running script\u2026' : '';
  }
}
