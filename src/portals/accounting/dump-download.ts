import { Failure } from '../../failure';
import { DumpBook, emptyBook, RowsNotByTime, type NewBook } from './dump-book';
import type { DumpHours } from './dump-hours';
import { ACCOUNTING_PORTAL } from './view-request';
import type { PortalClient } from '../client';
import { DumpCsv } from './dump-csv';
import { DumpMemory } from './dump-memory';
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
/** Seconds for the whole dump or a piece of it, so that a portal that hangs costs a refresh less than 90. */
const DUMP_TIMEOUT_SECONDS = 60;
/** Seconds that reading may take: over all executions of a refresh, and in one of them. */
const ALL_GOES = 2_400;
const ONE_GO = 200;
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
  const memory = new DumpMemory(client, `${baseUrl}/csv ${leavesOutOsg ? 'without' : 'with'} OSG`);
  try {
    const first = client.fetch(firstBytesRequest(baseUrl, newBook));
    if ('dump' in first) return first.dump;
    if ((first.size ?? 0) > LARGEST_ANSWER) throw new TooLarge(ACCOUNTING_PORTAL);
    return client.fetch(jsonRequest(baseUrl, newBook));
  } catch (error) {
    if (error instanceof TooLarge || error instanceof CutOff)
      return downloadCsv({ client, baseUrl, newBook, memory }, error);
    throw error;
  }
}

/** What a download works with. */
interface Download {
  readonly client: PortalClient;
  readonly baseUrl: string;
  readonly newBook: NewBook;
  readonly memory: DumpMemory;
}

/** @param why the JSON cannot be used, for the message when the CSV cannot either */
function downloadCsv(download: Download, why: Failure): DumpHours {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const dump = readPiecesAnyOrder(download);
      if (dump !== 'changed') return dump;
      download.memory.forget();
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

/** Rows that do not come by time are read once more, in one go, and all kept until the end. */
function readPiecesAnyOrder(download: Download): DumpHours | 'changed' {
  const { memory } = download;
  if (!memory.mustKeepAll) {
    try {
      return readPieces(download, false);
    } catch (error) {
      if (!(error instanceof RowsNotByTime)) throw error;
      memory.noteNotByTime();
    }
  }
  return readPieces(download, true);
}

/** All pieces, one after the other; those of another version of the file than the first one are of no use. */
function readPieces(download: Download, keepsAll: boolean): DumpHours | 'changed' {
  const { newBook, memory } = download;
  const book = newBook(keepsAll);
  const known = keepsAll ? undefined : memory.restore(book);
  const csv = new DumpCsv(book, known?.mark);
  const start = known?.mark.at ?? 0;
  let [read, size, version] = [start, Math.max(start + 1, known?.size ?? 0), known?.version ?? ''];
  while (read < size) {
    const began = Date.now();
    const piece = readPiece(download, csv, read, version);
    if (piece === 'changed') return 'changed';
    if (read === start) refuseTooLarge(piece, (Date.now() - began) / 1000, piece.size - read, keepsAll);
    ({ size, version } = piece);
    read += piece.length;
    if (!keepsAll) memory.store(csv, size, version);
  }
  return csv.end();
}

/** What is known of a piece whose rows have been read. */
type ReadPiece = Pick<Piece, 'size' | 'version'> & { readonly length: number };

/** Nothing of the text of a piece is held when this is over. */
function readPiece(
  { client, baseUrl }: Download,
  csv: DumpCsv,
  first: number,
  version: string,
): ReadPiece | 'changed' {
  const { bytes, ...piece } = client.fetch(pieceRequest(baseUrl, first));
  if (version !== '' && version !== piece.version) return 'changed';
  csv.read(bytes);
  return { ...piece, length: bytes.length };
}

/** @param bytes that are to be read */
function refuseTooLarge(
  { size, length }: ReadPiece,
  seconds: number,
  bytes: number,
  keepsAll: boolean,
): void {
  const needed = (seconds * bytes) / length;
  if (needed <= (keepsAll ? ONE_GO : ALL_GOES)) return;
  const time =
    needed > 2 * 3600 ? `${Math.round(needed / 3600)} hours` : `${Math.round(needed / 60)} minutes`;
  throw new UnexpectedAnswer(
    ACCOUNTING_PORTAL,
    `it has ${Math.ceil(size / 1e6).toLocaleString('en-US')} MB, which take about ${time} to read` +
      (keepsAll ? ', and must be read in one go, because its rows do not come by time' : '') +
      ': longer than a refresh has',
  );
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
