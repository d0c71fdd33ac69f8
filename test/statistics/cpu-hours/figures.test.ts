import { cpuFigures } from '../../../src/statistics/cpu-hours/figures';

const figures = (total: number, ...vos: [name: string, hours: number][]): ReturnType<typeof cpuFigures> =>
  cpuFigures({ total, vos: vos.map(([name, hours]) => ({ name, hours })) });

test("the portal's Total is the figure, and VOs with hours and without come in its order", () => {
  expect(figures(8, ['vo.b', 5], ['ALICE', 0], ['a', 2], ['c', 0])).toEqual({
    cpuHours: 8,
    vos: [
      { name: 'vo.b', hours: 5 },
      { name: 'ALICE', hours: 0 },
      { name: 'a', hours: 2 },
      { name: 'c', hours: 0 },
    ],
    withAccounting: ['vo.b', 'a'],
    withoutAccounting: ['ALICE', 'c'],
    warnings: [],
  });
});

test('names that differ only in case are one VO, with a warning', () => {
  expect(figures(7, ['alice', 0], ['b', 5], ['ALICE', 2], ['Alice', 0])).toEqual({
    cpuHours: 7,
    vos: [
      { name: 'alice', hours: 2 },
      { name: 'b', hours: 5 },
    ],
    withAccounting: ['alice', 'b'],
    withoutAccounting: [],
    warnings: [
      '"alice" and "ALICE" differ only in case and are counted as one VO.',
      '"alice" and "Alice" differ only in case and are counted as one VO.',
    ],
  });
});

test('names that differ in what nobody sees are one VO, with a warning', () => {
  expect(figures(7, ['alice', 5], [' alice\u200b', 2]).warnings).toEqual([
    '"alice" and "alice" are taken for the same VO and are counted as one.',
  ]);
});

test('two spellings without hours are one VO without accounting', () => {
  expect(figures(0, ['a', 0], ['A', 0])).toMatchObject({ withAccounting: [], withoutAccounting: ['a'] });
});

test('a warning is one line', () => {
  expect(figures(0, ['a\nb', 0], ['A\nB', 0]).warnings).toEqual([
    '"a b" and "A B" differ only in case and are counted as one VO.',
  ]);
});
