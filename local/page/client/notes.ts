import { Component, xml } from '@odoo/owl';
import { registries, UIPlugin, type Getters } from '@odoo/o-spreadsheet';
import type { Attachment } from '../../apps-script/workbook/attachments';

interface Position {
  readonly sheetId: string;
  readonly row: number;
  readonly col: number;
}
type Layer = Parameters<UIPlugin['drawLayer']>[0];

/** Pixels. */
const MARK = 7;

/** The notes of a tab, by the cells they belong to. */
function notesOf(getters: Getters, sheetId: string): Attachment[] {
  const all = (getters as unknown as { getAttachments(): Attachment[] }).getAttachments();
  return all.filter((each) => each.kind === 'note' && each.sheetId === sheetId && each.range);
}

/** Marks the cells that have a note in their upper right corner, as Google does. */
export class NoteMarks extends UIPlugin {
  static override readonly layers: readonly ['Selection'] = ['Selection'];

  override drawLayer({ ctx, viewports, sheetId }: Layer): void {
    for (const { range } of notesOf(this.getters, sheetId)) {
      if (!range) continue;
      const { x, y, width, height } = viewports.getVisibleRect(sheetId, range.zone);
      if (width <= 0 || height <= 0) continue;
      ctx.fillStyle = '#f9ab00';
      ctx.beginPath();
      ctx.moveTo(x + width - MARK, y);
      ctx.lineTo(x + width, y);
      ctx.lineTo(x + width, y + MARK);
      ctx.fill();
    }
  }
}

/** What appears beside a cell with a note while the pointer is on it. */
class NoteText extends Component {
  static override template = xml`<div class="note" t-esc="props.text"/>`;
  static override props = { text: String, onClosed: { type: Function, optional: true } };
}

registries.cellPopoverRegistry.add('note', {
  onHover: ({ sheetId, row, col }: Position, getters) => {
    const note = notesOf(getters, sheetId).find(
      ({ range }) => range?.zone.top === row && range.zone.left === col,
    );
    if (!note) return { isOpen: false };
    return { isOpen: true, props: { text: String(note.data) }, Component: NoteText, cellCorner: 'top-right' };
  },
});
