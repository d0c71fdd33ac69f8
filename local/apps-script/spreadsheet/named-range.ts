import { ServiceObject, type ExecutionContext } from '../service-object';
import { Range } from './range';

/** Google's NamedRange. */
export class NamedRange extends ServiceObject {
  readonly #context: ExecutionContext;
  #name: string;

  constructor(context: ExecutionContext, name: string) {
    super();
    this.#context = context;
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  getRange(): Range {
    const range = namedRangeAt(this.#context, this.#name);
    if (!range) throw new Error(`The named range "${this.#name}" does not exist.`);
    return range;
  }

  setName(name: string): this {
    const { model } = this.#context.workbook;
    const range = this.getRange();
    const ranges = [
      model.getters.getRangeDataFromXc(String(range.getSheet().getSheetId()), range.getA1Notation()),
    ];
    model.dispatch('UPDATE_NAMED_RANGE', { oldRangeName: this.#name, newRangeName: name, ranges });
    this.#name = name;
    return this;
  }

  remove(): void {
    this.#context.workbook.model.dispatch('DELETE_NAMED_RANGE', { name: this.#name });
  }
}

/** The cells that have the name, or null. */
export function namedRangeAt(context: ExecutionContext, name: string): Range | null {
  const named = context.workbook.model.getters.getNamedRange(name);
  return named ? new Range(context, named.range.sheetId, named.range.zone) : null;
}
