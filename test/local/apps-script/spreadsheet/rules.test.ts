import { DataValidationBuilder } from '../../../../local/apps-script/spreadsheet/data-validation';
import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { contextOver } from './context';

function start(): { app: SpreadsheetApp; sheet: Sheet } {
  const app = new SpreadsheetApp(contextOver(Workbook.create()));
  return { app, sheet: app.getActive().getActiveSheet() };
}

describe('notes', () => {
  it('are set, read, replaced and cleared', () => {
    const { sheet } = start();
    sheet.getRange('A1:B1').setNotes([['one', null]]);
    expect(sheet.getRange('A1:B1').getNotes()).toEqual([['one', '']]);
    sheet.getRange('A1').setNote('two');
    expect(sheet.getRange('A1').getNote()).toBe('two');
    expect(sheet.getRange('A1').clearNote().getNote()).toBe('');
  });

  it('follow rows and columns, and go with them', () => {
    const { sheet } = start();
    sheet.getRange('B2').setNote('note');
    sheet.insertRowsBefore(2, 3);
    sheet.insertColumnAfter(1);
    expect(sheet.getRange('C5').getNote()).toBe('note');
    expect(sheet.getRange('A1:C6').getNotes().flat().filter(Boolean)).toEqual(['note']);
    sheet.deleteRow(1);
    expect(sheet.getRange('C4').getNote()).toBe('note');
    sheet.deleteRow(4);
    expect(sheet.getRange('A1:D10').getNotes().flat().filter(Boolean)).toEqual([]);
  });

  it('of a size that does not fit are refused', () => {
    expect(() =>
      start()
        .sheet.getRange('A1:B1')
        .setNotes([['one']]),
    ).toThrow(
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    );
  });
});

describe('conditional formats', () => {
  it('read as they were built', () => {
    const { app, sheet } = start();
    const rule = app
      .newConditionalFormatRule()
      .whenFormulaSatisfied("=$A2='CPU/h'!B1")
      .setBackground('#ff0000')
      .setFontColor('#00ff00')
      .setBold(true)
      .setRanges([sheet.getRange('A2:C10')])
      .build();
    const second = app
      .newConditionalFormatRule()
      .whenNumberLessThan(5)
      .setItalic(true)
      .setRanges([sheet.getRange('D2:D10')])
      .build();
    app.getActive().insertSheet('CPU/h');
    sheet.setConditionalFormatRules([rule, second]);
    const [first, other] = sheet.getConditionalFormatRules();
    const condition = first?.getBooleanCondition();
    expect(condition?.getCriteriaType()).toBe('CUSTOM_FORMULA');
    expect(condition?.getCriteriaValues()).toEqual(["=$A2='CPU/h'!B1"]);
    expect([condition?.getBackground(), condition?.getFontColor(), condition?.getBold()]).toEqual([
      '#ff0000',
      '#00ff00',
      true,
    ]);
    expect(first?.getRanges().map((range) => range.getA1Notation())).toEqual(['A2:C10']);
    expect(other?.getBooleanCondition().getCriteriaType()).toBe('NUMBER_LESS_THAN');
    expect(other?.getBooleanCondition().getCriteriaValues()).toEqual([5]);
  });

  it('follow inserted rows, and can be set again', () => {
    const { app, sheet } = start();
    const builder = app.newConditionalFormatRule().whenFormulaSatisfied('=$A2="x"');
    sheet.setConditionalFormatRules([builder.setRanges([sheet.getRange('A2:A10')]).build()]);
    sheet.insertRowsBefore(2, 2);
    const rules = sheet.getConditionalFormatRules();
    expect(rules[0]?.getRanges()[0]?.getA1Notation()).toBe('A4:A12');
    expect(rules[0]?.getBooleanCondition().getCriteriaValues()).toEqual(['=$A4="x"']);
    sheet.setConditionalFormatRules([...rules, ...rules]);
    expect(sheet.getConditionalFormatRules()).toHaveLength(2);
    sheet.setConditionalFormatRules([]);
    expect(sheet.getConditionalFormatRules()).toEqual([]);
  });

  it.each([
    [
      'TEXT_EQUAL_TO',
      (builder: ReturnType<SpreadsheetApp['newConditionalFormatRule']>) => builder.whenTextEqualTo('x'),
    ],
    [
      'NUMBER_EQUAL_TO',
      (builder: ReturnType<SpreadsheetApp['newConditionalFormatRule']>) => builder.whenNumberEqualTo(1),
    ],
    [
      'CELL_EMPTY',
      (builder: ReturnType<SpreadsheetApp['newConditionalFormatRule']>) => builder.whenCellEmpty(),
    ],
  ])('keep the criterion %s', (criterion, when) => {
    const { app, sheet } = start();
    sheet.setConditionalFormatRules([
      when(app.newConditionalFormatRule())
        .setRanges([sheet.getRange('A1')])
        .build(),
    ]);
    expect(sheet.getConditionalFormatRules()[0]?.getBooleanCondition().getCriteriaType()).toBe(criterion);
  });

  it('without a condition or a range are refused', () => {
    const { app } = start();
    expect(() => app.newConditionalFormatRule().build()).toThrow();
    expect(() => app.newConditionalFormatRule().whenCellEmpty().build()).toThrow();
  });
});

describe('checkboxes', () => {
  it('are unchecked at first, and can be checked', () => {
    const { sheet } = start();
    const range = sheet.getRange('A1:A2').setValue('text').insertCheckboxes();
    expect(range.getValues()).toEqual([[false], [false]]);
    expect(range.isChecked()).toBe(false);
    range.getCell(1, 1).check();
    expect([range.isChecked(), range.getCell(1, 1).isChecked()]).toEqual([null, true]);
    expect(range.check().isChecked()).toBe(true);
    expect(range.uncheck().getValues()).toEqual([[false], [false]]);
    expect(sheet.getRange('B1').isChecked()).toBeNull();
    expect(sheet.getRange('B1').check().getValue()).toBe('');
  });

  it('follow inserted rows', () => {
    const { sheet } = start();
    sheet.getRange('A2').insertCheckboxes().check();
    sheet.insertRowBefore(1);
    expect([sheet.getRange('A2').isChecked(), sheet.getRange('A3').isChecked()]).toEqual([null, true]);
  });
});

describe('data validation', () => {
  it('reads as it was built', () => {
    const { app, sheet } = start();
    const rule = app
      .newDataValidation()
      .requireValueInList(['auto', 'views'], true)
      .setHelpText('Choose')
      .build();
    sheet.getRange('A1:A2').setDataValidation(rule);
    const read = sheet.getRange('A2').getDataValidation();
    expect(read?.getCriteriaType()).toBe('VALUE_IN_LIST');
    expect(read?.getCriteriaValues()).toEqual([['auto', 'views'], true]);
    expect([read?.getAllowInvalid(), read?.getHelpText()]).toEqual([true, 'Choose']);
    expect(sheet.getRange('A3').getDataValidation()).toBeNull();
    sheet.getRange('A2').setDataValidation(null);
    expect(sheet.getRange('A2').getDataValidation()).toBeNull();
    expect(sheet.getRange('A1').getDataValidation()).not.toBeNull();
  });

  it('follows inserted rows', () => {
    const { app, sheet } = start();
    const rule = app.newDataValidation().requireValueInRange(sheet.getRange('B1:B3')).build();
    sheet.getRange('A1').setDataValidation(rule);
    sheet.insertRowBefore(1);
    expect(sheet.getRange('A1').getDataValidation()).toBeNull();
    expect(sheet.getRange('A2').getDataValidation()?.getCriteriaType()).toBe('VALUE_IN_RANGE');
  });

  it('that allows nothing else refuses scripts, too', () => {
    const { app, sheet } = start();
    const cell = sheet.getRange('B3');
    cell.setDataValidation(
      app.newDataValidation().requireNumberGreaterThan(5).setAllowInvalid(false).build(),
    );
    expect(() => cell.setValue(5)).toThrow(
      new Error('The data you entered in cell B3 violates the data validation rules set on this cell.'),
    );
    expect(cell.setValue(6).getValue()).toBe(6);
    expect(cell.clearContent().getValue()).toBe('');
  });

  it('leaves what is in the cells', () => {
    const { sheet } = start();
    const cell = sheet.getRange('A1').setValue('text');
    cell.setDataValidation(new DataValidationBuilder().requireCheckbox().build());
    expect(cell.getValue()).toBe('text');
  });
});
