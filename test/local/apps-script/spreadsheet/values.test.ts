import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import { newSpreadsheet } from './context';

const newSheet = (): Sheet => newSpreadsheet().getActiveSheet();

describe('setValues', () => {
  it.each<[string, unknown[][], string]>([
    [
      'too few rows',
      [['a', 'b']],
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    ],
    [
      'too many rows',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
      'The number of rows in the data does not match the number of rows in the range. The data has 3 but the range has 2.',
    ],
    [
      'too few columns',
      [['a'], ['b']],
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    ],
    [
      'a ragged array',
      [
        ['a', 'b'],
        ['c', 'd', 'e'],
      ],
      'The number of columns in the data does not match the number of columns in the range. The data has 3 but the range has 2.',
    ],
  ])('refuses %s and writes nothing', (_what, values, message) => {
    const sheet = newSheet();
    expect(() => sheet.getRange(1, 1, 2, 2).setValues(values)).toThrow(new Error(message));
    expect(sheet.getLastRow()).toBe(0);
  });

  it('refuses a cell of more than 50,000 characters and writes nothing', () => {
    const sheet = newSheet();
    const row = ['before', 'x'.repeat(50_001)];
    expect(() => sheet.getRange('A1:B1').setValues([row])).toThrow(
      new Error('Your input contains more than the maximum of 50000 characters in a single cell.'),
    );
    expect(sheet.getLastRow()).toBe(0);
    sheet.getRange('A1').setValue('x'.repeat(50_000));
    expect(sheet.getRange('A1').getValue()).toHaveLength(50_000);
  });

  it('writes null as a blank, undefined as a word, and no number as #NUM!', () => {
    const range = newSheet().getRange('A1:D1');
    range.setValues([[null, undefined, Number.NaN, Infinity]]);
    expect(range.getValues()).toEqual([['', 'undefined', '#NUM!', '#NUM!']]);
  });

  it('reads 309 x 30 values back as they were written', () => {
    const sheet = newSheet();
    sheet.insertColumnsAfter(26, 4);
    const values = Array.from({ length: 309 }, (_row, row) => [
      `vo.${row}.example.org`,
      ...Array.from({ length: 29 }, (_column, column) => row * 1000 + column / 8),
    ]);
    sheet.getRange(2, 1, 309, 30).setValues(values);
    expect(sheet.getRange(2, 1, 309, 30).getValues()).toEqual(values);
  });
});

describe('values', () => {
  it('are blanks, texts, numbers, booleans and dates', () => {
    const range = newSpreadsheet({ timeZone: 'Europe/Amsterdam' }).getActiveSheet().getRange('A1:E1');
    const day = new Date('2026-03-24T23:00:00Z');
    range.setValues([['', 'text', 1.5, true, day]]);
    expect(range.getValues()).toEqual([['', 'text', 1.5, true, day]]);
    expect(range.getDisplayValues()).toEqual([['', 'text', '1.5', 'TRUE', '3/25/2026']]);
  });

  it.each([
    ['1-2', '2026-01-02T05:00:00Z'],
    ['2020/01', '2020-01-01T05:00:00Z'],
    ['2026-03-25', '2026-03-25T04:00:00Z'],
  ])('a typed %s is a Date at midnight of the spreadsheet', (typed, moment) => {
    const cell = newSpreadsheet({ timeZone: 'America/New_York' }).getActiveSheet().getRange('A1');
    expect(cell.setValue(typed).getValue()).toEqual(new Date(moment));
    expect(cell.getDisplayValue()).toBe(typed);
  });

  it.each([
    ['en_US', '1.5', 1.5],
    ['en_US', '1,5', '1,5'],
    ['en_GB', '25/03/2026', new Date('2026-03-25T00:00:00Z')],
    ['en_US', '25/03/2026', '25/03/2026'],
    ['de_DE', '1,5', 1.5],
    ['de_DE', '1.5', new Date('2026-05-01T00:00:00Z')],
    ['en_US', '0012', 12],
    ['en_US', '10%', 0.1],
    ['en_US', '=1+1', 2],
    ['en_US', '+1+1', 2],
    ['en_US', "'0012", '0012'],
    ['en_US', "'=1+1", '=1+1'],
    ['en_US', '2020.01-03', '2020.01-03'],
    ['en_US', '[label](http://example.org)', '[label](http://example.org)'],
    ['en_US', 'http://example.org', 'http://example.org'],
    ['en_US', '#REF', '#REF'],
  ] as const)('in %s a typed %s reads %p', (locale, typed, value) => {
    const cell = newSpreadsheet({ locale }).getActiveSheet().getRange('A1');
    expect(cell.setValue(typed).getValue()).toEqual(value);
  });

  it('of a tab that is empty are one blank', () => {
    const sheet = newSheet();
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([0, 0]);
    expect(sheet.getDataRange().getA1Notation()).toBe('A1');
    expect(sheet.getDataRange().getValues()).toEqual([['']]);
    expect(sheet.getRange('A1').isBlank()).toBe(true);
  });

  it('do not count when only formatted, and count when a formula gives nothing', () => {
    const sheet = newSheet();
    sheet.getRange('C9').setBackground('#ff0000').setNote('note').setNumberFormat('0.00');
    expect(sheet.getLastRow()).toBe(0);
    sheet.getRange('B5').setFormula('=""');
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([5, 2]);
    expect(sheet.getRange('B5').isBlank()).toBe(false);
  });

  it('can be cleared, formats and notes staying', () => {
    const cell = newSheet().getRange('A1').setValue(1).setNumberFormat('0.00').setNote('note');
    cell.clearContent();
    expect([cell.getValue(), cell.getNumberFormat(), cell.getNote()]).toEqual(['', '0.00', 'note']);
  });
});

describe('number format @', () => {
  it.each(['0012', '1-2', '2026-03-25', '10%', 'TRUE', '+1+1', '1.5', "'0012"])(
    'keeps %s as text when it was set before',
    (typed) => {
      const cell = newSheet().getRange('A1').setNumberFormat('@').setValue(typed);
      expect([cell.getValue(), cell.getNumberFormat()]).toEqual([typed, '@']);
    },
  );

  it('does not keep a leading = from making a formula', () => {
    expect(newSheet().getRange('A1').setNumberFormat('@').setValue('=1+1').getValue()).toBe(2);
  });

  it('changes nothing when it is set afterwards', () => {
    const range = newSheet().getRange('A1:C1');
    range.setValues([['0012', '10%', "'7"]]).setNumberFormat('@');
    expect(range.getValues()).toEqual([[12, 0.1, '7']]);
  });

  it('leaves a text as it is when it is taken away', () => {
    const cell = newSheet().getRange('A1').setNumberFormat('@').setValue('0012').setNumberFormat('0.00');
    expect(cell.getValue()).toBe('0012');
  });
});

describe('number formats', () => {
  it('of untouched cells are automatic, and come with what is typed', () => {
    const range = newSheet().getRange('A1:D1');
    expect(range.getNumberFormat()).toBe('0.###############');
    range.setValues([[1.5, '10%', '2026-03-25', '$5']]);
    expect(range.getNumberFormats()).toEqual([['0.###############', '0%', 'yyyy-MM-dd', '[$$]#,##0']]);
  });

  it('that were set stay when something else is typed', () => {
    const cell = newSheet().getRange('A1').setNumberFormat('#,##0').setValue('10%');
    expect([cell.getNumberFormat(), cell.getValue()]).toEqual(['#,##0', 0.1]);
  });

  it('make dates of numbers and numbers of dates', () => {
    const cell = newSheet().getRange('A1').setValue(46106).setNumberFormat('yyyy-MM-dd');
    expect(cell.getValue()).toEqual(new Date('2026-03-25T00:00:00Z'));
    expect(cell.setNumberFormat('0').getValue()).toBe(46106);
  });

  it.each([
    ['#,##0', '46,107'],
    ['0.0%', '4610650.0%'],
    ['yyyy-MM-dd h:mm', '2026-03-25 12:00'],
  ])('%s shows %s', (pattern, shown) => {
    expect(newSheet().getRange('A1').setValue(46106.5).setNumberFormat(pattern).getDisplayValue()).toBe(
      shown,
    );
  });
});
