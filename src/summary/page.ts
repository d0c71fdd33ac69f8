/** A row of the summary's page. */
export type PageRow =
  | { readonly kind: 'title' | 'text'; readonly text: string }
  | { readonly kind: 'blank' }
  /** Cells of the table, whose first one is a label; numbers have formats of their own. */
  | { readonly kind: 'header'; readonly cells: readonly string[] }
  | { readonly kind: 'figures'; readonly cells: readonly PageCell[]; readonly text: string };

export interface PageCell {
  readonly value: string | number;
  /** As Google Sheets writes number formats. */
  readonly format: string;
}

/** The header of the table's labels. */
export const FIGURE_HEADER = 'Figure';

/** Pixels; printed to the width of A4, which has 660 between its margins, the page is somewhat smaller. */
export const WIDTHS = [280, 130, 145, 145] as const;
const WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);
/** Points of the text. */
export const FONT_SIZE = 9;
/** Pixels of a character and of a line in that size; both rather too much. */
const CHARACTER = 5.6;
const LINE = 15;
const PADDING = 5;
const TITLE_HEIGHT = 30;
const BLANK_HEIGHT = 8;

/** Pixels between the margins of A4 (297 mm without 2 x 19 mm, at 96 to the inch), when the page is printed to its width. */
export const PAGE_HEIGHT = Math.floor((978 * WIDTH) / 660);

/** A merged cell does not make its row as high as it needs. */
export function heightOf(row: PageRow): number {
  if (row.kind === 'title') return TITLE_HEIGHT;
  if (row.kind === 'blank') return BLANK_HEIGHT;
  const lines =
    row.kind === 'text' ? Math.ceil((row.text.length * CHARACTER) / WIDTH) : row.kind === 'header' ? 2 : 1;
  return Math.max(1, lines) * LINE + PADDING;
}

export const heightOfPage = (rows: readonly PageRow[]): number =>
  rows.reduce((sum, row) => sum + heightOf(row), 0);

/** The page as plain text, to be copied or mailed: figures as sentences. */
export const textOf = (rows: readonly PageRow[]): string =>
  rows
    .filter(({ kind }) => kind !== 'header')
    .map((row) => ('text' in row ? row.text : ''))
    .join('\n');
