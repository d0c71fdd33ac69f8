import { voKey } from '../domain/vo-names';
import { figureAt, formulaAt, seriesRows, type Table } from '../sheets/table';

/** A VO whose figure has changed from one period to another. */
export interface Mover {
  readonly name: string;
  readonly now: number;
  readonly before: number;
}

/** How many are told each way. */
export const MOST_MOVERS = 5;

/**
 * The VOs of a tab by VO whose figures have grown and fallen most between two periods, the largest change first.
 *
 * @param now label of the newer period
 * @param isBlankNone whether a blank cell means that there was nothing, instead of no answer
 * @param isVo whether a label is that of a VO, and not of a person's own row
 * @returns undefined where the tab does not have both periods
 */
export function moversIn(
  table: Table,
  [now, before]: readonly [now: string, before: string],
  isBlankNone: boolean,
  isVo: (label: string) => boolean,
): { readonly gained: Mover[]; readonly lost: Mover[] } | undefined {
  const rows = seriesRows(table).filter((row) => isVo(labelOf(table, row)));
  const isMeasured = (column: string): boolean =>
    rows.some((row) => figureAt(table, row, column) !== undefined);
  if (![now, before].every(isMeasured)) return undefined;
  const movers = rows.flatMap((row): Mover[] => {
    // A row with a formula is a person's, such as a subtotal.
    if ([now, before].some((column) => formulaAt(table, row, column) !== '')) return [];
    const figures = [now, before].map(
      (column) => figureAt(table, row, column) ?? (isBlankNone ? 0 : undefined),
    );
    const [newer, older] = figures;
    if (newer === undefined || older === undefined) return [];
    return [{ name: labelOf(table, row), now: newer, before: older }];
  });
  const bySize = (sign: 1 | -1): Mover[] =>
    movers
      .filter((mover) => sign * changeOf(mover) > 0)
      .sort((a, b) => sign * (changeOf(b) - changeOf(a)) || (voKey(a.name) < voKey(b.name) ? -1 : 1))
      .slice(0, MOST_MOVERS);
  return { gained: bySize(1), lost: bySize(-1) };
}

const changeOf = ({ now, before }: Mover): number => now - before;

function labelOf(table: Table, row: string): string {
  const label = table.values[table.rows.get(row) ?? 0]?.[table.columns.get(table.layout.keyColumn.id) ?? 0];
  return typeof label === 'string' ? label.trim() : '';
}

/**
 * In two lines, as they stand in a cell.
 *
 * @param unit what the figure is a number of: `users`
 */
export function describeMover(mover: Mover, unit: string): string {
  const { name, now, before } = mover;
  const also = before === 0 ? 'had none' : now === 0 ? 'has none' : shareOf(mover);
  return `${name}\n${numberOf(mover, unit)} (${also})`;
}

/** In one line: `vo.example.org, cloud +12%`. */
export function describeGain(mover: Mover, { short, unit }: { short: string; unit: string }): string {
  const change = mover.before === 0 ? `${numberOf(mover, unit)} (had none)` : shareOf(mover);
  return `${mover.name}, ${short} ${change}`;
}

const signOf = (mover: Mover): string => (changeOf(mover) > 0 ? '+' : '-');

const shareOf = (mover: Mover): string =>
  `${signOf(mover)}${grouped((100 * Math.abs(changeOf(mover))) / mover.before)}%`;

const numberOf = (mover: Mover, unit: string): string => {
  const number = grouped(Math.abs(changeOf(mover)));
  return `${signOf(mover)}${number} ${number === '1' ? unit.replace(/s$/, '') : unit}`;
};

/** Groups of digits stand apart, as the figure is a text and signs between them differ by locale. */
const grouped = (number: number): string => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
