// How the spreadsheet library's commands reach its plugins: many as one, and each only those that react to it.
import { coreTypes, Model, type CoreCommand } from '@odoo/o-spreadsheet';
import type { AttachmentCommand } from './attachments';

export type WorkbookCommand = CoreCommand | AttachmentCommand;

interface Handler {
  readonly beforeHandle: (command: CoreCommand) => void;
  readonly handle: (command: CoreCommand) => void;
}

/** How a model hands its commands on. */
interface Dispatching {
  status: number;
  dispatchToHandlers: (this: Dispatching, handlers: readonly Handler[], command: CoreCommand) => void;
}

/** The status of a model in which commands come from commands, and are not checked. */
const RUNNING_CORE = 2;

/** Commands that are not copied on their way, as the library does, because nobody changes them. */
class Batch extends Array<WorkbookCommand> {
  clone(): this {
    return this;
  }
}

/** Runs the commands as one, without the library's checks: the caller has made them. */
export function runBatch(model: Model, commands: readonly WorkbookCommand[]): void {
  // A command of its own costs about 1 ms, a command in a batch about 0.01 ms.
  if (commands.length > 0) model.dispatch('BATCH' as never, { commands: Batch.from(commands) } as never);
}

/** Whoever reacts to a command has its type in the code, or a set of types of that name. */
const reactsTo = (type: string, handler: Handler): boolean =>
  new RegExp(`\\b(?:${type}|invalidate\\w+)\\b`).test(String(handler.beforeHandle) + String(handler.handle));

interface Reacting {
  /** Of how many. */
  readonly among: number;
  readonly those: readonly Handler[];
}

/** Few of the forty plugins react when a cell changes; only those are told, because so many cells change. */
const reacting = {
  UPDATE_CELL: new WeakMap<object, Reacting>(),
  UPDATE_CELL_POSITION: new WeakMap<object, Reacting>(),
};

function thoseThatReact(type: keyof typeof reacting, handlers: readonly Handler[]): readonly Handler[] {
  let known = reacting[type].get(handlers);
  // A model that is being made gets its plugins one after another.
  if (known?.among !== handlers.length) {
    known = { among: handlers.length, those: handlers.filter((handler) => reactsTo(type, handler)) };
    reacting[type].set(handlers, known);
  }
  return known.those;
}

let depth = 0;

/** Whether plugins are being told of a command. */
export const isCommandUnderWay = (): boolean => depth > 0;

/** Call once, before the first model. */
export function handCommandsOnQuickly(): void {
  for (const type of ['BATCH', 'ATTACH', 'DETACH']) (coreTypes as Set<string>).add(type);
  const model = Model.prototype as unknown as Dispatching;
  const tell = model.dispatchToHandlers;
  model.dispatchToHandlers = function (handlers, command) {
    depth++;
    try {
      const { type, commands } = command as unknown as { type: string; commands: readonly CoreCommand[] };
      if (type === 'BATCH') {
        const { status } = this;
        this.status = RUNNING_CORE;
        for (const each of commands) this.dispatchToHandlers(handlers, each);
        this.status = status;
      } else if (type === 'UPDATE_CELL' || type === 'UPDATE_CELL_POSITION') {
        tell.call(this, thoseThatReact(type, handlers), command);
      } else tell.call(this, handlers, command);
    } finally {
      depth--;
    }
  };
}
