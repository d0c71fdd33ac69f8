import type { DumpHours } from './dump-hours';
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

/** Reads a dump as CSV piece by piece, so that never more than a piece of it is in memory. */
export class DumpCsv {
  readonly #csv = new CsvReader();
  readonly #rows = new DumpRows(CSV_CELLS);
  #hasColumns = false;

  /**
   * Takes the next piece, in which a character stands for a byte; it may begin and end anywhere.
   *
   * @throws UnexpectedAnswer naming what is wrong
   */
  read(piece: string): void {
    if (!this.#hasColumns && isWebPage(piece)) throw new WebPage(ACCOUNTING_PORTAL);
    this.#add(this.#csv.rows(piece));
  }

  /** The hours, after the last piece. */
  end(): DumpHours {
    this.#add(this.#csv.end());
    if (this.#rows.count === 0) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'it holds no rows');
    return this.#rows.hours;
  }

  #add(rows: Iterable<string[]>): void {
    for (const cells of rows) {
      if (this.#hasColumns) this.#rows.add(cells);
      // A file may begin with a mark that says that it is UTF-8.
      else this.#rows.setColumns(cells.map((name) => name.replace(/^\xef\xbb\xbf/, '')));
      this.#hasColumns = true;
    }
  }
}
