import { forgetUnfinished, unfinishedWrite, type UnfinishedWrite } from './unfinished-write';
import { isOwnNote } from './notes';
import type { Insertion } from './plan';
import { finished, idOf, removeTab, retryOnce, type Spreadsheet } from '../google/spreadsheet';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A tab has this title until it is whole. Should it be cut off, users know by it that their work is not safe there. */
export const UNFINISHED = 'OKR Stats is making this tab';

/**
 * Inserts rows and columns and writes into them, which is finished then. Should it be cut off, the next write deletes those
 * that are still blank.
 *
 * @param write inserts, and then writes into all that it has inserted
 */
export function withInsertions(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  insertions: readonly Insertion[],
  write: () => void,
): void {
  if (insertions.length > 0) {
    const write: UnfinishedWrite = {
      kind: 'insertions',
      sheetId: sheet.getSheetId(),
      size: { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() },
      rows: runsOf(insertions, 'rows'),
      columns: runsOf(insertions, 'columns'),
    };
    unfinishedWrite.save(idOf(spreadsheet), { write });
  }
  finished(write); // Google may refuse only when it is finished, and then the mark is still needed.
  if (insertions.length > 0) forgetUnfinished();
}

type Run = [at: number, count: number];

const runsOf = (insertions: readonly Insertion[], axis: Insertion['axis']): Run[] =>
  insertions.filter((insertion) => insertion.axis === axis).map(({ at, count }) => [at, count]);

/**
 * Undoes what was cut off, so that what follows finds the spreadsheet as it was.
 *
 * @returns whether there was anything to undo
 */
export function undoUnfinished(spreadsheet: Spreadsheet): boolean {
  const unfinished = unfinishedWrite.load(() => idOf(spreadsheet));
  if (!unfinished) return false;
  // What is left to undo is looked for anew each time.
  retryOnce(() => finished(() => undo(spreadsheet, unfinished.write)));
  forgetUnfinished();
  return true;
}

function undo(spreadsheet: Spreadsheet, write: UnfinishedWrite): void {
  if (write.kind === 'new tab') {
    removeTab(spreadsheet, UNFINISHED);
    return;
  }
  const sheet = spreadsheet.getSheetById(write.sheetId);
  if (!sheet) return;
  const [rows, columns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  for (const [at, count] of made(write.columns, columns - write.size.columns).reverse()) {
    if (isBlank(sheet.getRange(1, at + 1, rows, count))) sheet.deleteColumns(at + 1, count);
  }
  for (const [at, count] of made(write.rows, rows - write.size.rows).reverse()) {
    if (isBlank(sheet.getRange(at + 1, 1, count, sheet.getMaxColumns()))) sheet.deleteRows(at + 1, count);
  }
}

/** The first of the runs, as many as the growth of the tab shows to have been made; none where users have changed it too. */
function made(runs: readonly Run[], growth: number): Run[] {
  let sum = 0;
  const count = 1 + runs.findIndex(([, lines]) => (sum += lines) === growth);
  return count > 0 ? runs.slice(0, count) : growth > sum ? [...runs] : [];
}

const isBlank = (range: GoogleAppsScript.Spreadsheet.Range): boolean =>
  range.getValues().every((cells) => cells.every((value) => value === '')) &&
  range.getNotes().every((notes) => notes.every((note) => note === '' || isOwnNote(note)));
