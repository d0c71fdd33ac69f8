import type { Block } from './plan';
import type { Rectangle } from './rectangles';
import type { Table } from './table';

/** Contents of a rectangle as they should be, or that this cannot be told. */
export type Righted = (number | string)[][] | 'unclear';

/**
 * What a rectangle should hold that was written while somebody inserted, deleted or sorted rows or columns: what belongs
 * beside the labels that stand there now. Rows and columns that were not there before were blank.
 *
 * @param after the table as it should have become
 * @param now the table as it is
 */
export function rightedBlock(after: Table, now: Table, { row, column, height, width }: Block): Righted {
  const [rows, columns] = [placesIn(labelsOf(after)), placesIn(headersOf(after))];
  const [labels, headers] = [labelsOf(now), headersOf(now)];
  const right: (number | string)[][] = [];
  for (let r = row; r < row + height; r++) {
    const cells: (number | string)[] = [];
    for (let c = column; c < column + width; c++) {
      const [from, at] = [rows.get(labels[r] ?? ''), columns.get(headers[c] ?? '')];
      const content = from === undefined || at === undefined ? '' : contentOf(after, from, at);
      if (content === undefined) return 'unclear';
      cells.push(content);
    }
    right.push(cells);
  }
  return right;
}

/** Whether a rectangle holds labels of rows or headers. */
export function hasLabels({ headerRow, columns, layout }: Table, place: Rectangle): boolean {
  const { row, column, height, width } = place;
  const keyColumn = columns.get(layout.keyColumn.id) ?? 0;
  const holdsKeys = column <= keyColumn && keyColumn < column + width;
  return holdsKeys || (row <= headerRow && headerRow < row + height);
}

/** Whether labels or headers may have been written over: some are missing, and the rectangles held some. */
export const mayLackLabels = (after: Table, now: Table, blocks: readonly Block[]): boolean =>
  blocks.some((block) => hasLabels(after, block)) &&
  !(isWithin(labelsOf(after), labelsOf(now)) && isWithin(headersOf(after), headersOf(now)));

export const labelsOf = ({ values, columns, layout }: Table): string[] =>
  values.map((row) => textOf(row[columns.get(layout.keyColumn.id) ?? 0]));

export const headersOf = ({ values, headerRow }: Table): string[] => (values[headerRow] ?? []).map(textOf);

const textOf = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';

/** Where each label stands; what is blank, or stands twice, tells no place. */
function placesIn(labels: readonly string[]): Map<string, number> {
  const once = labels.filter((label) => label !== '' && labels.indexOf(label) === labels.lastIndexOf(label));
  return new Map(once.map((label) => [label, labels.indexOf(label)]));
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  const left = [...all];
  return some.every((label) => {
    const at = label === '' ? 0 : left.indexOf(label);
    if (label !== '' && at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function contentOf({ values, formulas }: Table, row: number, column: number): number | string | undefined {
  const formula = formulas[row]?.[column] ?? '';
  const value = values[row]?.[column] ?? '';
  if (formula !== '') return formula;
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}
