// The files inside an .xlsx file, whoever wrote it: found by their relationships, under the usual prefixes.
import JSZip from 'jszip';
import { relationshipsOf, type Parts } from './parts';
import { parseXml } from './xml';

/** A file that is no workbook, or one that cannot be read; the message is a sentence that goes on after the file's name. */
export class UnreadableWorkbook extends Error {}

/** One tab, in the order of the tabs. */
export interface SheetPart {
  readonly title: string;
  readonly path: string;
  readonly state: string;
  /** The last word of the relationship's type: `worksheet`, `chartsheet`, ... */
  readonly kind: string;
}

export interface XlsxPackage {
  /** Parts that are XML. */
  readonly parts: Parts;
  /** Paths of all parts. */
  readonly paths: readonly string[];
  readonly workbookPath: string;
  readonly sheets: readonly SheetPart[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** ISO/IEC 29500 Strict has its own namespaces; what is in them is the same. */
const STRICT: readonly (readonly [strict: string, transitional: string])[] = [
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', MAIN],
  [
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  ],
  ['http://purl.oclc.org/ooxml/drawingml/', 'http://schemas.openxmlformats.org/drawingml/2006/'],
];

/** First bytes of an encrypted workbook, and of the formats before .xlsx. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens an .xlsx file as far as its tabs.
 *
 * @throws UnreadableWorkbook
 */
export async function openPackage(bytes: Uint8Array): Promise<XlsxPackage> {
  if (bytes.length === 0) throw new UnreadableWorkbook('is empty');
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    throw new UnreadableWorkbook('is protected with a password, or in the old format .xls: save it as .xlsx');
  }
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw new UnreadableWorkbook('is no .xlsx file, or damaged');
  });
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  const texts = files.filter(({ name }) => /\.(?:xml|rels|vml)$/iu.test(name));
  const read = texts.map(
    async (file) => [pathOf(file.name), usual(decoded(await file.async('uint8array')))] as const,
  );
  const parts: Parts = new Map(
    await Promise.all(read).catch(() => {
      throw new UnreadableWorkbook('is damaged');
    }),
  );
  if (zip.files['content.xml'])
    throw new UnreadableWorkbook('is an OpenDocument file (.ods): save it as .xlsx');
  const workbookPath = relationshipsOf(parts, '').find(({ type }) =>
    type.endsWith('/officeDocument'),
  )?.target;
  if (workbookPath?.endsWith('.bin'))
    throw new UnreadableWorkbook('is in the binary format .xlsb: save it as .xlsx');
  const workbook = workbookPath === undefined ? undefined : parts.get(workbookPath);
  if (workbookPath === undefined || workbook === undefined || !/<workbook[\s>]/u.test(workbook)) {
    throw new UnreadableWorkbook('has no workbook in it');
  }
  const sheets = sheetsOf(parts, workbookPath);
  if (sheets.length === 0) throw new UnreadableWorkbook('has no tabs');
  return { parts, paths: files.map(({ name }) => pathOf(name)), workbookPath, sheets };
}

/** XML may be in UTF-16, which begins with a mark then, instead of UTF-8. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** Some programs write backslashes, or a slash in front. */
const pathOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\//u, '');

/** Prefixes that the spreadsheet library expects before the elements of these formats. */
const PREFIXES = { chart: 'c', spreadsheetDrawing: 'xdr' } as const;

/** openpyxl writes charts and drawings without prefixes. */
function withPrefixes(text: string): string {
  const found = /<\w+ [^>]*?\bxmlns="[^"]*\/drawingml\/2006\/(chart|spreadsheetDrawing)"/u.exec(text);
  if (!found) return text;
  const prefix = PREFIXES[found[1] as keyof typeof PREFIXES];
  return text
    .replace(/(<\/?)(?=\w+[\s/>])/gu, `$1${prefix}:`)
    .replace(/\bxmlns="(?=[^"]*\/drawingml\/)/u, `xmlns:${prefix}="`);
}

/** Without a prefix before the format's own elements, and with `r:` before the ids of relationships. */
function usual(text: string): string {
  let result = withPrefixes(text.replace(/^\ufeff/u, ''));
  for (const [strict, transitional] of STRICT) result = result.replaceAll(strict, transitional);
  const main = new RegExp(`\\sxmlns:([\\w.-]+)=["']${MAIN}["']`, 'u').exec(result.slice(0, 5000));
  if (main?.[1] !== undefined && new RegExp(`<${main[1]}:`, 'u').test(result)) {
    const prefix = main[1];
    result = result
      .replace(new RegExp(`(</?)${prefix}:`, 'gu'), '$1')
      .replace(new RegExp(`\\sxmlns=["'][^"']*["']`, 'u'), '')
      .replace(`xmlns:${prefix}=`, 'xmlns=');
  }
  const relations = /\sxmlns:([\w.-]+)=["'][^"']*officeDocument\/2006\/relationships["']/u.exec(
    result.slice(0, 5000),
  );
  const prefix = relations?.[1] ?? 'r';
  if (prefix === 'r') return result;
  return result
    .replace(new RegExp(`(\\s)${prefix}:(?=[a-z]+=)`, 'gu'), '$1r:')
    .replace(`xmlns:${prefix}=`, 'xmlns:r=');
}

function sheetsOf(parts: Parts, workbookPath: string): SheetPart[] {
  const relationships = new Map(relationshipsOf(parts, workbookPath).map((each) => [each.id, each]));
  const sheets = parseXml(parts.get(workbookPath) ?? '').querySelectorAll('sheets > sheet');
  return Array.from(sheets, (sheet) => {
    const relationship = relationships.get(sheet.getAttribute('r:id') ?? '');
    const title = sheet.getAttribute('name') ?? '';
    if (!relationship || !parts.has(relationship.target)) {
      throw new UnreadableWorkbook(`has a tab "${title}" without its part: it is damaged`);
    }
    return {
      title,
      path: relationship.target,
      state: sheet.getAttribute('state') ?? 'visible',
      kind: relationship.type.replace(/^.*\//u, ''),
    };
  });
}
