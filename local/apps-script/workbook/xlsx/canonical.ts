// An .xlsx file, whoever wrote it, put the one way that the spreadsheet library reads.
import type { Locale } from '@odoo/o-spreadsheet';
import { withSizes } from './anchors';
import { sharedTexts, textIn, tidyCells, type TidyCells } from './cells';
import { formatsOf, standInFormats } from './formats';
import { tidyGroups } from './groups';
import { UnreadableWorkbook, type SheetPart, type XlsxPackage } from './package';
import { relationshipsOf, type Parts } from './parts';
import { promptsIn, separateConditionalFormats } from './rules';
import { takeValidations } from './validations';
import { tidyView } from './views';
import { handOver } from './library-xml';
import { parseXml, type XmlDocument } from './xml';

const TYPES = 'application/vnd.openxmlformats-officedocument.';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Parts that the library reads, by the last word of the type of their relationship. */
const KINDS: Readonly<Record<string, { readonly folder: string; readonly type: string }>> = {
  workbook: { folder: '', type: 'spreadsheetml.sheet.main' },
  worksheet: { folder: 'worksheets/', type: 'spreadsheetml.worksheet' },
  styles: { folder: '', type: 'spreadsheetml.styles' },
  sharedStrings: { folder: '', type: 'spreadsheetml.sharedStrings' },
  theme: { folder: 'theme/', type: 'theme' },
  drawing: { folder: 'drawings/', type: 'drawing' },
  chart: { folder: 'charts/', type: 'drawingml.chart' },
  table: { folder: 'tables/', type: 'spreadsheetml.table' },
};

/** Cells in all tabs that a spreadsheet of Google may have. */
const MOST_CELLS = 10_000_000;

/** What is read besides what the library reads. */
export interface Canonical {
  readonly parts: Parts;
  /** Tabs that are kept, in their order. */
  readonly sheets: readonly SheetPart[];
  /** By the number of their stand-in. */
  readonly formats: readonly string[];
  /** What people are told in cells that have a rule, by tab. */
  readonly prompts: readonly ReadonlyMap<string, string>[];
  /** Rules of cells that the library does not know, by tab. */
  readonly validations: readonly ReturnType<typeof takeValidations>[];
  /** What formulas gave that the library understands, by tab. */
  readonly results: readonly TidyCells['results'][];
  /** Defined names of ranges, in the library's form. */
  readonly names: Readonly<Record<string, string>>;
}

/** Collects parts under new names, with their relationships. */
class Writer {
  readonly parts: Parts = new Map();
  readonly #overrides: string[] = [];
  readonly #counts = new Map<string, number>();

  /** @returns the part's path */
  add(
    kind: string,
    text: string,
    relationships: readonly { id: string; kind: string; path: string }[] = [],
  ): string {
    const { folder, type } = KINDS[kind] ?? { folder: '', type: kind };
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const isSingle = folder === '';
    const path = `xl/${folder}${kind === 'worksheet' ? 'sheet' : kind}${isSingle ? '' : number}.xml`;
    this.parts.set(path, text);
    this.#overrides.push(`<Override PartName="/${path}" ContentType="${TYPES}${type}+xml"/>`);
    if (relationships.length > 0) {
      const up = isSingle ? '' : '../';
      const list = relationships.map(
        (each) =>
          `<Relationship Id="${each.id}" Type="${RELATIONSHIPS}/${each.kind}" Target="${each.path.replace(/^xl\//u, up)}"/>`,
      );
      this.parts.set(
        path.replace(/([^/]+)$/u, '_rels/$1.rels'),
        `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`,
      );
    }
    return path;
  }

  finish(): Parts {
    const types = `<Types xmlns="${PACKAGE}/content-types">${this.#overrides.join('')}</Types>`;
    return this.parts.set('[Content_Types].xml', types);
  }
}

/** @throws UnreadableWorkbook when it is too large */
export function canonical(source: XlsxPackage, locale: Locale): Canonical {
  const { parts, workbookPath } = source;
  const sheets = source.sheets.filter(({ kind }) => kind === 'worksheet');
  const workbook = parseXml(parts.get(workbookPath) ?? '');
  const writer = new Writer();
  const single = new Map(
    relationshipsOf(parts, workbookPath).map(({ type, target }) => [type.replace(/^.*\//u, ''), target]),
  );
  const stylesPath = single.get('styles') ?? '';
  const styles = parts.get(stylesPath);
  const texts = textsIn(parts.get(single.get('sharedStrings') ?? ''));
  const names = namesOf(workbook, sheets);
  const nameSet = new Set(Object.keys(names).map((name) => name.toLowerCase()));
  const context = {
    locale,
    from1904: /^(?:1|true)$/u.test(workbook.querySelector('workbookPr')?.getAttribute('date1904') ?? ''),
    formats: styles === undefined ? [] : formatsOf(parseXml(styles)),
    texts,
    names: nameSet,
    tabs: new Set(sheets.map(({ title }) => title)),
  };
  const prompts: Map<string, string>[] = [];
  const results: TidyCells['results'][] = [];
  const validations: ReturnType<typeof takeValidations>[] = [];
  let cells = 0;
  const relationships = sheets.map(({ title, path }, index) => {
    const document = parseXml(parts.get(path) ?? '');
    // The library would write [label](address) into the cells.
    for (const links of document.querySelectorAll('hyperlinks')) links.remove();
    const { rows, columns, results: ofTab } = tidyCells(document, context);
    results.push(ofTab);
    cells += rows * columns;
    if (cells > MOST_CELLS)
      throw new UnreadableWorkbook(
        `is larger than Google Sheets allows, which is 10 million cells: "${title}" reaches to row ${rows} and column ${columns}. Delete what stands far out there`,
      );
    tidyView(document);
    tidyGroups(document);
    separateConditionalFormats(document);
    validations.push(takeValidations(document, nameSet));
    prompts.push(promptsIn(document));
    const newPath = writer.add('worksheet', handOver(document), attached(writer, parts, path, document));
    return { id: `rId${index + 1}`, kind: 'worksheet', path: newPath };
  });
  const copied = new Map(styles === undefined ? [] : [[stylesPath, styles]]);
  const formats = standInFormats(copied, stylesPath);
  if (styles !== undefined) writer.add('styles', copied.get(stylesPath) ?? '');
  const theme = parts.get(single.get('theme') ?? '');
  if (theme !== undefined) writer.add('theme', theme);
  writer.add('sharedStrings', sharedTexts(texts, locale));
  writer.add('workbook', workbookPart(sheets), relationships);
  return { parts: writer.finish(), sheets, formats, prompts, validations, names, results };
}

const textsIn = (part: string | undefined): string[] =>
  part === undefined ? [] : Array.from(parseXml(part).querySelectorAll('sst > si'), textIn);

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function workbookPart(sheets: readonly SheetPart[]): string {
  const list = sheets.map(({ title, state }, index) => {
    const shown = state === 'visible' ? 'visible' : 'hidden';
    return `<sheet name="${attribute(title)}" sheetId="${index + 1}" state="${shown}" r:id="rId${index + 1}"/>`;
  });
  return `<workbook xmlns:r="${RELATIONSHIPS}"><sheets>${list.join('')}</sheets></workbook>`;
}

/** The drawing with its charts, and the tables of a tab. */
function attached(
  writer: Writer,
  parts: Parts,
  path: string,
  sheet: XmlDocument,
): { id: string; kind: string; path: string }[] {
  return relationshipsOf(parts, path).flatMap(({ id, type, target }) => {
    const kind = type.replace(/^.*\//u, '');
    const text = parts.get(target);
    if (text === undefined || (kind !== 'drawing' && kind !== 'table')) return [];
    const charts = relationshipsOf(parts, target).flatMap((each) => {
      const chart = each.type.endsWith('/chart') ? parts.get(each.target) : undefined;
      return chart === undefined ? [] : [{ id: each.id, kind: 'chart', path: writer.add('chart', chart) }];
    });
    return [{ id, kind, path: writer.add(kind, kind === 'drawing' ? withSizes(text, sheet) : text, charts) }];
  });
}

/** Names that stand for a range of one tab, wherever they are used. */
export function namesOf(workbook: XmlDocument, sheets: readonly SheetPart[]): Record<string, string> {
  const titles = new Set(sheets.map(({ title }) => title));
  const entries = Array.from(workbook.querySelectorAll('definedNames > definedName')).flatMap((each) => {
    const name = each.getAttribute('name') ?? '';
    const range = rangeOfName(each.textContent, titles);
    const isOwn = each.getAttribute('localSheetId') === null && !name.startsWith('_xlnm.');
    return range === undefined || !isOwn ? [] : [[name, range] as const];
  });
  return Object.fromEntries(entries);
}

/** Cells, columns or rows of a tab. */
const NAMED =
  /^(?:'((?:[^']|'')+)'|([^'!:,()[\]"]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)$/u;

/** `'Tab'!A1:B2` for `Tab!$A$1:$B$2`; undefined for anything but a range of one of these tabs. */
export function rangeOfName(reference: string, titles: ReadonlySet<string>): string | undefined {
  const match = NAMED.exec(reference);
  const title = match?.[1]?.replaceAll("''", "'") ?? match?.[2] ?? '';
  if (!titles.has(title)) return undefined;
  const zone = (match?.[3] ?? '').replaceAll('$', '');
  return `'${title.replaceAll("'", "''")}'!${zone}`;
}
