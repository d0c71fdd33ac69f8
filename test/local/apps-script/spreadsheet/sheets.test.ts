import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { contextOver, newSpreadsheet } from './context';

const titles = (spreadsheet: ReturnType<typeof newSpreadsheet>): string[] =>
  spreadsheet.getSheets().map((sheet) => sheet.getName());

describe('a spreadsheet', () => {
  it('tells who and where it is', () => {
    const spreadsheet = newSpreadsheet({
      id: 'abc',
      title: 'OKR',
      locale: 'de_DE',
      timeZone: 'Europe/Berlin',
    });
    expect(spreadsheet.getId()).toBe('abc');
    expect(spreadsheet.getName()).toBe('OKR');
    expect(spreadsheet.getUrl()).toBe('https://docs.google.com/spreadsheets/d/abc/edit');
    expect(spreadsheet.getSpreadsheetLocale()).toBe('de_DE');
    expect(spreadsheet.getSpreadsheetTimeZone()).toBe('Europe/Berlin');
    spreadsheet.rename('Other');
    expect(spreadsheet.getName()).toBe('Other');
  });

  it('shows toasts and has no user interface of its own', () => {
    const shown: string[] = [];
    const toast = (message: string, title: string): unknown => shown.push(`${title}: ${message}`);
    const app = new SpreadsheetApp({ ...contextOver(Workbook.create()), toast });
    app.getActive().toast('done', 'OKR Stats');
    expect(shown).toEqual(['OKR Stats: done']);
    expect(() => app.getUi()).toThrow(new Error('Cannot call SpreadsheetApp.getUi() from this context.'));
  });

  it('adds tabs after the active one or where it is told, and activates them', () => {
    const spreadsheet = newSpreadsheet();
    spreadsheet.insertSheet('last');
    spreadsheet.insertSheet('first', 0);
    spreadsheet.insertSheet('second');
    expect(titles(spreadsheet)).toEqual(['first', 'second', 'Sheet1', 'last']);
    expect(spreadsheet.getActiveSheet().getName()).toBe('second');
    expect(spreadsheet.getActiveSheet().getIndex()).toBe(2);
  });

  it('finds tabs by name and id, and has null for others', () => {
    const spreadsheet = newSpreadsheet();
    const sheet = spreadsheet.insertSheet('Accounting Cloud CPU/h');
    expect(spreadsheet.getSheetByName('Accounting Cloud CPU/h')?.getSheetId()).toBe(sheet.getSheetId());
    expect(spreadsheet.getSheetById(sheet.getSheetId())?.getName()).toBe('Accounting Cloud CPU/h');
    expect(spreadsheet.getSheetByName('none')).toBeNull();
    expect(spreadsheet.getSheetById(12345)).toBeNull();
  });

  it.each(['Sheet1', 'sheet1'])('refuses a second tab "%s"', (name) => {
    const spreadsheet = newSpreadsheet();
    const message = `A sheet with the name "${name}" already exists. Please enter another name.`;
    expect(() => spreadsheet.insertSheet(name)).toThrow(new Error(message));
    expect(() => spreadsheet.insertSheet('other').setName(name)).toThrow(new Error(message));
  });

  it('deletes tabs but the last, and but the last visible one', () => {
    const spreadsheet = newSpreadsheet();
    const sheet = spreadsheet.getActiveSheet();
    expect(() => spreadsheet.deleteSheet(sheet)).toThrow(
      new Error("You can't remove all the sheets in a document."),
    );
    const hidden = spreadsheet.insertSheet('hidden').hideSheet();
    expect(() => spreadsheet.deleteSheet(sheet)).toThrow(
      new Error("You can't remove all the visible sheets in a document."),
    );
    expect(() => sheet.hideSheet()).toThrow(new Error("You can't hide all the sheets in a document."));
    hidden.showSheet();
    spreadsheet.deleteSheet(sheet);
    expect(titles(spreadsheet)).toEqual(['hidden']);
  });

  it('moves its active tab', () => {
    const spreadsheet = newSpreadsheet();
    spreadsheet.insertSheet('b');
    spreadsheet.insertSheet('c');
    spreadsheet.moveActiveSheet(1);
    expect(titles(spreadsheet)).toEqual(['c', 'Sheet1', 'b']);
    expect(() => spreadsheet.moveActiveSheet(4)).toThrow();
  });

  it('has at most 10 million cells', () => {
    const sheet = newSpreadsheet().getActiveSheet();
    const message =
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.';
    expect(() => sheet.insertRowsAfter(1000, 384_000)).toThrow(new Error(message));
    expect(sheet.getMaxRows()).toBe(1000);
  });
});

describe('named ranges', () => {
  it('follow inserted rows and can be moved, renamed and removed', () => {
    const spreadsheet = newSpreadsheet();
    const sheet = spreadsheet.getActiveSheet();
    spreadsheet.setNamedRange('Periods', sheet.getRange('A2:A5'));
    sheet.insertRowBefore(1);
    expect(spreadsheet.getRangeByName('Periods')?.getA1Notation()).toBe('A3:A6');
    expect(sheet.getRange('Periods').getA1Notation()).toBe('A3:A6');
    spreadsheet.setNamedRange('Periods', sheet.getRange('B1'));
    expect(
      spreadsheet.getNamedRanges().map((each) => [each.getName(), each.getRange().getA1Notation()]),
    ).toEqual([['Periods', 'B1']]);
    spreadsheet.removeNamedRange('Periods');
    expect(spreadsheet.getRangeByName('Periods')).toBeNull();
  });
});

it('Grid lines show until they are hidden.', () => {
  const sheet = newSpreadsheet().getActiveSheet();
  expect(sheet.hasHiddenGridlines()).toBe(false);
  expect(sheet.setHiddenGridlines(true).hasHiddenGridlines()).toBe(true);
  expect(sheet.setHiddenGridlines(false).hasHiddenGridlines()).toBe(false);
});
