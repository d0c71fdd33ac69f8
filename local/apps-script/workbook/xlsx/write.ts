import JSZip from 'jszip';
import { helpers, type UnboundedZone } from '@odoo/o-spreadsheet';
import { BaseWorkbook } from '../base-workbook';
import { UNREADABLE } from '../formulas';
import type { Note } from '../notes';
import { titleInGoogle } from '../titles';
import { mendCharts } from './charts';
import { LAST } from './formulas';
import { chartsToKeep } from './kept-charts';
import { withHelpTexts } from './help-texts';
import { addNotes } from './notes';
import { changeText, relate, type Parts } from './parts';
import { PRINT_TITLES, withPageSetup } from './page-setup';
import { addProperties } from './properties';
import { grownRows } from './row-heights';
import { tidySheet, withWholeColours } from './sheet-text';
import { sheetsOf } from './sheets';
import { withSpilledResults } from './spilled';
import { shortTitles } from './short-titles';
import { THEME } from './theme';
import { withTitleNote } from './title-notes';
import { withKeptValidations } from './validations';
import { writingText } from './library-xml';
import { parseXml } from './xml';

const TYPES = '[Content_Types].xml';
const THEME_TYPE = 'application/vnd.openxmlformats-officedocument.theme+xml';

/** The workbook as an .xlsx file. */
export async function writeXlsx(workbook: BaseWorkbook): Promise<Uint8Array> {
  const { getters } = workbook.model;
  const short = shortTitles(workbook.sheetIds.map((sheetId) => getters.getSheetName(sheetId)));
  const titles = [...short].map(([long, title]) => [title, titleInGoogle(long)] as const);
  const parts = await partsOf(short.size === 0 ? workbook : withTitles(workbook, short), new Map(titles));
  const ids = workbook.sheetIds.map((sheetId) => {
    const title = getters.getSheetName(sheetId);
    return [short.get(title) ?? title, sheetId] as const;
  });
  const charts = ids.map(([title, sheetId]) => [title, chartsToKeep(workbook, sheetId)] as const);
  addProperties(parts, workbook.title, {
    state: workbook.scriptState,
    titles: Object.fromEntries(titles),
    ids: Object.fromEntries(ids),
    idsGiven: workbook.idsGiven,
    charts: Object.fromEntries(charts.filter(([, kept]) => kept.length > 0)),
  });
  const zip = new JSZip();
  for (const [path, content] of numberedFromOne(parts)) zip.file(path, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A copy with other titles, which formulas and charts follow. @param titles by the present ones */
function withTitles(workbook: BaseWorkbook, titles: ReadonlyMap<string, string>): BaseWorkbook {
  const { workbook: properties, spreadsheet } = JSON.parse(workbook.toJson()) as {
    workbook: ConstructorParameters<typeof BaseWorkbook>[0];
    spreadsheet: object;
  };
  const copy = new BaseWorkbook(properties, spreadsheet);
  const renames = copy.sheetIds.flatMap((sheetId) => {
    const oldName = copy.model.getters.getSheetName(sheetId);
    const newName = titles.get(oldName);
    return newName === undefined ? [] : [{ type: 'RENAME_SHEET' as const, sheetId, oldName, newName }];
  });
  copy.run(renames);
  return copy;
}

/** @param titles that were too long, by the short ones */
async function partsOf(workbook: BaseWorkbook, titles: ReadonlyMap<string, string>): Promise<Parts> {
  const { files } = await writingText(() => workbook.model.exportXLSX());
  const parts: Parts = new Map();
  for (const file of files) if ('content' in file) parts.set(file.path, file.content);
  const texts = textsIn(parts.get('xl/sharedStrings.xml'));
  changeText(parts, 'xl/sharedStrings.xml', withoutTextMarkers);
  changeText(parts, 'xl/styles.xml', (styles) =>
    withWholeColours(withOrderedFonts(withoutShrinking(styles))),
  );
  sheetsOf(parts).forEach(({ path }, index) => {
    const sheetId = workbook.sheetIds[index] ?? '';
    const heights = grownRows(workbook, sheetId);
    changeText(parts, path, (sheet) =>
      withPageSetup(
        [withHelpTexts, withKeptValidations, withSpilledResults].reduce(
          (text, add) => add(workbook, sheetId, text),
          withRowHeights(tidySheet(sheet, texts), heights),
        ),
      ),
    );
  });
  changeText(parts, 'xl/workbook.xml', (text) => withNames(text, workbook));
  mendCharts(parts, workbook);
  addNotes(
    parts,
    workbook.sheetIds.map((sheetId) => {
      const notes = notesOf(workbook, sheetId);
      const title = titles.get(workbook.model.getters.getSheetName(sheetId));
      return title === undefined ? notes : withTitleNote(notes, title);
    }),
  );
  parts.set('xl/theme/theme1.xml', THEME);
  relate(parts, 'xl/workbook.xml', 'theme', 'xl/theme/theme1.xml');
  changeText(parts, TYPES, (types) =>
    types.replace(
      '</Types>',
      `<Override PartName="/xl/theme/theme1.xml" ContentType="${THEME_TYPE}"/></Types>`,
    ),
  );
  return parts;
}

const textsIn = (part = '<sst/>'): string[] =>
  Array.from(parseXml(part).querySelectorAll('si'), ({ textContent }) => textContent.trim());

/** The library's text marker is an apostrophe; formulas that nobody can read are texts in the file. */
const withoutTextMarkers = (strings: string): string =>
  strings.replace(/(<t(?: [^>]*)?>)&apos;/gu, '$1').replaceAll(`>=${UNREADABLE}`, '>=');

/** For clipped texts, of which .xlsx knows nothing, the library asks for letters that are too small to read. */
const withoutShrinking = (styles: string): string => styles.replaceAll(' shrinkToFit="1"', '');

/** The format wants an underline after what strikes a text through. */
const withOrderedFonts = (styles: string): string =>
  styles.replace(/(<u(?: [^>]*)?\/>)(\s*)(<strike(?: [^>]*)?\/>)/gu, '$3$2$1');

/** @param heights of rows (from 0) that somebody has not resized, in pixels */
const withRowHeights = (sheet: string, heights: ReadonlyMap<number, number>): string =>
  sheet.replace(/<row r="(\d+)"(?![^>]* ht=)/gu, (row, number: string) => {
    const pixels = heights.get(Number(number) - 1);
    return pixels === undefined ? row : `${row} ht="${pixels * POINTS}"`;
  });

/** Points a pixel. */
const POINTS = 0.75;

/** Named ranges, frozen rows to be printed on every page, and the wish that programs work formulas out that have a kept result. */
function withNames(text: string, { model: { getters }, sheetIds }: BaseWorkbook): string {
  const referenceTo = (title: string, range: string): string =>
    `'${title.replaceAll("'", "''")}'!${range}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const printed = sheetIds.flatMap((sheetId, index) => {
    const rows = getters.getPaneDivisions(sheetId).ySplit;
    if (rows === 0) return [];
    const reference = referenceTo(getters.getSheetName(sheetId), `$1:$${rows}`);
    return [`<definedName name="${PRINT_TITLES}" localSheetId="${index}">${reference}</definedName>`];
  });
  const names = getters.getNamedRanges().flatMap(({ name, range }) => {
    const title = getters.tryGetSheet(range.sheetId)?.name;
    if (title === undefined) return [];
    return [`<definedName name="${name}">${referenceTo(title, absolute(range.unboundedZone))}</definedName>`];
  });
  const all = [...printed, ...names];
  const list = all.length === 0 ? '' : `<definedNames>${all.join('')}</definedNames>`;
  return text.replace('</workbook>', () => `${list}<calcPr fullCalcOnLoad="1"/></workbook>`);
}

/** `$A$1:$B$2`, and `$A:$B` or `$1:$2` for whole columns or rows. */
function absolute({ top, bottom, left, right }: UnboundedZone): string {
  const column = (index: number): string => `$${helpers.numberToLetters(index)}`;
  if (bottom === undefined && top === 0 && right !== undefined) return `${column(left)}:${column(right)}`;
  if (right === undefined && left === 0 && bottom !== undefined) return `$${top + 1}:$${bottom + 1}`;
  const first = `${column(left)}$${top + 1}`;
  const last = `${column(right ?? LAST.column - 1)}$${(bottom ?? LAST.row - 1) + 1}`;
  return first === last ? first : `${first}:${last}`;
}

function notesOf(workbook: BaseWorkbook, sheetId: string): Note[] {
  return workbook.attachments('note', sheetId).flatMap(({ range, data }) => {
    return range ? [{ row: range.zone.top, col: range.zone.left, text: String(data) }] : [];
  });
}

/** The library counts tabs and drawings from 0, which some programs that save the file again do not expect. */
function numberedFromOne(parts: Parts): Parts {
  const next = (text: string): string =>
    text.replace(
      /\b(sheet|drawing)(\d+)(?=\.xml)/gu,
      (_name, kind: string, number: string) => `${kind}${Number(number) + 1}`,
    );
  const entries = [...parts].map(([path, text]) => {
    const isList = path === TYPES || path.endsWith('.rels');
    return [next(path), isList ? next(text) : text] as const;
  });
  return new Map(entries);
}
