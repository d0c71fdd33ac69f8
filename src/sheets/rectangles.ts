import { runsOf } from '../domain/runs';

/** A block of cells, counted from 0. */
export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Covers cells with few rectangles, each of which costs a call.
 *
 * @param cells the cells that must be covered
 * @param mayCover whether another cell may lie inside a rectangle, because writing it again changes nothing
 */
export function coverWithRectangles(
  cells: readonly { readonly row: number; readonly column: number }[],
  mayCover: (row: number, column: number) => boolean,
): Rectangle[] {
  const rowsByColumn = new Map<number, Set<number>>();
  for (const { row, column } of cells) {
    rowsByColumn.set(column, (rowsByColumn.get(column) ?? new Set<number>()).add(row));
  }
  const finished: Rectangle[] = [];
  let open: Rectangle[] = [];
  for (const [column, rows] of [...rowsByColumn].sort(([a], [b]) => a - b)) {
    const grown = verticalRuns([...rows], (row) => mayCover(row, column)).map(({ row, height }) => {
      const left = open.find(
        (rectangle) => rectangle.column + rectangle.width === column && touches(rectangle, row, height),
      );
      const wide = left && joined(left, row, height);
      if (!left || !wide || !isCoverable(wide, rowsByColumn, mayCover))
        return { row, column, height, width: 1 };
      open = open.filter((rectangle) => rectangle !== left);
      return wide;
    });
    finished.push(...open);
    open = grown;
  }
  return [...finished, ...open];
}

/** Runs of rows, where a gap belongs to the run when all of it may be covered. */
function verticalRuns(
  rows: readonly number[],
  mayCover: (row: number) => boolean,
): { row: number; height: number }[] {
  const isNext = (before: number, row: number): boolean =>
    Array.from({ length: row - before - 1 }, (_, index) => before + 1 + index).every(mayCover);
  return runsOf(
    [...rows].sort((a, b) => a - b),
    isNext,
  ).map((run) => ({ row: run[0], height: (run[run.length - 1] ?? run[0]) - run[0] + 1 }));
}

const touches = (rectangle: Rectangle, row: number, height: number): boolean =>
  row <= rectangle.row + rectangle.height && rectangle.row <= row + height;

const joined = (left: Rectangle, row: number, height: number): Rectangle => {
  const top = Math.min(left.row, row);
  const bottom = Math.max(left.row + left.height, row + height);
  return { row: top, column: left.column, height: bottom - top, width: left.width + 1 };
};

function isCoverable(
  { row, column, height, width }: Rectangle,
  needed: ReadonlyMap<number, ReadonlySet<number>>,
  mayCover: (row: number, column: number) => boolean,
): boolean {
  for (let r = row; r < row + height; r++) {
    for (let c = column; c < column + width; c++) {
      if (!needed.get(c)?.has(r) && !mayCover(r, c)) return false;
    }
  }
  return true;
}
