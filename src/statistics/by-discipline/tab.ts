import { describePeriods, type Period } from '../../domain/periods';
import type { Column, Layout, Series } from '../../sheets/layout';
import { addressAt, seriesRows, textAt, type Table } from '../../sheets/table';
import type { Cell, Wanted } from '../../sheets/wanted';
import { NO_DISCIPLINE, type Compared } from './figures';

const TOTAL = 'TOTAL';

/** A figure that is told by discipline. */
export interface Measure {
  /** As in `Cloud CPU/h`. */
  readonly name: string;
  /** Whether it adds up over the quarters of a year; else it is that of the last of them. */
  readonly isFlow: boolean;
}

/** By discipline, and {@link TOTAL}; undefined where it is not known. */
export interface Sums {
  readonly now: ReadonlyMap<string, number> | undefined;
  readonly before: ReadonlyMap<string, number> | undefined;
}

/** The sums with the total, in which each VO counts once. */
export const withTotal = (sums: ReadonlyMap<string, number>, total: number): ReadonlyMap<string, number> =>
  new Map([...sums, [TOTAL, total]]);

const [NOW, BEFORE, CHANGE] = ['now', 'before', 'change'] as const;
const columnOf = (measure: Measure, what: 'now' | 'before' | 'change'): string => `${measure.name} ${what}`;

const SEVERAL =
  'A VO that stands under several disciplines counts under each of them, so their sum may exceed TOTAL, in which each VO ' +
  'counts once.';

/** Disciplines by name, the VOs without one last. */
const disciplineSeries: Series = {
  keyOf: (label) => (label.trim() === '' ? undefined : label.trim()),
  compare: (one, other) => {
    if ((one === NO_DISCIPLINE) !== (other === NO_DISCIPLINE)) return one === NO_DISCIPLINE ? 1 : -1;
    return one < other ? -1 : one > other ? 1 : 0;
  },
};

/** The tab "By discipline": one row per discipline; of each figure this year, the year before, and the change. */
export const disciplinesLayout = (measures: readonly Measure[]): Layout => ({
  keyColumn: { id: 'discipline', header: 'Discipline', kind: 'text' },
  columns: [
    ...measures.flatMap((measure): Column[] => {
      const { name, isFlow } = measure;
      const quarters = isFlow ? 'together' : 'that is the last of them';
      return [
        {
          id: columnOf(measure, BEFORE),
          header: `${name}, year before`,
          kind: 'figure',
          note: `${name} of the same quarters of the year before, ${quarters}: see the column Compared. ${SEVERAL}`,
        },
        {
          id: columnOf(measure, NOW),
          header: `${name}, this year`,
          kind: 'figure',
          note: `${name} of the quarters of this year that are over, ${quarters}: see the column Compared. Until the first one is over, this year is the one before. ${SEVERAL}`,
        },
        {
          id: columnOf(measure, CHANGE),
          header: `${name}, change`,
          kind: 'growth',
          note: 'In per cent of the year before. A formula.',
        },
      ];
    }),
    {
      id: 'compared',
      header: 'Compared',
      kind: 'text',
      note: 'Quarters of this year, and of the year before.',
    },
  ],
  firstRows: [TOTAL],
  rowSeries: disciplineSeries,
});

/** What the tab shall hold: of rows that the portal names no longer, nothing but that. */
export const disciplinesWanted = (
  measures: readonly Measure[],
  names: readonly string[],
  sums: ReadonlyMap<Measure, Sums>,
  compared: Compared,
): Wanted => {
  const named = new Set(names);
  const gone = (table: Table): string[] =>
    seriesRows(table).filter((row) => !named.has(row) && textAt(table, row, 'compared') !== '');
  return {
    rows: names.map((name) => ({ key: name, label: name })),
    remarks: (table) =>
      gone(table).map(
        (name) =>
          `${name}: not named by the portal any more, so its VOs count under what names them now, or under "${NO_DISCIPLINE}".`,
      ),
    cells: (table) => [
      ...[TOTAL, ...names].flatMap((row) => [
        ...measures.flatMap((measure) => cellsOf(table, row, measure, sums.get(measure))),
        { row, column: 'compared', value: describeCompared(compared) },
      ]),
      ...gone(table).flatMap((row) => [
        ...measures.flatMap((measure) => cellsOf(table, row, measure, undefined)),
        { row, column: 'compared', value: NOT_NAMED },
      ]),
    ],
  };
};

const NOT_NAMED = 'not named by the portal any more';

export const describeCompared = ({ now, before }: Compared): string =>
  `${describePeriods(now)} with ${describePeriods(before)}`;

/** The one quarter of a level, all of them of a flow. */
export const quartersOf = ({ isFlow }: Measure, quarters: readonly Period[]): readonly Period[] =>
  isFlow ? quarters : quarters.slice(-1);

function cellsOf(table: Table, row: string, measure: Measure, sums: Sums | undefined): Cell[] {
  const [now, before] = [sums?.now?.get(row) ?? null, sums?.before?.get(row) ?? null];
  const cell = (what: 'now' | 'before'): string | undefined => addressAt(table, row, columnOf(measure, what));
  const [newer, older] = [cell(NOW), cell(BEFORE)];
  const change = `=IF(COUNT(${newer};${older})<2;"";IF(${older}=0;"";${newer}/${older}-1))`;
  return [
    { row, column: columnOf(measure, BEFORE), value: before },
    { row, column: columnOf(measure, NOW), value: now },
    { row, column: columnOf(measure, CHANGE), value: { formula: change } },
  ];
}
