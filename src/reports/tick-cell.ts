import type { Spreadsheet } from '../google/spreadsheet';
import { plainText } from '../sheets/text';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** The cell that is ticked to refresh, wherever people have moved it to. */
const TICK = 'OKR_STATS_REFRESH';

/** Makes a cell the tick, unless there is a tick already. */
export function placeTick(spreadsheet: Spreadsheet, cell: Range): void {
  if (spreadsheet.getRangeByName(TICK)) return;
  cell.setNumberFormat('General').insertCheckboxes();
  spreadsheet.setNamedRange(TICK, cell);
}

/** Whether a cell that somebody has edited is the tick. */
export function isTick(spreadsheet: Spreadsheet, edited: Range): boolean {
  const tick = spreadsheet.getRangeByName(TICK);
  return (
    tick !== null &&
    tick.getRow() === edited.getRow() &&
    tick.getColumn() === edited.getColumn() &&
    tick.getSheet().getSheetId() === edited.getSheet().getSheetId()
  );
}

/** Takes the tick away. */
export function untick(spreadsheet: Spreadsheet): void {
  spreadsheet.getRangeByName(TICK)?.setValue(false);
}

/** Says something in the cell beside the tick; nothing where there is no tick. */
export function sayBesideTick(spreadsheet: Spreadsheet, text: string): void {
  const beside = spreadsheet.getRangeByName(TICK)?.offset(0, 1);
  if (beside && beside.getValue() !== text) beside.setValue(plainText(text));
}
