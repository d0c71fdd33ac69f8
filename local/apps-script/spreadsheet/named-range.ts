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
    forgetNamed(this.#context, this.#name);
    this.#context.workbook.model.dispatch('DELETE_NAMED_RANGE', { name: this.#name });
  }
}

/** The cells that were given names, by workbook and name: what the library no longer knows once they are deleted. */
const given = new WeakMap<object, Map<string, Range>>();

export function rememberNamed({ workbook }: ExecutionContext, name: string, range: Range): void {
  const ranges = given.get(workbook) ?? new Map<string, Range>();
  given.set(workbook, ranges.set(name, range));
}

export function forgetNamed({ workbook }: ExecutionContext, name: string): void {
  given.get(workbook)?.delete(name);
}

/** The cells that have the name, or null. */
export function namedRangeAt(context: ExecutionContext, name: string): Range | null {
  const { deviations, model } = context.workbook;
  const named = model.getters.getNamedRange(name);
  if (named && !named.range.invalidXc) return new Range(context, named.range.sheetId, named.range.zone);
  const before = given.get(context.workbook)?.get(name);
  if (!before) return null;
  if (deviations.has('named ranges fail')) throw new Error(`The named range "${name}" does not exist.`);
  return deviations.has('named ranges stay') ? before : null;
}
