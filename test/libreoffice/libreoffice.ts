import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import type { Parts } from '../../local/apps-script/workbook/xlsx/parts';
import { sheetsOf } from '../../local/apps-script/workbook/xlsx/sheets';
import { parseXml } from '../../local/apps-script/workbook/xlsx/xml';

/** Ignored by git. */
const FOLDER = path.join(__dirname, '..', '..', '.tmp', 'libreoffice');

const COMMANDS = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];

/** The command that starts LibreOffice; undefined where it is not installed. */
export function findLibreOffice(): string | undefined {
  return COMMANDS.find((command) => spawnSync(command, ['--version']).status === 0);
}

/** What LibreOffice works out: formula cells by tab and cell, such as `OKR Users!B2`. Errors read as `#...`. */
export type Values = ReadonlyMap<string, string | number | boolean>;

/**
 * Lets LibreOffice open an .xlsx file and work out all of its formulas.
 *
 * @param command as findLibreOffice gives it
 * @throws when LibreOffice does not write its file within two minutes
 */
export async function recalculate(command: string, xlsx: Uint8Array): Promise<Values> {
  const written = await convert(command, await withoutResults(xlsx), 'xlsx', 'xlsx:Calc MS Excel 2007 XML');
  return formulaValues(await partsOf(await readFile(written)));
}

/**
 * Lets LibreOffice open an .xlsx file and write it in another format.
 *
 * @param filter its own name of the format
 * @returns where the file is, until the next one
 * @throws when LibreOffice does not write it within two minutes
 */
export async function convert(
  command: string,
  xlsx: Uint8Array,
  extension: string,
  filter: string,
): Promise<string> {
  await rm(FOLDER, { recursive: true, force: true });
  const profile = path.join(FOLDER, 'profile');
  await mkdir(profile, { recursive: true });
  const file = path.join(FOLDER, 'sheet.xlsx');
  await writeFile(file, xlsx);
  const out = path.join(FOLDER, 'out');
  const args = ['--headless', '--convert-to', filter, '--outdir', out, file];
  const result = spawnSync(command, [`-env:UserInstallation=${pathToFileURL(profile).href}`, ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const written = path.join(out, `sheet.${extension}`);
  if (!existsSync(written)) throw new Error(`LibreOffice wrote no file. It says: ${result.stderr}`);
  return written;
}

async function partsOf(xlsx: Uint8Array): Promise<Parts> {
  const { files } = await JSZip.loadAsync(xlsx);
  const texts = Object.values(files).filter(({ dir, name }) => !dir && /\.(?:xml|rels)$/u.test(name));
  return new Map(
    await Promise.all(texts.map(async (file) => [file.name, await file.async('string')] as const)),
  );
}

/** The file without the results of its formulas, so that LibreOffice has to work out each of them when it opens it. */
async function withoutResults(xlsx: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(xlsx);
  for (const name of Object.keys(zip.files).filter((each) => /worksheets\/[^/]+\.xml$/u.test(each))) {
    const sheet = (await zip.file(name)?.async('string')) ?? '';
    zip.file(name, sheet.replace(/(<\/f>)\s*<v>[^<]*<\/v>/gu, '$1'));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

function formulaValues(parts: Parts): Values {
  const values = new Map<string, string | number | boolean>();
  for (const { title, path: sheet } of sheetsOf(parts)) {
    for (const cell of parseXml(parts.get(sheet) ?? '<none/>').querySelectorAll('c')) {
      if (!cell.querySelector('f')) continue;
      const text = cell.querySelector('v')?.textContent ?? '';
      const type = cell.getAttribute('t') ?? 'n';
      const isText = type === 'str' || type === 'e' || text === '';
      const value = isText ? text : type === 'b' ? text === '1' : Number(text);
      values.set(`${title}!${cell.getAttribute('r') ?? ''}`, value);
    }
  }
  return values;
}
