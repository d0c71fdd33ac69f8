// Makes the spreadsheet library (exactly 19.3.7) quick enough without a page. Its results stay the same.
import { randomUUID } from 'node:crypto';
import {
  CompiledFormula,
  helpers,
  Model,
  registries,
  type CoreCommand,
  type Getters,
} from '@odoo/o-spreadsheet';
import { lazily } from './lazy-evaluation';

/** Plugins that only serve people at a page; each costs time at every cell that is written. */
const FOR_PAGES = [
  'autofill automatic_sum checkbox_toggle collaborative data_cleanup format geo_features history insert_pivot',
  'pivot_presence sort split_to_columns table_autofill table_ui_resize ui_options',
  'carousel_ui clipboard custom_colors datavalidation_insert header_positions viewport',
].flatMap((line) => line.split(' '));

type Plugins = typeof registries.coreViewsPluginRegistry;
type PluginClass = ReturnType<Plugins['get']>;

type StylePluginClass = ReturnType<typeof registries.statefulUIPluginRegistry.get>;

/** How tall a text would make its row is measured for each cell that is written: nobody looks at it here. */
function withoutMeasuring(RowSizes: PluginClass): PluginClass {
  return class extends RowSizes {
    override handle(command: CoreCommand): void {
      if (command.type !== 'UPDATE_CELL') super.handle(command);
    }
  };
}

/** What a cell plugin does with one cell. */
interface CellUpdates {
  readonly history: { update(...path: unknown[]): void };
  readonly getters: Getters;
  updateCell: (
    this: CellUpdates,
    sheetId: string,
    col: number,
    row: number,
    after: Readonly<Record<string, unknown>>,
  ) => void;
}

/** The library reads a cell's contents anew when its looks change, which takes long with formulas; here they stay. */
function quickenLooks(): void {
  const cells = registries.corePluginRegistry.get('cell').prototype as unknown as CellUpdates;
  const { updateCell } = cells;
  cells.updateCell = function (sheetId, col, row, after) {
    const before = this.getters.getCell({ sheetId, col, row });
    const hasLooksOnly = !('content' in after || 'format' in after || 'formula' in after) && after.style;
    if (before && hasLooksOnly)
      this.history.update('cells', sheetId, before.id, { ...before, style: after.style });
    else updateCell.call(this, sheetId, col, row, after);
  };
}

/** Formulas of which the library's reading is kept: those of a few workbooks. */
const MOST_FORMULAS = 10_000;

/** The same formulas are written into one workbook after another: the library reads each text once. */
function readFormulasOnce(): void {
  const compile = CompiledFormula.Compile.bind(CompiledFormula);
  const read = new Map<string, CompiledFormula>();
  // Instead of ranges, which belong to a workbook, its dependencies are the texts of its references.
  const asTexts = { getRangeFromSheetXC: (_: string, reference: string) => reference } as unknown as Getters;
  CompiledFormula.Compile = (formula, sheetId, getters) => {
    if (read.size === MOST_FORMULAS) read.clear();
    const base = read.get(formula) ?? compile(formula, '', asTexts);
    read.set(formula, base);
    const ranges = base.rangeDependencies.map((reference) =>
      getters.getRangeFromSheetXC(sheetId, reference as unknown as string),
    );
    return CompiledFormula.CopyWithDependencies(base, sheetId, ranges);
  };
}

/** The library saves a short form, and makes a second model to see whether it says the same; here the long form serves. */
function saveAtOnce(): void {
  Model.prototype.exportData = function () {
    return this._exportData(false);
  };
}

/** Each command gets an id, whose every digit the library draws by itself. */
function withQuickIds(): void {
  helpers.UuidGenerator.prototype.uuidv4 = () => randomUUID();
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
  views.replace('evaluation', lazily(views.get('evaluation')));
  quickenLooks();
  readFormulasOnce();
  saveAtOnce();
  withQuickIds();
  views.replace('row_size', withoutMeasuring(views.get('row_size')));
  const pages = registries.statefulUIPluginRegistry;
  pages.replace('cell_computed_style', withoutBlueLinks(pages.get('cell_computed_style')));
}
