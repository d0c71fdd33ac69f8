import { periodOf } from '../../../src/domain/periods';
import { usersOfPeriod } from '../../../src/statistics/users/figures';

const PERIOD = periodOf('2024-10');

test.each<[string, [string, number][], number | undefined]>([
  [
    'the last month',
    [
      ['2024-12', 7],
      ['2024-10', 5],
    ],
    7,
  ],
  [
    'the last month that has one',
    [
      ['2024-10', 5],
      ['2024-11', 6],
    ],
    6,
  ],
  [
    'whatever the order',
    [
      ['2024-10', 5],
      ['2024-12', 7],
      ['2024-11', 6],
    ],
    7,
  ],
  [
    'a real 0',
    [
      ['2024-11', 6],
      ['2024-12', 0],
    ],
    0,
  ],
  ['none when no month has one', [], undefined],
  [
    'none when other periods have one',
    [
      ['2024-09', 5],
      ['2025-01', 6],
      ['2023-11', 7],
    ],
    undefined,
  ],
])('the users of a period are those of %s', (_, users, expected) => {
  expect(usersOfPeriod(Object.fromEntries(users), PERIOD)).toBe(expected);
});
