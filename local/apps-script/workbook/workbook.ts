import {
  BaseWorkbook,
  DEFAULTS,
  idAt,
  NEW_TAB,
  type Properties,
  type WorkbookOptions,
} from './base-workbook';
import { libraryLocale } from './locales';
import type { Loss } from './xlsx/loss';
import { openXlsx } from './xlsx/read';
import { writeXlsx } from './xlsx/write';

export { NEW_TAB, USUAL_SIZE, type WorkbookOptions } from './base-workbook';
export type { LocaleCode } from './locales';

/** One Google spreadsheet on this machine: the library's model, and what the library does not know. */
export class Workbook extends BaseWorkbook {
  /** What the .xlsx file that it was opened from holds, and would not hold when it was saved as .xlsx. */
  losses: readonly Loss[] = [];

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
    const { data, complete, losses } = await openXlsx(bytes, options);
    const workbook = Workbook.#over(data, options);
    complete(workbook);
    workbook.losses = losses;
    return workbook;
  }

  static #over(data: { sheets: object[] }, options: WorkbookOptions): Workbook {
    const properties = { ...DEFAULTS, ...options, idsGiven: data.sheets.length, scriptState: null };
    return new Workbook(properties, { ...data, settings: { locale: libraryLocale(properties.locale) } });
  }

  /** The cells with formulas, formats and notes as an .xlsx file; other programs show it much as Google does. */
  toXlsx(): Promise<Uint8Array> {
    return writeXlsx(this);
  }
}
