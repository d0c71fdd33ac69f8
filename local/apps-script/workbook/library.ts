import './array-grouping';
import { registries, type Model } from '@odoo/o-spreadsheet';
import { AttachmentPlugin, type Attachment } from './attachments';
import { handCommandsOnQuickly } from './commands';
import { GoogleFormatPlugin } from './google-formats';
import { registerSparkline } from './sparkline';
import { registerKeptFormulas } from './xlsx/kept-formulas';
import { LeanExportPlugin } from './xlsx/lean-export';
import { leaveOutWhatOnlyPagesNeed } from './lean-plugins';
import { ExcelRulesPlugin } from './xlsx/rules-plugin';

// The library reports its timings with console.debug, at every model and every slow command.
console.debug = () => undefined;

leaveOutWhatOnlyPagesNeed();
handCommandsOnQuickly();
registerKeptFormulas();
registerSparkline();

registries.corePluginRegistry.add('attachments', AttachmentPlugin);
registries.corePluginRegistry.add('google formats', GoogleFormatPlugin);
registries.corePluginRegistry.add('lean export', LeanExportPlugin);
registries.corePluginRegistry.add('rules for Excel', ExcelRulesPlugin);

/** What is attached to the cells of a model, in the order of attaching. */
export function attachmentsOf(model: Model): Attachment[] {
  return (model.getters as unknown as { getAttachments(): Attachment[] }).getAttachments();
}

export { Model } from '@odoo/o-spreadsheet';
