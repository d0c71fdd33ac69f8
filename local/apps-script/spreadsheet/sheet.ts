import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import { hasContent, positionsInUse } from '../workbook/cells';
import { titleInModel } from '../workbook/titles';
import { USUAL_SIZE } from '../workbook/workbook';
import { chartsOn, insertChart, removeChart, updateChart } from './charts';
import { ConditionalFormatRule, conditionalFormatsOf, setConditionalFormats } from './conditional-format';
import { checkEditable } from './editing';
import { EmbeddedChartBuilder, type EmbeddedChart } from './embedded-chart';
import { filterOf, type Filter } from './filter';
import { sizeOf, zoneIn } from './grid';
import { deleteHeaders, insertHeaders, type Dimension } from './headers';
import { protect, protectionsOf, type Protection } from './protection';
import { Range, rangeByText } from './range';
import { RangeList } from './range-list';
import { sortRows } from './sorting';
import { checkTitle, Spreadsheet } from './spreadsheet';
import { writeValues } from './writing';

/** Google's sizes in pixels of rows and columns that nobody has changed. */
const USUAL_IN_GOOGLE = { ROW: 21, COL: 100 };

/** Google's Sheet: one tab. Rows and columns count from 1. */
export class Sheet extends ServiceObject {
  readonly #context: ExecutionContext;
  readonly #id: string;

  constructor(context: ExecutionContext, sheetId: string) {
    super();
    this.#context = context;
    this.#id = sheetId;
  }

  getParent(): Spreadsheet {
    return new Spreadsheet(this.#context);
  }

  getSheetId(): number {
    return Number(this.#id);
  }

  getName(): string {
    return this.#context.workbook.titleOf(this.#id);
  }

  getSheetName(): string {
    return this.getName();
  }

  setName(name: string): this {
    checkTitle(this.#context, name, this.#id);
    checkEditable(this.#context, this.#id);
    const { dispatch, getters } = this.#context.workbook.model;
    const oldName = getters.getSheetName(this.#id);
    dispatch('RENAME_SHEET', { sheetId: this.#id, oldName, newName: titleInModel(name) });
    return this;
  }

  getIndex(): number {
    return this.#context.workbook.sheetIds.indexOf(this.#id) + 1;
  }

  activate(): this {
    const { dispatch, getters } = this.#context.workbook.model;
    dispatch('ACTIVATE_SHEET', { sheetIdFrom: getters.getActiveSheetId(), sheetIdTo: this.#id });
    return this;
  }

  getMaxRows(): number {
    return this.#size().rows;
  }

  getMaxColumns(): number {
    return this.#size().columns;
  }

  /** The last row with content; 0 in an empty tab. */
  getLastRow(): number {
    return this.#used().rows;
  }

  getLastColumn(): number {
    return this.#used().columns;
  }

  /** `(row, column)`, `(row, column, rows)`, `(row, column, rows, columns)`, or a text such as `A1:B2`. */
  getRange(rowOrText: number | string, column = 1, rows = 1, columns = 1): Range {
    if (typeof rowOrText === 'string') return rangeByText(this.#context, this.#id, rowOrText);
    return this.#range([rowOrText, column, rows, columns]);
  }

  /** @param a1Notations such as `['A1:B1', 'D2']` */
  getRangeList(a1Notations: readonly string[]): RangeList {
    return new RangeList(a1Notations.map((text) => rangeByText(this.#context, this.#id, text)));
  }

  /** All cells from A1 to the last row and column with content; A1 in an empty tab. */
  getDataRange(): Range {
    const { rows, columns } = this.#used();
    return this.#range([1, 1, Math.max(rows, 1), Math.max(columns, 1)]);
  }

  /** Writes a row below the last one with content; the tab grows when it is full. */
  appendRow(values: readonly unknown[]): this {
    const row = this.getLastRow() + 1;
    if (row > this.getMaxRows()) this.#insert('ROW', this.getMaxRows(), 1);
    if (values.length > this.getMaxColumns()) {
      this.#insert('COL', this.getMaxColumns(), values.length - this.getMaxColumns());
    }
    checkEditable(this.#context, this.#id, this.#zone([row, 1, 1, values.length]));
    writeValues(
      this.#context,
      values.map((value, col) => [{ sheetId: this.#id, row: row - 1, col }, value]),
    );
    return this;
  }

  /** Takes away contents and formats; notes stay. */
  clear(): this {
    const zone = this.#zone([1, 1, this.getMaxRows(), this.getMaxColumns()]);
    checkEditable(this.#context, this.#id, zone);
    this.#context.workbook.run([{ type: 'CLEAR_CELLS', sheetId: this.#id, target: [zone] }]);
    return this;
  }

  clearContents(): this {
    this.getDataRange().clearContent();
    return this;
  }

  insertRowBefore(beforePosition: number): this {
    return this.insertRowsBefore(beforePosition, 1);
  }

  insertRowsBefore(beforePosition: number, howMany: number): this {
    return this.#insert('ROW', beforePosition - 1, howMany, 'before');
  }

  insertRowAfter(afterPosition: number): this {
    return this.insertRowsAfter(afterPosition, 1);
  }

  insertRowsAfter(afterPosition: number, howMany: number): this {
    return this.#insert('ROW', afterPosition, howMany);
  }

  insertColumnBefore(beforePosition: number): this {
    return this.insertColumnsBefore(beforePosition, 1);
  }

  insertColumnsBefore(beforePosition: number, howMany: number): this {
    return this.#insert('COL', beforePosition - 1, howMany, 'before');
  }

  insertColumnAfter(afterPosition: number): this {
    return this.insertColumnsAfter(afterPosition, 1);
  }

  insertColumnsAfter(afterPosition: number, howMany: number): this {
    return this.#insert('COL', afterPosition, howMany);
  }

  deleteRow(rowPosition: number): this {
    this.deleteRows(rowPosition, 1);
    return this;
  }

  deleteRows(rowPosition: number, howMany: number): void {
    deleteHeaders(this.#context, this.#id, 'ROW', rowPosition, howMany);
  }

  deleteColumn(columnPosition: number): this {
    this.deleteColumns(columnPosition, 1);
    return this;
  }

  deleteColumns(columnPosition: number, howMany: number): void {
    deleteHeaders(this.#context, this.#id, 'COL', columnPosition, howMany);
  }

  getFrozenRows(): number {
    return this.#context.workbook.model.getters.getPaneDivisions(this.#id).ySplit;
  }

  setFrozenRows(rows: number): void {
    const sheetId = this.#id;
    if (rows >= this.getMaxRows()) throw new Error("You can't freeze all visible rows on the sheet.");
    this.#context.workbook.run([
      rows === 0 ? { type: 'UNFREEZE_ROWS', sheetId } : { type: 'FREEZE_ROWS', sheetId, quantity: rows },
    ]);
  }

  getFrozenColumns(): number {
    return this.#context.workbook.model.getters.getPaneDivisions(this.#id).xSplit;
  }

  setFrozenColumns(columns: number): void {
    const sheetId = this.#id;
    if (columns >= this.getMaxColumns())
      throw new Error("You can't freeze all visible columns on the sheet.");
    this.#context.workbook.run([
      columns === 0
        ? { type: 'UNFREEZE_COLUMNS', sheetId }
        : { type: 'FREEZE_COLUMNS', sheetId, quantity: columns },
    ]);
  }

  getColumnWidth(columnPosition: number): number {
    const { deviations, model } = this.#context.workbook;
    const size = model.getters.getColSize(this.#id, columnPosition - 1);
    return size === USUAL_SIZE.COL || deviations.has('widths not read back') ? USUAL_IN_GOOGLE.COL : size;
  }

  setColumnWidth(columnPosition: number, width: number): this {
    return this.setColumnWidths(columnPosition, 1, width);
  }

  setColumnWidths(startColumn: number, numColumns: number, width: number): this {
    return this.#resize('COL', startColumn, numColumns, width);
  }

  getRowHeight(rowPosition: number): number {
    const size = this.#context.workbook.model.getters.getRowSize(this.#id, rowPosition - 1);
    return size === USUAL_SIZE.ROW ? USUAL_IN_GOOGLE.ROW : size;
  }

  setRowHeight(rowPosition: number, height: number): this {
    return this.setRowHeights(rowPosition, 1, height);
  }

  setRowHeights(startRow: number, numRows: number, height: number): this {
    return this.#resize('ROW', startRow, numRows, height);
  }

  isSheetHidden(): boolean {
    return !this.#context.workbook.model.getters.isSheetVisible(this.#id);
  }

  hideSheet(): this {
    const result = this.#context.workbook.model.dispatch('HIDE_SHEET', { sheetId: this.#id });
    if (!result.isSuccessful) throw new Error("You can't hide all the sheets in a document.");
    return this;
  }

  showSheet(): this {
    this.#context.workbook.model.dispatch('SHOW_SHEET', { sheetId: this.#id });
    return this;
  }

  getTabColor(): string | null {
    return this.#context.workbook.model.getters.getSheet(this.#id).color ?? null;
  }

  /** @param color such as `#ff0000`; null for none */
  setTabColor(color: string | null): this {
    this.#context.workbook.run([{ type: 'COLOR_SHEET', sheetId: this.#id, ...(color && { color }) }]);
    return this;
  }

  hasHiddenGridlines(): boolean {
    return !this.#context.workbook.model.getters.getGridLinesVisibility(this.#id);
  }

  setHiddenGridlines(hideGridlines: boolean): this {
    const areGridLinesVisible = !hideGridlines;
    this.#context.workbook.run([
      { type: 'SET_GRID_LINES_VISIBILITY', sheetId: this.#id, areGridLinesVisible },
    ]);
    return this;
  }

  hideRows(rowIndex: number, numRows = 1): void {
    this.#setHidden('ROW', rowIndex, numRows, true);
  }

  showRows(rowIndex: number, numRows = 1): void {
    this.#setHidden('ROW', rowIndex, numRows, false);
  }

  isRowHiddenByUser(rowPosition: number): boolean {
    return this.#context.workbook.model.getters.isRowHiddenByUser(this.#id, rowPosition - 1);
  }

  hideColumns(columnIndex: number, numColumns = 1): void {
    this.#setHidden('COL', columnIndex, numColumns, true);
  }

  showColumns(columnIndex: number, numColumns = 1): void {
    this.#setHidden('COL', columnIndex, numColumns, false);
  }

  isColumnHiddenByUser(columnPosition: number): boolean {
    return this.#context.workbook.model.getters.isColHiddenByUser(this.#id, columnPosition - 1);
  }

  getConditionalFormatRules(): ConditionalFormatRule[] {
    return conditionalFormatsOf(this.#context, this.#id);
  }

  setConditionalFormatRules(rules: readonly ConditionalFormatRule[]): void {
    setConditionalFormats(this.#context, this.#id, rules);
  }

  getCharts(): EmbeddedChart[] {
    return chartsOn(this.#context, this.#id);
  }

  newChart(): EmbeddedChartBuilder {
    return new EmbeddedChartBuilder(this.#context);
  }

  insertChart(chart: EmbeddedChart): void {
    insertChart(this.#context, this.#id, chart);
  }

  updateChart(chart: EmbeddedChart): void {
    updateChart(this.#context, this.#id, chart);
  }

  removeChart(chart: EmbeddedChart): void {
    removeChart(this.#context, this.#id, chart);
  }

  /** Protects the tab; the protection that it has already, if it has one. */
  protect(): Protection {
    const [existing] = this.getProtections('SHEET');
    return existing ?? protect(this.#context, this.#id);
  }

  getProtections(type: string): Protection[] {
    return protectionsOf(this.#context, type, this.#id);
  }

  getFilter(): Filter | null {
    return filterOf(this.#context, this.#id);
  }

  /** Sorts all rows below the frozen ones. */
  sort(columnPosition: number, ascending = true): this {
    const first = this.getFrozenRows() + 1;
    const { rows, columns } = this.#used();
    if (rows < first) return this;
    const zone = this.#zone([first, 1, rows - first + 1, Math.max(columns, columnPosition)]);
    checkEditable(this.#context, this.#id, zone);
    sortRows(this.#context, this.#id, zone, columnPosition - 1, ascending);
    return this;
  }

  #size(): { rows: number; columns: number } {
    return sizeOf(this.#context.workbook, this.#id);
  }

  #zone(rectangle: readonly [number, number, number, number]): Zone {
    return zoneIn(this.#context.workbook, this.#id, rectangle);
  }

  #range(rectangle: readonly [number, number, number, number]): Range {
    return new Range(this.#context, this.#id, this.#zone(rectangle));
  }

  /** How many rows and columns there are up to the last ones with content. */
  #used(): { rows: number; columns: number } {
    const { workbook } = this.#context;
    const used = { rows: 0, columns: 0 };
    for (const position of positionsInUse(workbook, this.#id)) {
      const isBeyond = position.row >= used.rows || position.col >= used.columns;
      if (!isBeyond || !hasContent(workbook, position)) continue;
      used.rows = Math.max(used.rows, position.row + 1);
      used.columns = Math.max(used.columns, position.col + 1);
    }
    return used;
  }

  #insert(dimension: Dimension, after: number, howMany: number, like: 'before' | 'after' = 'after'): this {
    insertHeaders(this.#context, this.#id, dimension, after, howMany, like);
    return this;
  }

  #resize(dimension: Dimension, start: number, count: number, size: number): this {
    const elements = Array.from({ length: count }, (_element, index) => start - 1 + index);
    this.#context.workbook.run([
      { type: 'RESIZE_COLUMNS_ROWS', sheetId: this.#id, dimension, elements, size },
    ]);
    return this;
  }

  #setHidden(dimension: Dimension, start: number, count: number, hidden: boolean): void {
    const elements = Array.from({ length: count }, (_element, index) => start - 1 + index);
    const type = hidden ? 'HIDE_COLUMNS_ROWS' : 'UNHIDE_COLUMNS_ROWS';
    this.#context.workbook.run([{ type, sheetId: this.#id, dimension, elements }]);
  }
}
