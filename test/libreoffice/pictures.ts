import { execFileSync, spawnSync } from 'node:child_process';
import JSZip from 'jszip';
import type { Parts } from '../../local/apps-script/workbook/xlsx/parts';
import { sheetsOf } from '../../local/apps-script/workbook/xlsx/sheets';
import { convert, findLibreOffice } from './libreoffice';

/** Pixels. */
const WIDTH = 1280;
/** LibreOffice's columns are that much wider than a browser's. */
const SCALE = 1.09;
const MILLIMETRES_A_PIXEL = 25.4 / 96;

/** A picture of a tab. */
export interface Picture {
  readonly tab: string;
  /** Where it shall be, a `.png`. */
  readonly file: string;
  /** In pixels. */
  readonly height: number;
}

/**
 * Takes pictures of tabs of an .xlsx file as LibreOffice shows them: their first cells, with the headers of rows and columns.
 *
 * @returns a sentence where nothing could be done
 */
export async function takePictures(
  xlsx: Uint8Array,
  pictures: readonly Picture[],
): Promise<string | undefined> {
  const command = findLibreOffice();
  if (command === undefined)
    return 'No pictures of LibreOffice: it (the command "soffice") is not installed here.';
  if (spawnSync('pdftoppm', ['-v']).error)
    return 'No pictures of LibreOffice: "pdftoppm" is not installed here.';
  for (const picture of pictures) {
    const { file, height } = picture;
    const pdf = await convert(command, await asOnePage(xlsx, picture), 'pdf', 'pdf');
    const size = ['-scale-to-x', String(WIDTH), '-scale-to-y', String(height)];
    execFileSync('pdftoppm', ['-png', '-singlefile', ...size, pdf, file.replace(/\.png$/u, '')]);
  }
  return undefined;
}

/** The file with all tabs but one hidden, whose first page holds what a screen would. */
async function asOnePage(xlsx: Uint8Array, picture: Picture): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(xlsx);
  const textOf = async (path: string): Promise<string> => (await zip.file(path)?.async('string')) ?? '';
  const workbook = 'xl/workbook.xml';
  const relationships = 'xl/_rels/workbook.xml.rels';
  const parts: Parts = new Map();
  for (const path of [workbook, relationships]) parts.set(path, await textOf(path));
  const sheets = sheetsOf(parts);
  const shown = sheets.findIndex((sheet) => sheet.title === picture.tab);
  const path = sheets[shown]?.path;
  if (path === undefined) throw new Error(`There is no tab "${picture.tab}".`);
  let index = 0;
  zip.file(
    workbook,
    (parts.get(workbook) ?? '')
      .replace(/<sheet state="visible"/gu, (sheet) => (index++ === shown ? sheet : '<sheet state="hidden"'))
      .replace('<sheets>', `<bookViews><workbookView activeTab="${shown}"/></bookViews><sheets>`),
  );
  const [width, height] = [WIDTH, picture.height].map(
    (pixels) => `${(pixels * SCALE * MILLIMETRES_A_PIXEL).toFixed(1)}mm`,
  );
  const page =
    '<printOptions headings="1"/><pageMargins left="0" right="0" top="0" bottom="0" header="0" footer="0"/>' +
    `<pageSetup paperWidth="${width}" paperHeight="${height}"/>`;
  const sheet = await textOf(path);
  zip.file(
    path,
    sheet.replace(/<(?:drawing |legacyDrawing |\/worksheet>)/u, (next) => page + next),
  );
  return zip.generateAsync({ type: 'uint8array' });
}
