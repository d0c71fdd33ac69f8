import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import * as cells from '../workbook/cells';
import type { CellValue, Position } from '../workbook/cells';
import { DataValidation, DataValidationBuilder, setValidation, validationAt } from './data-validation';
import { checkEditable } from './editing';
import { createFilter, type Filter } from './filter';
import * as formats from './formats';
import { a1OfZone, outside, positionsIn, zoneIn, zoneOfA1 } from './grid';
import { namedRangeAt } from './named-range';
import { readNotes, writeNotes } from './notes';
import { protect, type Protection } from './protection';
import { Sheet } from './sheet';
import { filledFormulas, writeFormulas, writeValues } from './writing';

/** Google's Range: a rectangle of cells. */
export class Range extends ServiceObject {
  readonly #context: ExecutionContext;
  readonly #sheetId: string;
  readonly #zone: Zone;

  constructor(context: ExecutionContext, sheetId: string, zone: Zone) {
    super();
    this.#context = context;
    this.#sheetId = sheetId;
    this.#zone = zone;
  }

  getSheet(): Sheet {
    return new Sheet(this.#context, this.#sheetId);
  }

  getRow(): number {
    return this.#zone.top + 1;
  }

  getColumn(): number {
    return this.#zone.left + 1;
  }

  getLastRow(): number {
    return this.#zone.bottom + 1;
  }

  getLastColumn(): number {
    return this.#zone.right + 1;
  }

  getNumRows(): number {
    return this.#zone.bottom - this.#zone.top + 1;
  }

  getNumColumns(): number {
    return this.#zone.right - this.#zone.left + 1;
  }

  getA1Notation(): string {
    return a1OfZone(this.#zone);
  }

  /** @param row counted from 1 within the range, as the column */
  getCell(row: number, column: number): Range {
    if (row < 1 || column < 1 || row > this.getNumRows() || column > this.getNumColumns()) {
      throw new Error('Cell reference out of range');
    }
    return this.offset(row - 1, column - 1, 1, 1);
  }

  offset(
    rows: number,
    columns: number,
    numRows = this.getNumRows(),
    numColumns = this.getNumColumns(),
  ): Range {
    const [row, column] = [this.getRow() + rows, this.getColumn() + columns];
    if (row < 1 || column < 1) throw outside();
    const zone = zoneIn(this.#context.workbook, this.#sheetId, [row, column, numRows, numColumns]);
    return new Range(this.#context, this.#sheetId, zone);
  }

  activate(): this {
    this.getSheet().activate();
    const { top: row, left: col } = this.#zone;
    this.#context.workbook.model.selection.selectZone({ cell: { row, col }, zone: this.#zone });
    return this;
  }

  getValue(): CellValue {
    return this.#firstOf(cells.readValue);
  }

  getValues(): CellValue[][] {
    return this.#map(cells.readValue);
  }

  setValue(value: unknown): this {
    if (typeof value === 'string' && value.startsWith('=')) return this.setFormula(value);
    return this.setValues(this.#filledWith(value));
  }

  setValues(values: readonly (readonly unknown[])[]): this {
    writeValues(this.#context, this.#checked(values));
    return this;
  }

  getDisplayValue(): string {
    return this.#firstOf(cells.readDisplayValue);
  }

  getDisplayValues(): string[][] {
    return this.#map(cells.readDisplayValue);
  }

  getFormula(): string {
    return this.#firstOf(cells.readFormula);
  }

  getFormulas(): string[][] {
    return this.#map(cells.readFormula);
  }

  /** The same formula for every cell, its references moving along as when it is filled down and to the right. */
  setFormula(formula: string): this {
    return this.setFormulas(filledFormulas(this.#context, this.#rows, formula));
  }

  setFormulas(formulas: readonly (readonly string[])[]): this {
    writeFormulas(this.#context, this.#checked(formulas));
    return this;
  }

  clearContent(): this {
    return this.setValue('');
  }

  isBlank(): boolean {
    return this.#rows.flat().every((position) => !cells.hasContent(this.#context.workbook, position));
  }

  getNote(): string {
    return readNotes(this.#context, [[this.#firstPosition()]])
      .flat()
      .join('');
  }

  getNotes(): string[][] {
    return readNotes(this.#context, this.#rows);
  }

  /** @param note '' or null takes the note away */
  setNote(note: string | null): this {
    return this.setNotes(this.#filledWith(note));
  }

  setNotes(notes: readonly (readonly (string | null)[])[]): this {
    writeNotes(this.#context, this.#checked(notes));
    return this;
  }

  clearNote(): this {
    return this.setNote(null);
  }

  getNumberFormat(): string {
    return this.#firstOf(cells.readNumberFormat);
  }

  getNumberFormats(): string[][] {
    return this.#map(cells.readNumberFormat);
  }

  setNumberFormat(pattern: string): this {
    return this.setNumberFormats(this.#filledWith(pattern));
  }

  setNumberFormats(patterns: readonly (readonly string[])[]): this {
    formats.setNumberFormats(this.#context, this.#checked(patterns));
    return this;
  }

  getBackground(): string {
    return this.#firstOf(formats.background);
  }

  getBackgrounds(): string[][] {
    return this.#map(formats.background);
  }

  /** @param color such as `#ff0000`; null for none */
  setBackground(color: string | null): this {
    return this.setBackgrounds(this.#filledWith(color));
  }

  setBackgrounds(colors: readonly (readonly (string | null)[])[]): this {
    return this.#style(colors, formats.withBackground);
  }

  getFontColor(): string {
    return this.#firstOf(formats.fontColor);
  }

  setFontColor(color: string | null): this {
    return this.#style(this.#filledWith(color), formats.withFontColor);
  }

  getFontWeight(): string {
    return this.#firstOf(formats.fontWeight);
  }

  getFontWeights(): string[][] {
    return this.#map(formats.fontWeight);
  }

  /** @param weight `bold`, `normal`, or null for the default */
  setFontWeight(weight: string | null): this {
    return this.setFontWeights(this.#filledWith(weight));
  }

  setFontWeights(weights: readonly (readonly (string | null)[])[]): this {
    return this.#style(weights, formats.withFontWeight);
  }

  getFontStyle(): string {
    return this.#firstOf(formats.fontStyle);
  }

  /** @param style `italic`, `normal`, or null for the default */
  setFontStyle(style: string | null): this {
    return this.#style(this.#filledWith(style), formats.withFontStyle);
  }

  getHorizontalAlignment(): string {
    return this.#firstOf(formats.horizontalAlignment);
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.#style(this.#filledWith(alignment), formats.withHorizontalAlignment);
  }

  getVerticalAlignment(): string {
    return this.#firstOf(formats.verticalAlignment);
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#style(this.#filledWith(alignment), formats.withVerticalAlignment);
  }

  getWrap(): boolean {
    return this.getWrapStrategy() === 'WRAP';
  }

  setWrap(isWrapped: boolean): this {
    return this.setWrapStrategy(isWrapped ? 'WRAP' : 'OVERFLOW');
  }

  getWrapStrategy(): string {
    return this.#firstOf(formats.wrapStrategy);
  }

  setWrapStrategy(strategy: string): this {
    return this.#style(this.#filledWith(strategy), formats.withWrapStrategy);
  }

  getDataValidation(): DataValidation | null {
    return validationAt(this.#context, this.#firstPosition());
  }

  setDataValidation(rule: DataValidation | null): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    setValidation(this.#context, this.#sheetId, this.#zone, rule);
    return this;
  }

  /** Makes checkboxes of the cells, all unchecked. */
  insertCheckboxes(): this {
    this.clearContent();
    this.setDataValidation(new DataValidationBuilder(this.#context).requireCheckbox().build());
    return this.uncheck();
  }

  /** Whether all are checked; null when they differ or are no checkboxes. */
  isChecked(): boolean | null {
    const positions = this.#rows.flat();
    if (!positions.every((position) => this.#isCheckbox(position))) return null;
    const checked = positions.filter((each) => cells.readValue(this.#context.workbook, each) === true).length;
    if (checked === positions.length) return true;
    return checked === 0 ? false : null;
  }

  check(): this {
    return this.#tick(true);
  }

  uncheck(): this {
    return this.#tick(false);
  }

  protect(): Protection {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    return protect(this.#context, this.#sheetId, this.#zone);
  }

  /** A filter hides rows from people; scripts read all of them. */
  createFilter(): Filter {
    return createFilter(this.#context, this.#sheetId, this.#zone);
  }

  /** Merges the cells into one, which keeps the value of the first. */
  merge(): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    const { dispatch } = this.#context.workbook.model;
    dispatch('ADD_MERGE', { sheetId: this.#sheetId, target: [this.#zone], force: true });
    return this;
  }

  breakApart(): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    this.#context.workbook.model.dispatch('REMOVE_MERGE', { sheetId: this.#sheetId, target: [this.#zone] });
    return this;
  }

  get #rows(): Position[][] {
    return positionsIn(this.#sheetId, this.#zone);
  }

  #firstPosition(): Position {
    return { sheetId: this.#sheetId, row: this.#zone.top, col: this.#zone.left };
  }

  #firstOf<T>(read: (workbook: ExecutionContext['workbook'], position: Position) => T): T {
    return read(this.#context.workbook, this.#firstPosition());
  }

  #map<T>(read: (workbook: ExecutionContext['workbook'], position: Position) => T): T[][] {
    return this.#rows.map((row) => row.map((position) => read(this.#context.workbook, position)));
  }

  #filledWith<T>(value: T): T[][] {
    return this.#rows.map((row) => row.map(() => value));
  }

  #style<T>(values: readonly (readonly T[])[], change: formats.StyleChange<T>): this {
    formats.changeStyles(this.#context, this.#checked(values), change);
    return this;
  }

  #tick(value: boolean): this {
    const boxes = this.#rows.flat().filter((position) => this.#isCheckbox(position));
    writeValues(
      this.#context,
      boxes.map((position) => [position, value]),
    );
    return this;
  }

  #isCheckbox(position: Position): boolean {
    const rule = this.#context.workbook.model.getters.getValidationRuleForCell(position);
    return rule?.criterion.type === 'isBoolean';
  }

  /** Pairs each cell with its entry of a table. @throws Google's errors for a wrong size or a protected cell */
  #checked<T>(table: readonly (readonly T[])[]): [Position, T][] {
    checkSize(table, this.getNumRows(), this.getNumColumns());
    checkEditable(this.#context, this.#sheetId, this.#zone);
    return this.#rows.flatMap((row, index) =>
      row.map((position, column): [Position, T] => [position, table[index]?.[column] as T]),
    );
  }
}

function checkSize(table: readonly (readonly unknown[])[], rows: number, columns: number): void {
  const rule = (what: string, has: number, wants: number): Error =>
    new Error(
      `The number of ${what} in the data does not match the number of ${what} in the range. ` +
        `The data has ${has} but the range has ${wants}.`,
    );
  if (!Array.isArray(table) || !table.every(Array.isArray)) {
    throw new Error("The parameters don't match the method signature: a two-dimensional array is needed.");
  }
  if (table.length !== rows) throw rule('rows', table.length, rows);
  const odd = table.find((row) => row.length !== columns);
  if (odd) throw rule('columns', odd.length, columns);
}

/** The range that a text names: `A1:B2`, `'Tab'!A1`, or a named range. @throws when there is none */
export function rangeByText(context: ExecutionContext, sheetId: string, text: string): Range {
  const parts = /^(?:'(?<quoted>(?:[^']|'')+)'|(?<bare>[^!]+))!(?<reference>.+)$/u.exec(text)?.groups;
  const title = parts?.quoted?.replaceAll("''", "'") ?? parts?.bare;
  const home = title === undefined ? sheetId : context.workbook.sheetWithTitle(title);
  const zone = home === undefined ? undefined : zoneOfA1(context.workbook, home, parts?.reference ?? text);
  if (home !== undefined && zone) return new Range(context, home, zone);
  const named = title === undefined ? namedRangeAt(context, text) : null;
  if (!named) throw new Error('Range not found');
  return named;
}
