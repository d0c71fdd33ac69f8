import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import { newSpreadsheet } from './context';

const newSheet = (): Sheet => newSpreadsheet().getActiveSheet();

const OUTSIDE = 'The coordinates of the range are outside the dimensions of the sheet.';

test.each<[readonly [number, number, number?, number?], string]>([
  [[0, 1], 'The starting row of the range is too small.'],
  [[1, 0], 'The starting column of the range is too small.'],
  [[-1, 1, 1, 1], 'The starting row of the range is too small.'],
  [[1, 1, 0], 'The number of rows in the range must be at least 1.'],
  [[1, 1, 0, 5], 'The number of rows in the range must be at least 1.'],
  [[1, 1, 1, 0], 'The number of columns in the range must be at least 1.'],
  [[1001, 1], OUTSIDE],
  [[1, 27], OUTSIDE],
  [[1000, 1, 2], OUTSIDE],
  [[1, 26, 1, 2], OUTSIDE],
])('getRange(%j) is refused: %s', (rectangle, message) => {
  expect(() => newSheet().getRange(...rectangle)).toThrow(new Error(message));
});

test.each([
  ['A1', 'A1'],
  ['$B$2:C3', 'B2:C3'],
  ['C3:B2', 'B2:C3'],
  ['B:C', 'B1:C1000'],
  ['2:3', 'A2:Z3'],
  ['B990:C', 'B990:C1000'],
  ['Sheet1!A1:B2', 'A1:B2'],
  ["'Sheet1'!A1", 'A1'],
])('getRange("%s") is %s', (text, a1) => {
  expect(newSheet().getRange(text).getA1Notation()).toBe(a1);
});

test.each(['nothing', 'A', "'No tab'!A1", ''])('getRange("%s") is not found', (text) => {
  expect(() => newSheet().getRange(text)).toThrow(new Error('Range not found'));
});

it('refuses a text that lies outside the tab', () => {
  expect(() => newSheet().getRange('A1001')).toThrow(new Error(OUTSIDE));
});

it('tells where it is', () => {
  const range = newSheet().getRange(2, 3, 4, 5);
  expect([range.getRow(), range.getColumn(), range.getLastRow(), range.getLastColumn()]).toEqual([
    2, 3, 5, 7,
  ]);
  expect([range.getNumRows(), range.getNumColumns(), range.getA1Notation()]).toEqual([4, 5, 'C2:G5']);
  expect(range.getSheet().getName()).toBe('Sheet1');
});

it('moves and picks cells within the tab', () => {
  const range = newSheet().getRange('B2:C3');
  expect(range.offset(1, 1).getA1Notation()).toBe('C3:D4');
  expect(range.offset(-1, -1, 1, 1).getA1Notation()).toBe('A1');
  expect(() => range.offset(-2, 0)).toThrow(new Error(OUTSIDE));
  expect(range.getCell(2, 1).getA1Notation()).toBe('B3');
  expect(() => range.getCell(3, 1)).toThrow(new Error('Cell reference out of range'));
});

it('merges cells, keeping the first value', () => {
  const sheet = newSheet();
  sheet
    .getRange('A1:B1')
    .setValues([[1, 2]])
    .merge();
  expect(sheet.getRange('A1:B1').getValues()).toEqual([[1, '']]);
});

it('merges the cells of each row on its own', () => {
  const range = newSheet()
    .getRange('A1:B2')
    .setValues([
      [1, 2],
      [3, 4],
    ]);
  expect(range.mergeAcross().getValues()).toEqual([
    [1, ''],
    [3, ''],
  ]);
});

describe('formats', () => {
  it("have Google's defaults", () => {
    const cell = newSheet().getRange('A1');
    expect([
      cell.getBackground(),
      cell.getFontColor(),
      cell.getFontWeight(),
      cell.getHorizontalAlignment(),
      cell.getVerticalAlignment(),
      cell.getWrapStrategy(),
    ]).toEqual(['#ffffff', '#000000', 'normal', 'general', 'bottom', 'OVERFLOW']);
  });

  it('read as they were set, and go with null', () => {
    const cell = newSheet().getRange('A1').setValue(1);
    cell.setBackground('#FF0000').setFontColor('#00ff00').setFontWeight('bold');
    cell.setHorizontalAlignment('center').setVerticalAlignment('middle').setWrap(true);
    expect([cell.getBackground(), cell.getFontColor(), cell.getFontWeight()]).toEqual([
      '#ff0000',
      '#00ff00',
      'bold',
    ]);
    expect([cell.getHorizontalAlignment(), cell.getVerticalAlignment(), cell.getWrapStrategy()]).toEqual([
      'center',
      'middle',
      'WRAP',
    ]);
    cell.setBackground(null).setFontWeight('normal');
    expect([cell.getBackground(), cell.getFontWeight(), cell.getValue()]).toEqual(['#ffffff', 'normal', 1]);
  });

  it('stay with their rows, and a new row takes on those of the row before it', () => {
    const sheet = newSheet();
    sheet.getRange('A2').setBackground('#ff0000').setNumberFormat('@');
    sheet.insertRowAfter(2);
    sheet.insertRowBefore(1);
    expect(sheet.getRange('A1:A5').getBackgrounds().flat()).toEqual([
      '#ffffff',
      '#ffffff',
      '#ff0000',
      '#ff0000',
      '#ffffff',
    ]);
    expect(sheet.getRange('A4').setValue('0012').getValue()).toBe('0012');
  });

  it('are copied to other cells as often as they fit there, without the contents', () => {
    const sheet = newSheet();
    sheet.getRange('A1').setValue(1).setNumberFormat('0.00').setFontWeight('bold');
    sheet.getRange('B1').setBackground('#ff0000');
    sheet.getRange('A1:B1').copyTo(sheet.getRange('A2:E3'), { formatOnly: true });
    const copied = sheet.getRange('A2:E3');
    expect(copied.getNumberFormats().map((row) => row.map((format) => format === '0.00'))).toEqual(
      Array(2).fill([true, false, true, false, false]),
    );
    expect(copied.getBackgrounds()[1]).toEqual(['#ffffff', '#ff0000', '#ffffff', '#ff0000', '#ffffff']);
    expect(sheet.getRange('C3').getFontWeight()).toBe('bold');
    expect(copied.isBlank()).toBe(true);
    expect(() => sheet.getRange('A1').copyTo(sheet.getRange('A2'))).toThrow('not emulated');
  });

  it('are set for several ranges at once', () => {
    const sheet = newSheet();
    const list = sheet.getRangeList(['A1:A2', 'C1']).setBackground('#ff0000').setNumberFormat('0.0');
    list.setValue(1).setFontWeight('bold').setHorizontalAlignment('center');
    expect(list.getRanges().map((range) => range.getA1Notation())).toEqual(['A1:A2', 'C1']);
    expect(sheet.getRange('A1:C2').getDisplayValues()).toEqual([
      ['1.0', '', '1.0'],
      ['1.0', '', ''],
    ]);
    expect(sheet.getRange('C1').getBackground()).toBe('#ff0000');
  });

  it('have sizes of letters, in points', () => {
    const cell = newSheet().getRange('A1');
    expect(cell.getFontSize()).toBe(10);
    expect(cell.setFontSize(18).getFontSize()).toBe(18);
    expect(() => cell.setFontSize(0)).toThrow(new Error('Invalid argument: 0'));
  });

  it('that are unknown are refused', () => {
    const cell = newSheet().getRange('A1');
    expect(() => cell.setFontWeight('heavy')).toThrow(new Error('Invalid argument: heavy'));
    expect(() => cell.setBackground('tomato')).toThrow('not emulated: color "tomato"');
  });
});
