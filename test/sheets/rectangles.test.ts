import fc from 'fast-check';
import { coverWithRectangles } from '../../src/sheets/rectangles';

type At = [row: number, column: number];
const cover = (cells: readonly At[], mayCover: readonly At[] = []): ReturnType<typeof coverWithRectangles> =>
  coverWithRectangles(
    cells.map(([row, column]) => ({ row, column })),
    (row, column) => mayCover.some(([r, c]) => r === row && c === column),
  );
const block = (row: number, column: number, height: number, width: number): At[] =>
  Array.from({ length: height * width }, (_, index) => [
    row + Math.floor(index / width),
    column + (index % width),
  ]);

test.each<[string, At[], At[], number]>([
  ['nothing', [], [], 0],
  ['one cell', [[3, 4]], [], 1],
  ['a full block', block(2, 1, 309, 29), [], 1],
  ['a block in any order', block(2, 1, 5, 4).reverse(), [], 1],
  ['one column', block(2, 1, 50, 1), [], 1],
  ['one row', block(2, 1, 1, 50), [], 1],
  [
    'a gap that may be covered',
    [
      [1, 1],
      [5, 1],
    ],
    block(1, 1, 5, 1),
    1,
  ],
  [
    'a gap that may not be covered',
    [
      [1, 1],
      [5, 1],
    ],
    [],
    2,
  ],
  [
    'a gap of which one cell may not be covered',
    [
      [1, 1],
      [4, 1],
    ],
    [[2, 1]],
    2,
  ],
  [
    'two columns with gaps',
    [
      [1, 1],
      [9, 1],
      [3, 2],
      [7, 2],
    ],
    block(1, 1, 9, 2),
    1,
  ],
  ['a row through which nothing goes', [...block(1, 1, 3, 4), ...block(5, 1, 3, 4)], [], 2],
  ['a column through which nothing goes', [...block(1, 1, 3, 2), ...block(1, 4, 3, 2)], block(1, 1, 9, 2), 2],
])('%s', (_, cells, mayCover, count) => {
  expect(cover(cells, mayCover)).toHaveLength(count);
});

test('every needed cell is covered once, and nothing else but what may be', () => {
  const grid = fc.array(fc.constantFrom('need', 'may', 'never'), { minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(grid, (kinds) => {
      const of = (kind: string): At[] =>
        kinds.flatMap((one, index): At[] => (one === kind ? [[Math.floor(index / 8), index % 8]] : []));
      const covered = cover(of('need'), of('may')).flatMap(({ row, column, height, width }) =>
        block(row, column, height, width).map(String),
      );
      const cells = new Set(covered);
      const isCovered = (at: At): boolean => cells.has(String(at));
      expect([cells.size, of('need').every(isCovered), of('never').some(isCovered)]).toEqual([
        covered.length,
        true,
        false,
      ]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});
