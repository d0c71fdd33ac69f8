import { App } from '@odoo/owl';
import { Model, registries, Spreadsheet } from '@odoo/o-spreadsheet';
import templates from '@odoo/o-spreadsheet/dist/o_spreadsheet.xml';
import { BarController, BarElement, Chart, registerables, Tooltip } from 'chart.js';
import { AttachmentPlugin } from '../../apps-script/workbook/attachments';
import { registerSparkline } from '../../apps-script/workbook/sparkline';
import type { CellEdit, CellZone, CollaborationMessage, WorkbookData } from '../protocol';
import { shareCommands } from '../own-commands';
import { drawAxesLikeGoogle } from './chart-axes';
import { PAGE_ID, type Connection } from './connection';
import { byId } from '../../../src/panel/page/dom';
import { NoteMarks } from './notes';
import { refused } from './notices';
import { ask } from './questions';
import { growRowsLikeGoogle } from './row-heights';
import { followTabLinks } from './tab-links';
import { TypingPlugin, type TypingConfig } from './typing';

// The spreadsheet library looks for its chart library there, and there for what it makes charts of its own from.
Chart.register(...registerables);
Object.assign(globalThis, { Chart: Object.assign(Chart, { BarController, BarElement, Tooltip }) });

drawAxesLikeGoogle();
followTabLinks();
growRowsLikeGoogle();
registerSparkline();
shareCommands('ATTACH', 'DETACH');
registries.corePluginRegistry.add('attachments', AttachmentPlugin);
registries.featurePluginRegistry.add('notes', NoteMarks);
registries.featurePluginRegistry.add('typing', TypingPlugin);
// Its only use is to change the locale, which belongs to the workbook.
registries.topbarMenuRegistry.replaceChild('settings', ['file'], { name: '', isVisible: () => false });

/** The grid with its tabs, and a model that is kept the same as the server's. */
export class SpreadsheetView {
  readonly #connection: Connection;
  #app: App | undefined;
  #model: Model | undefined;
  #hear: ((message: CollaborationMessage) => void) | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Shows a workbook; one that was there before is replaced, the place in it stays. */
  async show(data: WorkbookData, person: string): Promise<void> {
    const place = this.#model?.getters.getActivePosition();
    const scroll = this.#model?.getters.getActiveSheetScrollInfo();
    this.#app?.destroy();
    const model = this.#newModel(data, person);
    this.#model = model;
    const props = {
      model,
      notifyUser: ({ text }: { text: string }) => refused(text),
      raiseError: (text: string, then?: () => void) => {
        void ask({ kind: 'alert', title: '', text, buttons: 'OK' }).then(then);
      },
      askConfirmation: (text: string, confirm: () => void, cancel?: () => void) => {
        void ask({ kind: 'alert', title: '', text, buttons: 'OK_CANCEL' }).then(({ button }) =>
          button === 'OK' ? confirm() : cancel?.(),
        );
      },
    };
    this.#app = new App(Spreadsheet, { props, templates });
    await this.#app.mount(byId('spreadsheet'));
    if (place) this.#goBack(place, scroll);
    else this.#activateFirstFilledTab(model);
  }

  /** Something happened to the workbook, here or elsewhere. */
  receive(message: CollaborationMessage): void {
    this.#hear?.(message);
  }

  /** Revisions that the server has made of what was typed here. */
  edited(revisionIds: readonly string[]): void {
    const { allowUndo } = this.#model?.getters as unknown as { allowUndo: TypingPlugin['allowUndo'] };
    for (const id of revisionIds) allowUndo(id);
  }

  /** Goes to a tab, and to a zone there. */
  activate(sheetId: string, zone?: CellZone, scrollIntoView = true): void {
    const { dispatch, getters, selection } = this.#model ?? {};
    if (!dispatch || !getters?.tryGetSheet(sheetId)) return;
    dispatch('ACTIVATE_SHEET', { sheetIdFrom: getters.getActiveSheetId(), sheetIdTo: sheetId });
    if (zone) selection?.selectZone({ cell: { row: zone.top, col: zone.left }, zone }, { scrollIntoView });
  }

  /** Goes to the place where the person was, and scrolls to what was to be seen. */
  #goBack(
    { sheetId, row, col }: Omit<CellEdit, 'content'>,
    scroll?: { readonly scrollX: number; readonly scrollY: number },
  ): void {
    this.activate(sheetId, { top: row, bottom: row, left: col, right: col }, false);
    const { scrollX: offsetX = 0, scrollY: offsetY = 0 } = scroll ?? {};
    // The grid tells the model its size in the next frame.
    requestAnimationFrame(() => this.#model?.dispatch('SET_VIEWPORT_OFFSET', { offsetX, offsetY }));
  }

  #activateFirstFilledTab({ getters }: Model): void {
    const filled = getters.getVisibleSheetIds().find((sheetId) => getters.getCells(sheetId).length > 0);
    if (filled !== undefined) this.activate(filled);
  }

  #newModel(data: WorkbookData, person: string): Model {
    const connection = this.#connection;
    const custom: TypingConfig = { typed: (edits) => connection.say({ kind: 'edit', edits }) };
    const model = new Model(data, {
      client: { id: PAGE_ID, name: person },
      custom: { ...custom },
      transportService: {
        sendMessage: (message: CollaborationMessage) => {
          connection.say({ kind: 'collaborate', message });
          return Promise.resolve();
        },
        onNewMessage: (_, hear) => (this.#hear = hear),
        leave: () => (this.#hear = undefined),
      },
    });
    model.on('unexpected-revision-id', this, () => connection.reconnect());
    return model;
  }
}
