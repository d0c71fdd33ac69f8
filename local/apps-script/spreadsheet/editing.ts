import type { ExecutionContext } from '../service-object';
import type { Attachment, Zone } from '../workbook/attachments';
import { meets } from './grid';

/** What a protection holds; kept with the workbook, JSON. */
export interface ProtectionData {
  readonly description: string;
  readonly owner: string;
  /** Who may edit, besides the owner; null as long as nobody was taken out: everybody. */
  readonly editors: readonly string[] | null;
  /** People get a warning, scripts nothing. */
  readonly warningOnly: boolean;
}

export const protectionData = ({ data }: Attachment): ProtectionData => data as ProtectionData;

export function mayEdit({ owner, editors, warningOnly }: ProtectionData, user: string): boolean {
  return warningOnly || editors === null || owner === user || editors.includes(user);
}

/** @throws Google's error when the person may not edit all of these cells, or the tab as a whole without a zone */
export function checkEditable({ workbook, user }: ExecutionContext, sheetId: string, zone?: Zone): void {
  for (const { data, range } of workbook.attachments('protection', sheetId)) {
    if (mayEdit(data as ProtectionData, user)) continue;
    if (!range || !zone || meets(range.zone, zone)) throw refused();
  }
}

/** @throws Google's error when rows or columns that come after this one (from 0) would come inside a protection */
export function checkInsertion(
  { workbook, user }: ExecutionContext,
  sheetId: string,
  dimension: 'ROW' | 'COL',
  after: number,
): void {
  for (const { data, range } of workbook.attachments('protection', sheetId)) {
    if (mayEdit(data as ProtectionData, user)) continue;
    if (!range) throw refused();
    const { top, bottom, left, right } = range.zone;
    const [first, last] = dimension === 'ROW' ? [top, bottom] : [left, right];
    if (first <= after && after < last) throw refused();
  }
}

const refused = (): Error =>
  new Error(
    'You are trying to edit a protected cell or object. ' +
      'Please contact the spreadsheet owner to remove protection if you need to edit.',
  );
