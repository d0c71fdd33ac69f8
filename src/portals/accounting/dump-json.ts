import * as v from 'valibot';
import type { DumpHours } from './dump-hours';
import { ACCOUNTING_PORTAL } from './view-request';
import { DumpRows, type CellFormat } from './dump-rows';
import { CutOff, UnexpectedAnswer, WebPage } from '../failures';
import { checkShape, isWebPage } from '../json';

/** `{"results":[{"series":[{"columns":[...],"values":[[...],...],"partial":true}]}]}`, without the rows. */
const series = v.looseObject(
  {
    columns: v.array(v.string('the name of a column is expected'), 'names of columns are expected'),
    values: v.array(v.unknown(), 'rows are expected'),
    partial: v.optional(v.boolean('true or false is expected')),
  },
  'columns and values are expected',
);
const envelope = v.looseObject(
  {
    results: v.array(
      v.looseObject({ series: v.optional(v.array(series)), error: v.optional(v.string()) }),
      'a list of results is expected',
    ),
  },
  'an object with "results" is expected',
);

/**
 * Reads the whole dump as JSON. The rows are parsed some thousand at a time: parsed all at once, they would take ten
 * times the memory of the text.
 *
 * @throws CutOff when it is not whole
 * @throws UnexpectedAnswer when it holds something else
 */
export function readDumpJson(body: string): DumpHours {
  if (isWebPage(body)) throw new WebPage(ACCOUNTING_PORTAL);
  const { frame, values } = takeOutValues(body);
  const { results } = checkShape(ACCOUNTING_PORTAL, envelope, parsed(frame));
  const error = results.find((result) => result.error !== undefined)?.error;
  if (error !== undefined) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `it says "${error}"`);
  const all = results.flatMap((result) => result.series ?? []);
  if (all.length !== values.length)
    throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'its values are not in the places that are expected');
  if (all[all.length - 1]?.partial === true) throw new CutOff(ACCOUNTING_PORTAL);

  const rows = new DumpRows(JSON_CELLS);
  all.forEach(({ columns }, index) => {
    rows.setColumns(columns);
    for (const [start, end] of values[index] ?? []) {
      for (const row of parsedRows(body.slice(start, end))) rows.add(row);
    }
  });
  if (rows.count === 0) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'it holds no rows');
  return rows.hours;
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

/** Finds the values of every series, in pieces of whole rows; the frame is the text without them. */
function takeOutValues(text: string): { frame: string; values: Piece[][] } {
  const values: Piece[][] = [];
  const frame: string[] = [];
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
  return { frame: [...frame, text.slice(framed)].join(''), values };
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
    return JSON.parse(text);
  } catch {
    throw new CutOff(ACCOUNTING_PORTAL);
  }
}
