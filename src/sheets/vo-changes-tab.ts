import type { VoChanges } from '../statistics/vo-changes';
import { periodSeries, type Layout } from './layout';
import type { Wanted } from './plan';

/** The tab "Num. of VOs created": one row a period. */
export const voChangesLayout: Layout = {
  keyColumn: { id: 'period', header: 'Period', kind: 'text' },
  columns: [
    { id: 'total', header: '#VOs changed', kind: 'figure' },
    { id: 'deleted', header: '#VOs deleted', kind: 'figure' },
    { id: 'production', header: '#VOs in production', kind: 'figure' },
    { id: 'list', header: 'List of VOs', kind: 'vo changes' },
  ],
  firstRows: [],
  rowSeries: periodSeries,
};

/**
 * What the tab shall hold after the given periods have been measured.
 *
 * @param figures by period label; other periods stay
 */
export const voChangesWanted = (figures: ReadonlyMap<string, VoChanges>): Wanted => ({
  rows: [...figures.keys()].map((label) => ({ key: label, label })),
  cells: () =>
    [...figures].flatMap(([row, changes]) =>
      (['total', 'deleted', 'production', 'list'] as const).map((column) => ({
        row,
        column,
        value: changes[column],
      })),
    ),
});
