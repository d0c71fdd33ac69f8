import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What UrlFetchApp asks for by itself, and unpacks. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The bytes that were packed on their way; those of an encoding that nobody asked for stay as they are. */
export function unpacked(stream: Readable, encoding: string | undefined): Readable {
  const decoder = DECODERS[encoding?.toLowerCase() ?? '']?.();
  // The reader of the stream gets the error as well.
  return decoder ? pipeline(stream, decoder, () => undefined) : stream;
}
