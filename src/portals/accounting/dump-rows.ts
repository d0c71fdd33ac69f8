import { ACCOUNTING_PORTAL } from './view-request';
import { UnexpectedAnswer } from '../failures';
import type { DumpBook } from './dump-book';
import { columnsOf, type ColumnName, type Columns } from './dump-columns';
import { INFRASTRUCTURES, type Infrastructure } from './dump-hours';
import { DumpTimes } from './dump-time';
import { Names } from './names';
import { isOsg } from './osg';

/** How the cells of a file are to be understood. */
export interface CellFormat {
  /** What a cell measures; undefined when it is no number. */
  readonly toNumber: (cell: unknown) => number | undefined;
  readonly toText: (cell: string) => string;
}

const INFRASTRUCTURE_OF = new Map<string, Infrastructure>(
  INFRASTRUCTURES.map((name) => [name.toLowerCase(), name]),
);

/** Reads the cells of a dump's rows into a book, however they come. */
export class DumpRows {
  readonly #times: DumpTimes;
  readonly #names: Names;
  /** Names of places and labels, of which some say that they are not known. */
  readonly #labels: Names;
  #columns: Columns | undefined;

  constructor(
    readonly book: DumpBook,
    private readonly format: CellFormat,
    unit?: number,
  ) {
    this.#times = new DumpTimes(() => {
      this.book.moveBefore2000();
    }, unit);
    this.#names = new Names(format.toText);
    this.#labels = new Names((cell) => {
      const text = format.toText(cell);
      return /^unknown$/i.test(text.trim()) ? '' : text;
    });
  }

  /** The unit of times that are numbers, for whoever goes on with the file. */
  get unit(): number {
    return this.#times.unit;
  }

  /**
   * Says what the rows that follow hold.
   *
   * @throws UnexpectedAnswer naming a column that is missing or there twice
   */
  setColumns(...table: Parameters<typeof columnsOf>): void {
    this.#columns = columnsOf(...table);
  }

  /**
   * Adds a row.
   *
   * @throws UnexpectedAnswer when it has not the cells of its table
   * @throws RowsNotByTime when its month has been closed
   */
  add(cells: readonly unknown[]): void {
    const columns = this.#columns;
    if (cells.length !== columns?.count)
      throw new UnexpectedAnswer(
        ACCOUNTING_PORTAL,
        `in row ${this.book.rows + 1} of the dump, it has ${cells.length} cells, but there are ` +
          `${columns?.count ?? 0} columns`,
      );
    const { book } = this;
    const label = (column: ColumnName): string => this.#text(cells, columns, column, this.#labels) ?? '';
    const named = this.#text(cells, columns, 'infrastructure', this.#names);
    const infrastructure = INFRASTRUCTURE_OF.get((named ?? '').toLowerCase());
    const hours = this.#number(cells, columns, 'hours');
    const time = cells[columns.places.time[0] ?? -1] ?? columns.tags.time;
    const read = this.#times.read(time);
    if ('noMonth' in read) {
      book.addStray(read.noMonth, infrastructure ?? '', hours ?? 0, JSON.stringify(time));
      return;
    }
    const { month } = read;
    if (infrastructure === undefined) {
      book.addStray('no infrastructure', '', hours ?? 0, named ?? '');
      return;
    }
    const vo = this.#text(cells, columns, 'vo', this.#names);
    if (vo === undefined || vo === '') {
      book.addStray('no VO', infrastructure, hours ?? 0, month);
      return;
    }
    book.add(month, {
      infrastructure,
      vo,
      site: label('site'),
      benchmark: label('benchmark'),
      ce: label('ce'),
      hours,
      cpuHours: this.#number(cells, columns, 'cpuHours'),
      count: this.#number(cells, columns, 'count'),
      isOsg: isOsg({ ngi: label('ngi'), federation: label('federation'), country: label('country') }),
    });
  }

  /** What stands in the filled ones of a thing's columns; undefined where they say different things. */
  #text(
    cells: readonly unknown[],
    { places, tags }: Columns,
    column: ColumnName,
    names: Names,
  ): string | undefined {
    let found = tags[column] ?? '';
    for (const place of places[column]) {
      const cell = cells[place];
      const text = typeof cell === 'string' ? names.kept(cell) : '';
      if (text === '' || text === found) continue;
      if (found !== '' && found.toLowerCase() !== text.toLowerCase()) return undefined;
      found = text;
    }
    return found;
  }

  #number(cells: readonly unknown[], { places }: Columns, column: ColumnName): number | undefined {
    for (const place of places[column]) {
      const number = this.format.toNumber(cells[place]);
      if (number !== undefined && Number.isFinite(number)) return number;
    }
    return undefined;
  }
}
