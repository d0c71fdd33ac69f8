// Makes the spreadsheet library (exactly 19.3.7) quick enough without a page. Its results stay the same.
import { randomUUID } from 'node:crypto';
import { helpers, Model, registries, type CoreCommand } from '@odoo/o-spreadsheet';
import { lazily } from './lazy-evaluation';

/** Plugins that only serve people at a page; each costs time at every cell that is written. */
const FOR_PAGES = [
  'autofill automatic_sum checkbox_toggle collaborative data_cleanup format geo_features history insert_pivot',
  'pivot_presence sort split_to_columns table_autofill table_ui_resize ui_options',
  'carousel_ui clipboard custom_colors header_positions viewport',
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
  saveAtOnce();
  withQuickIds();
  views.replace('row_size', withoutMeasuring(views.get('row_size')));
  const pages = registries.statefulUIPluginRegistry;
  pages.replace('cell_computed_style', withoutBlueLinks(pages.get('cell_computed_style')));
}
