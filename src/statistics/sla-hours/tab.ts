import { printableVoName, voKey } from '../../domain/vo-names';
import type { SlaFigures } from './figures';
import { isSameHeader } from '../../sheets/columns';
import { periodSeries, voSeries, type Layout } from '../../sheets/layout';
import type { Wanted } from '../../sheets/wanted';

const [PERIOD, TOTAL] = ['Period', 'TOTAL'];

/**
 * A tab "Accounting SLAs Cloud CPU/h" or "Accounting SLAs HTC CPU/h": one row per period, one column per VO with an agreement.
 * The ids of its own columns are in capitals, because keys of VOs never are.
 */
export const slaLayout: Layout = {
  keyColumn: { id: 'PERIOD', header: PERIOD, kind: 'text' },
  columnSeries: voSeries,
  columns: [
    {
      id: 'TOTAL',
      header: TOTAL,
      kind: 'total',
      note: 'Wall-clock hours x cores of all VOs with an agreement during the whole period. Source: Accounting Portal, its own Total.',
    },
  ],
  firstRows: [],
  rowSeries: periodSeries,
};

/** The header of a VO's column. A VO that is itself called "total" must not be taken for the column TOTAL. */
const headerOf = (name: string): string => {
  const header = printableVoName(name);
  return [PERIOD, TOTAL].some((own) => isSameHeader(own, header)) ? `${header} (VO)` : header;
};

/** The column of a VO. */
export const slaColumn = (name: string): string => voKey(headerOf(name));

/**
 * What the tab shall hold after the given periods have been measured. VOs without an agreement in a period keep what
 * they have there, but for a running one, whose TOTAL is without them.
 *
 * @param figures by period label
 * @param gone columns of VOs that have figures in a running period and no agreement any more
 */
export function slaWanted(
  figures: ReadonlyMap<string, SlaFigures>,
  gone: (label: string) => readonly string[] = () => [],
): Wanted {
  const names = [...figures.values()].flatMap(({ vos }) => vos.map(({ name }) => name));
  const headers = new Map(names.reverse().map((name) => [slaColumn(name), headerOf(name)]));
  return {
    rows: [...figures.keys()].map((label) => ({ key: label, label })),
    columns: [...headers].map(([key, label]) => ({ key, label })),
    cells: () =>
      [...figures].flatMap(([row, { vos, total }]) => [
        ...vos.map(({ name, hours: value }) => ({ row, column: slaColumn(name), value })),
        ...gone(row).map((column) => ({ row, column, value: null })),
        ...(total === undefined ? [] : [{ row, column: 'TOTAL', value: total }]),
      ]),
  };
}
