import { SteeredClock } from '../../../../local/apps-script/clock';
import type { Deviation } from '../../../../local/apps-script/deviations';
import type { ExecutionContext } from '../../../../local/apps-script/service-object';
import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import type { Spreadsheet } from '../../../../local/apps-script/spreadsheet/spreadsheet';
import { Workbook, type WorkbookOptions } from '../../../../local/apps-script/workbook/workbook';

export const OWNER = 'owner@example.org';
export const EDITOR = 'editor@example.org';

/** An execution of a menu item on 2026-08-01 over the workbook. */
export function contextOver(workbook: Workbook, user = OWNER): ExecutionContext {
  return {
    origin: 'menu',
    user,
    workbook,
    clock: new SteeredClock(new Date('2026-08-01T12:00:00Z')),
    ui: () => {
      throw new Error('Cannot call SpreadsheetApp.getUi() from this context.');
    },
    toast: () => undefined,
  };
}

export function spreadsheetOver(workbook: Workbook, user = OWNER): Spreadsheet {
  return new SpreadsheetApp(contextOver(workbook, user)).getActiveSpreadsheet();
}

/** A new spreadsheet with one empty tab "Sheet1". */
export function newSpreadsheet(
  options: WorkbookOptions = {},
  deviations: readonly Deviation[] = [],
): Spreadsheet {
  const workbook = Workbook.create(options);
  for (const each of deviations) workbook.deviations.add(each);
  return spreadsheetOver(workbook);
}
