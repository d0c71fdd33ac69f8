import { readAsTyped, type Typed } from '../../../../local/apps-script/workbook/typed';
import type { LocaleCode } from '../../../../local/apps-script/workbook/locales';

const DAY_2026_03_25 = 46106;
const number = (value: number, pattern?: string): Typed => ({
  kind: 'number',
  value,
  ...(pattern !== undefined && { pattern }),
});
const text = (value: string): Typed => ({ kind: 'text', text: value });
const read = (typed: string, locale: LocaleCode = 'en_US'): Typed => readAsTyped(typed, locale, 2026);

describe('in every locale', () => {
  const locales: LocaleCode[] = ['en_US', 'en_GB', 'de_DE'];
  const cases: [string, Typed][] = [
    ['', { kind: 'blank' }],
    ['vo.example.org', text('vo.example.org')],
    ['2020.01-03', text('2020.01-03')],
    ['2023.11-02', text('2023.11-02')],
    ['-', text('-')],
    ['=', text('=')],
    ['+', text('+')],
    ['-vo', text('-vo')],
    ['12 VOs', text('12 VOs')],
    ['1-2-3-4', text('1-2-3-4')],
    ['2026-13-01', text('2026-13-01')],
    ['2026-02-30', text('2026-02-30')],
    ['12:75', text('12:75')],
    ["'0012", text('0012')],
    ["'=1+1", text('=1+1')],
    ["''quoted", text("'quoted")],
    ['12', number(12)],
    ['0012', number(12)],
    [' 12 ', number(12)],
    ['-12', number(-12)],
    ['+12', number(12)],
    ['(12)', number(-12)],
    ['-0', number(0)],
    ['10%', number(0.1, '0%')],
    ['1e5', number(100000, '0.00E+00')],
    ['2E-3', number(0.002, '0.00E+00')],
    ['$5', number(5, '[$$]#,##0')],
    ['-$5', number(-5, '[$$]#,##0')],
    ['5 €', number(5, '#,##0\u00a0[$€]')],
    ['£3', number(3, '[$£]#,##0')],
    ['true', { kind: 'boolean', value: true }],
    ['FALSE', { kind: 'boolean', value: false }],
    ['=1+1', { kind: 'formula', formula: '=1+1' }],
    ['+1+1', { kind: 'formula', formula: '=+1+1' }],
    ['+vo', { kind: 'formula', formula: '=+vo' }],
    ['2026-03-25', number(DAY_2026_03_25, 'yyyy-MM-dd')],
    ['2026/3/5', number(46086, 'yyyy/M/d')],
    ['2020-01', number(43831, 'yyyy-MM')],
    ['2020/01', number(43831, 'yyyy/MM')],
    ['12:30', number(12.5 / 24, 'h:mm')],
    ['12:30:36', number(12.51 / 24, 'h:mm:ss')],
    ['1:30 PM', number(13.5 / 24, 'h:mm am/pm')],
    ['36:00', number(1.5, '[h]:mm')],
    ['2026-03-25 06:00', number(DAY_2026_03_25 + 0.25, 'yyyy-MM-dd h:mm')],
  ];
  test.each(locales.flatMap((locale) => cases.map(([typed, read]) => ({ locale, typed, read }))))(
    '$locale reads "$typed"',
    ({ locale, typed, read: expected }) => {
      expect(read(typed, locale)).toEqual(expected);
    },
  );
});

describe('by locale', () => {
  test.each<[LocaleCode, string, Typed]>([
    ['en_US', '1.5', number(1.5)],
    ['en_US', '.5', number(0.5)],
    ['en_US', '1,5', text('1,5')],
    ['en_US', '1,234', number(1234, '#,##0')],
    ['en_US', '1,234,567.5', number(1234567.5, '#,##0.00')],
    ['en_US', '10.5%', number(0.105, '0.00%')],
    ['en_US', '$1,234.50', number(1234.5, '[$$]#,##0.00')],
    ['en_US', '2020.01', number(2020.01)],
    ['en_US', '1-2', number(46024, 'M-d')],
    ['en_US', '3/25/2026', number(DAY_2026_03_25, 'M/dd/yyyy')],
    ['en_US', '25/03/2026', text('25/03/2026')],
    ['en_US', '03/2026', number(46082, 'MM/yyyy')],
    ['en_US', '3/25/26', number(DAY_2026_03_25, 'M/dd/yy')],
    ['en_US', '25.03.2026', text('25.03.2026')],
    ['en_US', '01 Oct 2020', number(44105, 'dd mmm yyyy')],
    ['en_US', 'March 25, 2026', number(DAY_2026_03_25, 'dd mmmm yyyy')],
    ['en_US', 'Jan 2020', number(43831, 'mmm yyyy')],
    ['en_US', '3-Jan-20', number(43833, 'd mmm yy')],
    ['en_US', '01 Okt 2020', text('01 Okt 2020')],
    ['en_US', 'WAHR', text('WAHR')],
    ['en_GB', '1.5', number(1.5)],
    ['en_GB', '1,5', text('1,5')],
    ['en_GB', '1-2', number(46054, 'd-M')],
    ['en_GB', '25/03/2026', number(DAY_2026_03_25, 'dd/MM/yyyy')],
    ['en_GB', '3/25/2026', text('3/25/2026')],
    ['en_GB', '30 March 2023', number(45015, 'dd mmmm yyyy')],
    ['de_DE', '1,5', number(1.5)],
    ['de_DE', '1.5', number(46143, 'd.M')],
    ['de_DE', '1.234,5', number(1234.5, '#,##0.00')],
    ['de_DE', '1,234', number(1.234)],
    ['de_DE', '25.03.2026', number(DAY_2026_03_25, 'dd.MM.yyyy')],
    ['de_DE', '25/03/2026', number(DAY_2026_03_25, 'dd/MM/yyyy')],
    ['de_DE', '10,5%', number(0.105, '0.00%')],
    ['de_DE', 'WAHR', { kind: 'boolean', value: true }],
    ['de_DE', '01 Okt 2020', number(44105, 'dd mmm yyyy')],
    ['de_DE', '1. März 2020', number(43891, 'd mmm yyyy')],
  ])('%s reads "%s"', (locale, typed, expected) => {
    expect(read(typed, locale)).toEqual(expected);
  });

  it('takes the year of days without one from its caller', () => {
    expect(readAsTyped('1-2', 'en_US', 2020)).toEqual(number(43832, 'M-d'));
  });
});
