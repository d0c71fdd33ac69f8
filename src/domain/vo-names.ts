/** Longest VO name that is written whole; VO names are domain names, which end at 253 characters (RFC 1035). */
const LONGEST_NAME = 253;

/** Stands for a name of which nothing can be printed. */
const NO_NAME = '(no name)';

/** What stands in a cell for an empty list. */
const NONE = '-';

/**
 * A VO name as it may stand in a cell or in a list: on one line, without the list's own separator, and not longer than
 * a VO name can be. Ordinary names come out as they went in, and a printable name stays as it is.
 */
export function printableVoName(name: string): string {
  const oneLine = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Invisible marks would make one name look like another, or turn the direction of the names beside it.
    .replace(/\p{Cf}/gu, '')
    // Halves of characters are neither addresses nor cell contents.
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/,/g, '\u201a')
    // An apostrophe in front is the spreadsheet's own mark for text, and may be gone when the cell is read again.
    .replace(/^[\s']+|\s+$/g, '');
  if (oneLine === '' || oneLine === NONE) return NO_NAME;
  if (oneLine.length <= LONGEST_NAME) return oneLine;
  // Cut at whole characters, and say how long it was.
  return `${oneLine.slice(0, LONGEST_NAME - 20).replace(/[\ud800-\udbff]$/, '')}… (${oneLine.length})`;
}

/** What users write behind the name of a VO that is no more: `alice (closed)`, `alice (closed in 2024)`. */
const CLOSED = /(?<=\S)\s*\(closed\b[^()]*\)$/i;

/** A domain name may end with a dot, and means the same. */
const LAST_DOT = /(?<=[^.\s])\.$/;

/** A VO name without users' mark, as the portals know it. */
export const unmarked = (name: string): string => name.trim().replace(CLOSED, '').replace(LAST_DOT, '');

/** What tells VOs apart: sites publish `ALICE` in one scope and `alice` in another, and users mark it; all mean the same VO. */
export const voKey = (name: string): string => unmarked(printableVoName(name)).toLowerCase();

/** A list of VOs as one cell shows it: `a, b, c`, or `-` for none. */
export const listVos = (names: readonly string[]): string =>
  names.length === 0 ? NONE : names.map(printableVoName).join(', ');

/** The VOs that a list cell names; the other direction of {@link listVos}. */
export const readVoList = (cell: string): string[] =>
  cell
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== NONE);
