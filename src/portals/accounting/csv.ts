import { ACCOUNTING_PORTAL } from './view-request';
import { UnexpectedAnswer } from '../failures';
import { copyOf } from './names';

/** Characters after which a row that does not end is taken for a fault, such as a quote too many. */
const LONGEST_ROW = 100_000;

/** Reads comma-separated values (RFC 4180) that come in pieces, cut anywhere. */
export class CsvReader {
  /** What has come of the row that is not whole yet. */
  #rest = '';
  #hasEnded = false;
  /** Where the row that was given last begins, in characters since the beginning. */
  at = 0;
  /** Where the text begins that is being read. */
  #start = 0;

  /**
   * The rows that are whole after another piece; an empty line is a row of one empty cell.
   *
   * @throws UnexpectedAnswer when the text is not what CSV can be
   */
  *rows(piece: string): Generator<string[]> {
    const text = this.#rest + piece;
    let start = 0;
    for (let row = this.#row(text, start); row; row = this.#row(text, start)) {
      this.at = this.#start + start;
      start = row.next;
      yield row.cells;
    }
    this.#start += Math.min(start, text.length);
    this.#rest = copyOf(text.slice(start));
    if (this.#rest.length > LONGEST_ROW) throw refuse('a row does not end');
  }

  /** The last row, where no line break has ended it. */
  *end(): Generator<string[]> {
    this.#hasEnded = true;
    yield* this.rows('');
    if (this.#rest !== '') throw refuse('its last row is not whole');
  }

  /** The row that begins at a place, and where the next one does; undefined when it is not all there. */
  #row(text: string, start: number): { cells: string[]; next: number } | undefined {
    const cells: string[] = [];
    let at = start;
    if (at >= text.length) return undefined;
    for (;;) {
      const isQuoted = text[at] === '"';
      const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at);
      if (end >= text.length && !this.#hasEnded) return undefined;
      if (end === UNFINISHED) return undefined;
      cells.push(isQuoted ? text.slice(at + 1, end - 1).replace(/""/g, '"') : text.slice(at, end));
      const after = text[end] === '\r' ? end + 1 : end;
      if (text[after] === ',' && after === end) at = end + 1;
      else if (text[after] === '\n' || (after >= text.length && this.#hasEnded))
        return { cells, next: after + 1 };
      else if (after >= text.length) return undefined;
      else throw refuse('a quote stands where none can be');
    }
  }
}

const refuse = (what: string): UnexpectedAnswer => new UnexpectedAnswer(ACCOUNTING_PORTAL, what);

const UNFINISHED = Infinity;

/** The place after the cell that begins at a place without a quote. */
function endOfPlain(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === COMMA || character === LINE_FEED) return at;
    if (character === RETURN && text.charCodeAt(at + 1) === LINE_FEED) return at;
  }
  return text.length;
}

const [COMMA, LINE_FEED, RETURN] = [0x2c, 0x0a, 0x0d];

/** The place after the closing quote; a quote at the end of the text may be the first half of a double one. */
function endOfQuoted(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  return UNFINISHED;
}
