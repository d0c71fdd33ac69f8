import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import { readNumberFormat } from '../workbook/cells';
import { CellTable } from './cell-table';
import * as formats from './formats';

/** What a Range has for the looks of its cells. */
export abstract class FormattedRange extends ServiceObject {
  readonly #cells: CellTable;

  constructor(context: ExecutionContext, sheetId: string, zone: Zone) {
    super();
    this.#cells = new CellTable(context, sheetId, zone);
  }

  getNumberFormat(): string {
    return this.#cells.firstOf(readNumberFormat);
  }

  getNumberFormats(): string[][] {
    return this.#cells.map(readNumberFormat);
  }

  setNumberFormat(pattern: string): this {
    return this.setNumberFormats(this.#cells.filledWith(pattern));
  }

  setNumberFormats(patterns: readonly (readonly string[])[]): this {
    formats.setNumberFormats(this.#cells.context, this.#cells.checked(patterns));
    return this;
  }

  getBackground(): string {
    return this.#cells.firstOf(formats.background);
  }

  getBackgrounds(): string[][] {
    return this.#cells.map(formats.background);
  }

  /** @param color such as `#ff0000`; null for none */
  setBackground(color: string | null): this {
    return this.setBackgrounds(this.#cells.filledWith(color));
  }

  setBackgrounds(colors: readonly (readonly (string | null)[])[]): this {
    return this.#style(colors, formats.withBackground);
  }

  getFontColor(): string {
    return this.#cells.firstOf(formats.fontColor);
  }

  setFontColor(color: string | null): this {
    return this.setFontColors(this.#cells.filledWith(color));
  }

  setFontColors(colors: readonly (readonly (string | null)[])[]): this {
    return this.#style(colors, formats.withFontColor);
  }

  getFontWeight(): string {
    return this.#cells.firstOf(formats.fontWeight);
  }

  getFontWeights(): string[][] {
    return this.#cells.map(formats.fontWeight);
  }

  /** @param weight `bold`, `normal`, or null for the default */
  setFontWeight(weight: string | null): this {
    return this.setFontWeights(this.#cells.filledWith(weight));
  }

  setFontWeights(weights: readonly (readonly (string | null)[])[]): this {
    return this.#style(weights, formats.withFontWeight);
  }

  getHorizontalAlignment(): string {
    return this.#cells.firstOf(formats.horizontalAlignment);
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.setHorizontalAlignments(this.#cells.filledWith(alignment));
  }

  setHorizontalAlignments(alignments: readonly (readonly (string | null)[])[]): this {
    return this.#style(alignments, formats.withHorizontalAlignment);
  }

  getVerticalAlignment(): string {
    return this.#cells.firstOf(formats.verticalAlignment);
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#style(this.#cells.filledWith(alignment), formats.withVerticalAlignment);
  }

  setWrap(isWrapped: boolean): this {
    return this.setWrapStrategy(isWrapped ? 'WRAP' : 'OVERFLOW');
  }

  setWraps(areWrapped: readonly (readonly boolean[])[]): this {
    const strategies = areWrapped.map((cells) => cells.map((isWrapped) => (isWrapped ? 'WRAP' : 'OVERFLOW')));
    return this.#style(strategies, formats.withWrapStrategy);
  }

  getWrapStrategy(): string {
    return this.#cells.firstOf(formats.wrapStrategy);
  }

  setWrapStrategy(strategy: string): this {
    return this.setWrapStrategies(this.#cells.filledWith(strategy));
  }

  setWrapStrategies(strategies: readonly (readonly string[])[]): this {
    return this.#style(strategies, formats.withWrapStrategy);
  }

  getFontSize(): number {
    return this.#cells.firstOf(formats.fontSize);
  }

  /** @param size in points; Google refuses 0 and less */
  setFontSize(size: number): this {
    return this.#style(this.#cells.filledWith(size), formats.withFontSize);
  }

  /**
   * @param top whether there is a border, as the others; null leaves what is there. `vertical` and `horizontal` are
   * those between the cells
   * @param color such as `#ff0000`; black by default
   * @param style one of SpreadsheetApp.BorderStyle
   */
  #style<T>(values: readonly (readonly T[])[], change: formats.StyleChange<T>): this {
    formats.changeStyles(this.#cells.context, this.#cells.checked(values), change);
    return this;
  }
}
