import { newSpreadsheet } from './context';

it('are evaluated and seen at once', () => {
  const sheet = newSpreadsheet().getActiveSheet();
  sheet.getRange('A1:A4').setValues([[1], [2], ['=SUM(A1:A2)'], ['=IFERROR(A1/0,"none")']]);
  expect(sheet.getRange('A3:A4').getValues()).toEqual([[3], ['none']]);
  sheet.getRange('A1').setValue(10);
  expect(sheet.getRange('A3').getValue()).toBe(12);
});

it.each([
  ['=1/0', '#DIV/0!'],
  ['=NOSUCH()', '#NAME?'],
  ['=SUM(', '#ERROR!'],
  ['=A1', '#REF!'],
  ['=MATCH("x",B1:B3,0)', '#N/A'],
])('%s reads %s', (formula, error) => {
  const cell = newSpreadsheet().getActiveSheet().getRange('A1').setFormula(formula);
  expect([cell.getValue(), cell.getDisplayValue()]).toEqual([error, error]);
});

it('read as written, with the real titles of tabs', () => {
  const spreadsheet = newSpreadsheet();
  const other = spreadsheet.insertSheet('Accounting Cloud CPU/h');
  other.getRange('B2').setValue(7);
  const cell = spreadsheet.getSheetByName('Sheet1')?.getRange('A1');
  cell?.setFormula('=SUM(\'Accounting Cloud CPU/h\'!B2,"a/b"="a/b")');
  expect(cell?.getFormula()).toBe('=SUM(\'Accounting Cloud CPU/h\'!B2,"a/b"="a/b")');
  expect(cell?.getValue()).toBe(8);
  other.setName('HTC/h');
  expect(cell?.getFormula()).toBe('=SUM(\'HTC/h\'!B2,"a/b"="a/b")');
});

it('are blank texts for cells without one', () => {
  const range = newSpreadsheet().getActiveSheet().getRange('A1:B1');
  range.setValues([[1, '=A1']]);
  expect(range.getFormulas()).toEqual([['', '=A1']]);
});

it('set for several cells at once move their references along', () => {
  const sheet = newSpreadsheet().getActiveSheet();
  sheet.getRange('A1:A3').setValues([[1], [2], [3]]);
  sheet.getRange('B1:B3').setFormula('=A1*$A$1*10');
  expect(sheet.getRange('B1:B3').getFormulas()).toEqual([['=A1*$A$1*10'], ['=A2*$A$1*10'], ['=A3*$A$1*10']]);
  expect(sheet.getRange('B3').getValue()).toBe(30);
});

it('follow inserted and deleted rows and columns', () => {
  const sheet = newSpreadsheet().getActiveSheet();
  sheet.getRange('B2:B4').setValues([[1], [2], ['=SUM(B2:B3)']]);
  sheet.insertRowsBefore(3, 2);
  sheet.insertColumnBefore(1);
  expect(sheet.getRange('C6').getFormula()).toBe('=SUM(C2:C5)');
  sheet.deleteRows(3, 2);
  expect(sheet.getRange('C4').getFormula()).toBe('=SUM(C2:C3)');
  sheet.deleteRows(2, 2);
  expect(sheet.getRange('C2').getValue()).toBe('#REF!');
});

it('give dates where they refer to dates', () => {
  const sheet = newSpreadsheet().getActiveSheet();
  sheet.getRange('A1:B1').setValues([['2026-03-25', '=A1+1']]);
  expect(sheet.getRange('B1').getValue()).toEqual(new Date('2026-03-26T00:00:00Z'));
});
