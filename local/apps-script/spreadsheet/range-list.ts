import { ServiceObject } from '../service-object';
import type { Range } from './range';

/** Google's RangeList: ranges of one tab that are changed in one call. */
export class RangeList extends ServiceObject {
  readonly #ranges: readonly Range[];

  constructor(ranges: readonly Range[]) {
    super();
    this.#ranges = ranges;
  }

  getRanges(): Range[] {
    return [...this.#ranges];
  }

  clearContent(): this {
    return this.#each((range) => range.clearContent());
  }

  setValue(value: unknown): this {
    return this.#each((range) => range.setValue(value));
  }

  setFormula(formula: string): this {
    return this.#each((range) => range.setFormula(formula));
  }

  setNote(note: string | null): this {
    return this.#each((range) => range.setNote(note));
  }

  setNumberFormat(pattern: string): this {
    return this.#each((range) => range.setNumberFormat(pattern));
  }

  setBackground(color: string | null): this {
    return this.#each((range) => range.setBackground(color));
  }

  setFontColor(color: string | null): this {
    return this.#each((range) => range.setFontColor(color));
  }

  setFontWeight(weight: string | null): this {
    return this.#each((range) => range.setFontWeight(weight));
  }

  setFontSize(size: number): this {
    return this.#each((range) => range.setFontSize(size));
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.#each((range) => range.setHorizontalAlignment(alignment));
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#each((range) => range.setVerticalAlignment(alignment));
  }

  setWrap(isWrapped: boolean): this {
    return this.#each((range) => range.setWrap(isWrapped));
  }

  #each(change: (range: Range) => unknown): this {
    this.#ranges.forEach(change);
    return this;
  }
}
