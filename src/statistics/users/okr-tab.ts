import { periodSeries, type Layout } from '../../sheets/layout';
import { figureAt, type Table } from '../../sheets/table';
import type { Cell, Wanted } from '../../sheets/wanted';

/** The tab "OKR Users": one row per period. */
export const okrUsersLayout: Layout = {
  keyColumn: { id: 'period', header: 'Period', kind: 'text' },
  columns: [
    {
      id: 'actual',
      header: 'Actual users',
      kind: 'figure',
      note: 'Users of all VOs in the period: the TOTAL of its column in the tab of users by VO. Source: Operations Portal.',
    },
    {
      id: 'active',
      header: 'Active users',
      kind: 'figure',
      note: 'Users registered in the production VOs, as of the day in the last column. Source: Operations Portal.',
    },
    {
      id: 'total',
      header: 'Total users',
      kind: 'figure',
      note: 'Users that the production VOs ever had, as of the day in the last column. Source: Operations Portal.',
    },
    {
      id: 'vos',
      header: '#VOs with a figure',
      kind: 'figure',
      note: 'How many VOs have a number of users in the period. Source: Operations Portal.',
    },
    {
      id: 'asOf',
      header: 'As of',
      kind: 'text',
      note: 'The day on which the figures of the row last changed. Active and total users cannot be asked for later.',
    },
  ],
  firstRows: [],
  rowSeries: periodSeries,
};

/** Figures of one period; those that are undefined stay as they are. */
export interface OkrUsers {
  /** Users of all VOs in the period. */
  readonly actual: number;
  /** Users registered now, and users ever seen: known only while the period is running. */
  readonly active: number | undefined;
  readonly total: number | undefined;
  readonly vos: number;
}

/**
 * What the tab shall hold.
 *
 * @param figures by period label
 * @param today as text, `2026-11-23`; stands in "As of" of the rows whose figures change
 */
export const okrUsersWanted = (figures: ReadonlyMap<string, OkrUsers>, today: string): Wanted => ({
  rows: [...figures.keys()].map((label) => ({ key: label, label })),
  cells: (table) => [...figures].flatMap(([row, measured]) => rowCells(table, row, measured, today)),
});

function rowCells(table: Table, row: string, measured: OkrUsers, today: string): Cell[] {
  const figures = (['actual', 'active', 'total', 'vos'] as const).flatMap((column) => {
    const value = measured[column];
    return value === undefined ? [] : [{ row, column, value }];
  });
  const hasChanged = figures.some(({ column, value }) => value !== figureAt(table, row, column));
  return hasChanged ? [...figures, { row, column: 'asOf', value: today }] : figures;
}
