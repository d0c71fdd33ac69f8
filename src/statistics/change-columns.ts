import {
  addMonths,
  lastComplete,
  LENGTH_IN_MONTHS,
  periodOf,
  type Granularity,
  type Month,
} from '../domain/periods';
import type { Column } from '../sheets/layout';
import { addressAt, seriesRows, type Table } from '../sheets/table';
import type { Cell } from '../sheets/wanted';

const BLANK = 'A blank cell counts as 0, because the portal lists who has hours.';

/** Columns behind those of the periods, by formulas: what users correct in a period shows there at once. */
export const changeColumns: readonly Column[] = [
  {
    id: 'latest',
    header: 'Last complete period',
    kind: 'copy',
    note: 'CPU/h of the last period that was over when it was measured: the formula says which column.',
  },
  {
    id: 'onPeriod',
    header: 'Change on the period before',
    kind: 'change',
    note: `By how many CPU/h the last complete period differs from the one before it. ${BLANK}`,
  },
  {
    id: 'onYear',
    header: 'Change on the year before',
    kind: 'change',
    note: `By how many CPU/h the last complete period differs from the same one a year before. ${BLANK}`,
  },
];

/** Labels of the last complete period, of the one before it, and of the same one a year before. */
export interface Compared {
  readonly latest: string;
  readonly periodBefore: string;
  readonly yearBefore: string;
}

/** What is compared in a month. */
export function comparedIn(month: Month, granularity: Granularity): Compared {
  const latest = lastComplete(month, granularity);
  const earlier = (months: number): string =>
    periodOf(addMonths(latest.firstMonth, -months), granularity).label;
  return {
    latest: latest.label,
    periodBefore: earlier(LENGTH_IN_MONTHS[granularity]),
    yearBefore: earlier(LENGTH_IN_MONTHS.year),
  };
}

/** The formulas of all VOs in a table; blank where it does not have the period that the last one is compared with. */
export const changeCells = (table: Table, { latest, periodBefore, yearBefore }: Compared): Cell[] =>
  seriesRows(table).flatMap((row): Cell[] => {
    const now = addressAt(table, row, latest);
    const changeOn = (label: string): Cell['value'] => {
      const before = addressAt(table, row, label);
      // What is no figure gives no change, rather than that from or to 0.
      const change = `IF(COUNT(${now};${before})=0;"";IFERROR(${now}-${before};""))`;
      return before === undefined ? null : { formula: `=${change}` };
    };
    if (now === undefined) return [];
    return [
      { row, column: 'latest', value: { formula: `=IF(${now}="";"";${now})` } },
      { row, column: 'onPeriod', value: changeOn(periodBefore) },
      { row, column: 'onYear', value: changeOn(yearBefore) },
    ];
  });
