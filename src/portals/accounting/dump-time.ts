import { monthOf, type Month } from '../../domain/periods';
import { copyOf } from './names';

/** Why a row is of no month. */
export type NoMonth = 'no first of a month' | 'before 2000';

/** The month that a time is the first moment of, or why it is that of none. */
export type TimeRead = { readonly month: Month } | { readonly noMonth: NoMonth };

const NOT_FIRST: TimeRead = { noMonth: 'no first of a month' };

/** `2026-07-01`, with or without a time of the day and an offset from UTC; a space may stand for the T. */
const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** The units that InfluxDB 1 counts in (s, ms, us, ns), told by how large the times since 2000 are in them. */
const UNITS = [
  { below: 1e11, perMillisecond: 1e-3 },
  { below: 1e14, perMillisecond: 1 },
  { below: 1e17, perMillisecond: 1e3 },
  { below: Infinity, perMillisecond: 1e6 },
];

/**
 * Reads the times of one file. A number's unit cannot be told from it alone: seconds that were once written as
 * nanoseconds look like seconds in a file of nanoseconds. The largest number tells the unit of them all.
 */
export class DumpTimes {
  readonly #known = new Map<string | number, TimeRead>();

  /**
   * @param onFinerUnit told when a number shows that all numbers so far were of a finer unit, and so were before 2000
   * @param unit of the numbers so far, where another reader of the file has seen it
   */
  constructor(
    private readonly onFinerUnit: () => void,
    public unit = 0,
  ) {}

  /** The month whose first moment (UTC) a cell of the column `time` is, or why it is none. */
  read(cell: unknown): TimeRead {
    const isText = typeof cell === 'string';
    if (!isText && typeof cell !== 'number') return NOT_FIRST;
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const isNumber = !isText || /^-?\d+$/.test(cell.trim());
    const month = isNumber ? this.#ofNumber(Number(cell)) : monthWritten(cell);
    // Every row of a month has the same few times; a file of nothing but odd ones must not be kept.
    if (this.#known.size < MOST_KEPT) this.#known.set(isText ? copyOf(cell) : cell, month);
    return month;
  }

  #ofNumber(value: number): TimeRead {
    const unit = UNITS.findIndex(({ below }) => Math.abs(value) < below);
    if (unit > this.unit) {
      this.unit = unit;
      this.#known.clear();
      this.onFinerUnit();
    }
    return monthAt(value / (UNITS[this.unit]?.perMillisecond ?? NaN));
  }
}

const MOST_KEPT = 5000;

function monthWritten(text: string): TimeRead {
  const match = WRITTEN.exec(text.trim());
  if (!match) return NOT_FIRST;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part || 0));
  const moment = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
  // A 31st of February would quietly become a day of March.
  if (new Date(moment).getUTCDate() !== day || Number(match[7] ?? 0) !== 0) return NOT_FIRST;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(match[8] ?? '') ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  return monthAt(moment - offset);
}

/** @param moment milliseconds since 1970; nanoseconds as numbers of JSON are right to a quarter of a microsecond */
function monthAt(moment: number): TimeRead {
  const date = new Date(Math.round(moment));
  const year = date.getUTCFullYear();
  if (Number.isNaN(year)) return NOT_FIRST;
  if (year < 2000) return { noMonth: 'before 2000' };
  const month = date.getUTCMonth();
  const isFirst = Math.abs(moment - Date.UTC(year, month)) < 0.001;
  return isFirst ? { month: monthOf(year, month + 1) } : NOT_FIRST;
}
