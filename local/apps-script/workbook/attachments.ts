import { CorePlugin, type CoreCommand, type Range, type WorkbookData } from '@odoo/o-spreadsheet';

/**
 * Something the library does not know that belongs to cells and moves with them: a note, a protection, a filter,
 * a rule of an .xlsx file that only other programs know.
 * Without a range it belongs to the whole tab.
 */
export interface Attachment {
  readonly id: string;
  readonly kind: 'note' | 'protection' | 'filter' | 'validation';
  readonly sheetId: string;
  readonly range?: Range;
  /** A JSON value; what it holds depends on the kind. */
  readonly data: unknown;
}

/** A zone of cells, all four sides included, counted from 0. */
export interface Zone {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

type NewAttachment = Omit<Attachment, 'id' | 'range'> & { readonly zone?: Zone };

export type AttachmentCommand =
  | ({ readonly type: 'ATTACH'; readonly id?: string } & NewAttachment)
  | { readonly type: 'DETACH'; readonly id: string };

type StoredAttachment = Omit<Attachment, 'range'> & { readonly xc?: string };

/** Keeps attachments: ATTACH adds one (or replaces the one with the same id), DETACH takes one away. */
export class AttachmentPlugin extends CorePlugin<{
  attachments: Record<string, Attachment>;
  nextId: number;
}> {
  static override readonly getters = ['getAttachments'];
  protected attachments: Record<string, Attachment> = {};
  protected nextId = 1;

  getAttachments(): Attachment[] {
    return Object.values(this.attachments);
  }

  override adaptRanges({ applyChange }: Parameters<CorePlugin['adaptRanges']>[0]): void {
    for (const attachment of this.getAttachments()) {
      if (!attachment.range) continue;
      const { changeType, range } = applyChange(attachment.range);
      if (changeType === 'REMOVE') this.#forget(attachment.id);
      else if (changeType !== 'NONE') this.#keep({ ...attachment, range });
    }
  }

  override handle(anyCommand: CoreCommand): void {
    const command = anyCommand as CoreCommand | AttachmentCommand;
    if (command.type === 'ATTACH') {
      const { id = this.#newId(), kind, sheetId, zone, data } = command;
      const range = zone && this.getters.getRangeFromZone(sheetId, zone);
      this.#keep({ id, kind, sheetId, data, ...(range && { range }) });
    } else if (command.type === 'DETACH') {
      this.#forget(command.id);
    } else if (command.type === 'DELETE_SHEET') {
      for (const { id, sheetId } of this.getAttachments()) if (sheetId === command.sheetId) this.#forget(id);
    }
  }

  override import(workbook: WorkbookData): void {
    const { attachments = [] } = workbook as { attachments?: StoredAttachment[] };
    for (const { xc, ...rest } of attachments) {
      const range = xc && this.getters.getRangeFromSheetXC(rest.sheetId, xc);
      this.attachments[rest.id] = { ...rest, ...(range && { range }) };
      this.nextId = Math.max(this.nextId, Number(rest.id) + 1);
    }
  }

  override export(workbook: WorkbookData): void {
    (workbook as { attachments?: StoredAttachment[] }).attachments = this.getAttachments().map(
      ({ range, ...rest }) => ({
        ...rest,
        ...(range && { xc: this.getters.getRangeString(range, rest.sheetId) }),
      }),
    );
  }

  #newId(): string {
    const id = String(this.nextId);
    this.history.update('nextId', this.nextId + 1);
    return id;
  }

  #keep(attachment: Attachment): void {
    this.history.update('attachments', attachment.id, attachment);
  }

  #forget(id: string): void {
    this.history.update('attachments', id, undefined as never);
  }
}
