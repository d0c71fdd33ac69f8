// Where drawings end.
import { appendElement, childOf, formatXml, parseXml, type XmlDocument, type XmlElement } from './xml';

/** Characters and points a pixel, as the library counts. */
const CHARACTERS = 0.143;
const POINTS = 0.75;
/** Of Excel, in characters and points. */
const USUAL = { width: 8.43, height: 15 };
/** English Metric Units a pixel. */
const EMU = 914_400 / 96;

type Sizes = (index: number) => number;

/**
 * A drawing whose figures say how large they are, instead of in which cell they end: the library counts columns from 0
 * there and finds the widths of their neighbours, so that a chart would shrink or grow each time.
 */
export function withSizes(drawing: string, sheet: XmlDocument): string {
  if (!drawing.includes('xdr:twoCellAnchor')) return drawing;
  const document = parseXml(drawing);
  const [widths, heights] = [columnWidths(sheet), rowHeights(sheet)];
  for (const anchor of document.querySelectorAll('xdr:twoCellAnchor')) {
    const from = childOf(anchor, 'xdr:from');
    const to = childOf(anchor, 'xdr:to');
    if (!from || !to) continue;
    const size = {
      cx: String(lengthOf(from, to, 'xdr:col', widths)),
      cy: String(lengthOf(from, to, 'xdr:row', heights)),
    };
    const others = anchor.children.filter((child) => child !== from && child !== to);
    anchor.nodeName = 'xdr:oneCellAnchor';
    to.remove();
    appendElement(anchor, 'xdr:ext', size);
    anchor.append(...others);
  }
  return formatXml(document);
}

/** In English Metric Units. @param sizes of columns or rows, in pixels */
function lengthOf(from: XmlElement, to: XmlElement, name: 'xdr:col' | 'xdr:row', sizes: Sizes): number {
  const number = (place: XmlElement, child: string): number =>
    Number(childOf(place, child)?.textContent ?? 0);
  let pixels = 0;
  for (let index = number(from, name); index < number(to, name); index++) pixels += sizes(index);
  return Math.round(pixels * EMU) + number(to, `${name}Off`) - number(from, `${name}Off`);
}

function columnWidths(sheet: XmlDocument): Sizes {
  const columns = sheet.querySelectorAll('cols > col');
  const usual = sheet.querySelector('sheetFormatPr')?.getAttribute('defaultColWidth') ?? USUAL.width;
  return (index) => {
    const place = index + 1;
    const column = columns.find(
      (each) => Number(each.getAttribute('min')) <= place && place <= Number(each.getAttribute('max')),
    );
    return Number(column?.getAttribute('width') ?? usual) / CHARACTERS;
  };
}

function rowHeights(sheet: XmlDocument): Sizes {
  const rows = new Map(
    (sheet.querySelector('sheetData')?.children ?? []).map((row) => [Number(row.getAttribute('r')), row]),
  );
  const usual = sheet.querySelector('sheetFormatPr')?.getAttribute('defaultRowHeight') ?? USUAL.height;
  return (index) => Number(rows.get(index + 1)?.getAttribute('ht') ?? usual) / POINTS;
}
