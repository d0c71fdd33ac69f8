import {
  comparedUpTo,
  isSumOf,
  NO_DISCIPLINE,
  sumsOf,
  underSeveral,
  vosOf,
} from '../../../src/statistics/by-discipline/figures';

const labels = (month: string): [string[], string[]] => {
  const { now, before } = comparedUpTo(month);
  return [now.map(({ label }) => label), before.map(({ label }) => label)];
};

test.each([
  ['2026-08', ['2026.01-03', '2026.04-06'], ['2025.01-03', '2025.04-06']],
  ['2026-04', ['2026.01-03'], ['2025.01-03']],
])(
  'in %s the quarters of the year that are over are compared with the same of the year before',
  (month, now, before) => {
    expect(labels(month)).toEqual([now, before]);
  },
);

test('at the beginning of a year the last one is compared as a whole', () => {
  const [now, before] = labels('2027-02');
  expect([now[0], now[3], before[0], before[3]]).toEqual([
    '2026.01-03',
    '2026.10-12',
    '2025.01-03',
    '2025.10-12',
  ]);
});

const figures = new Map([
  ['alice', 10],
  ['b.eu', 20],
  ['c.eu', 5],
]);
const disciplines = vosOf([
  { name: 'Humanities', vos: ['ALICE', 'alice', 'b.eu'] },
  { name: 'Other', vos: ['b.eu', 'unheard-of.eu'] },
]);

test('a VO counts once in a discipline, under each of several, and without one where none names it', () => {
  expect([...sumsOf(disciplines, figures)]).toEqual([
    ['Humanities', 30],
    ['Other', 20],
    [NO_DISCIPLINE, 5],
  ]);
  expect(underSeveral(disciplines, [figures])).toEqual(['b.eu']);
});

test('hours may miss their total by rounding, users may not', () => {
  expect([isSumOf(37, [10, 20, 5], true), isSumOf(38, [10, 20, 5], true)]).toEqual([true, false]);
  expect([isSumOf(35, [10, 20, 5], false), isSumOf(36, [10, 20, 5], false)]).toEqual([true, false]);
});
