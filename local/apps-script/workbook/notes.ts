import type { AttachmentCommand } from './attachments';

/** A cell's note; row and column count from 0. */
export interface Note {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

/** The command that gives a cell a note. @param id of the note that it replaces */
export function noteCommand(sheetId: string, { row, col, text }: Note, id?: string): AttachmentCommand {
  const zone = { top: row, left: col, bottom: row, right: col };
  return { type: 'ATTACH', kind: 'note', sheetId, zone, data: text, ...(id !== undefined && { id }) };
}
