import { ServiceObject, type ExecutionContext } from '../service-object';
import { LOCALES, type LocaleCode } from '../workbook/locales';
import { NEW_TAB } from '../workbook/workbook';
import { checkEditable } from './editing';
import { checkRoom } from './grid';
import { forgetNamed, NamedRange, namedRangeAt, rememberNamed } from './named-range';
import { Protection, protectionsOf } from './protection';
import { rangeByText, type Range } from './range';
import { Sheet } from './sheet';

/** Google's Spreadsheet over the workbook of the execution. */
export class Spreadsheet extends ServiceObject {
  readonly #context: ExecutionContext;

  constructor(context: ExecutionContext) {
    super();
    this.#context = context;
  }

  getId(): string {
    return this.#context.workbook.id;
  }

  getName(): string {
    return this.#context.workbook.title;
  }

  rename(newName: string): void {
    this.#context.workbook.title = newName;
  }

  getUrl(): string {
    return `https://docs.google.com/spreadsheets/d/${this.getId()}/edit`;
  }

  getSpreadsheetTimeZone(): string {
    return this.#context.workbook.timeZone;
  }

  getSpreadsheetLocale(): string {
    return this.#context.workbook.locale;
  }

  setSpreadsheetTimeZone(timezone: string): void {
    this.#context.workbook.timeZone = timezone;
  }

  setSpreadsheetLocale(locale: string): void {
    const known = (Object.keys(LOCALES) as LocaleCode[]).find((code) => code === locale);
    if (known === undefined) throw new Error(`not emulated: the locale ${locale}`);
    this.#context.workbook.setLocale(known);
  }

  getSheets(): Sheet[] {
    return this.#context.workbook.sheetIds.map((sheetId) => new Sheet(this.#context, sheetId));
  }

  getNumSheets(): number {
    return this.#context.workbook.sheetIds.length;
  }

  getSheetByName(name: string): Sheet | null {
    return this.getSheets().find((sheet) => sheet.getName() === name) ?? null;
  }

  getSheetById(id: number): Sheet | null {
    if (this.#context.workbook.deviations.has('no tab by id')) return null;
    return this.getSheets().find((sheet) => sheet.getSheetId() === id) ?? null;
  }

  /**
   * Adds an empty tab and makes it the active one: `insertSheet()`, `(name)`, `(index)` or `(name, index)`, the index
   * counted from 0. Without an index it comes after the active tab.
   */
  insertSheet(nameOrIndex?: string | number, index?: number): Sheet {
    const { workbook } = this.#context;
    const name = typeof nameOrIndex === 'string' ? nameOrIndex : this.#nextName();
    const position =
      (typeof nameOrIndex === 'number' ? nameOrIndex : index) ?? this.getActiveSheet().getIndex();
    checkTitle(this.#context, name);
    checkRoom(workbook, NEW_TAB.rows * NEW_TAB.columns);
    const sheetId = workbook.addSheet(name, Math.min(Math.max(position, 0), workbook.sheetIds.length));
    return this.setActiveSheet(new Sheet(this.#context, sheetId));
  }

  deleteSheet(sheet: Sheet): void {
    const { workbook } = this.#context;
    const sheetId = String(sheet.getSheetId());
    if (workbook.deviations.has('tabs stay')) throw new Error('The sheet could not be deleted.');
    if (workbook.sheetIds.length === 1) throw new Error("You can't remove all the sheets in a document.");
    const others = workbook.model.getters.getVisibleSheetIds().filter((id) => id !== sheetId);
    if (others.length === 0) throw new Error("You can't remove all the visible sheets in a document.");
    checkEditable(this.#context, sheetId);
    // The library counts a hidden sheet out, and then keeps it where only one other is left.
    workbook.model.dispatch('SHOW_SHEET', { sheetId });
    workbook.model.dispatch('DELETE_SHEET', {
      sheetId,
      sheetName: workbook.model.getters.getSheetName(sheetId),
    });
  }

  getActiveSheet(): Sheet {
    return new Sheet(this.#context, this.#context.workbook.model.getters.getActiveSheetId());
  }

  setActiveSheet(sheet: Sheet): Sheet {
    return sheet.activate();
  }

  /** Moves the active tab. @param position counted from 1 */
  moveActiveSheet(position: number): void {
    const { workbook } = this.#context;
    const active = this.getActiveSheet();
    const last = this.getNumSheets();
    if (position < 1 || position > last) throw new Error('The sheet index is out of bounds.');
    const delta = position - active.getIndex();
    if (delta !== 0) workbook.model.dispatch('MOVE_SHEET', { sheetId: String(active.getSheetId()), delta });
  }

  /** @param a1Notation such as `'Tab'!A1:B2`, or a named range; without a tab the active one */
  getRange(a1Notation: string): Range {
    return rangeByText(this.#context, String(this.getActiveSheet().getSheetId()), a1Notation);
  }

  getNamedRanges(): NamedRange[] {
    const ranges = this.#context.workbook.model.getters.getNamedRanges();
    return ranges.map(({ name }) => new NamedRange(this.#context, name));
  }

  getRangeByName(name: string): Range | null {
    return namedRangeAt(this.#context, name);
  }

  /** Names a range, or moves a name. */
  setNamedRange(name: string, range: Range): void {
    const { model } = this.#context.workbook;
    const sheetId = String(range.getSheet().getSheetId());
    const ranges = [model.getters.getRangeDataFromXc(sheetId, range.getA1Notation())];
    const result = model.getters.getNamedRange(name)
      ? model.dispatch('UPDATE_NAMED_RANGE', { oldRangeName: name, newRangeName: name, ranges })
      : model.dispatch('CREATE_NAMED_RANGE', { name, ranges });
    if (!result.isSuccessful) throw new Error('The name is invalid.');
    rememberNamed(this.#context, name, range);
  }

  removeNamedRange(name: string): void {
    forgetNamed(this.#context, name);
    const { dispatch } = this.#context.workbook.model;
    const result = dispatch('DELETE_NAMED_RANGE', { name });
    if (!result.isSuccessful) throw new Error(`The named range "${name}" does not exist.`);
  }

  getProtections(type: string): Protection[] {
    return protectionsOf(this.#context, type);
  }

  /** How long it shows is up to the page. */
  toast(message: string, title = ''): void {
    this.#context.toast(message, title);
  }

  #nextName(): string {
    let number = this.getNumSheets() + 1;
    while (this.#context.workbook.sheetWithTitle(`Sheet${number}`) !== undefined) number += 1;
    return `Sheet${number}`;
  }
}

/** @throws Google's error when another tab has this title */
export function checkTitle({ workbook }: ExecutionContext, title: string, sheetId?: string): void {
  if (title === '') throw new Error('The sheet name cannot be empty.');
  const holder = workbook.sheetWithTitle(title);
  if (holder === undefined || holder === sheetId) return;
  throw new Error(`A sheet with the name "${title}" already exists. Please enter another name.`);
}
