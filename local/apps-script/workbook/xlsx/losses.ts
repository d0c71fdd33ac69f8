// What an .xlsx file holds that would not be in it any more once it is saved from here.
import { rangeOfName } from './canonical';
import { tokensOf } from './formulas';
import type { SheetPart, XlsxPackage } from './package';
import { relationshipsOf, type Parts } from './parts';
import { parseXml, type XmlDocument } from './xml';

/** `contents` are what somebody has entered or made; `looks` can be made again in a minute. */
export interface Loss {
  readonly kind: 'contents' | 'looks';
  /** Such as `link` or `picture`. */
  readonly what: string;
  /** Such as `Notes!B7`; `the workbook` for what belongs to no tab. */
  readonly where: string;
}

type Found = readonly [kind: Loss['kind'], what: string, where?: string];

const WORKBOOK = 'the workbook';

/** By the last word of the type of a relationship; what is not here is not known, and so would be lost. */
const KEPT_PARTS =
  /^(?:officeDocument|core-properties|extended-properties|custom-properties|thumbnail|worksheet|chartsheet|styles|sharedStrings|theme|calcChain|metadata|sheetMetadata|comments|vmlDrawing|drawing|chart|table|printerSettings|hyperlink|externalLinkPath|style|colors|chartStyle|chartColorStyle|themeOverride|customXml|customXmlProps)$/u;

const PART_NAMES: Readonly<Record<string, string>> = {
  image: 'picture',
  pivotTable: 'pivot table',
  pivotCacheDefinition: 'pivot table',
  externalLink: 'link to another file',
  vbaProject: 'macro',
  threadedComment: 'conversation in comments',
  person: 'conversation in comments',
  ctrlProp: 'form control',
  oleObject: 'embedded object',
  package: 'embedded object',
  queryTable: 'query',
  connections: 'query',
  slicer: 'slicer',
  dialogsheet: 'dialog tab',
};

/** Everything that would be lost, contents first. */
export function lossesOf({ parts, workbookPath, sheets }: XlsxPackage): Loss[] {
  const losses: Loss[] = [];
  const add = (place: string, found: readonly Found[]): void => {
    for (const [kind, what, where] of found)
      losses.push({ kind, what, where: where === undefined ? place : `${place}!${where}` });
  };
  const workbook = parseXml(parts.get(workbookPath) ?? '');
  add(WORKBOOK, partsOf(parts, workbookPath));
  add(WORKBOOK, namesOf(workbook, sheets, parts));
  const isPlain = plainFonts(parts);
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet') {
      losses.push({ kind: 'contents', what: 'tab that is a chart', where: sheet.title });
      continue;
    }
    add(sheet.title, partsOf(parts, sheet.path));
    const document = parseXml(parts.get(sheet.path) ?? '');
    add(sheet.title, [
      ...cellsOf(document),
      ...rulesOf(document),
      ...pageOf(document),
      ...chartsOf(parts, sheet.path),
    ]);
    add(sheet.title, tablesOf(parts, sheet.path));
    if (isPlain !== true) add(sheet.title, isPlain(document));
  }
  const key = ({ kind, what, where }: Loss): string => [kind, what, where].join('\n');
  const distinct = [...new Map(losses.map((loss) => [key(loss), loss])).values()];
  return distinct.sort((one, other) => one.kind.localeCompare(other.kind));
}

/** What a part refers to that is not read. */
function partsOf(parts: Parts, path: string): Found[] {
  return relationshipsOf(parts, path).flatMap(({ type, target, isOutside }): Found[] => {
    const word = type.replace(/^.*\//u, '');
    const inside = word === 'drawing' && !isOutside ? partsOf(parts, target) : [];
    return KEPT_PARTS.test(word) ? inside : [['contents', PART_NAMES[word] ?? word], ...inside];
  });
}

/** Names that stand for anything but a range of one tab, as far as formulas use them. */
function namesOf(workbook: XmlDocument, sheets: readonly SheetPart[], parts: Parts): Found[] {
  const titles = new Set(sheets.map(({ title }) => title));
  const used = new Set<string>();
  for (const { path } of sheets)
    for (const [, formula = ''] of (parts.get(path) ?? '').matchAll(
      /<(?:f|formula\d?)(?: [^>]*)?>([^<]*)</gu,
    ))
      for (const { kind, text } of tokensOf(formula)) if (kind === 'name') used.add(text.toLowerCase());
  return Array.from(workbook.querySelectorAll('definedNames > definedName')).flatMap((each): Found[] => {
    const name = each.getAttribute('name') ?? '';
    if (name.startsWith('_xlnm.Print_')) return [['looks', 'print area']];
    if (name.startsWith('_xlnm.')) return [];
    const isKept =
      each.getAttribute('localSheetId') === null && rangeOfName(each.textContent, titles) !== undefined;
    if (isKept) return [];
    return [[used.has(name.toLowerCase()) ? 'contents' : 'looks', `name "${name}" for ${each.textContent}`]];
  });
}

function cellsOf(document: XmlDocument): Found[] {
  const found: Found[] = [];
  const filter = document.querySelector('worksheet > autoFilter');
  const hides = document.querySelector('autoFilter > filterColumn') !== null;
  if (filter)
    found.push([
      hides ? 'contents' : 'looks',
      hides ? 'filter that hides rows' : 'filter',
      filter.getAttribute('ref') ?? '',
    ]);
  for (const link of document.querySelectorAll('hyperlinks > hyperlink'))
    found.push(['contents', 'link', link.getAttribute('ref') ?? '']);
  for (const formula of document.querySelectorAll('c > f')) {
    const type = formula.getAttribute('t');
    const range = formula.getAttribute('ref') ?? '';
    if (type === 'dataTable') found.push(['contents', 'what-if table', range]);
    // One that fills its own cell alone would be written as a plain one, which gives something else.
    if (type === 'array' && !range.includes(':')) found.push(['contents', 'array formula', range]);
  }
  const protection = document.querySelector('sheetProtection');
  if (protection && (protection.getAttribute('password') ?? protection.getAttribute('hashValue')) !== null)
    found.push(['contents', 'password of the protected tab']);
  for (const part of document.querySelectorAll(
    'oleObjects, controls, scenarios, dataConsolidate, customSheetViews',
  ))
    found.push(['contents', part.nodeName]);
  if ([...document.getElementsByTagName('x14:sparkline')].length > 0) found.push(['contents', 'sparkline']);
  return found;
}

const LOST_FORMATS = /^(?:aboveAverage|containsErrors|notContainsErrors|timePeriod)$/u;
const LOST_VALIDATIONS = /^(?:whole|textLength|time)$/u;

function rulesOf(document: XmlDocument): Found[] {
  const found: Found[] = [];
  for (const range of document.querySelectorAll('conditionalFormatting'))
    for (const rule of range.children)
      if (LOST_FORMATS.test(rule.getAttribute('type') ?? ''))
        found.push(['looks', 'conditional format', range.getAttribute('sqref') ?? '']);
  for (const rule of document.querySelectorAll('dataValidations > dataValidation'))
    if (LOST_VALIDATIONS.test(rule.getAttribute('type') ?? ''))
      found.push(['contents', 'data validation', rule.getAttribute('sqref') ?? '']);
  return found;
}

/** Headers that only number pages and name tabs come from programs, not from people. */
const isUsual = (header: string): boolean =>
  header.replace(/&"[^"]*"|&\d+|&[A-Z]/gu, '').replace(/page|sheet|of|\d|\s/giu, '') === '';

function pageOf(document: XmlDocument): Found[] {
  const found: Found[] = [];
  for (const header of document.querySelector('headerFooter')?.children ?? [])
    if (!isUsual(header.textContent)) found.push(['looks', 'header or footer']);
  if (document.querySelector('pageSetup')?.getAttribute('orientation') === 'landscape')
    found.push(['looks', 'landscape format']);
  if (document.querySelector('rowBreaks, colBreaks')) found.push(['looks', 'page breaks']);
  return found;
}

const KEPT_CHARTS = /^(?:barChart|lineChart|pieChart|doughnutChart|scatterChart|radarChart)$/u;

/** Charts of a kind that the library does not know, or with axes that it drops. */
function chartsOf(parts: Parts, path: string): Found[] {
  const drawings = relationshipsOf(parts, path).filter(({ type }) => type.endsWith('/drawing'));
  return drawings.flatMap(({ target }) =>
    relationshipsOf(parts, target)
      .filter(({ type }) => /\/chart(?:Ex)?$/u.test(type))
      .flatMap((chart): Found[] => {
        const text = parts.get(chart.target) ?? '';
        const kinds = [...text.matchAll(/<c:(\w+Chart)>/gu)].map(([, kind = '']) => kind);
        if (kinds.length === 0 || kinds.some((kind) => !KEPT_CHARTS.test(kind)))
          return [['contents', `chart of the kind ${kinds[0] ?? 'unknown'}`]];
        const axes = text.match(/<c:(?:catAx|valAx|dateAx)>/gu) ?? [];
        return axes.length > 2 ? [['looks', 'second axis of a chart']] : [];
      }),
  );
}

/** Tables keep their cells and filters and lose their names; formulas with such a name lose more. */
function tablesOf(parts: Parts, path: string): Found[] {
  return relationshipsOf(parts, path)
    .filter(({ type }) => type.endsWith('/table'))
    .flatMap(({ target }): Found[] => {
      const table = parseXml(parts.get(target) ?? '<table/>').documentElement;
      const name = table.getAttribute('displayName') ?? '';
      if (/^Table\d+$/u.test(name)) return [];
      const isUsed = [...parts.values()].some((text) => text.includes(`${name}[`));
      return [[isUsed ? 'contents' : 'looks', `name of the table ${name}`, table.getAttribute('ref') ?? '']];
    });
}

/** @returns true where all cells have one font, else what finds cells with others */
function plainFonts(parts: Parts): true | ((document: XmlDocument) => Found[]) {
  const styles = [...parts].find(([path]) => path.endsWith('styles.xml'))?.[1];
  if (styles === undefined) return true;
  const document = parseXml(styles);
  const names = Array.from(
    document.querySelectorAll('fonts > font'),
    (font) => font.querySelector('name')?.getAttribute('val') ?? '',
  );
  const others = new Set(names.filter((name) => name !== names[0] && name !== 'Arial' && name !== ''));
  if (others.size === 0) return true;
  const fonts = Array.from(
    document.querySelectorAll('cellXfs > xf'),
    (style) => names[Number(style.getAttribute('fontId') ?? 0)] ?? '',
  );
  return (sheet) => {
    const used = new Set(
      Array.from(sheet.querySelectorAll('c'), (cell) => fonts[Number(cell.getAttribute('s') ?? 0)] ?? ''),
    );
    return [...used].filter((name) => others.has(name)).map((name): Found => ['looks', `font ${name}`]);
  };
}
