import type { Month } from '../../domain/periods';
import {
  INFRASTRUCTURES,
  type DumpEnd,
  type DumpHours,
  type Infrastructure,
  type MonthHours,
  type Stray,
  type StrayRows,
} from './dump-hours';
import { DumpMonth, type DumpRow } from './dump-month';

/** A row came of a month that had been closed: the rows do not come by time. No Failure: the reader begins again. */
export class RowsNotByTime extends Error {}

/** What a book held when the first row of its newest month came; plain JSON, but for the months, which are given apart. */
export interface BookMark {
  readonly rows: number;
  readonly strays: readonly StrayRows[];
}

/** The sums of one month. */
export type MonthSums = readonly (readonly [Infrastructure, MonthHours])[];

/** Collects the rows of a dump. Rows are told apart while their month is open; of a closed one only sums are kept. */
export class DumpBook {
  /** Rows so far. */
  rows = 0;
  /** Whether no row was of an earlier month than the one before it. */
  isByTime = true;
  readonly #months = new Map<Infrastructure, Map<Month, MonthHours>>(
    INFRASTRUCTURES.map((infrastructure) => [infrastructure, new Map<Month, MonthHours>()]),
  );
  readonly #open = new Map<Month, DumpMonth>();
  readonly #closed = new Set<Month>();
  readonly #strays = new Map<string, StrayRows>();
  /** The newest month so far; '' before the first row. */
  newest: Month = '';
  /** What it held before that month. */
  mark: BookMark = { rows: 0, strays: [] };

  /**
   * @param leavesOutOsg whether hours of the Open Science Grid do not count
   * @param keepsAll whether all rows are kept until the end, because they do not come by time
   */
  constructor(
    private readonly leavesOutOsg: boolean,
    private readonly keepsAll = false,
  ) {}

  add(month: Month, row: DumpRow): void {
    this.rows++;
    let open = this.#open.get(month);
    if (!open) {
      if (this.#closed.has(month)) throw new RowsNotByTime();
      open = new DumpMonth(this.leavesOutOsg);
      this.#open.set(month, open);
    }
    if (month < this.newest) this.isByTime = false;
    else if (month > this.newest) {
      this.newest = month;
      this.mark = { rows: this.rows - 1, strays: [...this.#strays.values()].map((one) => ({ ...one })) };
    }
    open.add(row);
  }

  /** Goes on from what another book held before its newest month. */
  restore({ rows, strays }: BookMark, months: ReadonlyMap<Month, MonthSums>): void {
    this.rows = rows;
    for (const one of strays) this.#strays.set(`${one.kind} ${one.infrastructure}`, { ...one });
    for (const [month, sums] of months) this.#keep(month, sums);
  }

  /** The months that are added up. */
  get closed(): ReadonlySet<Month> {
    return this.#closed;
  }

  sumsOf(month: Month): MonthSums {
    return INFRASTRUCTURES.flatMap((infrastructure) => {
      const hours = this.#months.get(infrastructure)?.get(month);
      return hours ? [[infrastructure, hours] as const] : [];
    });
  }

  /** A row that counts for nobody; told by what of it is odd, with an example. */
  addStray(kind: Stray, infrastructure: Infrastructure | '', hours: number, example: string): void {
    this.rows++;
    this.#stray(kind, infrastructure, 1, hours, example);
  }

  /** All rows so far turn out to be of long ago: see DumpTimes. */
  moveBefore2000(): void {
    const { months } = this.end('whole');
    for (const [infrastructure, of] of months) {
      for (const [month, { rows, hours }] of of) {
        const sum = [...hours.values()].reduce((all, one) => all + one, 0);
        this.#stray('before 2000', infrastructure, rows, sum, month);
      }
    }
    for (const one of this.#months.values()) one.clear();
    this.#closed.clear();
    this.newest = '';
  }

  /** Adds up the months before the newest one: no more rows of them come where rows come by time. */
  closeOld(): void {
    if (this.keepsAll || !this.isByTime) return;
    for (const month of [...this.#open.keys()]) if (month < this.newest) this.#close(month);
  }

  /** All that has come. */
  end(end: DumpEnd): DumpHours {
    for (const month of [...this.#open.keys()]) this.#close(month);
    return { months: this.#months, strays: [...this.#strays.values()], rows: this.rows, end };
  }

  #close(month: Month): void {
    this.#keep(month, [...(this.#open.get(month)?.close() ?? [])]);
    this.#open.delete(month);
  }

  #keep(month: Month, sums: MonthSums): void {
    for (const [infrastructure, hours] of sums) this.#months.get(infrastructure)?.set(month, hours);
    this.#closed.add(month);
  }

  #stray(
    kind: Stray,
    infrastructure: Infrastructure | '',
    rows: number,
    hours: number,
    example: string,
  ): void {
    const key = `${kind} ${infrastructure}`;
    const known = this.#strays.get(key);
    if (known) {
      known.rows += rows;
      known.hours += hours;
    } else this.#strays.set(key, { kind, infrastructure, rows, hours, example });
  }
}

/** Gives an empty book, which keeps all rows until the end or not. */
export type NewBook = (keepsAll: boolean) => DumpBook;

/** One that leaves out the Open Science Grid, as the settings do unless somebody has changed them. */
export const emptyBook: NewBook = (keepsAll) => new DumpBook(true, keepsAll);
