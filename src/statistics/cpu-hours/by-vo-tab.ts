import type { CpuFigures } from './figures';
import { changeColumns, changeCells, type Compared } from '../change-columns';
import { printableVoName, voKey } from '../../domain/vo-names';
import { looksLikeVo } from '../../domain/vo-rows';
import { periodSeries, voSeries, type Layout } from '../../sheets/layout';
import { figureAt, formulaAt, seriesRows, type Table } from '../../sheets/table';
import type { Cell, Wanted } from '../../sheets/wanted';
import type { VoHours } from '../../portals/accounting/source';

/**
 * A tab "Cloud CPU/h by VO" or "HTC CPU/h by VO": one row per VO, one column per period, and how the last complete one has
 * changed. It has no row of totals, which would be a VO more for whoever sums or sorts a column: the total of a period is the
 * reported figure, in a tab of its own.
 */
export const cpuByVoLayout: Layout = {
  keyColumn: { id: 'vo', header: 'VO', kind: 'text' },
  columnSeries: periodSeries,
  columns: changeColumns,
  firstRows: [],
  rowSeries: voSeries,
};

/**
 * What the tab shall hold after the given periods have been measured, so that the hours of a period add up to its total: a
 * VO that the portal does not list in a period any more is blank there. Rows that need not be VOs stay.
 *
 * @param figures by period label
 * @param named the VOs that the portal listed in a period before
 * @param compared the last complete period with those that it is compared with; undefined where it was not measured, and
 *   what is said of an earlier one stays
 */
export function cpuByVoWanted(
  figures: ReadonlyMap<string, CpuFigures>,
  named: (label: string) => readonly string[],
  compared: Compared | undefined,
): Wanted {
  const names = new Map(
    [...figures.values()].flatMap(({ vos }) => vos.map(({ name }) => [voKey(name), printableVoName(name)])),
  );
  return {
    rows: [...names].map(([key, label]) => ({ key, label })),
    columns: [...figures.keys()].map((label) => ({ key: label, label })),
    cells: (table) => [
      ...[...figures].flatMap(([column, { vos }]): Cell[] => [
        ...vos.map(({ name, hours }) => ({ row: voKey(name), column, value: hours })),
        ...withdrawnVos(table, column, vos, named(column)).map((row) => ({ row, column, value: null })),
      ]),
      ...(compared ? changeCells(table, compared) : []),
    ],
  };
}

/** Rows of VOs that have hours in a period in which the portal does not list them. */
function withdrawnVos(
  table: Table,
  column: string,
  vos: readonly VoHours[],
  named: readonly string[],
): string[] {
  const listed = new Set(vos.map(({ name }) => voKey(name)));
  const wereListed = new Set(named.map(voKey));
  return seriesRows(table).filter(
    (row) =>
      !listed.has(row) &&
      (wereListed.has(row) || looksLikeVo(row)) &&
      figureAt(table, row, column) !== undefined &&
      formulaAt(table, row, column) === '',
  );
}
