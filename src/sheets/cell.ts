import { cellAddress } from './a1';
import { withoutMark } from './text';

/** A cell with a date format: whatever figure stands in it, spreadsheets give a date. */
export class DateCell {
  /**
   * @param figure the number behind the date: days since 30 December 1899, as in all spreadsheets; undefined for a date
   * beyond those that scripts can tell
   * @param text as it may be shown, `2026-11-23`
   */
  constructor(
    readonly figure: number | undefined,
    private readonly text: string,
  ) {}

  toString(): string {
    return this.text;
  }
}

const MILLISECONDS_A_DAY = 86_400_000;
/** Day 0 of spreadsheets, in milliseconds since 1970. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Year (figures reach far into the future), month, day, hour, minute, second. */
const LOCAL_TIME = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/;

/**
 * What stands in a cell that gives a date.
 *
 * @param local the date in the spreadsheet's time zone, `2026-11-23T22:15:03`
 */
export function dateCell(local: string): DateCell {
  const [year = NaN, month = 1, ...rest] = (LOCAL_TIME.exec(local) ?? []).slice(1).map(Number);
  const days = (Date.UTC(year, month - 1, ...rest) - DAY_ZERO) / MILLISECONDS_A_DAY;
  // Seconds tell no more decimals apart.
  const figure = Number.isNaN(days) ? undefined : Math.round(days * 1e4) / 1e4;
  return new DateCell(figure, local.split('T')[0] ?? local);
}

/** What a cell holds. */
export type Content =
  | { readonly kind: 'nothing' | 'error' }
  /** `figure` of a text: only where it can be read in one way, as in `1234.5` and `1,234,567`. */
  | { readonly kind: 'text' | 'date'; readonly figure: number | undefined }
  | { readonly kind: 'figure'; readonly figure: number };

/** The same with its A1 address, and with what is shown there. */
export type Held = Content & { readonly cell: string; readonly shown: string };

/** What spreadsheets show in place of a value: `#REF!`, `#N/A`, or that it is still being fetched. */
export const isError = (shown: string): boolean =>
  /^(#[A-Z0-9/]+[!?]?|Loading(\.\.\.|…))$/i.test(shown.trim());

function shownIn(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof DateCell) return value.toString();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What a value as read from a cell is; anything that is neither a number nor a date nor blank is a text. */
export function contentOf(value: unknown): Content {
  if (typeof value === 'number') return { kind: 'figure', figure: value };
  if (value instanceof DateCell) return { kind: 'date', figure: value.figure };
  const shown = shownIn(value);
  if (shown.trim() === '') return { kind: 'nothing' };
  return isError(shown) ? { kind: 'error' } : { kind: 'text', figure: figureIn(shown) };
}

/** The figure that a value stands for; undefined where there is none, or it may be read in two ways. */
export function figureOfCell(value: unknown): number | undefined {
  const content = contentOf(value);
  return 'figure' in content ? content.figure : undefined;
}

/** What a cell of a tab holds, rows and columns counted from 0. */
export function heldIn(values: readonly (readonly unknown[])[], row: number, column: number): Held {
  const value = values[row]?.[column];
  return { ...contentOf(value), cell: cellAddress(row, column), shown: shownIn(value) };
}

const PLAIN = /^[+-]?\d+(\.\d+)?$/;
/** In groups of three, of which at least two follow the first: one alone may be decimals. */
const GROUPED = /^[+-]?\d{1,3}(([,.' \u00a0\u2009\u202f])\d{3})(\2\d{3})+$/;

/** `1.234` is a thousand and more in other locales. */
const MAY_BE_THOUSANDS = /^[+-]?\d{1,3}\.\d{3}$/;

function figureIn(text: string): number | undefined {
  const line = withoutMark(text).trim();
  if (PLAIN.test(line) && !MAY_BE_THOUSANDS.test(line)) return Number(line);
  return GROUPED.test(line) ? Number(line.replace(/[^\d+-]/g, '')) : undefined;
}
