import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import { newSpreadsheet } from './context';

const newSheet = (): Sheet => newSpreadsheet().getActiveSheet();

it('are inserted and deleted with what is in them', () => {
  const sheet = newSheet();
  sheet.getRange('A1:A3').setValues([['a'], ['b'], ['c']]);
  sheet.insertRowsAfter(1, 2);
  expect(sheet.getRange('A1:A5').getValues().flat()).toEqual(['a', '', '', 'b', 'c']);
  sheet.deleteRows(2, 3);
  expect(sheet.getRange('A1:A2').getValues().flat()).toEqual(['a', 'c']);
  sheet.insertColumnBefore(1).insertColumnAfter(2);
  expect([sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getLastColumn()]).toEqual([999, 28, 2]);
  sheet.deleteColumn(1);
  expect(sheet.getRange('A1').getValue()).toBe('a');
});

it('are inserted at the very end', () => {
  const sheet = newSheet();
  sheet.insertRowsAfter(1000, 5);
  sheet.insertColumnsAfter(26, 4);
  expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1005, 30]);
});

test.each<[string, (sheet: Sheet) => unknown]>([
  ['Those rows are out of bounds.', (sheet) => sheet.insertRowsAfter(1001, 1)],
  ['Those rows are out of bounds.', (sheet) => sheet.insertRowsAfter(0, 1)],
  ['Those rows are out of bounds.', (sheet) => sheet.insertRowBefore(1001)],
  ['Those columns are out of bounds.', (sheet) => sheet.insertColumnsAfter(27, 1)],
  ['Those rows are out of bounds.', (sheet) => sheet.deleteRow(1001)],
  ['Those rows are out of bounds.', (sheet) => sheet.deleteRows(1000, 2)],
  ['Those columns are out of bounds.', (sheet) => sheet.deleteColumn(0)],
  ["You can't delete all the rows on the sheet.", (sheet) => sheet.deleteRows(1, 1000)],
  ["You can't freeze all visible rows on the sheet.", (sheet) => sheet.setFrozenRows(1000)],
])('%s', (message, act) => {
  expect(() => act(newSheet())).toThrow(new Error(message));
});

it('that are not frozen cannot all be deleted', () => {
  const sheet = newSheet();
  sheet.setFrozenRows(1);
  expect(() => sheet.deleteRows(2, 999)).toThrow(
    new Error('Sorry, it is not possible to delete all non-frozen rows.'),
  );
});

it('are appended below the last one with content', () => {
  const sheet = newSheet();
  sheet.appendRow(['Period', '0012']).appendRow([1, '=A2+1']);
  expect(sheet.getDataRange().getValues()).toEqual([
    ['Period', 12],
    [1, 2],
  ]);
  sheet.getRange('A1000').setValue('last');
  sheet.appendRow(['beyond']);
  expect([sheet.getMaxRows(), sheet.getRange('A1001').getValue()]).toEqual([1001, 'beyond']);
});

it('are not made by writing', () => {
  const sheet = newSheet();
  expect(() => sheet.getRange(1001, 1).setValue(1)).toThrow();
  expect(sheet.getMaxRows()).toBe(1000);
});

it('have sizes, frozen ones and hidden ones', () => {
  const sheet = newSheet();
  expect([sheet.getColumnWidth(1), sheet.getRowHeight(1), sheet.getFrozenRows()]).toEqual([100, 21, 0]);
  sheet.setColumnWidths(1, 2, 150).setRowHeight(1, 40);
  sheet.setFrozenRows(2);
  sheet.setFrozenColumns(1);
  sheet.hideRows(3, 2);
  sheet.hideColumns(5);
  expect([sheet.getColumnWidth(2), sheet.getRowHeight(1)]).toEqual([150, 40]);
  expect([sheet.getFrozenRows(), sheet.getFrozenColumns()]).toEqual([2, 1]);
  expect([2, 3, 4, 5].map((row) => sheet.isRowHiddenByUser(row))).toEqual([false, true, true, false]);
  expect(sheet.isColumnHiddenByUser(5)).toBe(true);
  sheet.showRows(3, 2);
  sheet.setFrozenRows(0);
  expect([sheet.isRowHiddenByUser(3), sheet.getFrozenRows()]).toEqual([false, 0]);
});

it('hidden or filtered read like others', () => {
  const sheet = newSheet();
  const range = sheet.getRange('A1:A3').setValues([['a'], ['b'], ['c']]);
  const filter = range.createFilter();
  sheet.hideRows(2);
  expect(range.getValues().flat()).toEqual(['a', 'b', 'c']);
  sheet.insertRowBefore(1);
  expect(sheet.getFilter()?.getRange().getA1Notation()).toBe('A2:A4');
  expect(() => range.createFilter()).toThrow(
    new Error("You can't create a filter in a sheet that already has a filter."),
  );
  filter.remove();
  expect(sheet.getFilter()).toBeNull();
});

it('are sorted below the frozen ones, with formulas, formats and notes', () => {
  const sheet = newSheet();
  sheet.setFrozenRows(1);
  sheet.getRange('A1:B5').setValues([
    ['name', 'double'],
    ['b', 1],
    ['', 2],
    [10, '=A4*2'],
    ['a', 3],
  ]);
  sheet.getRange('A5').setNote('of a').setBackground('#ff0000');
  sheet.sort(1);
  expect(sheet.getDataRange().getValues()).toEqual([
    ['name', 'double'],
    [10, 20],
    ['a', 3],
    ['b', 1],
    ['', 2],
  ]);
  expect(sheet.getRange('B2').getFormula()).toBe('=A2*2');
  expect([sheet.getRange('A3').getNote(), sheet.getRange('A3').getBackground()]).toEqual(['of a', '#ff0000']);
  sheet.sort(1, false);
  expect(sheet.getRange('A2:A5').getValues().flat()).toEqual(['b', 'a', 10, '']);
});

it('of a tab can be cleared, notes staying', () => {
  const sheet = newSheet();
  sheet.getRange('A1').setValue(1).setBackground('#ff0000').setNote('note');
  sheet.clearContents();
  expect([sheet.getLastRow(), sheet.getRange('A1').getBackground()]).toEqual([0, '#ff0000']);
  sheet.clear();
  expect([sheet.getRange('A1').getBackground(), sheet.getRange('A1').getNote()]).toEqual(['#ffffff', 'note']);
});
