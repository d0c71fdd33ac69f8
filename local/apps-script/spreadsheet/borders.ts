import { checkEditable } from './editing';
import type { CellTable } from './cell-table';
import { colour } from './formats';

/** true draws a border, false takes it away, null leaves it. */
export type BorderSide = boolean | null;

/** Sides by the library's names; `v` and `h` are the lines between the cells. */
type Sides = Readonly<Record<'top' | 'left' | 'bottom' | 'right' | 'v' | 'h', BorderSide>>;

/** Google's styles and the library's. */
const STYLES = {
  SOLID: 'thin',
  SOLID_MEDIUM: 'medium',
  SOLID_THICK: 'thick',
  DASHED: 'dashed',
  DOTTED: 'dotted',
} as const;

/** Sets borders of a range. @throws for a style that is not emulated */
export function setBorders(
  { context, sheetId, zone }: CellTable,
  sides: Sides,
  color: string | null,
  style: string | null,
): void {
  checkEditable(context, sheetId, zone);
  const line = Object.entries(STYLES).find(([name]) => name === (style ?? 'SOLID'))?.[1];
  if (!line) throw new Error(`not emulated: the border style ${style ?? ''}`);
  const drawn = { color: colour(color) ?? '#000000', style: line };
  const changed = (Object.keys(sides) as (keyof Sides)[]).filter((side) => sides[side] !== null);
  context.workbook.run(
    changed.map((position) => ({
      type: 'SET_ZONE_BORDERS',
      sheetId,
      target: [zone],
      // Without a colour the library takes the border away.
      border: { position, ...(sides[position] === true ? drawn : { color: '' }) },
    })),
  );
}
