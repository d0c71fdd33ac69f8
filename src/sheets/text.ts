/** Google's limit for one cell. */
export const LONGEST_TEXT = 50_000;

/** How a text must not begin: as a formula, or as what other programs take for one. */
const FORMULA_START = /^(\s*[=+\-@＝＋－＠]|[\t\r])/u;

/**
 * Text from outside as it may be written into a cell: never a formula, never too long. The apostrophe in front is the
 * spreadsheet's own mark for "this is text", and is not shown.
 */
export function plainText(text: string): string {
  const short =
    text.length > LONGEST_TEXT - 1
      ? `${text.slice(0, LONGEST_TEXT - 2).replace(/[\ud800-\udbff]$/, '')}…`
      : text;
  return short !== '-' && FORMULA_START.test(short) ? `'${short}` : short;
}

/** A cell's text without the apostrophe that marks it as text, which some programs give and others leave out. */
export const withoutMark = (cell: string): string => cell.replace(/^'+/, '');

/** Whether a cell's text is what {@link plainText} would have left there. */
export const isSameText = (cell: string, text: string): boolean =>
  withoutMark(cell) === withoutMark(plainText(text));
