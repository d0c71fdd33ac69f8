import { stretchesOf } from '../domain/runs';
import { listOf } from './remarks';
import { cellAddress, columnNumber } from './a1';
import type { Series } from './layout';
import { titleOf, type Table } from './table';
import type { Line } from './wanted';

/** The rows (or columns) of a range of cells in a formula, from 0; those of other tabs are left out. */
const RANGES = /(?<![!\w$'])\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)(?![\d(])/g;

type Span = readonly [first: number, last: number];

/** What ranges of a formula cover, along one axis, and cells that it adds up one by one. */
function spansOf(formula: string, axis: 'rows' | 'columns'): Span[] {
  const ranges = [...formula.matchAll(RANGES)].map(([, left = '', top, right = '', bottom]): Span =>
    axis === 'rows' ? [Number(top) - 1, Number(bottom) - 1] : [columnNumber(left), columnNumber(right)],
  );
  return [...ranges, ...addedUpIn(formula, axis)];
}

/** `=B2+B3+B4`, `=SUM(B2,B3,B4)`. */
const ADDED_UP = /^=(SUM\()?(\$?[A-Z]{1,3}\$?\d+[+,;]){2,}\$?[A-Z]{1,3}\$?\d+\)?$/;

/** Neighbours that a formula adds up one by one; a pair is rather a part of the year. */
function addedUpIn(formula: string, axis: 'rows' | 'columns'): Span[] {
  const line = formula.replace(/\s/g, '').toUpperCase();
  if (!ADDED_UP.test(line)) return [];
  const cells = [...line.matchAll(/\$?([A-Z]{1,3})\$?(\d+)/g)];
  const places = cells.map(([, column = '', row]) =>
    axis === 'rows' ? Number(row) - 1 : columnNumber(column),
  );
  return stretchesOf([...new Set(places)]).filter(([first, last]) => last - first > 1);
}

/** Whether a formula below a row has a range that ends with it: a row inserted behind it would not be in its sum. */
export const isEdgeOfSum = ({ formulas }: Table, row: number): boolean =>
  formulas
    .slice(row + 1)
    .some((cells) =>
      cells.some((formula) => spansOf(formula, 'rows').some(([first, last]) => first < last && last === row)),
    );

/**
 * Formulas of users that sum up some lines of a series and leave out a new one, which stands at the edge of their range:
 * no spreadsheet widens it.
 *
 * @param lines rows or columns as they will be
 * @param placed the table with them in place
 */
export function uncovered(
  before: Table,
  after: Table,
  axis: 'rows' | 'columns',
  rows: readonly Line[],
  columns: readonly Line[],
): string[] {
  const lines = axis === 'rows' ? rows : columns;
  const series = axis === 'rows' ? before.layout.rowSeries : before.layout.columnSeries;
  const edges = edgesOf(lines, series);
  if (edges.length === 0) return [];
  const cells: string[] = [];
  const left = new Set<string>();
  rows.forEach((line, row) => {
    columns.forEach((other, column) => {
      if (line.old === undefined || other.old === undefined) return;
      const formula = before.formulas[line.old]?.[other.old] ?? '';
      if (formula === '' || (after.formulas[row]?.[column] ?? '') !== formula) return;
      const missing = edges.filter(({ above, below }) =>
        spansOf(formula, axis).some(([first, last]) => first < last && (last === above || first === below)),
      );
      if (missing.length === 0) return;
      const name = axis === 'rows' ? line.label : other.label;
      cells.push(`${cellAddress(row, column)}${name === '' ? '' : ` ("${name}")`}`);
      missing.forEach(({ label }) => left.add(label));
    });
  });
  if (cells.length === 0) return [];
  return [
    `In tab "${titleOf(before)}" the sum in ${listOf(cells)} leaves out ${listOf([...left])}, which is new. ` +
      'Widen the range of the formula.',
  ];
}

/** New lines of the series with its old ones beside them. */
function edgesOf(
  lines: readonly Line[],
  series: Series | undefined,
): { label: string; above: number | undefined; below: number | undefined }[] {
  return lines.flatMap((line, at) => {
    if (line.old !== undefined || line.key === undefined || series?.keyOf(line.key) === undefined) return [];
    const above = lines
      .slice(0, at)
      .reverse()
      .find(({ old }) => old !== undefined);
    const below = lines.slice(at + 1).find(({ old }) => old !== undefined);
    return [
      {
        label: line.label,
        above: above?.key === undefined ? undefined : above.old,
        // Between two lines of a range it is covered.
        below: below?.key === undefined ? undefined : below.old,
      },
    ];
  });
}
