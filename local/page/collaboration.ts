import type { CoreCommand } from '@odoo/o-spreadsheet';
import type { ScriptHost } from '../apps-script/host';
import { shareCommands } from './own-commands';
import type { CellEdit, CollaborationMessage, WorkbookData } from './protocol';

shareCommands('BATCH', 'ATTACH', 'DETACH');

/** Messages that say after which revision they come. */
type Revision = Extract<CollaborationMessage, { readonly serverRevisionId: string }>;

const isRevision = (message: CollaborationMessage): message is Revision => 'serverRevisionId' in message;

/**
 * Keeps the models in the pages the same as the workbook's. They exchange the spreadsheet library's own messages for
 * people who work together; the workbook's model decides in which order the revisions come.
 */
export class Collaboration {
  readonly #host: ScriptHost;
  readonly #listener = 'pages';
  /** Id of the newest revision. */
  #newest = '';

  /** @param broadcast tells every page what has happened */
  constructor(host: ScriptHost, broadcast: (message: CollaborationMessage) => void) {
    this.#host = host;
    host.workbook.rememberCommands();
    this.#transport.onNewMessage(this.#listener, (message: CollaborationMessage) => {
      if (isRevision(message)) this.#newest = message.nextRevisionId;
      if (!this.#isOwnPosition(message)) broadcast(inSingleCommands(message));
    });
  }

  /** The whole workbook, for a page that has just come. */
  snapshot(): WorkbookData {
    const data = this.#host.workbook.model.exportData();
    this.#newest = data.revisionId;
    return data;
  }

  /** A page's message. One that overlooks a revision is dropped: the page sends it again when it has seen that one. */
  async receive(message: CollaborationMessage): Promise<void> {
    const overlooks = isRevision(message) && message.serverRevisionId !== this.#newest;
    if (message.type !== 'SNAPSHOT' && !overlooks) await this.#transport.sendMessage(message);
  }

  /**
   * Writes what a person typed, at once, and then fires the edit triggers.
   * @returns the ids of the revisions that this has made, and a promise for the end of the triggers, which rejects with
   * Google's error when the person may not edit there
   */
  edit(
    person: string,
    edits: readonly CellEdit[],
  ): { readonly revisionIds: readonly string[]; readonly over: Promise<unknown> } {
    const revisionIds: string[] = [];
    const listener = 'edit';
    this.#transport.onNewMessage(listener, (message: CollaborationMessage) => {
      if (isRevision(message)) revisionIds.push(message.nextRevisionId);
    });
    const written = edits.map(({ sheetId, row, col, content }) =>
      this.#host.edit(person, this.#host.workbook.titleOf(sheetId), row + 1, col + 1, content),
    );
    this.#transport.leave(listener);
    return { revisionIds, over: Promise.all(written) };
  }

  /** A page has gone. */
  left(clientId: string): void {
    void this.#transport.sendMessage({ type: 'CLIENT_LEFT', version: 1, clientId });
  }

  close(): void {
    this.#transport.leave(this.#listener);
  }

  /** Whether the workbook's model tells where its own cursor is, which nobody moves. */
  #isOwnPosition(message: CollaborationMessage): boolean {
    return 'client' in message && message.client.id === this.#host.workbook.model.config.client.id;
  }

  get #transport() {
    return this.#host.workbook.model.config.transportService;
  }
}

/** A batch command is the workbook's own invention: pages get what is in it. */
function inSingleCommands(message: CollaborationMessage): CollaborationMessage {
  if (message.type !== 'REMOTE_REVISION') return message;
  const commands = (message.commands as readonly CoreCommand[]).flatMap((command) => {
    const { type, commands: batch } = command as unknown as { type: string; commands: CoreCommand[] };
    return type === 'BATCH' ? batch : [command];
  });
  return { ...message, commands };
}
