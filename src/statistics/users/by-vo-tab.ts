import { stretchesOf } from '../../domain/runs';
import { listVos, printableVoName, voKey } from '../../domain/vo-names';
import { periodSeries, voSeries, type Layout } from '../../sheets/layout';
import {
  addressAt,
  figureAt,
  formulaAt,
  seriesColumns,
  seriesRows,
  titleOf,
  valueAt,
  type Table,
} from '../../sheets/table';
import type { Cell, Note, Wanted } from '../../sheets/wanted';
import { cellAddress, columnLetters } from '../../sheets/a1';
import { listOf } from '../../sheets/remarks';
import type { Vo } from '../../portals/operations';

const TOTAL = 'TOTAL';

/** The label of a VO's row. A VO that is itself called "total" must not be taken for the row TOTAL. */
const voLabel = (name: string): string =>
  voKey(name) === TOTAL.toLowerCase() ? `${printableVoName(name)} (VO)` : printableVoName(name);

const rowOf = (name: string): string => voKey(voLabel(name));

/** The tab "VOs statistics (certs)": one row per VO, one column per period, and today's numbers at the end. */
export const usersLayout: Layout = {
  keyColumn: { id: 'vo', header: 'VO', kind: 'text' },
  columnSeries: periodSeries,
  columns: [
    {
      id: 'registered',
      header: 'Registered Users',
      kind: 'figure',
      note: 'Users registered in the VO at the last refresh. Source: Operations Portal.',
    },
    {
      id: 'total',
      header: 'Total Users',
      kind: 'figure',
      note: 'Users that the VO ever had, at the last refresh. Source: Operations Portal.',
    },
  ],
  firstRows: [TOTAL],
  rowSeries: voSeries,
};

/** What has been measured of one VO. */
export interface VoUsers {
  readonly name: string;
  /** Today's; undefined: the old ones stay. */
  readonly registeredUsers: number | undefined;
  readonly totalUsers: number | undefined;
  /** Users by period label; 'failed' when the portal gave no answer, 'left out' when it is not asked. */
  readonly users: ReadonlyMap<string, number> | 'failed' | 'left out';
}

/**
 * What the tab shall hold.
 *
 * @param vos all production VOs
 * @param periods labels of the periods that were asked for
 */
export function usersWanted(vos: readonly VoUsers[], periods: readonly string[]): Wanted {
  const missing = vos.filter((vo) => vo.users === 'failed').map(({ name }) => name);
  const isIncomplete = (table: Table, period: string): boolean =>
    missing.length > 0 && periods.includes(period) && !hasTotal(table, period);
  const figures = vos.flatMap(voCells);
  const filled = new Set(figures.map((cell) => cell.column));
  const measured = new Set(figures.map(({ row, column }) => `${column} ${row}`));
  const hasFigures = (table: Table, column: string): boolean =>
    filled.has(column) || voFigures(table, column).length > 0;
  const totals = (table: Table): Cell[] =>
    [...periods, 'registered', 'total']
      .filter((column) => hasFigures(table, column) && !isIncomplete(table, column))
      .flatMap((column) => totalCell(table, column, measured));
  return {
    rows: vos.map(({ name }) => ({ key: rowOf(name), label: voLabel(name) })),
    columns: periods.map((label) => ({ key: label, label })),
    cells: (table) => [...figures, ...totals(table)],
    remarks: (table) => replacedTotals(table, totals(table)),
    notes: (table) =>
      periods.flatMap((column): Note[] => {
        if (isIncomplete(table, column)) return [{ row: TOTAL, column, text: missingText(missing) }];
        const isFirstTotal = !hasTotal(table, column) && hasFigures(table, column);
        return isFirstTotal ? [{ row: TOTAL, column, text: '' }] : [];
      }),
  };
}

/** VOs that the note on TOTAL names one by one. */
const NAMED_VOS = 20;

const missingText = (vos: readonly string[]): string => {
  const names = listVos(vos.slice(0, NAMED_VOS));
  const more = vos.length > NAMED_VOS ? ` and ${vos.length - NAMED_VOS} more` : '';
  return (
    `${vos.length} ${vos.length === 1 ? 'VO has' : 'VOs have'} not been answered yet, so there is no TOTAL: ${names}${more}. ` +
    'Refresh again, or leave out in the settings what is never answered.'
  );
};

const voCells = ({ name, registeredUsers, totalUsers, users }: VoUsers): Cell[] => {
  const row = rowOf(name);
  return [
    ...(typeof users === 'string' ? [] : [...users].map(([column, value]) => ({ row, column, value }))),
    ...(registeredUsers === undefined ? [] : [{ row, column: 'registered', value: registeredUsers }]),
    ...(totalUsers === undefined ? [] : [{ row, column: 'total', value: totalUsers }]),
  ];
};

const hasTotal = (table: Table, column: string): boolean => (valueAt(table, TOTAL, column) ?? '') !== '';

/**
 * Rows of VOs, listed today or not. A row with a formula is a person's, such as a subtotal, unless the formula gives way
 * to a measured figure.
 */
const voRows = (table: Table, column: string, measured?: ReadonlySet<string>): string[] =>
  seriesRows(table).filter(
    (row) => formulaAt(table, row, column) === '' || measured?.has(`${column} ${row}`),
  );

const voFigures = (table: Table, column: string): number[] =>
  voRows(table, column).flatMap((row) => figureAt(table, row, column) ?? []);

/** A formula without an end, as the programs before this one wrote it, stays where it sums up the VOs of its column alone. */
function totalCell(table: Table, column: string, measured: ReadonlySet<string>): Cell[] {
  if (isOpenSum(table, column) && !hasOtherFigures(table, column)) return [];
  return [
    { row: TOTAL, column, value: { formula: sumFormula(table, column, voRows(table, column, measured)) } },
  ];
}

function isOpenSum(table: Table, column: string): boolean {
  const [, from, first = '', to] =
    /^=SUM\(\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\)$/i.exec(formulaAt(table, TOTAL, column).replace(/\s/g, '')) ??
    [];
  const inTab = (axis: 'rows' | 'columns', at: number): number | undefined =>
    table.origin ? table.origin[axis][at] : at;
  const ofColumn = inTab('columns', table.columns.get(column) ?? 0);
  const total = inTab('rows', table.rows.get(TOTAL) ?? 0);
  // One that is new and the first of all would stand above the range.
  const firstVo = inTab('rows', Math.min(...seriesRows(table).map((row) => table.rows.get(row) ?? 0)));
  if (ofColumn === undefined || total === undefined || firstVo === undefined) return false;
  const isOfColumn = [from, to].every((each) => each?.toUpperCase() === columnLetters(ofColumn));
  return isOfColumn && total + 1 < Number(first) && Number(first) <= firstVo + 1;
}

/** Whether something below TOTAL that is not a VO's figure would be summed up with them. */
function hasOtherFigures(table: Table, column: string): boolean {
  const [top, at] = [table.rows.get(TOTAL) ?? 0, table.columns.get(column) ?? 0];
  const vos = new Set(voRows(table, column).map((row) => table.rows.get(row)));
  return table.values.some((cells, row) => row > top && !vos.has(row) && typeof cells[at] === 'number');
}

/** Sums as this product writes them. */
const OWN_SUM = /^=SUM\([A-Z]+\d+:[A-Z]+\d+\)(\+SUM\([A-Z]+\d+:[A-Z]+\d+\))*$/;

/** What to say of formulas of users that are no sums of all VOs. */
const replacedTotals = (table: Table, cells: readonly Cell[]): string[] => {
  const replaced = cells
    .filter(({ row }) => row === TOTAL)
    .filter(({ column }) => {
      const formula = formulaAt(table, TOTAL, column);
      return formula !== '' && !OWN_SUM.test(formula.replace(/\s/g, ''));
    })
    .map(({ column }) => `${addressAt(table, TOTAL, column)} (${formulaAt(table, TOTAL, column)})`);
  if (replaced.length === 0) return [];
  return [
    `In tab "${titleOf(table)}" TOTAL was not the sum of the VOs in its column in ${listOf(replaced)}. ` +
      'It is again; put a formula of your own into another row.',
  ];
};

function sumFormula(table: Table, column: string, vos: readonly string[]): string {
  const columnNumber = table.columns.get(column) ?? 0;
  const ranges = stretchesOf(vos.map((vo) => table.rows.get(vo) ?? 0)).map(
    ([first, last]) => `${cellAddress(first, columnNumber)}:${cellAddress(last, columnNumber)}`,
  );
  // Commas between arguments are semicolons in many locales; a plus is a plus everywhere.
  return `=${ranges.map((range) => `SUM(${range})`).join('+')}`;
}

/** Labels of the periods that lack a total, or a column at all, out of those given. */
export const periodsWithoutTotal = (table: Table, periods: readonly string[]): string[] =>
  periods.filter((period) => !hasTotal(table, period));

/** What to say of VOs that stand twice. Only the first of their rows counts, and which one is right, only users know. */
export const repeatedVos = (table: Table): string[] =>
  [...table.repeatedRows]
    .filter(([, row]) => seriesColumns(table).some((period) => isTyped(table, row, period)))
    .map(([key, row]) => {
      const column = table.columns.get(usersLayout.keyColumn.id) ?? 0;
      const [first, second] = [table.rows.get(key) ?? 0, row].map((at) => cellAddress(at, column));
      return (
        `In tab "${titleOf(table)}" ${key} stands twice, in ${first} and ${second}, so the users of all VOs may be wrong. ` +
        'Remove or rename one of them.'
      );
    });

/** Periods in which two VOs must have as many users to be taken for one. */
const LEAST_ALIKE = 3;

/** What to say of new VOs that have the users of one that is listed no more: under its new name, a VO would count twice. */
export function renamedVos(table: Table, vos: readonly VoUsers[]): string[] {
  const listed = new Set(vos.map(({ name }) => rowOf(name)));
  const gone = seriesRows(table).filter((row) => !listed.has(row));
  return vos.flatMap(({ name, users }) => {
    if (typeof users === 'string' || table.rows.has(rowOf(name))) return [];
    const old = gone.find((row) => {
      const alike = [...users].filter(([period, figure]) => figureAt(table, row, period) === figure).length;
      return alike >= LEAST_ALIKE && alike >= users.size - 1; // The running period may have grown.
    });
    if (old === undefined) return [];
    return [
      `${printableVoName(name)} is new, and has had as many users as ${old}, which is not listed any more. If that is ` +
        `its old name, its users count twice: remove the row of ${old} from tab "${titleOf(table)}".`,
    ];
  });
}

const isTyped = ({ values, formulas, columns }: Table, row: number, id: string): boolean => {
  const column = columns.get(id) ?? 0;
  return typeof values[row]?.[column] === 'number' && formulas[row]?.[column] === '';
};

/** What the VOs that have a figure in a column of today's users had together, and have now; all of them where none has. */
export function todaysUsersOf(
  table: Table,
  vos: readonly Vo[],
  column: 'registered' | 'total',
): { readonly old: number | undefined; readonly now: number } {
  const nowOf = (vo: Vo): number => (column === 'total' ? vo.totalUsers : vo.registeredUsers);
  const sum = (figures: readonly number[]): number => figures.reduce((all, figure) => all + figure, 0);
  const known = vos.flatMap((vo) => {
    const old = figureAt(table, rowOf(vo.name), column);
    return old === undefined ? [] : [{ old, now: nowOf(vo) }];
  });
  if (known.length === 0) return { old: undefined, now: sum(vos.map(nowOf)) };
  return { old: sum(known.map(({ old }) => old)), now: sum(known.map(({ now }) => now)) };
}

/** Whether a VO has a figure in a period. */
export const hasUsers = (table: Table, name: string, period: string): boolean =>
  figureAt(table, rowOf(name), period) !== undefined;

/** The actual users of the periods that have a TOTAL: their sum, and how many VOs have a figure. */
export const actualUsers = (table: Table): Map<string, { users: number; vos: number }> =>
  new Map(
    seriesColumns(table)
      .filter((column) => hasTotal(table, column))
      .map((column) => {
        const figures = voFigures(table, column);
        return [column, { users: sumOf(figures), vos: figures.length }];
      }),
  );

/**
 * The users of a period before and after an update: compared is what was reported of it, or what stands in the tab,
 * whichever is nearer, because a cell that somebody has cleared or mistyped restates nothing. Where nothing was reported,
 * it is the VOs that had a figure before: one that is filled in besides is new.
 *
 * @param reported the reported figure of the period; undefined where there is none
 * @returns old: undefined where the period had no TOTAL
 */
export function restatedUsers(
  before: Table,
  after: Table,
  column: string,
  reported: number | undefined,
): { readonly old: number | undefined; readonly now: number } | undefined {
  const [old, now] = [voFigures(before, column), voFigures(after, column)].map(sumOf) as [number, number];
  const rows = voRows(before, column).filter((row) => figureAt(before, row, column) !== undefined);
  if (rows.length === 0 || !hasTotal(before, column))
    return hasTotal(after, column) ? { old: undefined, now } : undefined;
  if (reported !== undefined)
    return { old: Math.abs(now - reported) < Math.abs(now - old) ? reported : old, now };
  return { old, now: sumOf(rows.map((row) => figureAt(after, row, column) ?? 0)) };
}

const sumOf = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0);
