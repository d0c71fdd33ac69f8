// What an .xlsx file holds that would not be in it any more once it is saved from here.
import { namesOf as rangeNamesOf, rangeOfName } from './canonical';
import { chartsOf, controlsOf, shapesOf, tablesOf } from './drawing-losses';
import { tokensOf } from './formulas';
import type { Found, Loss } from './loss';
import type { SheetPart, XlsxPackage } from './package';
import { relationshipsOf, type Parts } from './parts';
import { foreignProperties } from './properties';
import { cellsOf, pageOf, rulesOf, viewOf } from './sheet-losses';
import { stylesFinder } from './style-losses';
import { PRINT_TITLES } from './page-setup';
import { parseXml, type XmlDocument, type XmlElement } from './xml';

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
  slicerCache: 'slicer',
  timeline: 'timeline',
  timelineCache: 'timeline',
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
  const names = new Set(Object.keys(rangeNamesOf(workbook, sheets)).map((name) => name.toLowerCase()));
  add(WORKBOOK, partsOf(parts, workbookPath));
  add(WORKBOOK, namesOf(workbook, sheets, parts));
  add(WORKBOOK, foreignProperties(parts));
  for (const { title } of sheets) add(title, referencesTo(title, parts));
  const stylesIn = stylesFinder(parts);
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet') {
      losses.push({ kind: 'contents', what: 'tab that is a chart', where: sheet.title });
      continue;
    }
    add(sheet.title, partsOf(parts, sheet.path));
    const document = parseXml(parts.get(sheet.path) ?? '');
    add(sheet.title, [
      ...cellsOf(document),
      ...rulesOf(document, names),
      ...viewOf(document),
      ...pageOf(document),
      ...shapesOf(parts, sheet.path),
      ...controlsOf(parts, sheet.path),
      ...chartsOf(parts, sheet.path),
      ...tablesOf(parts, sheet.path),
      ...stylesIn(document),
    ]);
  }
  const key = ({ kind, what, where }: Loss): string => [kind, what, where].join('\n');
  const distinct = [...new Map(losses.map((loss) => [key(loss), loss])).values()];
  return distinct.sort((one, other) => one.kind.localeCompare(other.kind));
}

/**
 * What charts and rules say of a tab with an apostrophe in its title, which the library does not find; formulas of cells
 * keep their results.
 */
function referencesTo(title: string, parts: Parts): Found[] {
  if (!title.includes("'")) return [];
  const reference = `'${title.replaceAll("'", "''")}'!`;
  const isUsed = [...parts.values()].some((text) =>
    text
      .replace(/<f(?: [^>]*)?>[^<]*<\/f>/gu, '')
      .replaceAll('&apos;', "'")
      .includes(reference),
  );
  return isUsed
    ? [['contents', 'chart, rule or name that refers to a tab with an apostrophe in its title']]
    : [];
}

/** What a part refers to that is not read. */
function partsOf(parts: Parts, path: string): Found[] {
  return relationshipsOf(parts, path).flatMap(({ type, target, isOutside }): Found[] => {
    const word = type.replace(/^.*\//u, '');
    const inside = word === 'drawing' && !isOutside ? partsOf(parts, target) : [];
    return KEPT_PARTS.test(word) ? inside : [['contents', PART_NAMES[word] ?? word], ...inside];
  });
}

/** Whether the rows that are printed on each page are those that are frozen, and so written again. */
function areFrozen(definition: XmlElement, sheets: readonly SheetPart[], parts: Parts): boolean {
  const { path = '' } = sheets[Number(definition.getAttribute('localSheetId') ?? -1)] ?? {};
  const frozen = /<pane\b[^>]*\sySplit="(\d+)"/u.exec(parts.get(path) ?? '')?.[1];
  return frozen !== undefined && definition.textContent.endsWith(`!$1:$${frozen}`);
}

/** Names that stand for anything but a range of one tab, as far as formulas use them. */
function namesOf(workbook: XmlDocument, sheets: readonly SheetPart[], parts: Parts): Found[] {
  const definitions = workbook.querySelectorAll('definedNames > definedName');
  if (definitions.length === 0) return [];
  const titles = new Set(sheets.map(({ title }) => title));
  const used = new Set<string>();
  for (const { path } of sheets)
    for (const [, formula = ''] of (parts.get(path) ?? '').matchAll(
      /<(?:f|formula\d?|xm:f)(?: [^>]*)?>([^<]*)</gu,
    ))
      for (const { kind, text } of tokensOf(formula)) if (kind === 'name') used.add(text.toLowerCase());
  return definitions.flatMap((each): Found[] => {
    const name = each.getAttribute('name') ?? '';
    if (name === PRINT_TITLES && areFrozen(each, sheets, parts)) return [];
    if (name.startsWith('_xlnm.Print_')) return [['looks', 'print area']];
    if (name.startsWith('_xlnm.')) return [];
    const isKept =
      each.getAttribute('localSheetId') === null && rangeOfName(each.textContent, titles) !== undefined;
    if (isKept) return [];
    return [[used.has(name.toLowerCase()) ? 'contents' : 'looks', `name "${name}" for ${each.textContent}`]];
  });
}
