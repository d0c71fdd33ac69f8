// The cells of an .xlsx file's tab, put the one way that the spreadsheet library reads.
import { helpers, type Locale } from '@odoo/o-spreadsheet';
import { contentOfText } from '../cells';
import { isDay } from './formats';
import { filled, withoutMarks } from './formulas';
import {
  isComputable,
  keptFormula,
  type ArrayFormula,
  type CachedResult,
  type KeptFormula,
  type ResultType,
} from './kept-formulas';
import { appendElement, childOf, escaped, type XmlDocument, type XmlElement } from './xml';

/** Days between the first days of workbooks that count from 1900 and from 1904. */
const DAYS_TO_1904 = 1462;

/** What all tabs of a workbook have in common. */
export interface CellContext {
  readonly locale: Locale;
  readonly from1904: boolean;
  /** Number formats by style. */
  readonly formats: readonly string[];
  /** Texts in cells; those that are found are added. */
  readonly texts: string[];
  /** Defined names that the library knows, in small letters. */
  readonly names: ReadonlySet<string>;
  readonly tabs: ReadonlySet<string>;
}

/** How many rows and columns of a tab have something in them, and what its formulas gave. */
export interface TidyCells {
  readonly rows: number;
  readonly columns: number;
  /** Formulas that the library understands, as they would be kept, by cell. */
  readonly results: ReadonlyMap<string, KeptFormula>;
}

/** Where a shared formula is written out, and what it is there. */
interface SharedFormula {
  readonly row: number;
  readonly col: number;
  readonly formula: string;
}

/** Blank rows that keep their formats below the last row with something in it. */
const SPARE_ROWS = 1000;

/**
 * Changes the cells of a tab such that the library reads them as other programs do. Rows far below the last one with
 * something in it, which are blank and have a height or a format, are taken away.
 */
export function tidyCells(document: XmlDocument, context: CellContext): TidyCells {
  const shared = new Map<string, SharedFormula>();
  const results = new Map<string, KeptFormula>();
  const blank = new Map<XmlElement, number>();
  const extent = { rows: 0, columns: 0 };
  let row = -1;
  const lines = document.querySelector('sheetData');
  for (const line of lines?.children ?? []) {
    const given = line.getAttribute('r');
    row = given === null ? row + 1 : Number(given) - 1;
    line.setAttribute('r', String(row + 1));
    let col = -1;
    for (const cell of line.children) {
      const name = cell.getAttribute('r');
      col = name === null ? col + 1 : helpers.toCartesian(name).col;
      cell.setAttribute('r', helpers.toXC(col, row));
      const understood = tidyCell(cell, { row, col }, shared, context);
      if (understood) results.set(helpers.toXC(col, row), understood);
      if (cell.children.length === 0) continue;
      extent.rows = row + 1;
      extent.columns = Math.max(extent.columns, col + 1);
    }
    if (extent.rows <= row) blank.set(line, row);
  }
  if (lines)
    lines.children = lines.children.filter((line) => (blank.get(line) ?? 0) < extent.rows + SPARE_ROWS);
  return { ...extent, results };
}

function tidyCell(
  cell: XmlElement,
  { row, col }: { row: number; col: number },
  shared: Map<string, SharedFormula>,
  context: CellContext,
): KeptFormula | undefined {
  const formula = childOf(cell, 'f');
  const text = formula?.textContent ?? '';
  const index = formula?.getAttribute('t') === 'shared' ? formula.getAttribute('si') : null;
  if (formula && index !== null) {
    if (text !== '') shared.set(index, { row, col, formula: text });
    const first = shared.get(index);
    formula.textContent = first ? filled(first.formula, row - first.row, col - first.col) : '';
    for (const attribute of ['t', 'si', 'ref']) formula.removeAttribute(attribute);
  }
  if (formula && formula.textContent !== '') return tidyFormula(cell, formula, context);
  tidyValue(cell, context);
  return undefined;
}

/** @returns the formula as it would be kept, where the library understands it and the file has a result */
function tidyFormula(
  cell: XmlElement,
  formula: XmlElement,
  { names, tabs, ...context }: CellContext,
): KeptFormula | undefined {
  const plain = withoutMarks(formula.textContent);
  const array = arrayOf(cell, formula);
  const hasResult = childOf(cell, 'v') !== null;
  const kept = { formula: formula.textContent, result: resultOf(cell, context), ...(array && { array }) };
  // The library would write an array formula of one cell as a plain one, which gives something else.
  const isOfOneCell = array?.rows === 1 && array.columns === 1;
  const isUnderstood = isComputable(plain, names) && !isOfOneCell;
  // The library would replace the first number of SUBTOTAL, and so count hidden rows.
  if (isUnderstood) formula.textContent = plain.replace(/\bSUBTOTAL\((?=\d)/giu, 'SUBTOTAL( ');
  else {
    formula.textContent = keptFormula(kept, tabs).slice(1);
    for (const attribute of ['t', 'ref']) formula.removeAttribute(attribute);
  }
  childOf(cell, 'v')?.remove();
  appendElement(cell, 'v', {}, '0');
  cell.removeAttribute('t');
  return isUnderstood && hasResult && kept.result.type !== 'e' ? kept : undefined;
}

function arrayOf(cell: XmlElement, formula: XmlElement): ArrayFormula | undefined {
  if (formula.getAttribute('t') !== 'array') return undefined;
  const { top, bottom, left, right } = helpers.toZone(
    formula.getAttribute('ref') ?? cell.getAttribute('r') ?? 'A1',
  );
  const isDynamic = cell.getAttribute('cm') !== null;
  return { rows: bottom - top + 1, columns: right - left + 1, isDynamic };
}

function resultOf(
  cell: XmlElement,
  { from1904, formats, texts }: Pick<CellContext, 'from1904' | 'formats' | 'texts'>,
): CachedResult {
  const value = childOf(cell, 'v')?.textContent ?? '';
  const type = cell.getAttribute('t') ?? 'n';
  if (type === 's') return { type: 'str', value: texts[Number(value)] ?? '' };
  const moved = type === 'n' && from1904 && value !== '' && isDayIn(cell, formats);
  return { type: type as ResultType, value: moved ? String(Number(value) + DAYS_TO_1904) : value };
}

const isDayIn = (cell: XmlElement, formats: readonly string[]): boolean =>
  isDay(formats[Number(cell.getAttribute('s') ?? 0)] ?? '');

/** Texts become shared ones, days numbers since 1899-12-30. */
function tidyValue(cell: XmlElement, context: CellContext): void {
  const type = cell.getAttribute('t') ?? 'n';
  const value = childOf(cell, 'v');
  const put = (newType: string, text: string): void => {
    cell.textContent = '';
    cell.setAttribute('t', newType);
    appendElement(cell, 'v', {}, text);
  };
  const putText = (text: string): void => {
    if (text === '') {
      cell.textContent = '';
      cell.removeAttribute('t');
    } else put('s', String(context.texts.push(text) - 1));
  };
  if (type === 'inlineStr') putText(textIn(childOf(cell, 'is')));
  else if (type === 'str') putText(value?.textContent ?? '');
  else if (type === 'd') {
    const moment = (value?.textContent ?? '').replace(/Z$/u, '');
    const day = Date.parse(moment.includes('T') ? `${moment}Z` : moment);
    put('n', String((day - Date.UTC(1899, 11, 30)) / 86_400_000));
  } else if (type === 'b') put('b', /^(?:1|true)$/iu.test(value?.textContent ?? '') ? '1' : '0');
  else if (
    type === 'n' &&
    context.from1904 &&
    value &&
    value.textContent !== '' &&
    isDayIn(cell, context.formats)
  )
    value.textContent = String(Number(value.textContent) + DAYS_TO_1904);
}

/** The text of a string item, without the readings of East Asian characters. */
export function textIn(item: XmlElement | null): string {
  if (!item) return '';
  let text = '';
  for (const child of item.children) {
    if (child.nodeName === 't') text += child.textContent;
    else if (child.nodeName === 'r') text += textIn(child);
  }
  return text;
}

/** The part with the texts of all cells. Texts are texts here, whatever they look like; the library would read them anew. */
export function sharedTexts(texts: readonly string[], locale: Locale): string {
  const items = texts.map(
    (text) => `<si><t xml:space="preserve">${escaped(contentOfText(text, locale))}</t></si>`,
  );
  return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${items.join('')}</sst>`;
}
