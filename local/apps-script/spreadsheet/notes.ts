import type { ExecutionContext } from '../service-object';
import type { Attachment, AttachmentCommand } from '../workbook/attachments';
import type { Position } from '../workbook/cells';
import { noteCommand } from '../workbook/notes';
import type { Workbook } from '../workbook/workbook';

/** Finds notes of a tab by their cells. */
function notesOf(
  workbook: Workbook,
  sheetId: string | undefined,
): (position: Position) => Attachment | undefined {
  const keyOf = (row: number, col: number): string => `${row},${col}`;
  const notes = workbook.attachments('note', sheetId).map((note) => {
    const { top = 0, left = 0 } = note.range?.zone ?? {};
    return [keyOf(top, left), note] as const;
  });
  const byCell = new Map(notes);
  return ({ row, col }) => byCell.get(keyOf(row, col));
}

/** The notes of cells of one tab; '' for none. */
export function readNotes(
  { workbook }: ExecutionContext,
  rows: readonly (readonly Position[])[],
): string[][] {
  if (workbook.deviations.has('notes lost')) return rows.map((row) => row.map(() => ''));
  const noteAt = notesOf(workbook, rows[0]?.[0]?.sheetId);
  return rows.map((row) => row.map((position) => (noteAt(position)?.data as string | undefined) ?? ''));
}

/** Sets the notes of cells of one tab; '' or null takes a note away. */
export function writeNotes(
  { workbook }: ExecutionContext,
  entries: readonly (readonly [Position, string | null])[],
): void {
  const noteAt = notesOf(workbook, entries[0]?.[0].sheetId);
  const commandFor = ([position, text]: readonly [Position, string | null]): AttachmentCommand[] => {
    const id = noteAt(position)?.id;
    if (!text) return id === undefined ? [] : [{ type: 'DETACH', id }];
    return [noteCommand(position.sheetId, { ...position, text }, id)];
  };
  workbook.run(entries.flatMap(commandFor));
}
