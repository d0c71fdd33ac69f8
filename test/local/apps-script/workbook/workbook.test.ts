import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { spreadsheetOver } from '../spreadsheet/context';

/** A workbook with a bit of everything. */
function example(): Workbook {
  const workbook = Workbook.create({
    locale: 'en_GB',
    timeZone: 'Europe/Amsterdam',
    title: 'OKR',
    id: 'abc',
  });
  const spreadsheet = spreadsheetOver(workbook);
  const sheet = spreadsheet.insertSheet('Accounting CPU/h');
  sheet
    .getRange('A1:H1')
    .setValues([['Period', "'0012", '25/03/2026', '10%', true, 1.5, "='Accounting CPU/h'!F1*2", "'1-2"]]);
  sheet.getRange('A2').setNumberFormat('@').setValue('0013');
  sheet.getRange('B2:F2').setValues([["'=1+1", '1e5', "'TRUE", "''quoted", '12:30']]);
  sheet
    .getRange('A1')
    .setNote('Last update on: 25-03-2026\n<&">')
    .setFontWeight('bold')
    .setBackground('#ff0000');
  sheet.setFrozenRows(1);
  sheet.setColumnWidth(2, 200);
  sheet.protect().setDescription('mine');
  spreadsheet.insertSheet('Hidden').hideSheet();
  spreadsheet.setNamedRange('Periods', sheet.getRange('A1:A2'));
  return workbook;
}

const EXPECTED_VALUES = [
  ['Period', '0012', new Date('2026-03-24T23:00:00Z'), 0.1, true, 1.5, 3, '1-2'],
  ['0013', '=1+1', 100000, 'TRUE', "'quoted", new Date('1899-12-30T11:30:00Z'), '', ''],
];

function expectCells(workbook: Workbook): void {
  const sheet = spreadsheetOver(workbook).getSheetByName('Accounting CPU/h');
  const values = sheet?.getDataRange().getValues();
  // The hour of a bare time depends on the zone's offset in 1899, which is not the point here.
  values?.[1]?.splice(5, 1);
  const expected = EXPECTED_VALUES.map((row) => [...row]);
  expected[1]?.splice(5, 1);
  expect(values).toEqual(expected);
  expect(sheet?.getRange('G1').getFormula()).toBe("='Accounting CPU/h'!F1*2");
  expect(sheet?.getRange('F2').getDisplayValue()).toBe('12:30');
  expect(sheet?.getRange('A2').getNumberFormat()).toBe('@');
  expect(sheet?.getRange('A1').getNote()).toBe('Last update on: 25-03-2026\n<&">');
  expect(sheet?.getRange('A1').getFontWeight()).toBe('bold');
  expect(sheet?.getRange('A1').getBackground()).toBe('#ff0000');
  expect(sheet?.getFrozenRows()).toBe(1);
  expect(sheet?.getColumnWidth(2)).toBe(200);
  expect(sheet?.getColumnWidth(1)).toBe(100);
}

it('is new with one empty tab of 1000 x 26 cells', () => {
  const workbook = Workbook.create();
  const [sheet, ...others] = spreadsheetOver(workbook).getSheets();
  expect(others).toEqual([]);
  expect(sheet?.getName()).toBe('Sheet1');
  expect(sheet?.getSheetId()).toBe(0);
  expect([sheet?.getMaxRows(), sheet?.getMaxColumns()]).toEqual([1000, 26]);
});

it('comes back from JSON without loss', () => {
  const workbook = example();
  workbook.scriptState = { properties: { key: 'value' } };
  const text = workbook.toJson();
  const back = Workbook.fromJson(text);
  expect(back.toJson()).toBe(text);
  expectCells(back);
  expect([back.id, back.title, back.locale, back.timeZone]).toEqual([
    'abc',
    'OKR',
    'en_GB',
    'Europe/Amsterdam',
  ]);
  expect(back.scriptState).toEqual({ properties: { key: 'value' } });
  const spreadsheet = spreadsheetOver(back);
  const sheet = spreadsheet.getSheetByName('Accounting CPU/h');
  expect(sheet?.getProtections('SHEET').map((each) => each.getDescription())).toEqual(['mine']);
  expect(spreadsheet.getSheetByName('Hidden')?.isSheetHidden()).toBe(true);
  expect(spreadsheet.getRangeByName('Periods')?.getA1Notation()).toBe('A1:A2');
});

it('does not give the id of a deleted tab to a new one, also after saving', () => {
  const workbook = Workbook.create();
  const spreadsheet = spreadsheetOver(workbook);
  const deleted = spreadsheet.insertSheet('gone');
  const id = deleted.getSheetId();
  spreadsheet.deleteSheet(deleted);
  expect(spreadsheetOver(Workbook.fromJson(workbook.toJson())).insertSheet('new').getSheetId()).not.toBe(id);
});

it('tells its listeners of changes until they have enough', () => {
  const workbook = Workbook.create();
  const sheet = spreadsheetOver(workbook).getActiveSheet();
  let told = 0;
  const stop = workbook.onChange(() => (told += 1));
  sheet.getRange('A1').setValue(1);
  expect(told).toBe(1);
  stop();
  sheet.getRange('A1').setValue(2);
  expect(told).toBe(1);
});

describe('as .xlsx', () => {
  it('comes back with values, formulas, formats, notes and titles', async () => {
    const options = { locale: 'en_GB', timeZone: 'Europe/Amsterdam' } as const;
    const back = await Workbook.fromXlsx(await example().toXlsx(), options);
    expectCells(back);
    expect(back.sheetIds).toEqual(example().sheetIds);
    const titles = spreadsheetOver(back).getSheets();
    expect(titles.map((sheet) => sheet.getName())).toEqual(['Sheet1', 'Accounting CPU/h', 'Hidden']);
    expect(titles.map((sheet) => sheet.isSheetHidden())).toEqual([false, false, true]);
    expect(titles.map((sheet) => sheet.getMaxRows())).toEqual([1000, 1000, 1000]);
  });

  it('keeps notes of several tabs apart', async () => {
    const workbook = Workbook.create();
    const spreadsheet = spreadsheetOver(workbook);
    spreadsheet.getActiveSheet().getRange('B2').setNote('first');
    spreadsheet.insertSheet('x').getRange('C3').setNote('second');
    const back = spreadsheetOver(await Workbook.fromXlsx(await workbook.toXlsx()));
    expect(
      back.getSheets().map((sheet) => [sheet.getRange('B2').getNote(), sheet.getRange('C3').getNote()]),
    ).toEqual([
      ['first', ''],
      ['', 'second'],
    ]);
  });
});
