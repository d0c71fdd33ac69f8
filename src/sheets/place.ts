import { Failure } from '../failure';
import { twoColumns } from './columns';
import type { Series } from './layout';
import { isEdgeOfSum } from './sums';
import { titleOf, type Table } from './table';
import type { Label, Line } from './wanted';
import { cellAddress } from './a1';

/** Rows of a table, with those inserted that are missing; header row and what is above included. */
export function placeRows(table: Table, wanted: readonly Label[]): Line[] {
  refuseRepeated(table, wanted);
  const { layout, headerRow, values } = table;
  const keyColumn = table.columns.get(layout.keyColumn.id) ?? 0;
  const keyAt = new Map([...table.rows].map(([key, row]) => [row, key]));
  const lines: Line[] = values.map((row, old) => ({
    key: keyAt.get(old),
    label: String(row[keyColumn]),
    old,
  }));
  for (const { key, label } of wanted) {
    if (lines.some((line) => line.key === key)) continue;
    const first = layout.firstRows.indexOf(key);
    const place =
      first === -1
        ? placeInSeries(lines, layout.rowSeries, layout.firstRows, key, headerRow + 1)
        : headerRow + 1 + first;
    lines.splice(first === -1 ? withinSum(table, lines, place) : place, 0, { key, label, old: undefined });
  }
  return lines;
}

/** A new VO goes before the last one where a sum of users ends with that, so that it is in the sum. */
function withinSum(table: Table, lines: readonly Line[], place: number): number {
  const above = lines[place - 1];
  const isAtEdge =
    table.layout.rowSeries.by === undefined &&
    above?.key !== undefined &&
    above.old !== undefined &&
    lines[place]?.key === undefined &&
    isEdgeOfSum(table, above.old);
  return isAtEdge ? place - 1 : place;
}

/** Columns of a table, with those inserted that are missing. */
export function placeColumns(table: Table, wanted: readonly Label[]): Line[] {
  const { layout, headerRow, values } = table;
  const keyAt = new Map([...table.columns].map(([key, column]) => [column, key]));
  const lines: Line[] = (values[headerRow] ?? []).map((header, old) => ({
    key: keyAt.get(old),
    label: String(header),
    old,
  }));
  const fixed = [layout.keyColumn, ...layout.columns].map((column) => column.id);
  for (const { key, label } of wanted) {
    const again = table.repeatedColumns.get(key);
    if (again !== undefined)
      throw twoColumns(titleOf(table), label, headerRow, table.columns.get(key) ?? 0, again);
    if (layout.columnSeries === undefined || lines.some((line) => line.key === key)) continue;
    lines.splice(
      placeInSeries(lines, layout.columnSeries, fixed, key, 1 + indexOf(lines, layout.keyColumn.id)),
      0,
      { key, label, old: undefined },
    );
  }
  layout.columns.forEach((column, index) => {
    if (lines.some((line) => line.key === column.id)) return;
    const before = fixed.slice(0, index + 1);
    const isBefore = ({ key }: Line): boolean =>
      key !== undefined && (before.includes(key) || layout.columnSeries?.keyOf(key) !== undefined);
    const behind = 1 + lines.map(isBefore).lastIndexOf(true);
    const next = indexOf(lines, layout.columns[index + 1]?.id);
    // Users' columns may stand between: it goes beside the one with which it belongs together.
    const place = next > behind && !before.slice(1).includes(lines[behind - 1]?.key ?? '') ? next : behind;
    lines.splice(place, 0, { key: column.id, label: column.header, old: undefined });
  });
  return lines;
}

const indexOf = (lines: readonly Line[], key: string | undefined): number =>
  lines.findIndex((line) => line.key === key);

/**
 * Where a new key of a series belongs, in the order that the tab has itself: ascending, descending, or at the end.
 *
 * @param others keys that are not of the series
 * @param start where the first line of the series goes
 */
function placeInSeries(
  lines: readonly Line[],
  series: Series,
  others: readonly string[],
  key: string,
  start: number,
): number {
  const present = lines.flatMap((line) =>
    line.key !== undefined && !others.includes(line.key) ? [line.key] : [],
  );
  const [first, last] = [present[0], present[present.length - 1]];
  if (first === undefined || last === undefined)
    return Math.min(Math.max(start, 1 + lastFirst(lines, others, start)), lines.length);
  const direction = directionOf(present, series);
  if (direction === 0) return indexOf(lines, last) + 1;
  const before = present.filter((other) => direction * series.compare(other, key) < 0).pop();
  if (before === undefined) return indexOf(lines, first);
  return afterFollowers(lines, series, before, key);
}

/** The last line of those that stand before the series, such as TOTAL. */
const lastFirst = (lines: readonly Line[], others: readonly string[], start: number): number => {
  let last = start - 1;
  while (last + 1 < lines.length && others.includes(lines[last + 1]?.key ?? '')) last++;
  return last;
};

/** 1 ascending, -1 descending, 0 neither. */
function directionOf(keys: readonly string[], series: Series): 1 | -1 | 0 {
  const steps = keys.slice(1).map((key, index) => series.compare(keys[index] ?? '', key));
  if (steps.every((step) => step <= 0)) return 1;
  return steps.every((step) => step >= 0) ? -1 : 0;
}

/** The place behind a line and behind those of users' lines after it that belong to it. */
function afterFollowers(lines: readonly Line[], series: Series, before: string, added: string): number {
  const start = indexOf(lines, before) + 1;
  let place = start;
  for (let next = start; next < lines.length && lines[next]?.key === undefined; next++) {
    if (series.isFollowedBy?.(before, lines[next]?.label ?? '', added)) place = next + 1;
  }
  return place;
}

function refuseRepeated(table: Table, wanted: readonly Label[]): void {
  for (const { key, label } of wanted) {
    const again = table.repeatedRows.get(key);
    if (again === undefined) continue;
    const column = table.columns.get(table.layout.keyColumn.id) ?? 0;
    const cells = [table.rows.get(key) ?? 0, again].map((row) => cellAddress(row, column));
    throw new Failure(
      `In tab "${titleOf(table)}" ${label} stands twice, in ${cells.join(' and ')}. Remove or rename one of them.`,
    );
  }
}
