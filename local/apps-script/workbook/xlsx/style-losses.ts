// What of the looks of cells would be lost.
import type { Found } from './loss';
import { relationshipsOf, type Parts } from './parts';
import { childOf, parseXml, type XmlDocument, type XmlElement } from './xml';

/** Underlines, fills and borders that the library has one kind of. */
const PLAIN_UNDERLINES = /^(?:none|single)$/u;
const PLAIN_FILLS = /^(?:none|solid|gray125)$/u;
const PLAIN_PLACES = /^(?:general|left|center|right)$/u;

/** What each font lacks once it is saved; '' where nothing. @param first the font of the workbook */
function fontLoss(font: XmlElement, first: string): string[] {
  const name = font.querySelector('name')?.getAttribute('val') ?? '';
  const underline = font.querySelector('u');
  return [
    ...(name !== first && name !== 'Arial' && name !== '' ? [`font ${name}`] : []),
    ...(underline && !PLAIN_UNDERLINES.test(underline.getAttribute('val') ?? 'single')
      ? ['double underline']
      : []),
    ...(font.querySelector('vertAlign') ? ['superscript or subscript'] : []),
  ];
}

const fillLoss = (fill: XmlElement): string[] =>
  fill.querySelector('gradientFill') !== null ||
  !PLAIN_FILLS.test(fill.querySelector('patternFill')?.getAttribute('patternType') ?? 'none')
    ? ['pattern or gradient of a fill']
    : [];

const borderLoss = (border: XmlElement): string[] =>
  (border.querySelector('diagonal')?.getAttribute('style') ?? 'none') === 'none' ? [] : ['diagonal border'];

function alignmentLoss(style: XmlElement): string[] {
  const alignment = style.querySelector('alignment');
  if (!alignment) return [];
  const place = alignment.getAttribute('horizontal') ?? 'general';
  return [
    ...(Number(alignment.getAttribute('indent') ?? 0) > 0 ? ['indent'] : []),
    ...(PLAIN_PLACES.test(place) ? [] : [`alignment "${place}"`]),
  ];
}

/** Finds what the cells of a tab have of looks that would be lost. */
export function stylesFinder(parts: Parts): (document: XmlDocument) => Found[] {
  const rich = richTexts(parts);
  const losses = styleLosses(parts);
  return (document) => {
    const found = new Set<string>();
    const rows = document.querySelector('sheetData')?.children ?? [];
    for (const cell of rows.flatMap(({ children }) => children)) {
      for (const loss of losses[Number(cell.getAttribute('s') ?? 0)] ?? []) found.add(loss);
      const isRich =
        cell.getAttribute('t') === 's' && rich.has(Number(childOf(cell, 'v')?.textContent ?? -1));
      if (isRich || childOf(cell, 'is')?.querySelector('r > rPr')) found.add('formats of parts of a text');
    }
    return [...found].map((what) => ['looks', what]);
  };
}

/** What each style of cells loses. */
function styleLosses(parts: Parts): string[][] {
  const text = partOf(parts, 'styles');
  if (text === undefined) return [];
  const document = parseXml(text);
  const fonts = Array.from(document.querySelectorAll('fonts > font'));
  const first = fonts[0]?.querySelector('name')?.getAttribute('val') ?? '';
  const ofFonts = fonts.map((font) => fontLoss(font, first));
  const ofFills = Array.from(document.querySelectorAll('fills > fill'), fillLoss);
  const ofBorders = Array.from(document.querySelectorAll('borders > border'), borderLoss);
  const at = (lists: readonly string[][], style: XmlElement, attribute: string): string[] =>
    lists[Number(style.getAttribute(attribute) ?? 0)] ?? [];
  return Array.from(document.querySelectorAll('cellXfs > xf'), (style) => [
    ...at(ofFonts, style, 'fontId'),
    ...at(ofFills, style, 'fillId'),
    ...at(ofBorders, style, 'borderId'),
    ...alignmentLoss(style),
  ]);
}

/** Numbers of the shared texts of which a part has a format of its own. */
function richTexts(parts: Parts): Set<number> {
  const items = Array.from(parseXml(partOf(parts, 'sharedStrings') ?? '<sst/>').querySelectorAll('sst > si'));
  return new Set(items.flatMap((item, index) => (item.querySelector('r > rPr') ? [index] : [])));
}

/** The part of the workbook of a kind. */
function partOf(parts: Parts, kind: string): string | undefined {
  const workbook = relationshipsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'));
  const part = relationshipsOf(parts, workbook?.target ?? '').find(({ type }) => type.endsWith(`/${kind}`));
  return part && parts.get(part.target);
}
