import { runsOf } from '../domain/runs';
import { isRunningLabel } from '../domain/label-formulas';
import type { ColumnKind, Layout } from './layout';
import type { Table } from './table';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Number formats of Google Sheets by what a column holds; `@` keeps text from being read as dates or numbers. */
const FORMATS: Record<ColumnKind, string> = {
  figure: '#,##0',
  share: '0%',
  copy: '#,##0',
  change: '+#,##0;-#,##0;0',
  growth: '+0.0%;-0.0%;0.0%',
  total: '#,##0',
  'vo count': '#,##0',
  'vo list': '@',
  variations: '@',
  'vo changes': '@',
  text: '@',
};

/** Pixels of a column of a new tab, which show a figure of ten digits. */
const USUAL_WIDTH = 100;
/** Pixels by what a column holds. */
const WIDTHS: Record<ColumnKind, number> = {
  figure: USUAL_WIDTH,
  share: USUAL_WIDTH,
  copy: USUAL_WIDTH,
  change: USUAL_WIDTH,
  growth: USUAL_WIDTH,
  total: USUAL_WIDTH,
  'vo count': USUAL_WIDTH,
  'vo list': 330,
  variations: 330,
  'vo changes': 330,
  text: USUAL_WIDTH,
};
const VO_NAME_WIDTH = 230;

export const HEADER_COLOR = '#eef2f7';
/** Of what is not final, or only explains: still legible on white. */
export const QUIET_COLOR = '#6b7280';

/**
 * Formats are set once: what users change afterwards stays theirs.
 *
 * @param table what the tab is going to hold
 * @param size of the whole tab
 * @param firstNote the note of its first cell
 */
export function formatNewTab(sheet: Sheet, { layout, columns }: Table, size: Size, firstNote: string): void {
  const kindAt = new Map(layout.columns.map(({ id, kind }) => [columns.get(id), kind]));
  // Further columns are users' own, unless the next period is going to be one of them.
  const width = layout.columnSeries ? size.columns : 1 + Math.max(...columns.values());
  const kinds = Array.from(
    { length: width },
    (_, column) => kindAt.get(column) ?? (column === 0 ? 'text' : 'figure'),
  );
  const formats = kinds.map((kind) => FORMATS[kind]);
  const textFormats = kinds.map(() => '@');
  sheet
    .getRange(1, 1, size.rows, width)
    .setNumberFormats(Array.from({ length: size.rows }, (_, row) => (row === 0 ? textFormats : formats)));
  const { CLIP, WRAP } = SpreadsheetApp.WrapStrategy;
  // Long lists are cut off by the next column: wrapped, they would make rows as high as the screen.
  sheet
    .getRange(1, 1, size.rows, width)
    .setWrapStrategies(
      Array.from({ length: size.rows }, (_, row) => kinds.map(() => (row === 0 ? WRAP : CLIP))),
    );
  emphasise(sheet, 1, size.columns);
  // Headers stand over their figures.
  sheet.getRange(1, 1, 1, width).setHorizontalAlignments([kinds.map(alignmentOf)]);
  sheet.setFrozenRows(1 + layout.firstRows.length);
  if (layout.columnSeries) sheet.setFrozenColumns(1);
  const widths = kinds.slice(0, 1 + Math.max(...columns.values())).map((kind) => WIDTHS[kind]);
  setColumnWidths(sheet, hasPeriodColumns(layout) ? [VO_NAME_WIDTH, ...widths.slice(1)] : widths);
  writeHeaderNotes(sheet, [firstNote, ...columnNotes(layout, columns)]);
  greyRunningPeriod(sheet, layout, size);
  if (hasPeriodColumns(layout)) filterVos(sheet, layout, size);
}

const alignmentOf = (kind: ColumnKind): 'left' | 'right' => (FORMATS[kind].includes('0') ? 'right' : 'left');

/** Lets users sort and filter VOs by the figures of a period; the rows before them, such as TOTAL, stay where they are. */
function filterVos(sheet: Sheet, { firstRows }: Layout, { rows, columns }: Size): void {
  sheet.getRange(1 + firstRows.length, 1, rows - firstRows.length, columns).createFilter();
}

/** Whether its columns are the periods, and its rows VOs. */
const hasPeriodColumns = ({ columnSeries }: Layout): boolean => columnSeries?.by !== undefined;

/** Headers stand out. */
export const emphasise = (sheet: Sheet, row: number, columns: number): Range =>
  sheet.getRange(row, 1, 1, columns).setFontWeight('bold').setBackground(HEADER_COLOR);

/** The same, for headers that are also wrapped where their column is narrow. */
export const formatHeaders = (sheet: Sheet, row: number, columns: number): Range =>
  emphasise(sheet, row, columns).setWrap(true);

/** Sets the widths of a new tab's first columns in pixels, neighbours of equal width at once. */
export function setColumnWidths(sheet: Sheet, widths: readonly number[]): void {
  let start = 1;
  for (const run of runsOf(widths, (before, width) => width === before)) {
    if (run[0] !== USUAL_WIDTH) sheet.setColumnWidths(start, run.length, run[0]);
    start += run.length;
  }
}

/** What stands on each header but the first: what its column holds. */
function columnNotes(layout: Layout, columns: Table['columns']): string[] {
  const notes = Array.from({ length: Math.max(0, ...columns.values()) }, () => '');
  for (const { id, note = '' } of layout.columns) {
    const column = columns.get(id) ?? 0;
    if (column > 0) notes[column - 1] = note;
  }
  return notes;
}

const writeHeaderNotes = (sheet: Sheet, notes: readonly string[]): void => {
  sheet.getRange(1, 1, 1, notes.length).setNotes([[...notes]]);
};

/** Figures of the running period are "so far": grey italics, by its label, so that nothing has to be rewritten when it ends. */
function greyRunningPeriod(sheet: Sheet, layout: Layout, { rows, columns }: Size): void {
  const months = (layout.columnSeries?.by ? layout.columnSeries : layout.rowSeries).months;
  if (months === undefined) return;
  const range = hasPeriodColumns(layout)
    ? sheet.getRange(1, 2, rows, columns - 1)
    : sheet.getRange(2, 1, rows - 1, columns);
  const label = hasPeriodColumns(layout) ? 'B$1' : '$A2';
  const rule = SpreadsheetApp.newConditionalFormatRule()
    .whenFormulaSatisfied(`=${isRunningLabel(label, months)}`)
    .setItalic(true)
    .setFontColor(QUIET_COLOR)
    .setRanges([range])
    .build();
  sheet.setConditionalFormatRules([rule]);
}
