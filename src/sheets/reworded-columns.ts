import { Failure } from '../failure';
import { namesWithout } from '../domain/variations';
import { figureOfCell } from './cell';
import { readVoList } from '../domain/vo-names';
import type { Layout } from './layout';
import { formulaAt, kindOf, textAt, titleOf, valueAt, type Table } from './table';
import type { Cell } from './wanted';
import { cellAddress } from './a1';

/** By what part of it a figure that the product has written may have been restated to be taken for the same one. */
const RESTATED = 0.01;
/** Other programs have counted otherwise, so that theirs may be off by this part of the larger one, or by a few. */
const OTHERWISE = { part: 0.5, few: 10 };

/**
 * Compares the columns that are known only by what they hold with what is measured. Where users have given one of our
 * columns another header, most of it is still the same; where they have put figures of their own in its place, it is not.
 *
 * @param cells what the table shall hold
 * @returns ids of the columns that hold nothing yet of what is measured, so that nothing tells whose they are
 * @throws Failure when a column is not like what is measured, or would get its first figure where the product has
 * written before: that figure would make a person's column look like ours
 */
export function checkRewordedColumns(table: Table, cells: readonly Cell[]): Set<string> {
  const open = new Set<string>();
  for (const id of table.guessed) {
    const measured = cells.filter(({ column }) => column === id);
    const likes = measured.flatMap((cell) => isLike(table, cell) ?? []);
    if (2 * likes.filter((like) => like).length < likes.length)
      throw new Failure(unclear(table, id, 'holds other figures than those measured now'));
    if (likes.length > 0) continue;
    if (table.layout.isOwn && measured.length > 0)
      throw new Failure(unclear(table, id, 'holds nothing yet that is measured now'));
    open.add(id);
  }
  return open;
}

/** Whether a cell holds about what is measured; undefined where it holds nothing, or a formula. */
function isLike(table: Table, { row, column, value }: Cell): boolean | undefined {
  const old = valueAt(table, row, column);
  if (old === undefined || old === '' || formulaAt(table, row, column) !== '') return undefined;
  switch (kindOf(table, column)) {
    case 'figure':
    case 'total':
      return typeof value === 'number' && isNear(figureOfCell(old), value, table.layout);
    case 'vo list':
      return (
        typeof value === 'string' && haveCommon(readVoList(textAt(table, row, column)), readVoList(value))
      );
    default:
      return true; // Nobody else writes like that.
  }
}

function isNear(old: number | undefined, now: number, { isOwn }: Layout): boolean {
  if (old === undefined) return false;
  const larger = Math.max(Math.abs(old), Math.abs(now));
  const most = isOwn ? RESTATED * larger : Math.max(OTHERWISE.part * larger, OTHERWISE.few);
  return Math.abs(now - old) <= most;
}

const haveCommon = (before: readonly string[], now: readonly string[]): boolean =>
  now.length === 0 ? before.length === 0 : namesWithout(now, before).length < now.length;

function unclear(table: Table, id: string, but: string): string {
  const { layout, headerRow, columns, values } = table;
  const header = layout.columns.find((column) => column.id === id)?.header ?? id;
  const at = columns.get(id) ?? 0;
  return (
    `Tab "${titleOf(table)}" has no column "${header}". ${cellAddress(headerRow, at)} ("${String(values[headerRow]?.[at])}") ` +
    `may be it, but ${but}. If it is, give it the header "${header}"; if it is a column of your own, write that ` +
    'header over a blank column.'
  );
}
