import type { ExecutionContext } from '../service-object';
import { numberFormatCommand, type Position } from '../workbook/cells';
import type { CellStyle } from '../workbook/google-formats';
import type { Workbook } from '../workbook/workbook';
import type { CellTable } from './cell-table';
import { checkEditable } from './editing';
import { positionsIn } from './grid';

/** What a setter makes of a cell's style; null sets the default. */
export type StyleChange<T> = (style: CellStyle, value: T) => CellStyle;

type Entries<T> = readonly (readonly [Position, T])[];

const styleOf = ({ model }: Workbook, position: Position): CellStyle => model.getters.getCellStyle(position);

export function changeStyles<T>(
  { workbook }: ExecutionContext,
  entries: Entries<T>,
  change: StyleChange<T>,
): void {
  // Most cells have the same style before and get the same one.
  const styles = new Map<T, Map<CellStyle | undefined, CellStyle>>();
  const changed = (before: CellStyle | undefined, value: T): CellStyle => {
    const ofValue = styles.get(value) ?? new Map<CellStyle | undefined, CellStyle>();
    styles.set(value, ofValue);
    const style = ofValue.get(before) ?? change(before ?? {}, value);
    ofValue.set(before, style);
    return style;
  };
  workbook.run(
    entries.map(([position, value]) => ({
      type: 'UPDATE_CELL',
      ...position,
      style: changed(workbook.model.getters.getCell(position)?.style, value),
    })),
  );
}

export function setNumberFormats({ workbook }: ExecutionContext, entries: Entries<string>): void {
  workbook.run(entries.map(([position, pattern]) => numberFormatCommand(workbook, position, pattern)));
}

/** Sets the styles and number formats of cells to those of others, as often as they fit. */
export function copyFormats(from: CellTable, to: CellTable): void {
  checkEditable(to.context, to.sheetId, to.zone);
  const { workbook } = to.context;
  const [rows, width] = [from.rows, from.rows[0]?.length ?? 1];
  const [top, left] = [to.zone.top, to.zone.left];
  const bottom = top + Math.max(1, Math.floor(to.rows.length / rows.length)) * rows.length - 1;
  const right = left + Math.max(1, Math.floor((to.rows[0]?.length ?? 1) / width)) * width - 1;
  workbook.run(
    positionsIn(to.sheetId, { top, left, bottom, right }).flatMap((row, y) =>
      row.map((position, x) => {
        const model = rows[y % rows.length]?.[x % width];
        const cell = model && workbook.model.getters.getCell(model);
        return {
          type: 'UPDATE_CELL' as const,
          ...position,
          style: cell?.style ?? null,
          format: cell?.format ?? '',
        };
      }),
    ),
  );
}

/** The style with one member set, or without it. */
function withMember<K extends keyof CellStyle>(style: CellStyle, member: K, value: CellStyle[K]): CellStyle {
  const others = Object.entries(style).filter(([name]) => name !== member);
  return Object.fromEntries(value === undefined ? others : [...others, [member, value]]);
}

/** A colour as the library wants it; undefined for null. @throws for a colour in words */
export function colour(value: string | null): string | undefined {
  if (value === null) return undefined;
  if (!/^#[0-9a-f]{6}$/iu.test(value))
    throw new Error(`not emulated: color "${value}" (write it as #rrggbb)`);
  return value.toLowerCase();
}

/** @throws Google's error when the script hands over another word */
function oneOf<T extends string>(words: readonly T[], value: string | null): T | undefined {
  if (value === null || value === 'normal') return undefined;
  const word = words.find((each) => each === value);
  if (word === undefined) throw new Error(`Invalid argument: ${value}`);
  return word;
}

export const background = (workbook: Workbook, position: Position): string =>
  styleOf(workbook, position).fillColor?.toLowerCase() ?? '#ffffff';
export const withBackground: StyleChange<string | null> = (style, value) =>
  withMember(style, 'fillColor', colour(value));

export const fontColor = (workbook: Workbook, position: Position): string =>
  styleOf(workbook, position).textColor?.toLowerCase() ?? '#000000';
export const withFontColor: StyleChange<string | null> = (style, value) =>
  withMember(style, 'textColor', colour(value));

export const fontWeight = (workbook: Workbook, position: Position): string =>
  styleOf(workbook, position).bold ? 'bold' : 'normal';
export const withFontWeight: StyleChange<string | null> = (style, value) =>
  withMember(style, 'bold', oneOf(['bold'], value) && true);

/** The size in points that nobody has changed. */
const USUAL_FONT_SIZE = 10;
export const fontSize = (workbook: Workbook, position: Position): number =>
  styleOf(workbook, position).fontSize ?? USUAL_FONT_SIZE;
export const withFontSize: StyleChange<number> = (style, value) => {
  if (!Number.isInteger(value) || value < 1) throw new Error(`Invalid argument: ${value}`);
  return withMember(style, 'fontSize', value);
};

export const horizontalAlignment = (workbook: Workbook, position: Position): string =>
  styleOf(workbook, position).align ?? 'general';
export const withHorizontalAlignment: StyleChange<string | null> = (style, value) =>
  withMember(style, 'align', oneOf(['left', 'center', 'right'], value));

export const verticalAlignment = (workbook: Workbook, position: Position): string =>
  styleOf(workbook, position).verticalAlign ?? 'bottom';
export const withVerticalAlignment: StyleChange<string | null> = (style, value) =>
  withMember(style, 'verticalAlign', oneOf(['top', 'middle', 'bottom'], value));

const STRATEGIES = ['overflow', 'wrap', 'clip'] as const;
export const wrapStrategy = (workbook: Workbook, position: Position): string =>
  (styleOf(workbook, position).wrapping ?? 'overflow').toUpperCase();
export const withWrapStrategy: StyleChange<string> = (style, value) =>
  withMember(style, 'wrapping', oneOf(STRATEGIES, value.toLowerCase()));
