import { bestEffort } from '../google/best-effort';
import type { Spreadsheet } from '../google/spreadsheet';
import { plainText } from '../sheets/text';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** The cell that is ticked to refresh, wherever users have moved it to. */
const TICK = 'OKR_STATS_REFRESH';

/** Label of the row below the tick that says what ticking does. */
export const TICK_TEXT = 'Refresh by checkbox';

/** The tick; undefined where there is none, or users have deleted its cell and left its name. */
const tickOf = (spreadsheet: Spreadsheet): Range | undefined =>
  bestEffort(() => {
    const tick = spreadsheet.getRangeByName(TICK);
    tick?.getRow(); // An error where its cell is gone.
    return tick ?? undefined;
  });

/** What stands in place of the tick as long as nothing would come of it: it needs the trigger of a schedule. */
export const NO_TICK = 'OKR Stats > Refresh now';

/** Makes a cell the tick, unless there is a tick already. */
export function placeTick(spreadsheet: Spreadsheet, cell: Range, isAnswered: boolean): void {
  if (tickOf(spreadsheet)) return;
  if (isAnswered) cell.setNumberFormat('General').insertCheckboxes();
  else cell.setValue(NO_TICK);
  spreadsheet.setNamedRange(TICK, cell);
}

/** Lets the tick be a checkbox that is not ticked where something comes of it, and else a text. */
export function showTick(spreadsheet: Spreadsheet, isAnswered: boolean): void {
  const tick = tickOf(spreadsheet);
  if (!tick) return;
  const value: unknown = tick.getValue();
  const isBox = typeof value === 'boolean';
  if (isAnswered && !isBox) tick.clearContent().setNumberFormat('General').insertCheckboxes();
  else if (isAnswered && value === true) tick.setValue(false);
  else if (!isAnswered && isBox) tick.removeCheckboxes().setValue(NO_TICK);
}

/** Whether a cell that somebody has edited is the tick. */
export function isTick(spreadsheet: Spreadsheet, edited: Range): boolean {
  const tick = tickOf(spreadsheet);
  if (!tick) return false;
  return (
    tick.getRow() === edited.getRow() &&
    tick.getColumn() === edited.getColumn() &&
    tick.getSheet().getSheetId() === edited.getSheet().getSheetId()
  );
}

/** Takes the tick away. */
export function untick(spreadsheet: Spreadsheet): void {
  tickOf(spreadsheet)?.setValue(false);
}

/** Says something below the tick, or beside it where users have moved it away from that row; nothing where there is no tick. */
export function sayByTick(spreadsheet: Spreadsheet, text: string): void {
  const tick = tickOf(spreadsheet);
  if (!tick) return;
  const isAbove = tick.getColumn() > 1 && tick.offset(1, -1).getValue() === TICK_TEXT;
  const cell = isAbove ? tick.offset(1, 0) : tick.offset(0, 1);
  if (cell.getValue() !== text) cell.setValue(plainText(text));
}
