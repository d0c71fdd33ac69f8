import type { Clock } from './apps-script/clock';
import type { Spreadsheet } from './apps-script/spreadsheet/spreadsheet';
import { SpreadsheetApp } from './apps-script/spreadsheet/spreadsheet-app';
import type { Workbook } from './apps-script/workbook/workbook';

/** A spreadsheet in the hands of a person, without any script. */
export const openByHand = (workbook: Workbook, clock: Clock, user: string): Spreadsheet =>
  new SpreadsheetApp({
    origin: 'menu',
    user,
    workbook,
    clock,
    ui: () => {
      throw new Error('no user interface');
    },
    toast: () => undefined,
  }).getActiveSpreadsheet();
