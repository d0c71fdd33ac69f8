import { formatInModel, isDatePattern } from '../../../../local/apps-script/workbook/number-formats';

test.each([
  ['yyyy-MM-dd', 'yyyy-mm-dd'],
  ['h:mm', 'hh:mm'],
  ['[h]:mm:ss', 'hhhh:mm:ss'],
  ['d/M/yyyy H:mm:ss', 'd/m/yyyy hh:mm:ss'],
  ['h:mm am/pm', 'hh:mm a'],
  ['[red]0.0', '0.0'],
  ['#,##0', '#,##0'],
  ['0.00E+00', ''],
  ['# ?/?', ''],
  ['@', ''],
  ['General', ''],
])('%s is shown as "%s"', (pattern, format) => {
  expect(formatInModel(pattern)).toBe(format);
});

test.each(['yyyy-MM-dd', 'h:mm', '[h]:mm', 'd" day"'])('%s shows a date', (pattern) => {
  expect(isDatePattern(pattern)).toBe(true);
});

test.each(['0.00', '#,##0 "hours"', '[red]0', '@', 'General', '[$USD]0', '0.00E+00'])(
  '%s shows no date',
  (pattern) => {
    expect(isDatePattern(pattern)).toBe(false);
  },
);
