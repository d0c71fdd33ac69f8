import { attachmentsOf, Model, runBatch, type WorkbookCommand } from './library';
import type { Attachment } from './attachments';
import { numberFormatCommand } from './cells';
import { libraryLocale, type LocaleCode } from './locales';
import { noteCommand } from './notes';
import { formatInModel } from './number-formats';
import { titleInGoogle, titleInModel } from './titles';
import { readXlsx, writeXlsx } from './xlsx';

export type { LocaleCode } from './locales';

export interface WorkbookOptions {
  readonly locale?: LocaleCode;
  readonly timeZone?: string;
  readonly title?: string;
  /** The spreadsheet's id, as in its address. */
  readonly id?: string;
}

/** Rows and columns of a new tab. */
export const NEW_TAB = { rows: 1000, columns: 26 };

/** The library's size in pixels of rows and columns that nobody has changed. */
export const USUAL_SIZE = { ROW: 23, COL: 96 };

/** What a workbook has beside the model; JSON. */
interface Properties extends Required<WorkbookOptions> {
  /** How many tabs and charts were ever made: the id of one that is deleted does not come back. */
  idsGiven: number;
  scriptState: unknown;
}

const DEFAULTS: Required<WorkbookOptions> = {
  locale: 'en_US',
  timeZone: 'Etc/GMT',
  title: 'Untitled spreadsheet',
  id: 'local-spreadsheet',
};

/**
 * One Google spreadsheet on this machine: the library's model, and what the library does not know. Tabs are known by
 * Google's numeric ids, written as text. Titles here are Google's; the model has look-alikes of some characters.
 */
export class Workbook {
  readonly model: Model;
  readonly id: string;
  readonly locale: LocaleCode;
  readonly timeZone: string;
  title: string;
  /** A JSON value that is kept with the spreadsheet: what scripts store in it beside its cells. */
  scriptState: unknown;
  #idsGiven: number;
  /** By the tab's id, as far as it was asked since the last change. */
  readonly #hasFormulas = new Map<string, boolean>();

  private constructor(properties: Properties, data: object) {
    this.model = new Model(data);
    this.id = properties.id;
    this.locale = properties.locale;
    this.timeZone = properties.timeZone;
    this.title = properties.title;
    this.scriptState = properties.scriptState;
    this.#idsGiven = properties.idsGiven;
    this.onChange(() => this.#hasFormulas.clear());
  }

  /** A new spreadsheet with one empty tab "Sheet1". */
  static create(options: WorkbookOptions = {}): Workbook {
    const { rows, columns } = NEW_TAB;
    const sheet = { id: idAt(0), name: 'Sheet1', rowNumber: rows, colNumber: columns };
    return Workbook.#over({ sheets: [sheet] }, options);
  }

  /** Opens what `toJson` gave. */
  static fromJson(text: string): Workbook {
    const { workbook, spreadsheet } = JSON.parse(text) as { workbook: Properties; spreadsheet: object };
    return new Workbook(workbook, spreadsheet);
  }

  /** Opens an .xlsx file, with its notes. */
  static async fromXlsx(bytes: Uint8Array, options: WorkbookOptions = {}): Promise<Workbook> {
    const { data, notes } = await readXlsx(bytes, options.locale ?? DEFAULTS.locale);
    const sheets = data.sheets.map((sheet, index) => ({ ...sheet, id: idAt(index) }));
    const workbook = Workbook.#over({ ...data, sheets }, options);
    workbook.run(workbook.#formatsOfGoogle());
    workbook.run(notes.flatMap((each, index) => each.map((note) => noteCommand(idAt(index), note))));
    return workbook;
  }

  static #over(data: { sheets: object[] }, options: WorkbookOptions): Workbook {
    const properties = { ...DEFAULTS, ...options, idsGiven: data.sheets.length, scriptState: null };
    return new Workbook(properties, { ...data, settings: { locale: libraryLocale(properties.locale) } });
  }

  /** Commands that keep number formats, which came from elsewhere, the way they are kept here. */
  #formatsOfGoogle(): WorkbookCommand[] {
    const { getters } = this.model;
    return this.sheetIds.flatMap((sheetId) =>
      getters.getCells(sheetId).flatMap(({ id, format }) => {
        if (!format || formatInModel(format) === format) return [];
        return [numberFormatCommand(this, getters.getCellPosition(id), format)];
      }),
    );
  }

  /** Everything there is, without loss. */
  toJson(): string {
    const { id, locale, timeZone, title, scriptState } = this;
    const workbook: Properties = { id, locale, timeZone, title, scriptState, idsGiven: this.#idsGiven };
    return JSON.stringify({ workbook, spreadsheet: this.model.exportData() });
  }

  /** The cells with formulas, formats and notes as an .xlsx file; other programs show it much as Google does. */
  toXlsx(): Promise<Uint8Array> {
    return writeXlsx(this);
  }

  /** Calls the listener after each change of the model; it may read it, not change it. @returns a function that ends that */
  onChange(listener: () => void): () => void {
    const owner = {};
    this.model.on('command-finalized', owner, listener);
    return () => this.model.off('command-finalized', owner);
  }

  /** Runs commands of the library as one. They are not checked. */
  run(commands: readonly WorkbookCommand[]): void {
    runBatch(this.model, commands);
  }

  /** Whether there are formulas in the tab. */
  hasFormulas(sheetId: string): boolean {
    let answer = this.#hasFormulas.get(sheetId);
    if (answer === undefined) {
      answer = this.model.getters.getCells(sheetId).some((cell) => cell.isFormula);
      this.#hasFormulas.set(sheetId, answer);
    }
    return answer;
  }

  attachments(kind: Attachment['kind'], sheetId?: string): Attachment[] {
    return attachmentsOf(this.model).filter(
      (each) => each.kind === kind && (sheetId === undefined || each.sheetId === sheetId),
    );
  }

  /** Ids of the tabs, from left to right. */
  get sheetIds(): readonly string[] {
    return this.model.getters.getSheetIds();
  }

  titleOf(sheetId: string): string {
    return titleInGoogle(this.model.getters.getSheetName(sheetId));
  }

  /** The id of the tab with this title, capitals and small letters alike. */
  sheetWithTitle(title: string): string | undefined {
    return this.model.getters.getSheetIdByName(titleInModel(title));
  }

  /** Adds an empty tab. @returns its id */
  addSheet(title: string, position: number): string {
    const sheetId = this.newId();
    const { rows, columns } = NEW_TAB;
    this.run([{ type: 'CREATE_SHEET', sheetId, position, name: titleInModel(title), rows, cols: columns }]);
    return sheetId;
  }

  /** An id, a number as text, that no tab and no chart has or had. */
  newId(): string {
    const id = idAt(this.#idsGiven++);
    return this.sheetIds.includes(id) ? this.newId() : id;
  }
}

/** Ids that say nothing about the order, as Google's, but the same ones in each run; the first is 0. */
const idAt = (index: number): string => String(Math.imul(index, 0x9e3779b1) >>> 1);
