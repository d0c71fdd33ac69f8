// How the spreadsheet library's commands reach its plugins: many as one.
import { coreTypes, Model, registries, type CoreCommand } from '@odoo/o-spreadsheet';
import type { AttachmentCommand } from './attachments';

type Plugin = ReturnType<
  typeof registries.corePluginRegistry.get | typeof registries.coreViewsPluginRegistry.get
>;

export type WorkbookCommand = CoreCommand | AttachmentCommand;

/** How a model hands its commands on. */
interface Dispatching {
  status: number;
  dispatchToHandlers: (this: Dispatching, handlers: readonly object[], command: CoreCommand) => void;
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

let depth = 0;

/** Plugins by what they are told of: the places of cells, and their looks. */
interface Concerned {
  /** Of how many plugins they were chosen: while a model is made, they grow. */
  readonly of: number;
  readonly places: readonly object[];
  readonly looks: readonly object[];
}
const concernedOf = new WeakMap<readonly object[], Concerned>();

function concerned(handlers: readonly object[]): Concerned {
  const known = concernedOf.get(handlers);
  if (known?.of === handlers.length) return known;
  const [core, views] = [registries.corePluginRegistry, registries.coreViewsPluginRegistry];
  const of = (...plugins: readonly Plugin[]): object[] =>
    handlers.filter((handler) => plugins.some((plugin) => handler instanceof plugin));
  const found = {
    of: handlers.length,
    places: of(core.get('sheet')),
    looks: of(core.get('cell'), views.get('evaluation')),
  };
  concernedOf.set(handlers, found);
  return found;
}

/** A command that comes for each cell, and changes no contents. */
const isOfLooks = (command: CoreCommand): boolean =>
  command.type === 'UPDATE_CELL' && !('content' in command);

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
        // Telling forty plugins takes most of the time; one of them suffices to tell those who only note that something has changed.
        commands.forEach((each, place) => {
          const isLast = place === commands.length - 1;
          const told = !isLast && isOfLooks(each) ? concerned(handlers).looks : handlers;
          this.dispatchToHandlers(told, each);
        });
        this.status = status;
      } else if ((command.type as string) === 'UPDATE_CELL_POSITION')
        tell.call(this, concerned(handlers).places, command);
      else tell.call(this, handlers, command);
    } finally {
      depth--;
    }
  };
}

/** What a model keeps of its commands, and of what they have changed. */
interface Remembering {
  readonly session: { save: (...revision: unknown[]) => void; lastLocalOperation?: object };
  readonly state: {
    changes?: object[] | undefined;
    recordChanges: (work: () => void) => { readonly commands: object[]; readonly changes: object[] };
  };
}

/**
 * The library keeps all that was ever written, to undo it: of a refresh that takes more memory than the sheet.
 *
 * @returns a function that ends the forgetting, from when on what is done can be undone
 */
export function forgetDoneCommands(model: Model): () => void {
  const { session, state } = model as unknown as Remembering;
  const { save } = session;
  const { recordChanges } = state;
  session.save = function (...revision) {
    save.apply(session, revision);
    const { lastLocalOperation } = session;
    if (lastLocalOperation)
      Object.assign(lastLocalOperation, { _commands: [], _changes: [], rootCommand: undefined });
  };
  state.recordChanges = function (work) {
    const { commands } = recordChanges.call(state, () => {
      state.changes = undefined;
      work();
    });
    // What has changed nothing would not be saved.
    return { commands, changes: [{}] };
  };
  return () => {
    Object.assign(session, { save });
    Object.assign(state, { recordChanges });
  };
}
