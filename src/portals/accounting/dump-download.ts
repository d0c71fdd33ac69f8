import { Failure } from '../../failure';
import { DumpBook, emptyBook, RowsNotByTime, type NewBook } from './dump-book';
import type { DumpHours } from './dump-hours';
import { ACCOUNTING_PORTAL } from './view-request';
import type { PortalClient } from '../client';
import { DumpCsv } from './dump-csv';
import { readDumpJson } from './dump-json';
import { CutOff, PortalFault, TooLarge, UnexpectedAnswer, WebPage } from '../failures';
import { isWebPage } from '../json';
import { NO_HEAD, type AnswerHead, type PortalRequest } from '../request';

/** Bytes of an answer that Google accepts. */
const LARGEST_ANSWER = 50 * 1024 * 1024;
/** Bytes that are asked for to find out how large the dump is. */
const PROBE = 1024;
/** Bytes of a piece of CSV: few requests, and little memory. */
const PIECE = 8 * 1024 * 1024;
/** Bytes of CSV that are begun with: 128 pieces, which at 2 s each are what an execution has time for. */
const LARGEST_DUMP = 1024 * 1024 * 1024;
/** Seconds for the whole dump or a piece of it, so that a portal that hangs costs a refresh less than 90. */
const DUMP_TIMEOUT_SECONDS = 60;
/** How often a CSV file is begun that changes while it is read. */
const ATTEMPTS = 3;

/** Google asks for compressed answers by itself, of which a server gives no parts. */
const IN_PARTS = { 'Accept-Encoding': 'identity' };

/** What the first bytes tell: the size of the dump, undefined where the portal does not say; or the dump itself. */
export type FirstBytes = { readonly size: number | undefined } | { readonly dump: DumpHours };

/** `GET /json`, its first bytes. A portal that knows no byte ranges sends all of it. */
export const firstBytesRequest = (
  baseUrl: string,
  newBook: NewBook = emptyBook,
): PortalRequest<FirstBytes> => ({
  portal: ACCOUNTING_PORTAL,
  url: `${baseUrl}/json`,
  headers: IN_PARTS,
  range: { first: 0, last: PROBE - 1 },
  timeoutSeconds: DUMP_TIMEOUT_SECONDS,
  parse: (body, head = NO_HEAD) => {
    if (isWebPage(body)) throw new WebPage(ACCOUNTING_PORTAL);
    return head.status === 206 ? { size: rangeOf(head)?.size } : { dump: readDumpJson(body, newBook) };
  },
});

/** `GET /json`: all that the portal has, several rows per VO and month. */
const jsonRequest = (baseUrl: string, newBook: NewBook): PortalRequest<DumpHours> => ({
  portal: ACCOUNTING_PORTAL,
  url: `${baseUrl}/json`,
  timeoutSeconds: DUMP_TIMEOUT_SECONDS,
  parse: (body) => readDumpJson(body, newBook),
});

/**
 * Downloads the dump: as JSON in one answer, or where that is too large or cut off, as CSV in pieces.
 *
 * @param leavesOutOsg whether hours of the Open Science Grid do not count
 * @throws Failure naming what is in the way
 */
export function downloadDump(client: PortalClient, baseUrl: string, leavesOutOsg = true): DumpHours {
  const newBook: NewBook = (keepsAll) => new DumpBook(leavesOutOsg, keepsAll);
  try {
    const first = client.fetch(firstBytesRequest(baseUrl, newBook));
    if ('dump' in first) return first.dump;
    if ((first.size ?? 0) > LARGEST_ANSWER) throw new TooLarge(ACCOUNTING_PORTAL);
    return client.fetch(jsonRequest(baseUrl, newBook));
  } catch (error) {
    if (error instanceof TooLarge || error instanceof CutOff)
      return downloadCsv(client, baseUrl, newBook, error);
    throw error;
  }
}

/** @param why the JSON cannot be used, for the message when the CSV cannot either */
function downloadCsv(client: PortalClient, baseUrl: string, newBook: NewBook, why: Failure): DumpHours {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const dump = readPiecesAnyOrder(client, baseUrl, newBook);
      if (dump !== 'changed') return dump;
    }
    throw new UnexpectedAnswer(ACCOUNTING_PORTAL, `the dump changed ${ATTEMPTS} times while it was read`);
  } catch (error) {
    if (error instanceof UnexpectedAnswer || error instanceof PortalFault)
      throw new Failure(`${why.message} In pieces, as CSV, it cannot be had either: ${error.message}`);
    throw error;
  }
}

/** A piece of the CSV file. */
interface Piece {
  readonly bytes: string;
  /** Size of the whole file in bytes. */
  readonly size: number;
  /** What all pieces of one file have alike. */
  readonly version: string;
}

/** Rows that do not come by time are read once more, and all kept until the end. */
function readPiecesAnyOrder(client: PortalClient, baseUrl: string, newBook: NewBook): DumpHours | 'changed' {
  try {
    return readPieces(client, baseUrl, newBook(false));
  } catch (error) {
    if (!(error instanceof RowsNotByTime)) throw error;
    return readPieces(client, baseUrl, newBook(true));
  }
}

const tooMuch = (size: number): string =>
  `it has ${Math.round(size / 1e6)} MB, which cannot be read in the time that a refresh has`;

/** All pieces, one after the other; those of another version of the file than the first one are of no use. */
function readPieces(client: PortalClient, baseUrl: string, book: DumpBook): DumpHours | 'changed' {
  const csv = new DumpCsv(book);
  let [read, size, version] = [0, 1, ''];
  while (read < size) {
    const piece = client.fetch(pieceRequest(baseUrl, read));
    if (piece.size > LARGEST_DUMP) throw new UnexpectedAnswer(ACCOUNTING_PORTAL, tooMuch(piece.size));
    if (version !== '' && version !== piece.version) return 'changed';
    ({ size, version } = piece);
    csv.read(piece.bytes);
    read += piece.bytes.length;
  }
  return csv.end();
}

const pieceRequest = (baseUrl: string, first: number): PortalRequest<Piece> => ({
  portal: ACCOUNTING_PORTAL,
  url: `${baseUrl}/csv`,
  // The server compares the header literally: in a list with others it would give JSON.
  headers: { ...IN_PARTS, Accept: 'text/csv' },
  range: { first, last: first + PIECE - 1 },
  isBytes: true,
  timeoutSeconds: DUMP_TIMEOUT_SECONDS,
  parse: (bytes, head = NO_HEAD) => {
    const range = rangeOf(head);
    if (head.status !== 206 || range?.size === undefined)
      throw new UnexpectedAnswer(ACCOUNTING_PORTAL, 'the portal does not give parts of a file (byte ranges)');
    if (range.first !== first || bytes.length === 0 || bytes.length !== range.last - first + 1)
      throw new CutOff(ACCOUNTING_PORTAL);
    return { bytes, size: range.size, version: `${head.header('etag')} ${range.size}` };
  },
});

/** The header Content-Range, `bytes 0-1023/45000000`; the size may be `*`. */
function rangeOf({
  header,
}: AnswerHead): { first: number; last: number; size: number | undefined } | undefined {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header('content-range').trim());
  if (!match) return undefined;
  const [first, last, size] = match.slice(1).map(Number) as [number, number, number];
  return { first, last, size: Number.isNaN(size) ? undefined : size };
}
