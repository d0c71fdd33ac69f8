import { finished } from '../google/spreadsheet';
import type { PlacedNote } from './plan';
import type { Table } from './table';
import type { HeaderNote, Note } from './wanted';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Notes of the product start with its name, so that users' own are told apart and stay. */
const OWN_NOTE = 'OKR Stats: ';
const STAMP = 'Last update on: ';

export const isOwnNote = (note: string): boolean => note.startsWith(OWN_NOTE);

/** Sets or clears notes in one row of the tab. */
export function writeNotes(sheet: Sheet, notes: readonly PlacedNote[]): void {
  const columns = notes.map((note) => note.column);
  const [row, first] = [(notes[0]?.row ?? 0) + 1, Math.min(...columns)];
  const range = sheet.getRange(row, first + 1, 1, Math.max(...columns) - first + 1);
  const old = range.getNotes()[0] ?? [];
  const wanted = [...old];
  for (const { column, text } of notes) {
    const there = old[column - first] ?? '';
    if (there === '' || isOwnNote(there)) wanted[column - first] = text === '' ? '' : OWN_NOTE + text;
  }
  if (wanted.some((note, index) => note !== old[index])) range.setNotes([wanted]);
}

/** Adds what stood in a label's place to the note of its cell. */
export function keepInNotes(sheet: Sheet, notes: readonly PlacedNote[]): void {
  for (const { row, column, text } of notes) {
    const cell = sheet.getRange(row + 1, column + 1);
    const there = cell.getNote();
    if (!there.split('\n').includes(text)) cell.setNote(there === '' ? text : `${there}\n${text}`);
  }
}

/** Says in the tab's first cell when it was updated. A note that users have put there themselves stays. */
export function stampTab(sheet: Sheet, stamp: string): void {
  const cell = sheet.getRange(1, 1);
  const note = cell.getNote();
  if (note === '' || note.startsWith(STAMP)) cell.setNote(stampNote(stamp));
}

/** The note of a tab's first cell. @param stamp when it was updated */
export const stampNote = (stamp: string): string => STAMP + stamp;

/** Brings the product's own line in the notes of figures up to date; what users have written there stays. They are finished then. */
export function writeFigureNotes(
  sheet: Sheet,
  { rows, columns }: Pick<Table, 'rows' | 'columns'>,
  notes: readonly Note[],
): void {
  const placed = notes.flatMap(({ row, column, text }) => {
    const [r, c] = [rows.get(row), columns.get(column)];
    return r === undefined || c === undefined ? [] : [{ row: r, column: c, text }];
  });
  if (placed.length === 0) return;
  const [top, left] = [
    Math.min(...placed.map(({ row }) => row)),
    Math.min(...placed.map(({ column }) => column)),
  ];
  const bottom = Math.max(...placed.map(({ row }) => row));
  const right = Math.max(...placed.map(({ column }) => column));
  // All are read at once: each call costs a third of a second.
  const range = sheet.getRange(top + 1, left + 1, bottom - top + 1, right - left + 1);
  const held = range.getNotes();
  const changed = placed.flatMap(({ row, column, text }) => {
    const there = held[row - top]?.[column - left] ?? '';
    const others = there.split('\n').filter((line) => line !== '' && !isOwnNote(line));
    const wanted = [...others, ...(text === '' ? [] : [OWN_NOTE + text])].join('\n');
    return wanted === there ? [] : [{ row, column, wanted }];
  });
  if (changed.length === 0) return;
  finished(() => {
    for (const { row, column, wanted } of changed) sheet.getRange(row + 1, column + 1).setNote(wanted);
  });
}

/** Brings the product's own lines in the note of a header up to date, which is finished then. */
export function writeHeaderNote(
  sheet: Sheet,
  { headerRow, columns }: Pick<Table, 'headerRow' | 'columns'>,
  { column, text, isText, addition, isAddition }: HeaderNote,
): void {
  const at = columns.get(column);
  if (at === undefined) return;
  const cell = sheet.getRange(headerRow + 1, at + 1);
  const there = cell.getNote();
  const lines = there
    .split('\n')
    .filter((line) => line !== '' && !isAddition(line))
    .map((line) => (isText(line) ? text : line));
  const wanted = [...lines, ...(addition === '' ? [] : [addition])].join('\n');
  if (wanted !== there) finished(() => cell.setNote(wanted));
}
