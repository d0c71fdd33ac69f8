import type { Month } from '../../domain/periods';
import { emptyBook, type BookMark, type DumpBook } from './dump-book';
import { isHeader, readTags } from './dump-columns';
import type { DumpHours } from './dump-hours';
import { copyOf } from './names';
import { ACCOUNTING_PORTAL } from './view-request';
import { CsvReader } from './csv';
import { DumpRows, type CellFormat } from './dump-rows';
import { UnexpectedAnswer, WebPage } from '../failures';
import { isWebPage } from '../json';

/** Numbers are plain text; other texts have a character a byte of UTF-8. */
const CSV_CELLS: CellFormat = {
  toNumber: (cell) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(cell)) ? Number(cell) : undefined),
  toText: fromUtf8,
};

function fromUtf8(bytes: string): string {
  const escaped = bytes.replace(/[%\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    return bytes; // It is not UTF-8, so the bytes mean what they mean in ISO-8859-1.
  }
}

/** Where reading can go on with the first row of the newest month; plain JSON. */
export interface CsvMark extends BookMark {
  /** Of the row, in bytes from the beginning of the file. */
  readonly at: number;
  readonly header: readonly string[];
  /** The unit of times that are numbers. */
  readonly unit: number;
}

/** Reads a dump as CSV piece by piece, so that never more than a piece of it is in memory. */
export class DumpCsv {
  readonly #csv = new CsvReader();
  readonly #rows: DumpRows;
  /** Where this reader has begun. */
  readonly #from: number;
  #header: readonly string[] | undefined;
  #newest: { readonly month: Month; readonly at: number } = { month: '', at: 0 };
  /** Of the rows at hand; undefined before the first of them. */
  #tags: string | undefined;
  /** Behind an empty line another table may begin, with a header of its own. */
  #mayBeHeader = true;
  #saysError = false;

  /**
   * @param book empty, or what it held at the mark
   * @param mark where an earlier reader has left off
   */
  constructor(
    readonly book: DumpBook = emptyBook(false),
    mark?: CsvMark,
  ) {
    this.#rows = new DumpRows(book, CSV_CELLS, mark?.unit);
    this.#from = mark?.at ?? 0;
    if (!mark) return;
    this.#mayBeHeader = false;
    this.#setHeader(mark.header);
  }

  /** Where another reader can go on; undefined before the second month, and where rows do not come by time. */
  get mark(): CsvMark | undefined {
    const { book } = this;
    if (!this.#header || !book.isByTime || book.closed.size === 0 || book.newest === '') return undefined;
    return { ...book.mark, at: this.#newest.at, header: this.#header, unit: this.#rows.unit };
  }

  /**
   * Takes the next piece, in which a character stands for a byte; it may begin and end anywhere.
   *
   * @throws UnexpectedAnswer naming what is wrong
   * @throws RowsNotByTime when the rows do not come by time
   */
  read(piece: string): void {
    if (!this.#header && isWebPage(piece)) throw new WebPage(ACCOUNTING_PORTAL);
    for (const cells of this.#csv.rows(piece)) this.#add(cells);
    this.book.closeOld();
  }

  /** The hours, after the last piece. */
  end(): DumpHours {
    for (const cells of this.#csv.end()) this.#add(cells);
    if (this.book.rows === 0) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'it holds no rows');
    return this.book.end('unknown');
  }

  #add(cells: string[]): void {
    if (cells.length === 1 && cells[0] === '') {
      this.#mayBeHeader = true;
      return;
    }
    if (this.#saysError)
      throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `it says "${fromUtf8(cells[0] ?? '')}"`);
    if (this.#mayBeHeader && (!this.#header || isHeader(cells) || isErrorHeader(cells))) this.#begin(cells);
    else {
      this.#setTags(cells);
      this.#rows.add(cells);
      const { newest: month } = this.book;
      if (month !== this.#newest.month) this.#newest = { month, at: this.#from + this.#csv.at };
    }
    this.#mayBeHeader = false;
  }

  #begin(cells: readonly string[]): void {
    // A file may begin with a mark that says that it is UTF-8.
    const header = cells.map((name) => name.replace(/^\xef\xbb\xbf/, ''));
    this.#saysError = isErrorHeader(header);
    if (this.#saysError) return;
    this.#setHeader(header);
  }

  #setHeader(header: readonly string[]): void {
    this.#header = header.map(copyOf);
    this.#tags = undefined;
    // Where rows are grouped, what they are grouped by stands in one of their cells: the first row says what it is.
    if (!header.includes('tags')) this.#rows.setColumns(header);
  }

  /** Takes what stands in the cell "tags", which changes from group to group. */
  #setTags(cells: readonly string[]): void {
    const place = this.#header?.indexOf('tags') ?? -1;
    if (place < 0) return;
    const tags = cells[place] ?? '';
    if (tags === this.#tags) return;
    this.#tags = copyOf(tags);
    this.#rows.setColumns(this.#header ?? [], readTags(fromUtf8(tags)));
  }
}

const isErrorHeader = (cells: readonly string[]): boolean => cells.length === 1 && cells[0] === 'error';
