import type { CpuFigures } from './figures';
import { describeVariations } from '../../domain/variations';
import { listVos, readVoList } from '../../domain/vo-names';
import { periodSeries, type Layout } from '../../sheets/layout';
import { seriesRows, textAt, type Table } from '../../sheets/table';
import type { Cell, Wanted } from '../../sheets/wanted';

/** A tab "Accounting Cloud CPU/h" or "Accounting HTC CPU/h": one row per period. */
export const cpuLayout: Layout = {
  keyColumn: { id: 'period', header: 'Period', kind: 'text' },
  columns: [
    {
      id: 'cpuHours',
      header: 'CPU/h',
      kind: 'figure',
      note: 'Wall-clock hours x cores of all VOs that count, in the period. Source: Accounting Portal, its own Total.',
    },
    {
      id: 'withCount',
      header: '#VOs with accounting',
      kind: 'vo count',
      note: 'How many VOs have more than 0 hours in the period. Source: Accounting Portal.',
    },
    {
      id: 'withList',
      header: 'List of active VOs',
      kind: 'vo list',
      note: 'The VOs that have more than 0 hours in the period. Source: Accounting Portal.',
    },
    {
      id: 'withoutCount',
      header: '#VOs without accounting',
      kind: 'vo count',
      note: 'How many VOs the portal lists with 0 hours in the period. Source: Accounting Portal.',
    },
    {
      id: 'withoutList',
      header: 'VOs with *NO* accounting',
      kind: 'vo list',
      note: 'The VOs that the portal lists with 0 hours in the period. Source: Accounting Portal.',
    },
    {
      id: 'variations',
      header: 'VOs variations',
      kind: 'variations',
      note: 'VOs with accounting that have come and gone since the nearest earlier period in this tab.',
    },
  ],
  firstRows: [],
  rowSeries: periodSeries,
};

/**
 * What the tab shall hold after the given periods have been measured.
 *
 * @param figures by period label; other periods stay
 * @param isKept periods whose rows are not touched, although what they are compared with may change
 */
export const cpuWanted = (
  figures: ReadonlyMap<string, CpuFigures>,
  isKept: (label: string) => boolean,
): Wanted => ({
  rows: [...figures.keys()].map((label) => ({ key: label, label })),
  cells: (table) => [
    ...[...figures].flatMap(([label, measured]) => figureCells(label, measured)),
    ...variationCells(table, figures).filter(({ row }) => !isKept(row)),
  ],
});

const figureCells = (row: string, { cpuHours, withAccounting, withoutAccounting }: CpuFigures): Cell[] => [
  { row, column: 'cpuHours', value: cpuHours },
  { row, column: 'withCount', value: withAccounting.length },
  { row, column: 'withList', value: listVos(withAccounting) },
  { row, column: 'withoutCount', value: withoutAccounting.length },
  { row, column: 'withoutList', value: listVos(withoutAccounting) },
];

/** Variations of the measured periods, and of those whose nearest earlier period has been measured. */
function variationCells(table: Table, figures: ReadonlyMap<string, CpuFigures>): Cell[] {
  const listed = seriesRows(table)
    .sort(periodSeries.compare)
    .flatMap((row) => {
      const cell = textAt(table, row, 'withList');
      const vos = figures.get(row)?.withAccounting ?? (cell === '' ? undefined : readVoList(cell));
      return vos === undefined ? [] : [{ row, vos }];
    });
  return listed.flatMap(({ row, vos }, index): Cell[] => {
    const before = listed[index - 1];
    if (!figures.has(row) && !(before && figures.has(before.row))) return [];
    return [{ row, column: 'variations', value: before ? describeVariations(before.vos, vos) : '-' }];
  });
}
