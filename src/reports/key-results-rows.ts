import { isSameFormula } from '../sheets/formulas';
import { coverWithRectangles } from '../sheets/rectangles';
import type { MeasuredFigure } from '../statistics/key-figures';
import { rowFormulas } from './key-results-formulas';
import type { Surroundings } from './key-results-objectives';
import { OWN_COLUMNS, TYPED, type KeyResultColumn } from './key-results-layout';

/** The tab as it stands; rows and columns from 0. */
export interface KeyResultRows {
  readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
  readonly values: readonly (readonly unknown[])[];
  readonly formulas: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly columns: ReadonlyMap<string, number>;
}

/** Stands at a figure that somebody has typed over a formula. */
const TYPED_NOTE =
  'Typed by hand over the formula of OKR Stats. Clear the cell, and the next refresh computes it again.';

/** Writes the formulas of rows that users have begun, and marks figures that they have typed over one. */
export function writeRowFormulas(
  rows: KeyResultRows,
  figures: readonly MeasuredFigure[],
  around: Surroundings,
): void {
  const { sheet, values, formulas, headerRow, columns } = rows;
  const own = OWN_COLUMNS.filter((id) => columns.has(id));
  const placeOf = (id: KeyResultColumn): number => columns.get(id) ?? 0;
  const formulaAt = (row: number, id: KeyResultColumn): string => formulas[row]?.[placeOf(id)] ?? '';
  const isFilled = (row: number, id: KeyResultColumn): boolean => (values[row]?.[placeOf(id)] ?? '') !== '';
  // A row that waits to be filled in has only a status.
  const isDue = (row: number): boolean =>
    row > headerRow &&
    (own.some((id) => id !== 'status' && formulaAt(row, id) !== '') || TYPED.some((id) => isFilled(row, id)));
  const cells: FormulaCell[] = [];
  const typed: Place[] = [];
  const cleared: Place[] = [];
  for (const row of [...values.keys()].filter(isDue)) {
    const wanted = rowFormulas(figures, columns, row + 1, around);
    for (const id of own) {
      const place = { row, column: placeOf(id) };
      // A figure that somebody has typed over a formula is theirs.
      if (isFilled(row, id) && formulaAt(row, id) === '') typed.push(place);
      else if (!isSameFormula(formulaAt(row, id), wanted[id])) cells.push({ ...place, formula: wanted[id] });
      if (!isFilled(row, id) && formulaAt(row, id) === '') cleared.push(place);
    }
  }
  writeCells(sheet, cells);
  markTyped(sheet, typed, cleared);
}

interface Place {
  readonly row: number;
  readonly column: number;
}
interface FormulaCell extends Place {
  readonly formula: string;
}

function writeCells(sheet: KeyResultRows['sheet'], cells: readonly FormulaCell[]): void {
  const formulaAt = new Map(cells.map(({ row, column, formula }) => [`${row} ${column}`, formula]));
  for (const { row, column, height, width } of coverWithRectangles(cells, () => false)) {
    const formulas = Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (__, c) => formulaAt.get(`${row + r} ${column + c}`) ?? ''),
    );
    sheet.getRange(row + 1, column + 1, height, width).setFormulas(formulas);
  }
}

/** Notes are only read where there may be something to mark, or a mark that is no longer true. */
function markTyped(sheet: KeyResultRows['sheet'], typed: readonly Place[], cleared: readonly Place[]): void {
  if (typed.length + cleared.length === 0) return;
  const notes = sheet.getDataRange().getNotes();
  const mark = (places: readonly Place[], from: string, note: string): void => {
    for (const { row, column } of places) {
      if ((notes[row]?.[column] ?? '') === from) sheet.getRange(row + 1, column + 1).setNote(note);
    }
  };
  mark(typed, '', TYPED_NOTE);
  mark(cleared, TYPED_NOTE, '');
}
