import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Attachment, Zone } from '../workbook/attachments';
import { checkEditable, mayEdit, protectionData, type ProtectionData } from './editing';
import { Range } from './range';
import { User } from './user';

/** Google's Protection of a range or of a tab. Until somebody is taken out, everybody may edit. */
export class Protection extends ServiceObject {
  readonly #context: ExecutionContext;
  readonly #id: string;

  constructor(context: ExecutionContext, id: string) {
    super();
    this.#context = context;
    this.#id = id;
  }

  getRange(): Range {
    const { sheetId, range } = this.#attachment();
    return new Range(this.#context, sheetId, range?.zone ?? wholeTab(this.#context, sheetId));
  }

  getDescription(): string {
    return this.#data().description;
  }

  setDescription(description: string): this {
    return this.#change({ description });
  }

  canEdit(): boolean {
    return mayEdit(this.#data(), this.#context.user);
  }

  /** Here everybody is of the same domain. */
  setDomainEdit(editable: boolean): this {
    return this.#change({ editors: editable ? null : (this.#data().editors ?? []) });
  }

  getEditors(): User[] {
    const { owner, editors, warningOnly } = this.#data();
    if (warningOnly) return [];
    return [...new Set([owner, ...(editors ?? [])])].map((email) => new User(email));
  }

  /** The owner stays. */
  removeEditors(editors: readonly (string | User)[]): this {
    const removed = editors.map(addressOf);
    return this.#change({
      editors: (this.#data().editors ?? []).filter((email) => !removed.includes(email)),
    });
  }

  isWarningOnly(): boolean {
    return this.#data().warningOnly;
  }

  setWarningOnly(warningOnly: boolean): this {
    return this.#change({ warningOnly });
  }

  remove(): void {
    this.#checkRight();
    this.#context.workbook.run([{ type: 'DETACH', id: this.#id }]);
  }

  #attachment(): Attachment {
    const found = this.#context.workbook.attachments('protection').find(({ id }) => id === this.#id);
    if (!found) throw new Error('The protection does not exist anymore.');
    return found;
  }

  #data(): ProtectionData {
    return protectionData(this.#attachment());
  }

  #change(changes: Partial<ProtectionData>): this {
    this.#checkRight();
    const { id, kind, sheetId, range } = this.#attachment();
    const data: ProtectionData = { ...this.#data(), ...changes };
    this.#context.workbook.run([
      { type: 'ATTACH', id, kind, sheetId, data, ...(range && { zone: range.zone }) },
    ]);
    return this;
  }

  #checkRight(): void {
    const { sheetId, range } = this.#attachment();
    checkEditable(this.#context, sheetId, range?.zone);
  }
}

const addressOf = (editor: string | User): string =>
  typeof editor === 'string' ? editor : editor.getEmail();
const typeOf = ({ range }: Attachment): string => (range ? 'RANGE' : 'SHEET');

function wholeTab({ workbook: { model } }: ExecutionContext, sheetId: string): Zone {
  return model.getters.getSheetZone(sheetId);
}

/** The protections of one type, `RANGE` or `SHEET`. */
export function protectionsOf(context: ExecutionContext, type: string, sheetId?: string): Protection[] {
  return context.workbook
    .attachments('protection', sheetId)
    .filter((each) => typeOf(each) === type)
    .map(({ id }) => new Protection(context, id));
}

/** Protects a range, or a tab when there is no zone. */
export function protect(context: ExecutionContext, sheetId: string, zone?: Zone): Protection {
  const { workbook, user } = context;
  const data: ProtectionData = { description: '', owner: user, editors: null, warningOnly: false };
  workbook.run([{ type: 'ATTACH', kind: 'protection', sheetId, data, ...(zone && { zone }) }]);
  const newest = workbook.attachments('protection', sheetId).at(-1);
  if (!newest) throw new Error('The protection was not made.');
  return new Protection(context, newest.id);
}
