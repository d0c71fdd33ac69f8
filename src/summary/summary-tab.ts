import { finished, removeTab, retryOnce } from '../google/spreadsheet';
import { emphasise, setColumnWidths } from '../sheets/formats';
import type { Tabs } from '../sheets/tabs';
import { plainText } from '../sheets/text';
import { runsOf, stretchesOf } from '../domain/runs';
import { FIGURE_HEADER, FONT_SIZE, heightOf, WIDTHS, type PageRow } from './page';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Only a tab of this title is replaced: whoever wants to keep a page renames it. */
export const SUMMARY_TITLE = 'OKR Summary';
/** What the old page is called while the new one takes its place. */
const REPLACED = 'OKR Summary (replaced)';
const TEXT = '@';

/** What becomes of a page that is there: somebody has agreed that it goes, or nobody could be asked. */
export type OldPage = 'goes' | 'the old page stays';

/** The page that stands there, as its first line says what it is; undefined where there is none. */
export function summaryThere(tabs: Tabs): { readonly sheet: Sheet; readonly title: string } | undefined {
  const sheet = tabs.spreadsheet.getSheetByName(SUMMARY_TITLE);
  return sheet ? { sheet, title: sheet.getRange(1, 1).getDisplayValue() } : undefined;
}

/** The text of a page as it stands there, figures as sentences. */
export function textOfPage(sheet: Sheet): string {
  const [title = '', ...rows] = sheet
    .getDataRange()
    .getDisplayValues()
    .map(([name = '', figure = '', ...changes]) => {
      if (figure === '') return name;
      const [quarter = '', year = ''] = changes;
      return `${name}: ${figure} (${quarter} on the quarter before, ${year} on the year before).`;
    });
  const header = rows.findIndex((line) => line.startsWith(`${FIGURE_HEADER}: `));
  return [title, ...rows.filter((_, index) => index !== header)].join('\n');
}

/**
 * Makes the tab; an old one goes when the new one is whole, so that wherever this is cut off, one of both is there.
 */
export function writeSummary(tabs: Tabs, rows: readonly PageRow[], oldPage: OldPage): Sheet {
  const { spreadsheet } = tabs;
  if (oldPage === 'the old page stays') putAside(tabs);
  const old = spreadsheet.getSheetByName(SUMMARY_TITLE);
  const removeReplaced = (): void => retryOnce(() => finished(() => removeTab(spreadsheet, REPLACED)));
  if (old) removeReplaced();
  const sheet = tabs.make('summary', SUMMARY_TITLE, (made) => {
    fill(made, rows);
    old?.setName(REPLACED);
  });
  removeReplaced();
  return sheet;
}

/** Gives the old page the title of its quarter, unless there is such a tab. */
function putAside(tabs: Tabs): void {
  const there = summaryThere(tabs);
  const label = /\(([^()]+)\)$/.exec(there?.title ?? '')?.[1];
  const title = `${SUMMARY_TITLE} ${label ?? ''}`;
  if (there && label !== undefined && !tabs.spreadsheet.getSheetByName(title)) there.sheet.setName(title);
}

function fill(sheet: Sheet, rows: readonly PageRow[]): void {
  const missing = rows.length - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  const range = sheet.getRange(1, 1, rows.length, WIDTHS.length);
  range
    .setNumberFormats(rows.map(formatsOf))
    .setVerticalAlignment('top')
    .setFontSize(FONT_SIZE)
    .setWraps(rows.map(({ kind }) => WIDTHS.map(() => ['text', 'title', 'header'].includes(kind))))
    .setValues(rows.map(valuesOf));
  setColumnWidths(sheet, WIDTHS);
  setHeights(sheet, rows);
  const sentences = [...rows.keys()].filter((row) => ['text', 'title'].includes(rows[row]?.kind ?? ''));
  for (const [first, last] of stretchesOf(sentences))
    sheet.getRange(first + 1, 1, last - first + 1, WIDTHS.length).mergeAcross();
  rows.forEach(({ kind }, index) => {
    if (kind === 'header') emphasise(sheet, index + 1, WIDTHS.length);
  });
  const table = rows.findIndex(({ kind }) => kind === 'header');
  const lines = rows.filter(({ kind }) => kind === 'header' || kind === 'figures').length;
  sheet.getRange(table + 1, 2, lines, WIDTHS.length - 1).setHorizontalAlignment('right');
  sheet.getRange(1, 1).setFontWeight('bold').setFontSize(14);
  sheet.setHiddenGridlines(true);
}

/** The height of most rows first, then those of the others: few calls, as heights change from row to row. */
function setHeights(sheet: Sheet, rows: readonly PageRow[]): void {
  const heights = rows.map(heightOf);
  const times = (height: number): number => heights.filter((each) => each === height).length;
  const [usual = 0] = [...heights].sort((a, b) => times(b) - times(a));
  sheet.setRowHeights(1, rows.length, usual);
  let start = 1;
  for (const run of runsOf(heights, (before, height) => height === before)) {
    if (run[0] !== usual) sheet.setRowHeights(start, run.length, run[0]);
    start += run.length;
  }
}

const blanks = (filled: readonly string[]): string[] => [
  ...filled,
  ...Array.from({ length: WIDTHS.length - filled.length }, () => ''),
];

function valuesOf(row: PageRow): (string | number)[] {
  if (row.kind === 'blank') return blanks([]);
  if (row.kind === 'header') return [...row.cells];
  if (row.kind === 'figures')
    return row.cells.map(({ value }) => (typeof value === 'string' ? plainText(value) : value));
  return blanks([plainText(row.text)]);
}

const formatsOf = (row: PageRow): string[] =>
  row.kind === 'figures' ? row.cells.map(({ format }) => format) : WIDTHS.map(() => TEXT);
