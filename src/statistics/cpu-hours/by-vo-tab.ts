import type { CpuFigures } from './figures';
import { printableVoName, voKey } from '../../domain/vo-names';
import { periodSeries, voSeries, type Layout } from '../../sheets/layout';
import type { Wanted } from '../../sheets/wanted';

/** A tab "Cloud CPU/h by VO" or "HTC CPU/h by VO": one row per VO, one column per period. */
export const cpuByVoLayout: Layout = {
  keyColumn: { id: 'vo', header: 'VO', kind: 'text' },
  columnSeries: periodSeries,
  columns: [],
  firstRows: [],
  rowSeries: voSeries,
};

/**
 * What the tab shall hold after the given periods have been measured. A VO that the portal does not list in a period
 * keeps what it had: a blank is no figure.
 *
 * @param figures by period label
 */
export function cpuByVoWanted(figures: ReadonlyMap<string, CpuFigures>): Wanted {
  const names = new Map(
    [...figures.values()].flatMap(({ vos }) => vos.map(({ name }) => [voKey(name), printableVoName(name)])),
  );
  return {
    rows: [...names].map(([key, label]) => ({ key, label })),
    columns: [...figures.keys()].map((label) => ({ key: label, label })),
    cells: () =>
      [...figures].flatMap(([column, { vos }]) =>
        vos.map(({ name, hours }) => ({ row: voKey(name), column, value: hours })),
      ),
  };
}
