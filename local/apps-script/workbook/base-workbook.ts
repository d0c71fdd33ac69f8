import type { Deviation } from '../deviations';
import { attachmentsOf, Model } from './library';
import type { Attachment } from './attachments';
import { forgetDoneCommands, runBatch, type WorkbookCommand } from './commands';
import { libraryLocale, type LocaleCode } from './locales';
import { titleInGoogle, titleInModel } from './titles';

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
export interface Properties extends Required<WorkbookOptions> {
  /** How many tabs and charts were ever made: the id of one that is deleted does not come back. */
  idsGiven: number;
  scriptState: unknown;
}

export const DEFAULTS: Required<WorkbookOptions> = {
  locale: 'en_US',
  timeZone: 'Etc/GMT',
  title: 'Untitled spreadsheet',
  id: 'local-spreadsheet',
};

/**
 * A workbook without its ways in and out of files (see `Workbook`). Tabs are known by Google's numeric ids, written as
 * text. Titles here are Google's; the model has look-alikes of some characters.
 */
export class BaseWorkbook {
  readonly model: Model;
  /** From then on what is done can be undone, which nobody can but people at a page. */
  readonly rememberCommands: () => void;
  readonly id: string;
  timeZone: string;
  /** How this spreadsheet and its script behave otherwise than usual. */
  readonly deviations = new Set<Deviation>();
  title: string;
  /** A JSON value that is kept with the spreadsheet: what scripts store in it beside its cells. */
  scriptState: unknown;
  #locale: LocaleCode;
  /** How many tabs and charts were ever made. */
  idsGiven: number;
  /** By the tab's id, as far as it was asked since the last change. */
  readonly #hasFormulas = new Map<string, boolean>();

  constructor(properties: Properties, data: object) {
    this.model = new Model(data);
    this.rememberCommands = forgetDoneCommands(this.model);
    this.id = properties.id;
    this.#locale = properties.locale;
    this.timeZone = properties.timeZone;
    this.title = properties.title;
    this.scriptState = properties.scriptState;
    this.idsGiven = properties.idsGiven;
    this.onChange(() => this.#hasFormulas.clear());
  }

  get locale(): LocaleCode {
    return this.#locale;
  }

  /** Formulas stay what they are, and read with the separators of the new locale. */
  setLocale(locale: LocaleCode): void {
    this.#locale = locale;
    this.run([{ type: 'UPDATE_LOCALE', locale: libraryLocale(locale) }]);
  }

  /** Everything there is, without loss. */
  toJson(): string {
    const { id, locale, timeZone, title, scriptState } = this;
    const workbook: Properties = { id, locale, timeZone, title, scriptState, idsGiven: this.idsGiven };
    return JSON.stringify({ workbook, spreadsheet: this.model.exportData() });
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
    const id = idAt(this.idsGiven++);
    return this.sheetIds.includes(id) ? this.newId() : id;
  }
}

/** Ids that say nothing about the order, as Google's, but the same ones in each run; the first is 0. */
export const idAt = (index: number): string => String(Math.imul(index, 0x9e3779b1) >>> 1);
