import { mayBeAbout } from '../domain/labels';
import { cellAddress } from './a1';
import { titleOf, type Table } from './table';
import type { Line } from './wanted';

/** How many a remark names one by one. */
const NAMED = 5;

/** `a, b and 3 more`. */
export const listOf = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

/** What is to be known of the rows of a tab that are not counted, and of labels that are set right. */
export function remarksOnLines(before: Table, rows: readonly Line[], columns: readonly Line[]): string[] {
  const { layout, headerRow } = before;
  const column = before.columns.get(layout.keyColumn.id) ?? 0;
  const shown = ({ label }: Line, row: number): string => `${cellAddress(row, column)} ("${label}")`;
  const unknown = rows.flatMap((line, row) =>
    row > headerRow && line.key === undefined && layout.rowSeries.isUnknown?.(line.label)
      ? [shown(line, row)]
      : [],
  );
  const second = (what: string, key: string, right: string): string =>
    `In tab "${titleOf(before)}" ${what} looks like ${key}, which stands in ${right}. Only that one is refreshed: remove the ` +
    'other one, or give it another label.';
  const secondRows = rows.flatMap((line, row) => {
    const key = line.old === undefined ? undefined : before.lookalikes.get(line.old);
    if (key === undefined) return [];
    return second(shown(line, row), key, cellAddress(indexOf(rows, key), column));
  });
  const secondColumns = columns.flatMap(({ label, old }, at) => {
    const key = old === undefined ? undefined : before.lookalikeColumns.get(old);
    if (key === undefined) return [];
    const right = cellAddress(headerRow, indexOf(columns, key));
    return second(`${cellAddress(headerRow, at)} ("${label}")`, key, right);
  });
  const seconds = [...secondRows, ...secondColumns];
  const added = rows.filter(({ key, old }) => key !== undefined && old === undefined);
  const beside = added.flatMap(({ key = '' }) =>
    rows.flatMap((line, row) =>
      layout.rowSeries.by && line.key === undefined && mayBeAbout(line.label, key)
        ? [
            `In tab "${titleOf(before)}" ${shown(line, row)} is not taken for ${key}, which got a row of its own. ` +
              `If it is, give it the label ${key} and remove the new row.`,
          ]
        : [],
    ),
  );
  const others = [...seconds, ...beside, ...unlabelled(before, rows, columns)];
  if (unknown.length === 0) return others;
  return [
    `In tab "${titleOf(before)}" ${listOf(unknown)} ${unknown.length === 1 ? 'is' : 'are'} not counted: no list and no answer of ` +
      'the portals has named such a VO. If it is one that is no more, write "(closed)" behind its name.',
    ...others,
  ];
}

/** What to say of figures without a label, of which nobody knows what they are about: it was deleted, or cells were merged. */
function unlabelled(before: Table, rows: readonly Line[], columns: readonly Line[]): string[] {
  const { layout, headerRow, values, formulas } = before;
  const keyColumn = before.columns.get(layout.keyColumn.id) ?? 0;
  const owned = [...before.columns.values()].filter((column) => column !== keyColumn);
  const isTyped = (row: number, column: number): boolean =>
    typeof values[row]?.[column] === 'number' && formulas[row]?.[column] === '';
  const isBlank = ({ key, label }: Line): boolean => key === undefined && label.trim() === '';
  const blankRows = rows.flatMap((line, row) =>
    line.old !== undefined &&
    line.old > headerRow &&
    isBlank(line) &&
    owned.some((column) => isTyped(line.old ?? 0, column))
      ? [cellAddress(row, keyColumn)]
      : [],
  );
  // Beside the periods a column may well be users' own.
  const isOfSeries = (line: Line | undefined): boolean =>
    line?.key !== undefined && layout.columnSeries?.keyOf(line.key) !== undefined;
  const blankColumns = columns.flatMap((line, column) =>
    line.old !== undefined &&
    isBlank(line) &&
    isOfSeries(columns[column - 1]) &&
    isOfSeries(columns[column + 1]) &&
    [...before.rows.values()].some((row) => isTyped(row, line.old ?? 0))
      ? [cellAddress(headerRow, column)]
      : [],
  );
  const blank = [...blankRows, ...blankColumns];
  if (blank.length === 0) return [];
  return [
    `In tab "${titleOf(before)}" ${listOf(blank)} ${blank.length === 1 ? 'is' : 'are'} blank beside figures, which so count ` +
      'nowhere. Write there again what they are about, or remove them.',
  ];
}

const indexOf = (lines: readonly Line[], key: string): number => lines.findIndex((line) => line.key === key);
