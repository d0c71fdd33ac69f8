import { helpers, DEFAULT_LOCALE } from '@odoo/o-spreadsheet';

/** What Google answers for a cell whose number format is automatic. */
export const AUTOMATIC = '0.###############';
export const TEXT = '@';

/** A pattern without its quoted and escaped characters and without its brackets, except [h], [m] and [s]. */
const bare = (pattern: string): string =>
  pattern.replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '');

/** Whether a cell with this number format holds a date, a time or a duration. */
export function isDatePattern(pattern: string): boolean {
  return /[ymdhs]/iu.test(bare(pattern)) && !/^(?:general|standard)$/iu.test(pattern);
}

/** Whether a script that sets this pattern asks for the automatic format. */
export function isAutomatic(pattern: string): boolean {
  return pattern === '' || pattern === AUTOMATIC || /^general$/iu.test(pattern);
}

const formats = new Map<string, string>();

/** The spreadsheet library's nearest format for a pattern of Google's; '' where it has none. */
export function formatInModel(pattern: string): string {
  let format = formats.get(pattern);
  if (format === undefined) {
    format = translate(pattern);
    formats.set(pattern, format);
  }
  return format;
}

function translate(pattern: string): string {
  if (pattern === TEXT || isAutomatic(pattern)) return '';
  const format = isDatePattern(pattern) ? translateDate(pattern) : withoutColours(pattern);
  return isKnown(format) ? format : '';
}

const withoutColours = (pattern: string): string =>
  pattern.replace(/\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]/giu, '');

function translateDate(pattern: string): string {
  // Of Excel's localised formats, such as [$-809]d mmmm yyyy;@, the first part.
  const first = withoutColours(pattern)
    .replace(/\[\$-[^\]]*\]/gu, '')
    .replace(/;.*$/u, '');
  return first
    .replace(/\\(?=[-/ .,])/gu, '')
    .toLowerCase()
    .replace(/\[h+\]/u, 'hhhh')
    .replace(/am\/pm|a\/p/u, 'a')
    .replace(/(?<!h)h(?!h)/u, 'hh')
    .replace(/(?<!s)s(?!s)(?:\.0+)?/u, 'ss');
}

function isKnown(format: string): boolean {
  try {
    helpers.formatValue(1.5, { format, locale: DEFAULT_LOCALE });
    return true;
  } catch {
    return false;
  }
}
