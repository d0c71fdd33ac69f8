import type { ExecutionContext } from '../service-object';
import type { Zone } from '../workbook/attachments';
import { readValue, type CellValue, type Position } from '../workbook/cells';
import type { WorkbookCommand } from '../workbook/commands';
import type { Workbook } from '../workbook/workbook';

/** Sorts the rows of a zone by the values of one column (from 0), with their formats, formulas and notes. */
export function sortRows(
  { workbook }: ExecutionContext,
  sheetId: string,
  { top, bottom, left, right }: Zone,
  column: number,
  ascending: boolean,
): void {
  const keys = Array.from({ length: bottom - top + 1 }, (_row, index) => ({
    from: top + index,
    value: readValue(workbook, { sheetId, row: top + index, col: column }),
  }));
  keys.sort((one, other) => compare(one.value, other.value, ascending));
  const commands: WorkbookCommand[] = [];
  keys.forEach(({ from }, index) => {
    const to = top + index;
    if (from === to) return;
    for (let col = left; col <= right; col += 1) {
      commands.push(moveCommand(workbook, { sheetId, row: from, col }, to));
    }
    for (const { id, kind, range, data } of workbook.attachments('note', sheetId)) {
      if (range?.zone.top !== from) continue;
      commands.push({
        type: 'ATTACH',
        id,
        kind,
        sheetId,
        data,
        zone: { ...range.zone, top: to, bottom: to },
      });
    }
  });
  workbook.run(commands);
}

/** Numbers and dates first, then texts, then booleans; blanks always last. */
function compare(one: CellValue, other: CellValue, ascending: boolean): number {
  const [rank, otherRank] = [rankOf(one), rankOf(other)];
  if (rank === BLANK || otherRank === BLANK) return rank - otherRank;
  const order = rank - otherRank || compareAlike(one, other);
  return ascending ? order : -order;
}

const BLANK = 3;

function rankOf(value: CellValue): number {
  if (value === '') return BLANK;
  if (typeof value === 'boolean') return 2;
  return typeof value === 'string' ? 1 : 0;
}

const compareAlike = (one: CellValue, other: CellValue): number =>
  typeof one === 'string' ? one.localeCompare(String(other), 'en') : Number(one) - Number(other);

function moveCommand({ model: { getters } }: Workbook, from: Position, row: number): WorkbookCommand {
  const cell = getters.getCell(from);
  const { sheetId, col } = from;
  const content = cell?.isFormula
    ? getters.getTranslatedCellFormula(sheetId, 0, row - from.row, cell.compiledFormula)
    : (cell?.content ?? '');
  return {
    type: 'UPDATE_CELL',
    sheetId,
    col,
    row,
    content,
    style: cell?.style ?? null,
    format: cell?.format ?? '',
  };
}
