import { readNumberFormat } from '../cells';
import { optionIn, type Options } from '../chart-options';
import { chartIdsOf, chartOf } from '../charts';
import { isAutomatic } from '../number-formats';
import type { BaseWorkbook } from '../base-workbook';
import { mendSeries } from './chart-series';
import { changePart, type Parts } from './parts';
import { appendElement, type XmlDocument, type XmlElement } from './xml';

/** In the order that the format prescribes for charts, axes and series, which the library does not keep. */
const ORDER = [
  'roundedCorners chart barDir grouping scatterStyle radarStyle varyColors idx order tx legendPos layout',
  'barChart lineChart pieChart doughnutChart scatterChart radarChart ser catAx valAx spPr',
  'marker dPt dLbls trendline gapWidth overlap firstSliceAng holeSize axId',
  'scaling delete axPos majorGridlines title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs',
  'numFmt majorTickMark minorTickMark tickLblPos overlay txPr crossAx crosses auto crossBetween cat val xVal yVal smooth',
  'trendlineType order period dispRSqr dispEq',
].flatMap((line) => line.split(' '));

/** Points a pixel. */
const POINTS = 0.75;

/** Points: the format knows no smaller mark. */
const SMALLEST = 2;

/** A hundredth of a degree: at none at all, LibreOffice breaks labels into lines of single letters. */
const LEVEL = '600';

/** Colour of the frame around a chart. */
const FRAME = 'D9D9D9';

const SORTED = [
  'chartSpace',
  'chart',
  'plotArea',
  'barChart',
  'lineChart',
  'doughnutChart',
  'pieChart',
  'scatterChart',
  'radarChart',
  'trendline',
  'ser',
  'catAx',
  'valAx',
];

/** Makes the charts that the library has written such as other programs draw them like Google. */
export function mendCharts(parts: Parts, workbook: BaseWorkbook): void {
  // The library numbers them in the order of the tabs, and on each as they came.
  workbook.sheetIds
    .flatMap((sheetId) => chartIdsOf(workbook, sheetId).map((id) => chartOf(workbook, sheetId, id)))
    .forEach(({ options }, index) => {
      changePart(parts, `xl/charts/chart${index + 1}.xml`, (document) =>
        mendChart(document, workbook, options),
      );
    });
}

function mendChart(document: XmlDocument, workbook: BaseWorkbook, options: Options): void {
  const all = (name: string, parent: XmlElement = document): XmlElement[] => elementsOf(parent, name);
  for (const reference of all('f')) reference.textContent = withoutBlankEnd(reference.textContent, workbook);
  for (const axis of all('catAx')) for (const lines of all('majorGridlines', axis)) lines.remove();
  for (const axis of all('valAx')) for (const auto of all('auto', axis)) auto.remove();
  mendAxes(document, options);
  const points = optionIn(options, 'pointSize');
  if (typeof points === 'number') {
    const val = String(Math.max(SMALLEST, Math.round(points * POINTS)));
    for (const size of all('size')) size.setAttribute('val', val);
  }
  mendSeries(document, options);
  // The library means pixels, the format hundredths of a point.
  for (const name of ['defRPr', 'rPr']) {
    for (const text of Array.from(document.getElementsByTagName(`a:${name}`))) {
      text.setAttribute('sz', String(Number(text.getAttribute('sz')) * POINTS));
    }
  }
  for (const axis of all('valAx')) {
    const [first] = all('val').flatMap((series) => all('f', series));
    const pattern = first && patternAt(first.textContent, workbook);
    for (const format of pattern === undefined ? [] : all('numFmt', axis)) {
      format.setAttribute('formatCode', pattern ?? '');
      format.setAttribute('sourceLinked', '0');
    }
  }
  for (const title of all('title')) if (title.textContent.trim() === '') title.remove();
  // The frame around the whole chart; Google draws a lighter one.
  const [frame] = document.getElementsByTagName('a:ln');
  for (const colour of frame?.getElementsByTagName('a:srgbClr') ?? []) colour.setAttribute('val', FRAME);
  // A blank cell is no zero.
  for (const chart of all('chart')) appendElement(chart, 'c:dispBlanksAs', { val: 'gap' });
  mendPies(document);
  for (const chart of all('radarChart')) for (const smooth of all('smooth', chart)) smooth.remove();
  for (const name of SORTED) for (const element of all(name)) sortChildren(element);
}

/** The library writes each pie as a ring, whose hole must not be 0. */
function mendPies(document: XmlDocument): void {
  for (const ring of elementsOf(document, 'doughnutChart')) {
    const [hole] = elementsOf(ring, 'holeSize');
    if (hole && Number(hole.getAttribute('val')) > 0) continue;
    hole?.remove();
    const pie = appendElement(ring, 'c:pieChart');
    pie.append(...Array.from(ring.children).filter((child) => child !== pie));
    ring.replaceWith(pie);
  }
}

const elementsOf = (parent: XmlElement, name: string): XmlElement[] =>
  Array.from(parent.getElementsByTagName(`c:${name}`));

/**
 * Labels that shall not be slanted, and those that run the other way, where the axis of the figures stays on the left; and
 * figures from where their axis shall begin.
 */
function mendAxes(document: XmlDocument, options: Options): void {
  const isLevel = optionIn(options, 'hAxis.slantedText') === false;
  const isTurned = optionIn(options, 'hAxis.direction') === -1;
  const least = optionIn(options, 'vAxis.minValue');
  for (const axis of elementsOf(document, 'catAx')) {
    const bodies = Array.from(axis.getElementsByTagName('a:bodyPr'));
    if (isLevel) for (const body of bodies) body.setAttribute('rot', LEVEL);
    if (isTurned) for (const order of elementsOf(axis, 'orientation')) order.setAttribute('val', 'maxMin');
  }
  for (const axis of elementsOf(document, 'valAx')) {
    if (isTurned) for (const place of elementsOf(axis, 'crosses')) place.setAttribute('val', 'max');
    if (typeof least !== 'number') continue;
    for (const scale of elementsOf(axis, 'scaling')) appendElement(scale, 'c:min', { val: String(least) });
  }
}

/** A series that goes on below the tab's content: other programs draw the blank cells as zeros, Google leaves them out. */
function withoutBlankEnd(reference: string, { model: { getters }, sheetIds }: BaseWorkbook): string {
  const { sheetId, zone } = getters.getRangeFromSheetXC(sheetIds[0] ?? '', reference);
  if (!getters.tryGetSheet(sheetId)) return reference;
  const rows = getters.getCells(sheetId).flatMap((cell) => {
    const isBlank = !cell.isFormula && cell.content === '';
    return isBlank ? [] : [getters.getCellPosition(cell.id).row];
  });
  const bottom = Math.max(
    zone.top,
    Math.min(
      zone.bottom,
      rows.reduce((one, other) => Math.max(one, other), 0),
    ),
  );
  return getters.getRangeString(
    getters.getRangeFromZone(sheetId, { ...zone, bottom }),
    'forceSheetReference',
  );
}

/**
 * The number format of the first cell of a reference. Where it is automatic, Google's charts group the digits of whole
 * numbers; of others, undefined.
 */
function patternAt(reference: string, workbook: BaseWorkbook): string | undefined {
  const { getters } = workbook.model;
  const { sheetId, zone } = getters.getRangeFromSheetXC(workbook.sheetIds[0] ?? '', reference);
  const position = { sheetId, row: zone.top, col: zone.left };
  const pattern = readNumberFormat(workbook, position);
  if (!isAutomatic(pattern)) return pattern;
  return Number.isInteger(getters.getEvaluatedCell(position).value) ? '#,##0' : undefined;
}

function sortChildren(element: XmlElement): void {
  const place = ({ nodeName }: XmlElement): number => {
    const index = ORDER.indexOf(nodeName.replace(/^\w+:/u, ''));
    return index < 0 ? ORDER.length : index;
  };
  element.append(...Array.from(element.children).sort((one, other) => place(one) - place(other)));
}
