/** Bytes as scripts see them: -128 to 127. */
export function signed(bytes: Uint8Array): number[] {
  return Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** The bytes of a text (as UTF-8) or of a list of numbers from a script. */
export function bytesOf(data: string | number[]): Buffer {
  return typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(Int8Array.from(data).buffer);
}

/** Text of bytes. @throws Error with Google's words for an unknown character set */
export function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  // To browsers, and so to TextDecoder, this is another name of windows-1252; to Google's Java it is a character a byte.
  if (/^iso-8859-1$/i.test(charset)) return bufferOf(bytes).toString('latin1');
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`Invalid argument: ${charset}`);
  }
}

/** The same bytes, not copied. */
export const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
