import JSZip from 'jszip';
import type { SheetData, WorkbookData } from '@odoo/o-spreadsheet';
import {
  DEFAULTS,
  idAt,
  NEW_TAB,
  USUAL_SIZE,
  type BaseWorkbook,
  type WorkbookOptions,
} from './base-workbook';
import { contentOfText, numberFormatCommand } from './cells';
import type { WorkbookCommand } from './commands';
import { Model } from './library';
import { UNREADABLE } from './formulas';
import { libraryLocale } from './locales';
import { noteCommand, type Note } from './notes';
import { formatInModel } from './number-formats';
import { grownRows } from './row-heights';
import { writingText } from './xml';
import { mendCharts } from './xlsx-charts';
import { addNotes, notesIn } from './xlsx-notes';
import { withHelpTexts } from './help-texts';
import { changePart, changeText, sheetsOf, type Parts } from './xlsx-parts';

/** What an .xlsx file holds: the library's data, and what is put into the workbook that is made of them. */
interface OpenedXlsx {
  readonly data: WorkbookData;
  readonly complete: (workbook: BaseWorkbook) => void;
}

/** Opens an .xlsx file, with its notes. */
export async function openXlsx(
  bytes: Uint8Array,
  { locale = DEFAULTS.locale }: WorkbookOptions = {},
): Promise<OpenedXlsx> {
  const parts = await unzip(bytes);
  const sheets = sheetsOf(parts);
  changePart(parts, 'xl/sharedStrings.xml', (document) => {
    // Texts are texts here, whatever they look like; the library would read them anew.
    for (const item of document.querySelectorAll('si')) {
      const first = item.querySelector('t');
      if (first && contentOfText(item.textContent, libraryLocale(locale)) !== item.textContent) {
        first.textContent = `'${first.textContent}`;
      }
    }
  });
  for (const { path } of sheets) {
    changePart(parts, path, (document) => {
      // The library would write [label](address) into the cells.
      for (const links of document.querySelectorAll('hyperlinks')) links.remove();
    });
  }
  const data = new Model(Object.fromEntries(parts)).exportData();
  const notes = sheets.map(({ path }) => notesIn(parts, path));
  return {
    data: {
      ...data,
      sheets: data.sheets.map((sheet, index) => ({ ...asNewTab(sheet), id: idAt(index) })),
    },
    complete(workbook) {
      workbook.run(formatsOfGoogle(workbook));
      workbook.run(notes.flatMap((each, index) => each.map((note) => noteCommand(idAt(index), note))));
    },
  };
}

/** Commands that keep number formats, which came from elsewhere, the way they are kept here. */
function formatsOfGoogle(workbook: BaseWorkbook): WorkbookCommand[] {
  const { getters } = workbook.model;
  return workbook.sheetIds.flatMap((sheetId) =>
    getters.getCells(sheetId).flatMap(({ id, format }) => {
      if (!format || formatInModel(format) === format) return [];
      return [numberFormatCommand(workbook, getters.getCellPosition(id), format)];
    }),
  );
}

async function unzip(bytes: Uint8Array): Promise<Parts> {
  const { files } = await JSZip.loadAsync(bytes);
  const texts = Object.values(files).filter(({ dir, name }) => !dir && /\.(?:xml|rels|vml)$/u.test(name));
  return new Map(
    await Promise.all(texts.map(async (file) => [file.name, await file.async('string')] as const)),
  );
}

/** At least as large as a new tab, and without the usual sizes, which the library writes out. */
function asNewTab(sheet: SheetData): SheetData {
  const unusual = (headers: SheetData['rows'], usual: number): SheetData['rows'] =>
    Object.fromEntries(
      Object.entries(headers).filter(([, { size, isHidden }]) => isHidden ?? size !== usual),
    );
  return {
    ...sheet,
    rowNumber: Math.max(sheet.rowNumber, NEW_TAB.rows),
    colNumber: Math.max(sheet.colNumber, NEW_TAB.columns),
    rows: unusual(sheet.rows, USUAL_SIZE.ROW),
    cols: unusual(sheet.cols, USUAL_SIZE.COL),
  };
}

/** The workbook as an .xlsx file. */
export async function writeXlsx(workbook: BaseWorkbook): Promise<Uint8Array> {
  const { files } = await writingText(() => workbook.model.exportXLSX());
  const parts: Parts = new Map();
  for (const file of files) if ('content' in file) parts.set(file.path, file.content);
  changeText(parts, 'xl/sharedStrings.xml', withoutTextMarkers);
  changeText(parts, 'xl/styles.xml', withoutShrinking);
  sheetsOf(parts).forEach(({ path }, index) => {
    const sheetId = workbook.sheetIds[index] ?? '';
    const heights = grownRows(workbook, sheetId);
    changeText(parts, path, (sheet) =>
      withHelpTexts(workbook, sheetId, withRowHeights(withValidRules(withPlainFormulas(sheet)), heights)),
    );
  });
  mendCharts(parts, workbook);
  addNotes(
    parts,
    workbook.sheetIds.map((sheetId) => notesOf(workbook, sheetId)),
  );
  const zip = new JSZip();
  for (const [path, content] of parts) zip.file(path, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** The library's text marker is an apostrophe; formulas that nobody can read are texts in the file. */
const withoutTextMarkers = (strings: string): string =>
  strings.replace(/(<t(?: [^>]*)?>)&apos;/gu, '$1').replaceAll(`>=${UNREADABLE}`, '>=');

/** The library writes each formula as an array formula, of one cell where it fills no others. */
const withPlainFormulas = (sheet: string): string =>
  sheet.replace(/(<c [^>]*?) cm="1"([^>]*>\s*<f) t="array" ref="[A-Z]+\d+">/gu, '$1$2>');

/** Each conditional format has a place of its own in their order, and the empty error style is none. */
function withValidRules(sheet: string): string {
  let place = 0;
  return sheet
    .replaceAll(' errorStyle=""', '')
    .replace(/<cfRule priority="\d+"/gu, () => `<cfRule priority="${++place}"`);
}

/** For clipped texts, of which .xlsx knows nothing, the library asks for letters that are too small to read. */
const withoutShrinking = (styles: string): string => styles.replaceAll(' shrinkToFit="1"', '');

/** @param heights of rows (from 0) that somebody has not resized, in pixels */
const withRowHeights = (sheet: string, heights: ReadonlyMap<number, number>): string =>
  sheet.replace(/<row r="(\d+)"(?![^>]* ht=)/gu, (row, number: string) => {
    const pixels = heights.get(Number(number) - 1);
    return pixels === undefined ? row : `${row} ht="${pixels * POINTS}"`;
  });

/** Points a pixel. */
const POINTS = 0.75;

function notesOf(workbook: BaseWorkbook, sheetId: string): Note[] {
  return workbook.attachments('note', sheetId).flatMap(({ range, data }) => {
    return range ? [{ row: range.zone.top, col: range.zone.left, text: String(data) }] : [];
  });
}
