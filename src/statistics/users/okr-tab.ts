import { periodSeries, type Layout } from '../../sheets/layout';
import { figureAt, seriesRows, type Table } from '../../sheets/table';
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
      note: 'Users registered in the production VOs, as known while the period ran, at the latest on the day in the last column. Source: Operations Portal.',
    },
    {
      id: 'total',
      header: 'Total users',
      kind: 'figure',
      note: 'Users that the production VOs ever had, as known while the period ran, at the latest on the day in the last column. Source: Operations Portal.',
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
  /** Users of all VOs in the period; undefined as long as a VO is missing. */
  readonly actual: number | undefined;
  /** Users registered now, and users ever seen: known only while the period is running. */
  readonly active: number | undefined;
  readonly total: number | undefined;
  readonly vos: number | undefined;
}

/** Users of whom the portal tells today only. */
export type TodaysColumn = 'active' | 'total';

/**
 * What the tab shall hold.
 *
 * @param figures by period label
 * @param today as text, `2026-11-23`; stands in "As of" of the rows whose figures change
 * @param mayWrite whether a figure of today may stand where there is an old one: that of the row, or of the one before
 */
export const okrUsersWanted = (
  figures: ReadonlyMap<string, OkrUsers>,
  today: string,
  mayWrite: (column: TodaysColumn, old: number | undefined, now: number) => boolean,
): Wanted => ({
  rows: [...figures.keys()].map((label) => ({ key: label, label })),
  cells: (table) =>
    [...figures].flatMap(([row, measured]) => rowCells(table, row, { measured, today, mayWrite })),
});

interface RowMeasured {
  readonly measured: OkrUsers;
  readonly today: string;
  readonly mayWrite: (column: TodaysColumn, old: number | undefined, now: number) => boolean;
}

function rowCells(table: Table, row: string, { measured, today, mayWrite }: RowMeasured): Cell[] {
  const figures = (['actual', 'active', 'total', 'vos'] as const).flatMap((column) => {
    const value = measured[column];
    if (value === undefined) return [];
    const isOfToday = column === 'active' || column === 'total';
    if (isOfToday && !mayWrite(column, lastFigure(table, row, column), value)) return [];
    return [{ row, column, value }];
  });
  const hasChanged = figures.some(({ column, value }) => value !== figureAt(table, row, column));
  return hasChanged ? [...figures, { row, column: 'asOf', value: today }] : figures;
}

/** The figure of a row, or of the nearest earlier one that has any. */
const lastFigure = (table: Table, row: string, column: string): number | undefined =>
  seriesRows(table)
    .filter((label) => label <= row)
    .sort(periodSeries.compare)
    .flatMap((label) => figureAt(table, label, column) ?? [])
    .pop();
