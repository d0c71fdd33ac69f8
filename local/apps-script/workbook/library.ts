import './array-grouping';
import { CorePlugin, coreTypes, registries, type CoreCommand, type Model } from '@odoo/o-spreadsheet';
import { AttachmentPlugin, type Attachment, type AttachmentCommand } from './attachments';
import { GoogleFormatPlugin } from './google-formats';
import { LeanExportPlugin } from './lean-export';
import { leaveOutWhatOnlyPagesNeed } from './lean-plugins';
import { ExcelRulesPlugin } from './xlsx-rules';

// The library reports its timings with console.debug, at every model and every slow command.
console.debug = () => undefined;

leaveOutWhatOnlyPagesNeed();

export type WorkbookCommand = CoreCommand | AttachmentCommand;

/** Runs many commands as one: a command of its own costs about 1 ms, a command in a batch about 0.01 ms. */
class BatchPlugin extends CorePlugin {
  static override readonly getters = [];

  override handle(command: CoreCommand): void {
    const { type, commands } = command as unknown as { type: string; commands: CoreCommand[] };
    if (type !== 'BATCH') return;
    for (const { type: each, ...payload } of commands) this.dispatch(each, payload as never);
  }
}

for (const type of ['BATCH', 'ATTACH', 'DETACH']) (coreTypes as Set<string>).add(type);
registries.corePluginRegistry.add('batch', BatchPlugin);
registries.corePluginRegistry.add('attachments', AttachmentPlugin);
registries.corePluginRegistry.add('google formats', GoogleFormatPlugin);
registries.corePluginRegistry.add('lean export', LeanExportPlugin);
registries.corePluginRegistry.add('rules for Excel', ExcelRulesPlugin);

/** Runs the commands as one, without the library's checks: the caller has made them. */
export function runBatch(model: Model, commands: readonly WorkbookCommand[]): void {
  if (commands.length > 0) model.dispatch('BATCH' as never, { commands } as never);
}

/** What is attached to the cells of a model, in the order of attaching. */
export function attachmentsOf(model: Model): Attachment[] {
  return (model.getters as unknown as { getAttachments(): Attachment[] }).getAttachments();
}

export { Model } from '@odoo/o-spreadsheet';
