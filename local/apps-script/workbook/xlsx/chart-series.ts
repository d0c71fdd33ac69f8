import { groupIn, optionIn, type Options } from '../chart-options';
import { appendElement, type XmlDocument, type XmlElement } from './xml';

/** Width of a line, 2.5 pixels, as the library has it in charts that are lines only; in the format's unit. */
const LINE_WIDTH = '23813';

const elementsOf = (parent: XmlDocument | XmlElement, name: string): XmlElement[] =>
  Array.from(parent.getElementsByTagName(name));

/**
 * Gives each series of a chart its own looks: the library writes all but the first of a combination as lines, these as
 * areas, and no broken lines or lines without points.
 */
export function mendSeries(document: XmlDocument, options: Options): void {
  const [bars] = elementsOf(document, 'c:barChart');
  const [lines] = elementsOf(document, 'c:lineChart');
  for (const series of elementsOf(document, 'c:ser')) {
    const index = Number(elementsOf(series, 'c:idx')[0]?.getAttribute('val'));
    const own = groupIn(options, `series.${index}`);
    const isLine = (own.type ?? optionIn(options, 'seriesType') ?? 'line') === 'line';
    if (bars && lines && series.parent === lines) {
      if (isLine) drawAsLine(series);
      else drawAsBars(series, bars);
    }
    if (Array.isArray(own.lineDashStyle)) drawBroken(series);
    if (own.pointSize === 0) drawWithoutPoints(series);
  }
  if (lines && elementsOf(lines, 'c:ser').length === 0) lines.remove();
}

function drawAsBars(series: XmlElement, bars: XmlElement): void {
  for (const name of ['c:marker', 'c:smooth']) for (const part of elementsOf(series, name)) part.remove();
  bars.append(series);
}

const looksOf = (series: XmlElement): XmlElement | undefined =>
  Array.from(series.children).find(({ nodeName }) => nodeName === 'c:spPr');

function drawAsLine(series: XmlElement): void {
  const looks = looksOf(series);
  for (const part of Array.from(looks?.children ?? [])) {
    if (part.nodeName === 'a:solidFill') part.remove();
    if (part.nodeName === 'a:ln') part.setAttribute('w', LINE_WIDTH);
  }
}

function drawBroken(series: XmlElement): void {
  const [line] = elementsOf(looksOf(series) ?? series, 'a:ln');
  if (!line) return;
  for (const dash of elementsOf(line, 'a:prstDash')) dash.remove();
  appendElement(line, 'a:prstDash', { val: 'sysDash' });
}

function drawWithoutPoints(series: XmlElement): void {
  for (const marker of elementsOf(series, 'c:marker')) {
    for (const part of Array.from(marker.children)) part.remove();
    appendElement(marker, 'c:symbol', { val: 'none' });
  }
}
