import type { Call } from './call';
import type { ServiceObject } from './service-object';

/**
 * Has refusals of writes told late. Google collects what a script writes, sends it as a bundle when something is read,
 * at `SpreadsheetApp.flush()` and at the end of the execution, and only then learns that a write was refused. Whatever
 * the sheet itself refuses (a protected range, a validation that rejects) is told late, too.
 */
export interface LateRefusal {
  /** Which writes are refused although the sheet would take them; none by default. */
  readonly refuses?: (call: Call) => boolean;
  /** What Google says of those, in whatever language. */
  readonly message?: string;
  /** What becomes of the writes after a refused one in its bundle; nobody outside of Google knows. Lost by default. */
  readonly rest?: 'lost' | 'kept';
}

const USUAL_MESSAGE = 'Service Spreadsheets failed while accessing document with id local-spreadsheet.';

/** Writes that answer nothing, so that Google need not ask the sheet when they are called. */
const WRITES =
  /^(?:Range|RangeList|Sheet|Spreadsheet|Filter|NamedRange|Protection)\.(?:set(?!Active)|clear|insert(?!Sheet)|delete|append|move|sort|merge|breakApart|hide|show|copyTo|update|remove|rename|(?:un)?check$)/u;

/** What is answered without asking the sheet: places, names of objects, builders and what they have built. */
const ANSWERED_HERE =
  /^(?:(?!(?:Range|Sheet|Spreadsheet|Filter|NamedRange|Protection)\.).*|Range\.(?:get(?:Row|Column|LastRow|LastColumn|NumRows|NumColumns|Sheet|A1Notation|Cell)|offset|activate)|Sheet\.(?:get(?:Range|RangeList|Parent|SheetId)|newChart|activate)|Spreadsheet\.(?:getId|getUrl|getActiveSheet|setActiveSheet|toast))$/u;

/** What an execution has written since it last heard of the sheet. */
export class BundledWrites {
  readonly #rule: LateRefusal | undefined;
  #refusal: Error | undefined;

  constructor(rule: LateRefusal | undefined) {
    this.#rule = rule;
  }

  /**
   * Performs a call, or keeps the reason why it was refused.
   * @param target what the method was called on, which is what writes give back
   * @throws Error with the reason that was kept, when this call hears of it
   */
  async perform(call: Call, target: ServiceObject, proceed: () => unknown): Promise<unknown> {
    if (this.#rule === undefined || call.service !== 'SpreadsheetApp') return proceed();
    if (!WRITES.test(call.name)) {
      if (call.name === 'SpreadsheetApp.flush' || !ANSWERED_HERE.test(call.name)) this.tell();
      return proceed();
    }
    if (this.#refusal !== undefined && this.#rule.rest !== 'kept') return target;
    if (this.#rule.refuses?.(call) === true) {
      this.#refusal ??= new Error(this.#rule.message ?? USUAL_MESSAGE);
      return target;
    }
    try {
      return await proceed();
    } catch (error) {
      // Services speak by plain Errors.
      if (!(error instanceof Error) || error.name !== 'Error') throw error;
      this.#refusal ??= error;
      return target;
    }
  }

  /** @throws Error with the reason that was kept, once */
  tell(): void {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    if (refusal !== undefined) throw refusal;
  }
}
