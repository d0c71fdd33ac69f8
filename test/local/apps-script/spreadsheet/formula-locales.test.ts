import JSZip from 'jszip';
import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import { Workbook, type LocaleCode } from '../../../../local/apps-script/workbook/workbook';
import { contextOver, newSpreadsheet, spreadsheetOver } from './context';

const WITH_POINT: readonly LocaleCode[] = ['en_US', 'en_GB'];
const WITH_COMMA: readonly LocaleCode[] = ['nl_NL', 'de_DE', 'fr_FR', 'it_IT'];

const cellIn = (locale: LocaleCode) => newSpreadsheet({ locale }).getActiveSheet().getRange('A1');

test.each([...WITH_POINT, ...WITH_COMMA])('in %s a semicolon separates arguments', (locale) => {
  expect(cellIn(locale).setFormula('=SUM(1;MAX(2;3))').getValue()).toBe(4);
  expect(cellIn(locale).setValue('=IF(TRUE;"a;b";"c")').getValue()).toBe('a;b');
});

test.each(WITH_POINT)('in %s a comma does, too, and is what formulas give back', (locale) => {
  const cell = cellIn(locale);
  expect(cell.setFormula('=SUM(1.5,2)').getValue()).toBe(3.5);
  expect(cell.setFormula('=SUM(1.5;2)').getFormula()).toBe('=SUM(1.5,2)');
  expect(cell.setFormula('=SUM({1,2;3,4})').getValue()).toBe(10);
  expect(cell.getFormula()).toBe('=SUM({1,2;3,4})');
});

describe.each(WITH_COMMA)('in %s', (locale) => {
  it.each(['=SUM(A2,1)', '=SUM(1;0.7)', '=IF(TRUE,"a","b")', '=F(A2;{1,A2})', '=A2*.5'])(
    '%s is an error that reads as it was written',
    (formula) => {
      const cell = cellIn(locale).setFormula(formula);
      expect([cell.getValue(), cell.getDisplayValue(), cell.getFormula()]).toEqual([
        '#ERROR!',
        '#ERROR!',
        formula,
      ]);
    },
  );

  it('a comma is the decimal sign, also where a script meant two arguments', () => {
    expect(cellIn(locale).setFormula('=SUM(1,5;2)').getValue()).toBe(3.5);
    expect(cellIn(locale).setFormula('=SUM(1,2)').getValue()).toBe(1.2);
  });

  it('formulas give its separators back', () => {
    const sheet = newSpreadsheet({ locale }).getActiveSheet();
    const formulas = [['=SUM(1,5;A2)'], ['=SUM({1\\2;3\\4})'], ['=IF(A2="a,b.c";T.TEST(A2;A3;1;1);0,25)']];
    const range = sheet.getRange('B1:B3').setFormulas(formulas);
    expect(range.getFormulas()).toEqual(formulas);
    expect(range.getValues().slice(0, 2)).toEqual([[1.5], [10]]);
    expect(sheet.getRange('C1:C2').setFormula('=SUM(A1;0,5)').getFormulas()).toEqual([
      ['=SUM(A1;0,5)'],
      ['=SUM(A2;0,5)'],
    ]);
  });
});

it('a change of the locale translates formulas and leaves their values', () => {
  const spreadsheet = newSpreadsheet();
  const cell = spreadsheet.getActiveSheet().getRange('A1').setFormula('=SUM(1.5,2)');
  spreadsheet.setSpreadsheetLocale('de_DE');
  expect([cell.getFormula(), cell.getValue()]).toEqual(['=SUM(1,5;2)', 3.5]);
  spreadsheet.setSpreadsheetLocale('en_GB');
  expect([cell.getFormula(), cell.getValue()]).toEqual(['=SUM(1.5,2)', 3.5]);
});

it.each<[LocaleCode, string, boolean]>([
  ['en_US', '=AND(A1>1,A1<9)', true],
  ['nl_NL', '=AND(A1>1;A1<9)', true],
  ['nl_NL', '=AND(A1>1,A1<9)', false],
])('in %s %s as the formula of a format and of a validation holds: %s', (locale, formula, holds) => {
  const workbook = Workbook.create({ locale });
  const app = new SpreadsheetApp(contextOver(workbook));
  const cell = app.getActive().getActiveSheet().getRange('A1').setValue(5);
  const sheet = cell.getSheet();
  const format = app.newConditionalFormatRule().whenFormulaSatisfied(formula).setBackground('#ff0000');
  sheet.setConditionalFormatRules([format.setRanges([cell]).build()]);
  cell.setDataValidation(
    app.newDataValidation().requireFormulaSatisfied(formula).setAllowInvalid(false).build(),
  );
  const position = { sheetId: String(sheet.getSheetId()), row: 0, col: 0 };
  expect(workbook.model.getters.getCellComputedStyle(position).fillColor === '#ff0000').toBe(holds);
  expect(sheet.getConditionalFormatRules()[0]?.getBooleanCondition().getCriteriaValues()).toEqual([formula]);
  expect(cell.getDataValidation()?.getCriteriaValues()).toEqual([formula]);
  if (holds) expect(cell.setValue(6).getValue()).toBe(6);
  else expect(() => cell.setValue(6)).toThrow('violates the data validation rules');
});

it('an .xlsx file has FALSE for what cannot be read in a format or validation', async () => {
  const workbook = Workbook.create({ locale: 'nl_NL' });
  const app = new SpreadsheetApp(contextOver(workbook));
  const cell = app.getActive().getRange('Sheet1!A1');
  const format = app.newConditionalFormatRule().whenFormulaSatisfied('=OR(A1,A2)').setBackground('#ff0000');
  cell.getSheet().setConditionalFormatRules([format.setRanges([cell]).build()]);
  cell.setDataValidation(app.newDataValidation().requireFormulaSatisfied('=OR(A1,A2)').build());
  const zip = await JSZip.loadAsync(await workbook.toXlsx());
  const sheet = (await zip.file(/^xl\/worksheets\/sheet\d+\.xml$/u)[0]?.async('string')) ?? '';
  expect(sheet.match(/<formula1?>[^<]*/gu)).toEqual(['<formula>FALSE', '<formula1>FALSE']);
});

it('an .xlsx file separates by commas, wherever it comes from', async () => {
  const workbook = Workbook.create({ locale: 'nl_NL' });
  const range = spreadsheetOver(workbook).getActiveSheet().getRange('A1:A2');
  range.setFormulas([['=SUM(1,5;2)'], ['=SUM(A1,2)']]);
  const file = await workbook.toXlsx();
  const read = (locale: LocaleCode) =>
    Workbook.fromXlsx(file, { locale }).then((opened) => {
      const cell = spreadsheetOver(opened).getActiveSheet().getRange('A1');
      return [cell.getFormula(), cell.getValue()];
    });
  expect(await read('en_US')).toEqual(['=SUM(1.5,2)', 3.5]);
  expect(await read('it_IT')).toEqual(['=SUM(1,5;2)', 3.5]);
});

describe('told to behave otherwise', () => {
  it('a spreadsheet in nl_NL reads commas and points', () => {
    const cell = newSpreadsheet({ locale: 'nl_NL' }, ['american formulas']).getActiveSheet().getRange('A1');
    expect([cell.setFormula('=SUM(1.5,2)').getValue(), cell.getFormula()]).toEqual([3.5, '=SUM(1.5,2)']);
  });

  it('no spreadsheet reads semicolons', () => {
    const cell = newSpreadsheet({}, ['semicolons refused']).getActiveSheet().getRange('A1');
    expect([cell.setFormula('=SUM(1;2)').getValue(), cell.getFormula()]).toEqual(['#ERROR!', '=SUM(1;2)']);
    expect(cell.setFormula('=SUM(1,2)').getValue()).toBe(3);
  });
});
