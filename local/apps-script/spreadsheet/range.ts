import type { ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import * as cells from '../workbook/cells';
import type { CellValue, Position } from '../workbook/cells';
import { CellTable } from './cell-table';
import { DataValidation, DataValidationBuilder, setValidation, validationAt } from './data-validation';
import { checkEditable } from './editing';
import { copyFormats } from './formats';
import { createFilter, type Filter } from './filter';
import { FormattedRange } from './formatted-range';
import { a1OfZone, outside, zoneIn, zoneOfA1 } from './grid';
import { namedRangeAt } from './named-range';
import { readNotes, writeNotes } from './notes';
import { protect, type Protection } from './protection';
import { Sheet } from './sheet';
import { filledFormulas, writeFormulas, writeValues } from './writing';

/** Google's Range: a rectangle of cells. */
export class Range extends FormattedRange {
  readonly #context: ExecutionContext;
  readonly #sheetId: string;
  readonly #zone: Zone;
  readonly #cells: CellTable;

  constructor(context: ExecutionContext, sheetId: string, zone: Zone) {
    super(context, sheetId, zone);
    this.#context = context;
    this.#sheetId = sheetId;
    this.#zone = zone;
    this.#cells = new CellTable(context, sheetId, zone);
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
    return this.#cells.firstOf(cells.readValue);
  }

  getValues(): CellValue[][] {
    return this.#cells.map(cells.readValue);
  }

  setValue(value: unknown): this {
    const isFormula = typeof value === 'string' && value.startsWith('=');
    const staysText = this.#context.workbook.deviations.has('equals stays text');
    if (isFormula && !staysText) return this.setFormula(value);
    return this.setValues(this.#cells.filledWith(value));
  }

  setValues(values: readonly (readonly unknown[])[]): this {
    writeValues(this.#context, this.#cells.checked(values));
    return this;
  }

  getDisplayValue(): string {
    return this.#cells.firstOf(cells.readDisplayValue);
  }

  getDisplayValues(): string[][] {
    return this.#cells.map(cells.readDisplayValue);
  }

  getFormula(): string {
    return this.#cells.firstOf(cells.readFormula);
  }

  getFormulas(): string[][] {
    return this.#cells.map(cells.readFormula);
  }

  /** The same formula for every cell, its references moving along as when it is filled down and to the right. */
  setFormula(formula: string): this {
    return this.setFormulas(filledFormulas(this.#context, this.#cells.rows, formula));
  }

  setFormulas(formulas: readonly (readonly (string | null)[])[]): this {
    writeFormulas(this.#context, this.#cells.checked(formulas));
    return this;
  }

  /**
   * Copies the looks of the cells to others, from the first on and as often as they fit there.
   * @param destination a larger range is filled, of a smaller one the first cell counts
   */
  copyTo(destination: Range, { formatOnly }: { formatOnly?: boolean } = {}): void {
    if (formatOnly !== true) throw new Error('not emulated: Range.copyTo with contents');
    copyFormats(this.#cells, destination.#cells);
  }

  clearContent(): this {
    return this.setValue('');
  }

  isBlank(): boolean {
    return this.#cells.rows.flat().every((position) => !cells.hasContent(this.#context.workbook, position));
  }

  getNote(): string {
    return readNotes(this.#context, [[this.#cells.first]])
      .flat()
      .join('');
  }

  getNotes(): string[][] {
    return readNotes(this.#context, this.#cells.rows);
  }

  /** @param note '' or null takes the note away */
  setNote(note: string | null): this {
    return this.setNotes(this.#cells.filledWith(note));
  }

  setNotes(notes: readonly (readonly (string | null)[])[]): this {
    writeNotes(this.#context, this.#cells.checked(notes));
    return this;
  }

  clearNote(): this {
    return this.setNote(null);
  }

  getDataValidation(): DataValidation | null {
    return validationAt(this.#context, this.#cells.first);
  }

  setDataValidation(rule: DataValidation | null): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    setValidation(this.#context, this.#sheetId, this.#zone, rule);
    return this;
  }

  /** Makes checkboxes of the cells, all unchecked. */
  insertCheckboxes(): this {
    this.clearContent();
    this.setDataValidation(new DataValidationBuilder().requireCheckbox().build());
    return this.uncheck();
  }

  /** Takes checkboxes away, with what they hold. */
  removeCheckboxes(): this {
    for (const position of this.#cells.rows.flat().filter((each) => this.#isCheckbox(each))) {
      const { row, col } = position;
      const box = new Range(this.#context, this.#sheetId, { top: row, bottom: row, left: col, right: col });
      if (typeof box.getValue() === 'boolean') box.clearContent();
      box.setDataValidation(null);
    }
    return this;
  }

  /** Whether all are checked; null when they differ or are no checkboxes. */
  isChecked(): boolean | null {
    const positions = this.#cells.rows.flat();
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
    return this.#merge([this.#zone]);
  }

  /** Merges the cells of each row into one. */
  mergeAcross(): this {
    const { top, bottom } = this.#zone;
    return this.#merge(
      Array.from({ length: bottom - top + 1 }, (_, row) => ({
        ...this.#zone,
        top: top + row,
        bottom: top + row,
      })),
    );
  }

  #merge(target: Zone[]): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    const { dispatch } = this.#context.workbook.model;
    dispatch('ADD_MERGE', { sheetId: this.#sheetId, target, force: true });
    return this;
  }

  breakApart(): this {
    checkEditable(this.#context, this.#sheetId, this.#zone);
    this.#context.workbook.model.dispatch('REMOVE_MERGE', { sheetId: this.#sheetId, target: [this.#zone] });
    return this;
  }

  #tick(value: boolean): this {
    const boxes = this.#cells.rows.flat().filter((position) => this.#isCheckbox(position));
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
