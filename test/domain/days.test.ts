import { firstDayOf, isMonthFirst, lastDayOf, readDay, withMonthFirst } from '../../src/domain/days';

test.each([
  ['01 Oct 2020', '2020-10-01'],
  ['30 March 2023', '2023-03-30'],
  ['31/12/2026', '2026-12-31'],
  ['2026-12-31', '2026-12-31'],
  ['2026-12-31T00:00:00Z', '2026-12-31'],
  ['2026/1/5', '2026-01-05'],
  [' 1  Sept  2021 ', '2021-09-01'],
  ['1st of', undefined],
  ['1st October 2020', '2020-10-01'],
  ['01-Oct-2020', '2020-10-01'],
  ['October 1st, 2020', '2020-10-01'],
  ['Oct 1 2020', '2020-10-01'],
  ['31.12.2026', '2026-12-31'],
  ['03/04/2026', '2026-04-03'],
  ['12/31/2026', '2026-12-31'],
  ['29 February 2024', '2024-02-29'],
  ['29 February 2023', undefined],
  ['31/04/2026', undefined],
  ['00/10/2020', undefined],
  ['1 Oc 2020', undefined],
  ['1 Octember 2020', undefined],
  ['Oct 2020', undefined],
  ['01/10/20', undefined],
  ['until further notice', undefined],
  ['45292', undefined],
  ['#N/A', undefined],
  ['', undefined],
])('"%s" is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test.each([
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2023-02', '2023-02-01', '2023-02-28'],
  ['2000-02', '2000-02-01', '2000-02-29'],
  ['2100-02', '2100-02-01', '2100-02-28'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('%s begins on %s and ends on %s', (month, first, last) => {
  expect([firstDayOf(month), lastDayOf(month)]).toEqual([first, last]);
});

test('that the month comes first is told by a day that can be no month', () => {
  expect(['09/30/2026', '30/09/2026', '07/01/2026', '13/32/2026', '30 Sep 2026'].map(isMonthFirst)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(withMonthFirst('07/01/2026')).toBe('2026-07-01');
});
