import { ServiceObject, type ExecutionContext } from '../service-object';
import type { Attachment, Zone } from '../workbook/attachments';
import { Range } from './range';

/** Google's Filter, without criteria. */
export class Filter extends ServiceObject {
  readonly #context: ExecutionContext;
  readonly #sheetId: string;

  constructor(context: ExecutionContext, sheetId: string) {
    super();
    this.#context = context;
    this.#sheetId = sheetId;
  }

  getRange(): Range {
    const { range } = this.#attachment();
    if (!range) throw new Error('Range not found');
    return new Range(this.#context, this.#sheetId, range.zone);
  }

  remove(): void {
    this.#context.workbook.run([{ type: 'DETACH', id: this.#attachment().id }]);
  }

  #attachment(): Attachment {
    const [filter] = this.#context.workbook.attachments('filter', this.#sheetId);
    if (!filter) throw new Error('The filter does not exist anymore.');
    return filter;
  }
}

/** The filter of a tab, or null. */
export function filterOf(context: ExecutionContext, sheetId: string): Filter | null {
  return context.workbook.attachments('filter', sheetId).length > 0 ? new Filter(context, sheetId) : null;
}

export function createFilter(context: ExecutionContext, sheetId: string, zone: Zone): Filter {
  if (filterOf(context, sheetId)) {
    throw new Error("You can't create a filter in a sheet that already has a filter.");
  }
  context.workbook.run([{ type: 'ATTACH', kind: 'filter', sheetId, zone, data: null }]);
  return new Filter(context, sheetId);
}
