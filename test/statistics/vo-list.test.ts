import { isVoListDoubtful } from '../../src/statistics/vo-list';

test.each([
  [0, 0, true],
  [0, 309, true],
  [1, 0, false],
  [309, 309, false],
  [248, 309, false],
  [247, 309, true],
  [80, 100, false],
  [79, 100, true],
  [400, 309, false],
])('a list of %i VOs after one of %i is doubtful: %j', (length, before, expected) => {
  expect(isVoListDoubtful(length, before)).toBe(expected);
});
