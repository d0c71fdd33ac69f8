import { periodOf } from '../../src/domain/periods';
import { hasLeapt } from '../../src/statistics/leaps';

const soFar = { period: periodOf('2026-10'), oldDay: '2026-11-20', today: '2026-11-21' };

it.each([
  ['twice as much on the next day', 33_761, 67_523, true],
  ['half of it on the next day', 67_523, 33_761, true],
  ['a little more', 33_761, 34_500, false],
  ['a little less', 33_761, 31_000, false],
  ['the first hours of all', 0, 500, false],
])('%s is worth a word, or not', (_, old, now, isOdd) => {
  expect(hasLeapt({ ...soFar, old, now })).toBe(isOdd);
});

it('twice as much in twice the time is no leap', () => {
  expect(hasLeapt({ ...soFar, oldDay: '2026-10-06', today: '2026-10-13', old: 100, now: 210 })).toBe(false);
});
