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
  if (unknown.length === 0) return [...seconds, ...beside];
  return [
    `In tab "${titleOf(before)}" ${listOf(unknown)} ${unknown.length === 1 ? 'is' : 'are'} not counted: no list and no answer of ` +
      'the portals has named such a VO. If it is one that is no more, write "(closed)" behind its name.',
    ...seconds,
    ...beside,
  ];
}

const indexOf = (lines: readonly Line[], key: string): number => lines.findIndex((line) => line.key === key);
