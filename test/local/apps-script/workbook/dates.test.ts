import { dateOfSerial, serialOfDate, serialOfDay } from '../../../../local/apps-script/workbook/dates';

test.each([
  ['UTC', 46106, '2026-03-25T00:00:00.000Z'],
  ['Europe/Amsterdam', 46106, '2026-03-24T23:00:00.000Z'],
  ['Europe/Amsterdam', 46204, '2026-06-30T22:00:00.000Z'],
  ['America/New_York', 46106.5, '2026-03-25T16:00:00.000Z'],
  ['Pacific/Auckland', 46023, '2025-12-31T11:00:00.000Z'],
  ['UTC', 0.5, '1899-12-30T12:00:00.000Z'],
  ['UTC', 46106 + 1 / 86_400_000, '2026-03-25T00:00:00.001Z'],
])('in %s day %d is %s, both ways', (timeZone, serial, iso) => {
  expect(dateOfSerial(serial, timeZone).toISOString()).toBe(iso);
  expect(serialOfDate(new Date(iso), timeZone)).toBeCloseTo(serial, 9);
});

it('finds the midnight of days on which the clocks change', () => {
  for (const day of [46110, 46111, 46320, 46321]) {
    expect(serialOfDate(dateOfSerial(day, 'Europe/Amsterdam'), 'Europe/Amsterdam')).toBe(day);
  }
});

test.each([
  [2026, 2, 29],
  [2026, 13, 1],
  [2026, 0, 1],
  [2026, 1, 0],
])('%d-%d-%d does not exist', (year, month, day) => {
  expect(serialOfDay(year, month, day)).toBeUndefined();
});
