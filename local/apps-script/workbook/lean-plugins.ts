// Makes the spreadsheet library (exactly 19.3.7) quick enough without a page. Its results stay the same.
import { Model, registries, type CoreCommand, type Getters } from '@odoo/o-spreadsheet';

/** Plugins that only serve people at a page; each costs time at every cell that is written. */
const FOR_PAGES = [
  'autofill automatic_sum checkbox_toggle collaborative data_cleanup format geo_features history insert_pivot',
  'pivot_presence sort split_to_columns table_autofill table_ui_resize ui_options',
  'carousel_ui clipboard custom_colors header_positions viewport',
].flatMap((line) => line.split(' '));

type Plugins = typeof registries.coreViewsPluginRegistry;
type PluginClass = ReturnType<Plugins['get']>;

type StylePluginClass = ReturnType<typeof registries.statefulUIPluginRegistry.get>;

/** What evaluates formulas, inside the plugin of that name. */
interface Evaluator {
  evaluatedCells: object;
  evaluate(ranges: readonly object[]): void;
  evaluateAllCells(): void;
}

/** After each change of rows, columns or tabs the library visits every cell of every tab; here only as far as any has content. */
function withoutBlankCells(Evaluation: PluginClass): PluginClass {
  return class extends Evaluation {
    constructor(...config: ConstructorParameters<PluginClass>) {
      super(...config);
      const { evaluator, getters } = this as unknown as { evaluator: Evaluator; getters: Getters };
      evaluator.evaluateAllCells = () => {
        evaluator.evaluatedCells = new (evaluator.evaluatedCells.constructor as new () => object)();
        evaluator.evaluate(getters.getSheetIds().flatMap((sheetId) => usedRanges(getters, sheetId)));
      };
    }
  };
}

function usedRanges(getters: Getters, sheetId: string): object[] {
  let [bottom, right] = [-1, -1];
  for (const cell of getters.getCells(sheetId)) {
    if (!cell.isFormula && cell.content === '') continue;
    const { row, col } = getters.getCellPosition(cell.id);
    bottom = Math.max(bottom, row);
    right = Math.max(right, col);
  }
  return bottom < 0 ? [] : [{ sheetId, zone: { top: 0, left: 0, bottom, right } }];
}

/** How tall a text would make its row is measured for each cell that is written: nobody looks at it here. */
function withoutMeasuring(RowSizes: PluginClass): PluginClass {
  return class extends RowSizes {
    override handle(command: CoreCommand): void {
      if (command.type !== 'UPDATE_CELL') super.handle(command);
    }
  };
}

interface Handler {
  readonly beforeHandle: (command: CoreCommand) => void;
  readonly handle: (command: CoreCommand) => void;
}

/** How a model hands its commands on. */
interface Dispatching {
  dispatchToHandlers: (this: Dispatching, handlers: readonly Handler[], command: CoreCommand) => void;
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
function tellOnlyThoseThatReact(): void {
  const model = Model.prototype as unknown as Dispatching;
  const tell = model.dispatchToHandlers;
  const reacting = {
    UPDATE_CELL: new WeakMap<object, Reacting>(),
    UPDATE_CELL_POSITION: new WeakMap<object, Reacting>(),
  };
  model.dispatchToHandlers = function (handlers, command) {
    const { type } = command;
    if (type !== 'UPDATE_CELL' && type !== 'UPDATE_CELL_POSITION') {
      tell.call(this, handlers, command);
      return;
    }
    let known = reacting[type].get(handlers);
    // A model that is being made gets its plugins one after another.
    if (known?.among !== handlers.length) {
      known = { among: handlers.length, those: handlers.filter((handler) => reactsTo(type, handler)) };
      reacting[type].set(handlers, known);
    }
    tell.call(this, known.those, command);
  };
}

/** The library saves a short form, and makes a second model to see whether it says the same; here the long form serves. */
function saveAtOnce(): void {
  Model.prototype.exportData = function () {
    return this._exportData(false);
  };
}

/** For an .xlsx file all conditional formats are worked out, only to see which links should be blue. */
function withoutBlueLinks(CellStyles: StylePluginClass): StylePluginClass {
  return class extends CellStyles {
    override exportForExcel(): void {
      // Links keep the colour that they have.
    }
  };
}

/** Call once, before the first model. */
export function leaveOutWhatOnlyPagesNeed(): void {
  for (const name of FOR_PAGES) {
    registries.featurePluginRegistry.remove(name);
    registries.statefulUIPluginRegistry.remove(name);
    registries.coreViewsPluginRegistry.remove(name);
  }
  const views = registries.coreViewsPluginRegistry;
  views.replace('evaluation', withoutBlankCells(views.get('evaluation')));
  tellOnlyThoseThatReact();
  saveAtOnce();
  views.replace('row_size', withoutMeasuring(views.get('row_size')));
  const pages = registries.statefulUIPluginRegistry;
  pages.replace('cell_computed_style', withoutBlueLinks(pages.get('cell_computed_style')));
}
