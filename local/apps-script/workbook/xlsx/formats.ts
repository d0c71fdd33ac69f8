// Number formats of .xlsx files.
import { isDatePattern } from '../number-formats';
import type { Parts } from './parts';
import { appendElement, formatXml, parseXml, type XmlDocument } from './xml';

/** The formats that have no text in the file (ECMA-376, part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm am/pm',
  19: 'h:mm:ss am/pm',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** The number format of each style of cells: '' where it is automatic. */
export function formatsOf(styles: XmlDocument): string[] {
  const own = new Map(
    Array.from(
      styles.querySelectorAll('numFmts > numFmt'),
      (each) => [Number(each.getAttribute('numFmtId')), each.getAttribute('formatCode') ?? ''] as const,
    ),
  );
  return Array.from(styles.querySelectorAll('cellXfs > xf'), (style) => {
    const id = Number(style.getAttribute('numFmtId') ?? 0);
    const format = own.get(id) ?? BUILT_IN[id] ?? '';
    return /^general$/iu.test(format) ? '' : format;
  });
}

/** Whether a number with this format is a day, so that it depends on where a workbook begins to count days. */
export const isDay = (format: string): boolean =>
  isDatePattern(format) && /[yd]|m{3}/iu.test(format) && !/\[[hms]/iu.test(format);

/** A format that the library takes for one that it knows, in place of the one with this number. */
const standIn = (number: number): string => `0"format ${number}"`;
const STAND_IN = /^0"format (\d+)"$/u;

/**
 * Puts stand-ins for all number formats into the styles, because the library forgets those that it does not know.
 *
 * @returns the formats, by the number of their stand-in
 */
export function standInFormats(parts: Parts, path: string): string[] {
  const text = parts.get(path);
  if (text === undefined) return [];
  const styles = parseXml(text);
  const byStyle = formatsOf(styles);
  const formats = [...new Set(byStyle)].filter((format) => format !== '');
  for (const list of styles.querySelectorAll('numFmts')) list.remove();
  const list = appendElement(styles.documentElement, 'numFmts');
  formats.forEach((_format, index) => {
    const id = String(200 + index);
    appendElement(list, 'numFmt', { numFmtId: id, formatCode: standIn(index) });
  });
  Array.from(styles.querySelectorAll('cellXfs > xf')).forEach((style, index) => {
    const place = formats.indexOf(byStyle[index] ?? '');
    style.setAttribute('numFmtId', place < 0 ? '0' : String(200 + place));
  });
  parts.set(path, formatXml(styles));
  return formats;
}

/** The number of the stand-in that the library has kept; undefined for other formats. */
export function standInNumber(format: string | undefined): number | undefined {
  const number = STAND_IN.exec(format ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}
