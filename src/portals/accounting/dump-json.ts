import * as v from 'valibot';
import { emptyBook, RowsNotByTime, type DumpBook, type NewBook } from './dump-book';
import type { DumpHours } from './dump-hours';
import { ACCOUNTING_PORTAL } from './view-request';
import { DumpRows, type CellFormat } from './dump-rows';
import { CutByServer, CutOff, UnexpectedAnswer, WebPage } from '../failures';
import { checkShape, isWebPage } from '../json';

/** `{"results":[{"series":[{"columns":[...],"values":[[...],...],"partial":true}]}]}`, without the rows. */
const series = v.looseObject(
  {
    columns: v.array(v.string('the name of a column is expected'), 'names of columns are expected'),
    values: v.array(v.unknown(), 'rows are expected'),
    partial: v.optional(v.boolean('true or false is expected')),
    /** What is the same in all rows. */
    tags: v.optional(v.record(v.string(), v.string())),
  },
  'columns and values are expected',
);
const envelope = v.looseObject(
  {
    error: v.optional(v.string()),
    results: v.optional(
      v.array(
        v.looseObject({
          /** Of which of several queries it is; chunks of one have the same. */
          statement_id: v.optional(v.number()),
          series: v.optional(v.array(series)),
          error: v.optional(v.string()),
          partial: v.optional(v.boolean()),
        }),
        'a list of results is expected',
      ),
    ),
  },
  'an object with "results" is expected',
);

/**
 * Reads the whole dump as JSON: one document, or one a line as InfluxDB 1 sends it in chunks. The rows are parsed some
 * thousand at a time: parsed all at once, they would take ten times the memory of the text.
 *
 * @param newBook gives an empty book, which keeps all rows until the end or not
 * @throws CutOff when the text ends too early
 * @throws CutByServer when it says that it is not all
 * @throws UnexpectedAnswer when it holds something else
 */
export function readDumpJson(body: string, newBook: NewBook = emptyBook): DumpHours {
  if (isWebPage(body)) throw new WebPage(ACCOUNTING_PORTAL);
  const { frames, values } = takeOutValues(body);
  const results = frames.flatMap((frame) => resultsOf(parsed(frame)));
  const all = results.flatMap((result) => result.series ?? []);
  if (all.length !== values.length)
    throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'its values are not in the places that are expected');
  const ends = results.filter((result, index) => {
    const next = results[index + 1];
    return !next || next.statement_id !== result.statement_id;
  });
  if (ends.some(({ partial }) => partial === true)) throw new CutByServer(ACCOUNTING_PORTAL);

  const read = (book: DumpBook): DumpBook => {
    const rows = new DumpRows(book, JSON_CELLS);
    all.forEach(({ columns, tags }, index) => {
      rows.setColumns(columns, Object.entries(tags ?? {}));
      for (const [start, end] of values[index] ?? []) {
        for (const row of parsedRows(body.slice(start, end))) rows.add(row);
        book.closeOld();
      }
    });
    return book;
  };
  const book = readAnyOrder(newBook, read);
  if (book.rows === 0) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'it holds no rows');
  const isPart = ends.some((result) => result.series?.[result.series.length - 1]?.partial === true);
  if (isPart && !book.isByTime) throw new CutByServer(ACCOUNTING_PORTAL);
  return book.end(isPart ? 'marked as part' : 'whole');
}

/** Reads once more, with all rows kept until the end, what does not come by time. */
function readAnyOrder(newBook: NewBook, read: (book: DumpBook) => DumpBook): DumpBook {
  try {
    return read(newBook(false));
  } catch (error) {
    if (!(error instanceof RowsNotByTime)) throw error;
    return read(newBook(true));
  }
}

function resultsOf(document: unknown): NonNullable<v.InferOutput<typeof envelope>['results']> {
  const { results, error } = checkShape(ACCOUNTING_PORTAL, envelope, document);
  const said = error ?? results?.find((result) => result.error !== undefined)?.error;
  if (said !== undefined) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `it says "${said}"`);
  if (!results) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'an object with "results" is expected');
  return results;
}

const JSON_CELLS: CellFormat = {
  toNumber: (cell) => (typeof cell === 'number' ? cell : undefined),
  toText: (cell) => cell,
};

/** Places in a text: of the first character, and after the last one. */
type Piece = readonly [start: number, end: number];

/** How deep the values lie: object, results, object, series, object, values. */
const DEPTH_OF_VALUES = 6;
/** Characters of rows that are parsed at once. */
const PIECE = 500_000;

/** Finds the values of every series, in pieces of whole rows; a frame is the text of a document without them. */
function takeOutValues(text: string): { frames: string[]; values: Piece[][] } {
  const values: Piece[][] = [];
  const frames: string[] = [];
  let frame: string[] = [];
  let [depth, framed] = [0, 0];
  let start: number | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === OPEN_LIST || character === OPEN_OBJECT) {
      depth++;
      if (depth !== DEPTH_OF_VALUES || !/"values"\s*:\s*$/.test(text.slice(Math.max(0, at - 50), at)))
        continue;
      start = at + 1;
      frame.push(text.slice(framed, start));
      values.push([]);
    } else if (character === CLOSE_LIST || character === CLOSE_OBJECT) {
      depth--;
      if (depth === 0) {
        frames.push([...frame, text.slice(framed, at + 1)].join(''));
        [frame, framed] = [[], at + 1];
      }
      const pieces = values[values.length - 1];
      if (start === undefined || !pieces) continue;
      if (depth < DEPTH_OF_VALUES) {
        pieces.push([start, at]);
        framed = at;
        start = undefined;
      } else if (depth === DEPTH_OF_VALUES && at - start > PIECE) {
        pieces.push([start, at + 1]);
        start = at + 1;
      }
    }
  }
  if (depth !== 0) throw new CutOff(ACCOUNTING_PORTAL);
  const rest = text.slice(framed);
  return { frames: frames.length > 0 && rest.trim() === '' ? frames : [...frames, rest], values };
}

const [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5b, 0x5d, 0x7b, 0x7d];

/** The place of the quote that ends the string which begins at a place. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
  throw new CutOff(ACCOUNTING_PORTAL);
}

/** A piece begins with the comma after the one before. */
function parsedRows(piece: string): unknown[][] {
  const rows = parsed(`[${piece.replace(/^\s*,/, '')}]`) as unknown[];
  if (rows.every((row) => Array.isArray(row))) return rows as unknown[][];
  throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'its values are not rows');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new CutOff(ACCOUNTING_PORTAL);
  }
}
