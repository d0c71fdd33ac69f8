import type { Month } from '../../domain/periods';
import type { PortalClient } from '../client';
import type { DumpBook, MonthSums } from './dump-book';
import type { CsvMark, DumpCsv } from './dump-csv';
import type { Infrastructure, MonthHours } from './dump-hours';

/** How far a CSV file has been read: up to the first row of the newest month; plain JSON. */
interface Progress {
  readonly mark: CsvMark;
  readonly size: number;
  readonly version: string;
  /** The months before, whose sums are kept one by one. */
  readonly months: readonly Month[];
}

/** The sums of a month as JSON. */
type StoredSums = readonly (readonly [
  Infrastructure,
  Omit<MonthHours, 'hours'> & { readonly hours: readonly (readonly [vo: string, hours: number])[] },
])[];

/**
 * What is kept of a dump that takes more than one execution of a refresh: the sums of the months that were read whole. The
 * next execution goes on behind them.
 */
export class DumpMemory {
  readonly #stored = new Set<Month>();

  /** @param name what the sums are of */
  constructor(
    private readonly client: PortalClient,
    private readonly name: string,
  ) {}

  /** Whether the rows are known not to come by time, so that nothing is whole before the end. */
  get mustKeepAll(): boolean {
    return this.client.kept(`${this.name}: not by time`) === true;
  }

  noteNotByTime(): void {
    this.client.keep(new Map([[`${this.name}: not by time`, true]]));
  }

  /** Puts into an empty book what is kept, and says how far that is; undefined where nothing is kept, or not all of it. */
  restore(book: DumpBook): Progress | undefined {
    const progress = this.client.kept(this.name) as Progress | null | undefined;
    if (!progress) return undefined;
    const months = new Map<Month, MonthSums>();
    for (const month of progress.months) {
      const stored = this.client.kept(this.#nameOf(month, progress.version)) as StoredSums | undefined;
      if (!stored) return undefined;
      months.set(
        month,
        stored.map(([infrastructure, { hours, ...sums }]) => [
          infrastructure,
          { ...sums, hours: new Map(hours) },
        ]),
      );
    }
    book.restore(progress.mark, months);
    for (const month of progress.months) this.#stored.add(month);
    return progress;
  }

  /** Keeps how far a reader has come. */
  store({ book, mark }: DumpCsv, size: number, version: string): void {
    const months = [...book.closed];
    const fresh = months.filter((month) => !this.#stored.has(month));
    if (!mark || fresh.length === 0) return;
    const sums = fresh.map((month): [string, StoredSums] => [
      this.#nameOf(month, version),
      book.sumsOf(month).map(([infrastructure, one]) => [infrastructure, { ...one, hours: [...one.hours] }]),
    ]);
    const progress: Progress = { mark, size, version, months };
    this.client.keep(new Map<string, unknown>([...sums, [this.name, progress]]));
    for (const month of fresh) this.#stored.add(month);
  }

  /** Forgets a file that has changed. */
  forget(): void {
    this.#stored.clear();
    this.client.keep(new Map([[this.name, null]]));
  }

  #nameOf(month: Month, version: string): string {
    return `${this.name}, ${version}, ${month}`;
  }
}
