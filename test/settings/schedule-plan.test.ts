import { checkPlan, describePlan, parsePlan, planTime } from '../../src/settings/schedule-plan';

describe('a plan as typed', () => {
  test.each([
    ['daily 6', 'every day between 06:00 and 07:00'],
    [' Daily 23 ', 'every day between 23:00 and 00:00'],
    ['weekly Monday 6', 'every Monday between 06:00 and 07:00'],
    ['weekly su 0', 'every Sunday between 00:00 and 01:00'],
    ['monthly 28 12', 'on day 28 of every month between 12:00 and 13:00'],
  ])('%s is %s', (typed, words) => {
    expect(describePlan(parsePlan(typed))).toBe(words);
  });

  const SAY = 'Type one of: daily 6, weekly Monday 6, monthly 1 6, off. The last number is the hour.';
  test.each([
    ['', SAY],
    ['hourly', SAY],
    ['daily', SAY],
    ['weekly 6', SAY],
    ['daily 24', 'Enter an hour from 0 to 23.'],
    ['daily six', 'Enter an hour from 0 to 23.'],
    ['weekly someday 6', 'Choose a day of the week.'],
    ['monthly 31 6', 'Enter a day of the month from 1 to 28.'],
  ])('%j is refused', (typed, message) => {
    expect(() => parsePlan(typed)).toThrow(message);
  });
});

it('a plan that no list offers is refused', () => {
  expect(() => checkPlan({ every: 'minute', hour: 1 })).toThrow('Choose daily, weekly or monthly.');
  expect(() => checkPlan({ every: 'day', hour: 1.5 })).toThrow('Enter an hour from 0 to 23.');
});

// 2026-11-23 is a Monday.
test.each([
  ['daily 6', '2026-11-23 05', 1, '2026-11-23 06'],
  ['daily 6', '2026-11-23 06', 1, '2026-11-24 06'],
  ['daily 6', '2026-11-23 06', -1, '2026-11-22 06'],
  ['daily 6', '2026-11-23 07', -1, '2026-11-23 06'],
  ['weekly Monday 6', '2026-11-23 06', 1, '2026-11-30 06'],
  ['weekly Sunday 6', '2026-11-23 06', 1, '2026-11-29 06'],
  ['weekly Sunday 6', '2026-11-23 06', -1, '2026-11-22 06'],
  ['monthly 1 6', '2026-12-31 23', 1, '2027-01-01 06'],
  ['monthly 28 6', '2026-02-28 06', 1, '2026-03-28 06'],
  ['monthly 28 6', '2026-03-28 06', -1, '2026-02-28 06'],
] as const)('%s seen from %s (%d) is %s', (typed, from, step, time) => {
  expect(planTime(parsePlan(typed), from, step)).toBe(time);
});
