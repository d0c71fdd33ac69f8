import type { Layout } from '../../src/sheets/layout';
import type { Plan } from '../../src/sheets/plan';
import { readTable, type Table } from '../../src/sheets/table';

/** A tab as plain arrays, which understands plans as a spreadsheet would, and formulas made of SUMs. */
export class ArraySheet {
  values: unknown[][];
  formulas: string[][];

  /** @param cells a text that starts with `=` is a formula */
  constructor(cells: readonly (readonly unknown[])[]) {
    const width = Math.max(...cells.map((row) => row.length));
    this.values = cells.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
    this.formulas = this.values.map((row) => row.map((cell) => (isFormula(cell) ? cell : '')));
    this.#calculate();
  }

  read(layout: Layout, title = 'Tab'): Table {
    return readTable(title, this.values, this.formulas, layout);
  }

  apply(plan: Plan): void {
    for (const { axis, at, count } of plan.insertions) this.#insert(axis, at, count);
    this.#growTo(plan.size.rows, plan.size.columns);
    for (const { row, column, values } of plan.blocks) {
      values.forEach((cells, r) => {
        cells.forEach((cell, c) => {
          // An apostrophe in front only says that this is text.
          (this.values[row + r] ?? [])[column + c] = typeof cell === 'string' ? cell.replace(/^'/, '') : cell;
          (this.formulas[row + r] ?? [])[column + c] = isFormula(cell) ? cell : '';
        });
      });
    }
    this.#calculate();
  }

  #insert(axis: 'rows' | 'columns', at: number, count: number): void {
    if (axis === 'rows' ? at >= this.values.length : at >= (this.values[0]?.length ?? 0))
      throw new Error(`nothing to move at ${axis} ${at}`);
    const width = axis === 'rows' ? (this.values[0]?.length ?? 0) : count;
    const blanks = Array.from({ length: width }, () => '');
    for (const grid of [this.values, this.formulas] as unknown[][][]) {
      if (axis === 'rows') grid.splice(at, 0, ...Array.from({ length: count }, () => [...blanks]));
      else for (const row of grid) row.splice(at, 0, ...blanks);
    }
    this.formulas = this.formulas.map((row) => row.map((formula) => shifted(formula, axis, at, count)));
  }

  #growTo(rows: number, columns: number): void {
    for (const grid of [this.values, this.formulas] as unknown[][][]) {
      while (grid.length < rows) grid.push([]);
      for (const row of grid) while (row.length < columns) row.push('');
    }
  }

  #calculate(): void {
    this.formulas.forEach((row, r) => {
      row.forEach((formula, c) => {
        if (formula !== '') (this.values[r] ?? [])[c] = this.#sumOf(formula);
      });
    });
  }

  #sumOf(formula: string): number {
    let sum = 0;
    for (const [, from = '', first, to = '', last] of formula.matchAll(RANGE)) {
      for (let row = Number(first) - 1; row < (last ? Number(last) : this.values.length); row++) {
        for (let column = columnOf(from); column <= columnOf(to); column++) {
          const value = this.formulas[row]?.[column] === '' ? this.values[row]?.[column] : 0;
          if (typeof value === 'number') sum += value;
        }
      }
    }
    return sum;
  }
}

const RANGE = /([A-Z]+)(\d+):([A-Z]+)(\d*)/g;

const isFormula = (cell: unknown): cell is string => typeof cell === 'string' && cell.startsWith('=');

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** A formula after an insertion: what it refers to has moved. */
const shifted = (formula: string, axis: 'rows' | 'columns', at: number, count: number): string =>
  formula.replace(
    /([A-Z]+)(\d+)|:([A-Z]+)(?!\d|[A-Z]|\()/g,
    (_, letters?: string, row?: string, open?: string) => {
      const column = columnOf(letters ?? open ?? '');
      const movedColumn = lettersOf(axis === 'columns' && column >= at ? column + count : column);
      if (open !== undefined) return `:${movedColumn}`;
      return movedColumn + String(axis === 'rows' && Number(row) > at ? Number(row) + count : Number(row));
    },
  );
