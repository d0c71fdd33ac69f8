import type { VoChanges } from './figures';
import { periodSeries, type Layout } from '../../sheets/layout';
import type { Wanted } from '../../sheets/wanted';

/** The tab "Num. of VOs created": one row per period. */
export const voChangesLayout: Layout = {
  keyColumn: { id: 'period', header: 'Period', kind: 'text' },
  columns: [
    {
      id: 'total',
      header: '#VOs changed',
      kind: 'figure',
      note: 'Changes of status in the period; a VO that changed twice counts twice. Source: Operations Portal.',
    },
    {
      id: 'deleted',
      header: '#VOs deleted',
      kind: 'figure',
      note: 'How many VOs were deleted in the period. Source: Operations Portal.',
    },
    {
      id: 'production',
      header: '#VOs in production',
      kind: 'figure',
      note: 'How many VOs were put into production in the period. Source: Operations Portal.',
    },
    {
      id: 'list',
      header: 'List of VOs',
      kind: 'vo changes',
      note: 'Which VO got which status: P production, L leaving, D deleted, PE pending. Source: Operations Portal.',
    },
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
