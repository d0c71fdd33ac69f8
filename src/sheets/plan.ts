import { stretchesOf } from '../domain/runs';
import { DateCell } from './cell';
import { cellsToKeep, datesIn, fractionsIn, type KeptCell } from './kept-cells';
import { checkRewordedColumns } from './reworded-columns';
import { isSameFormula } from './formulas';
import type { ColumnKind, Layout, Series } from './layout';
import { placeColumns, placeRows } from './place';
import { cellAddress } from './a1';
import { remarksOnLines } from './remarks';
import { uncovered } from './sums';
import { coverWithRectangles, type Rectangle } from './rectangles';
import { figureAt, formulaAt, kindOf, titleOf, valueAt, type Table } from './table';
import { isSameText, plainText } from './text';
import type { Cell, HeaderNote, Wanted, Line } from './wanted';

export interface PlacedNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A cell that gets another content; labels as they stand in the tab. */
export interface Change {
  readonly row: string;
  readonly column: string;
  /** What the column holds. */
  readonly kind: ColumnKind;
  readonly old: unknown;
  readonly new: number | string;
}

/** Rows or columns to insert; `at` is where the first of them stands afterwards, from 0. */
export interface Insertion {
  readonly axis: 'rows' | 'columns';
  readonly at: number;
  readonly count: number;
}

/** A rectangle with what is written into it. */
export interface Block extends Rectangle {
  readonly values: (number | string)[][];
  /** Which of its cells must stay text, however much they look like dates or numbers. */
  readonly isText: boolean[][];
}

export interface Plan {
  /** In the order in which they must be made. */
  readonly insertions: readonly Insertion[];
  readonly blocks: readonly Block[];
  readonly notes: readonly PlacedNote[];
  readonly changes: readonly Change[];
  /** Cells that keep what is no figure, instead of the figure that was wanted there. */
  readonly kept: readonly KeptCell[];
  /** What users have written in the place of labels, or behind them: it goes into the notes of these cells. */
  readonly labelNotes: readonly PlacedNote[];
  /** What is to be known of rows, labels and sums that are users'. */
  readonly remarks: readonly string[];
  /** The table as it will be; formulas without their results. */
  readonly after: Table;
  /** Rows and columns that the tab must have room for. */
  readonly size: { readonly rows: number; readonly columns: number };
}

/**
 * Works out what must be done so that a tab holds what is wanted, and nothing besides.
 *
 * @throws Failure when something cannot be placed safely
 */
export function planUpdate(before: Table, wanted: Wanted): Plan {
  const rows = placeRows(before, [
    ...before.layout.firstRows.map((key) => ({ key, label: key })),
    ...wanted.rows,
  ]);
  const columns = placeColumns(before, wanted.columns ?? []);
  const placed = insertLines(before, rows, columns);
  const wantedCells = wanted.cells(placed);
  const kept = wanted.replacesTexts ? [] : cellsToKeep(placed, wantedCells);
  const stays = new Set(kept.map(({ row, column }) => `${column} ${row}`));
  const cells = wantedCells.filter(({ row, column }) => !stays.has(`${column} ${row}`));
  const guessed = checkRewordedColumns(placed, cells);
  const writes = [...labelWrites(placed, rows, columns), ...cellWrites(placed, rows, columns, cells)];
  const layout = withHeaderNote(before.layout, wanted.headerNote);
  const after = { ...withWrites(placed, writes), layout, guessed, origin: undefined };
  return {
    insertions: [...insertionsOf(rows, 'rows'), ...insertionsOf(columns, 'columns')],
    blocks: blocksOf(placed, writes, cells),
    notes: (wanted.notes?.(placed) ?? []).map(({ row, column, text }) => ({
      row: placed.rows.get(row) ?? 0,
      column: placed.columns.get(column) ?? 0,
      text,
    })),
    kept,
    changes: writes.flatMap((write) => (write.change ? [write.change] : [])),
    labelNotes: strayLabels(placed, rows, columns).filter(({ text }) => text !== ''),
    remarks: [
      ...remarksOnLines(before, rows, columns),
      ...relabelled(placed, rows, columns),
      ...fractionsIn(placed, wantedCells),
      ...datesIn(placed),
      ...uncovered(before, after, 'rows', rows, columns),
      ...uncovered(before, after, 'columns', rows, columns),
      ...(wanted.remarks?.(placed) ?? []),
    ],
    after,
    size: { rows: rows.length, columns: columns.length },
  };
}

/** A new tab has the note from the start. */
const withHeaderNote = (layout: Layout, note: HeaderNote | undefined): Layout =>
  note
    ? {
        ...layout,
        columns: layout.columns.map((each) =>
          each.id === note.column ? { ...each, note: note.text } : each,
        ),
      }
    : layout;

interface Write {
  readonly row: number;
  readonly column: number;
  readonly content: number | string;
  readonly isText: boolean;
  /** Undefined for labels, and for what follows from other cells. */
  readonly change?: Change;
}

/** The table with blank rows and columns where new ones go. */
function insertLines(table: Table, rows: readonly Line[], columns: readonly Line[]): Table {
  const spread = <T>(cells: readonly (readonly T[])[], blank: T): T[][] =>
    rows.map((row) =>
      columns.map((column) =>
        row.old === undefined || column.old === undefined ? blank : (cells[row.old]?.[column.old] ?? blank),
      ),
    );
  const numbered = (lines: readonly Line[]): Map<string, number> =>
    new Map(
      lines
        .flatMap(({ key }, index): [string, number][] => (key === undefined ? [] : [[key, index]]))
        .reverse(),
    );
  return {
    ...table,
    headerRow: rows.findIndex((row) => row.old === table.headerRow),
    origin: { rows: rows.map(({ old }) => old), columns: columns.map(({ old }) => old) },
    values: spread<unknown>(table.values, ''),
    formulas: spread(table.formulas, ''),
    rows: new Map([...numbered(rows)].sort(([, a], [, b]) => a - b)),
    columns: numbered(columns),
  };
}

/** New lines that have an old one behind them are inserted; those at the end only need room. */
function insertionsOf(lines: readonly Line[], axis: Insertion['axis']): Insertion[] {
  const lastOld = lines.map((line) => line.old !== undefined).lastIndexOf(true);
  const added = lines.slice(0, lastOld).flatMap((line, at) => (line.old === undefined ? [at] : []));
  return stretchesOf(added).map(([at, last]) => ({ axis, at, count: last - at + 1 }));
}

/** A label of a period that is not as formulas look for it, with what it says besides. */
interface StrayLabel extends PlacedNote {
  readonly key: string;
  readonly label: string;
}

/** Formulas look figures up by the label of their period, where each sign counts. */
function strayLabels(table: Table, rows: readonly Line[], columns: readonly Line[]): StrayLabel[] {
  const { layout, headerRow } = table;
  const keyColumn = table.columns.get(layout.keyColumn.id) ?? 0;
  const stray = (line: Line, series: Series | undefined, row: number, column: number): StrayLabel[] => {
    const { key, label, old } = line;
    if (!series?.by || key === undefined || old === undefined || label === key) return [];
    if (series.keyOf(key) === undefined || table.formulas[row]?.[column] !== '') return [];
    return [{ row, column, key, label, text: series.besides?.(label) ?? '' }];
  };
  return [
    ...rows.flatMap((line, row) => stray(line, layout.rowSeries, row, keyColumn)),
    ...columns.flatMap((line, column) => stray(line, layout.columnSeries, headerRow, column)),
  ];
}

const relabelled = (table: Table, rows: readonly Line[], columns: readonly Line[]): string[] =>
  strayLabels(table, rows, columns)
    .filter(({ text }) => text !== '')
    .map(
      ({ row, column, key, label, text }) =>
        `In tab "${titleOf(table)}" ${cellAddress(row, column)} was "${label}" and is ${key} now, because formulas find ` +
        `periods by their labels; "${text}" is in the note of the cell.`,
    );

function labelWrites(table: Table, rows: readonly Line[], columns: readonly Line[]): Write[] {
  const { layout, headerRow } = table;
  const keyColumn = table.columns.get(layout.keyColumn.id) ?? 0;
  const write = (row: number, column: number, label: string): Write => ({
    row,
    column,
    content: plainText(label),
    isText: true,
  });
  const newRows = rows.flatMap((line, row) =>
    line.old === undefined ? [write(row, keyColumn, line.label)] : [],
  );
  const newColumns = columns.flatMap((line, column) =>
    line.old === undefined ? [write(headerRow, column, line.label)] : [],
  );
  const isKeyHeaderBlank = table.values[headerRow]?.[keyColumn] === '';
  return [
    ...(isKeyHeaderBlank ? [write(headerRow, keyColumn, layout.keyColumn.header)] : []),
    ...newRows,
    ...strayLabels(table, rows, columns).map(({ row, column, key }) => write(row, column, key)),
    ...newColumns,
  ];
}

function cellWrites(
  table: Table,
  rows: readonly Line[],
  columns: readonly Line[],
  cells: readonly Cell[],
): Write[] {
  return cells.flatMap((cell): Write[] => {
    const [row, column] = [table.rows.get(cell.row), table.columns.get(cell.column)];
    if (row === undefined || column === undefined || isThere(table, cell)) return [];
    const content = contentOf(cell.value);
    if (FOLLOWING_KINDS.includes(kindOf(table, cell.column)))
      return [{ row, column, content, isText: false }];
    const change = {
      row: rows[row]?.label ?? cell.row,
      column: columns[column]?.label ?? cell.column,
      kind: kindOf(table, cell.column),
      old: typeof cell.value === 'number' ? oldFigure(table, cell) : valueAt(table, cell.row, cell.column),
      new: content,
    };
    return [{ row, column, content, isText: typeof cell.value === 'string', change }];
  });
}

/** Kinds of columns that say again what others hold. */
const FOLLOWING_KINDS: readonly ColumnKind[] = ['copy', 'change', 'growth'];

/** The figure that a cell holds; what it holds instead, where that is none. */
const oldFigure = (table: Table, { row, column }: Cell): unknown =>
  figureAt(table, row, column) ?? valueAt(table, row, column);

const contentOf = (value: Cell['value']): number | string => {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`not a figure: ${value}`);
    return value;
  }
  if (value === null) return '';
  return typeof value === 'string' ? plainText(value) : value.formula;
};

function isThere(table: Table, { row, column, value }: Cell): boolean {
  const old = valueAt(table, row, column);
  if (value === null) return old === '';
  if (typeof value === 'number') return old === value || (old instanceof DateCell && old.figure === value);
  if (typeof value === 'string') return typeof old === 'string' && isSameText(old, value);
  return isSameFormula(formulaAt(table, row, column), value.formula);
}

const TEXT_KINDS: readonly ColumnKind[] = ['text', 'vo list', 'variations', 'vo changes'];

/** Figures of the product's rows and columns may be written again as they are, so that one call covers more. */
function blocksOf(table: Table, writes: readonly Write[], named: readonly Cell[]): Block[] {
  const wanted = new Set(named.map(({ row }) => row));
  // In a tab of VOs any row looks like one, and what a person's formula fills beside itself like figures.
  const isOwn = ([key, row]: [string, number]): boolean =>
    wanted.has(key) || !table.formulas[row]?.some((formula) => formula !== '');
  const ownRows = new Set([...table.rows].filter(isOwn).map(([, row]) => row));
  const columnIds = new Map([...table.columns].map(([id, column]) => [column, id]));
  const at = new Map(writes.map((write) => [`${write.row} ${write.column}`, write]));
  const isFigureColumn = (column: number): boolean => {
    const id = columnIds.get(column);
    if (id === undefined || id === table.layout.keyColumn.id) return false;
    return !TEXT_KINDS.includes(kindOf(table, id));
  };
  const mayCover = (row: number, column: number): boolean => {
    const value = table.values[row]?.[column];
    return (
      ownRows.has(row) &&
      isFigureColumn(column) &&
      (typeof value === 'number' || value === '') &&
      table.formulas[row]?.[column] === ''
    );
  };
  return coverWithRectangles(writes, mayCover).map((rectangle) => {
    const cells = <T>(read: (row: number, column: number) => T): T[][] =>
      Array.from({ length: rectangle.height }, (_, r) =>
        Array.from({ length: rectangle.width }, (__, c) => read(rectangle.row + r, rectangle.column + c)),
      );
    return {
      ...rectangle,
      values: cells(
        (row, column) => at.get(`${row} ${column}`)?.content ?? (table.values[row]?.[column] as number | ''),
      ),
      isText: cells((row, column) => at.get(`${row} ${column}`)?.isText ?? false),
    };
  });
}

function withWrites(table: Table, writes: readonly Write[]): Table {
  const values = table.values.map((row) => [...row]);
  const formulas = table.formulas.map((row) => [...row]);
  for (const { row, column, content } of writes) {
    (values[row] ?? [])[column] = content;
    // Texts from outside never begin like this, see plainText.
    (formulas[row] ?? [])[column] = String(content).startsWith('=') ? String(content) : '';
  }
  return { ...table, values, formulas };
}
