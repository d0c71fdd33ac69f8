import { UIPlugin, type Command, type CommandResult } from '@odoo/o-spreadsheet';
import type { CellEdit } from '../protocol';

// The library's answers to a command are a const enum, whose members cannot be named in another program.
const SENT = 'WaitingSessionConfirmation' as unknown as CommandResult;
const GO_ON = 'Success' as unknown as CommandResult;

/** What the model hands its plugins from outside. */
export interface TypingConfig {
  readonly typed: (edits: readonly CellEdit[]) => void;
}

/**
 * Sends what people put into cells to the server instead of writing it here: there it is read as Google reads what is
 * typed, protected cells are refused, and triggers are fired. It comes back as the server's own change.
 */
export class TypingPlugin extends UIPlugin {
  static override readonly getters = ['allowUndo'];
  readonly #typed: TypingConfig['typed'];
  readonly #session: { trigger(type: 'new-local-state-update', payload: { id: string }): void };
  #edits: CellEdit[] = [];

  constructor(config: ConstructorParameters<typeof UIPlugin>[0]) {
    super(config);
    this.#typed = (config.custom as unknown as TypingConfig).typed;
    this.#session = config.session;
  }

  /** Lets undo take back a revision that the server has made for this page. */
  allowUndo(revisionId: string): void {
    this.#session.trigger('new-local-state-update', { id: revisionId });
  }

  override allowDispatch(command: Command): CommandResult {
    if (command.type === 'DELETE_CONTENT') {
      const { sheetId, target } = command;
      for (const zone of target) this.#empty(sheetId, zone);
      return SENT;
    }
    if (command.type !== 'UPDATE_CELL' || command.content === undefined) return GO_ON;
    const { sheetId, row, col, content, style, format } = command;
    this.#send({ sheetId, row, col, content: this.#asTyped(content) });
    // Pasting brings styles along; they are nothing that a script is told of.
    if (style !== undefined) {
      setTimeout(() => this.dispatch('UPDATE_CELL', { sheetId, row, col, style, ...(format && { format }) }));
    }
    return SENT;
  }

  #empty(sheetId: string, zone: { top: number; bottom: number; left: number; right: number }): void {
    for (let row = zone.top; row <= zone.bottom; row++) {
      for (let col = zone.left; col <= zone.right; col++) {
        const cell = this.getters.getCell({ sheetId, row, col });
        if (cell?.isFormula || cell?.content) this.#send({ sheetId, row, col, content: '' });
      }
    }
  }

  /** What is typed in one go goes in one go. */
  #send(edit: CellEdit): void {
    if (this.#edits.length === 0) {
      queueMicrotask(() => {
        this.#typed(this.#edits);
        this.#edits = [];
      });
    }
    this.#edits.push(edit);
  }

  /** The grid has already put numbers into the form with a point; the server wants them as in the person's locale. */
  #asTyped(content: string): string {
    const { decimalSeparator } = this.getters.getLocale();
    return /^-?\d+\.\d+$/u.test(content) ? content.replace('.', decimalSeparator) : content;
  }
}
