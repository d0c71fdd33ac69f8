import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../clock';
import { ServiceObject } from '../service-object';
import { signatureError } from './arguments';
import { Blob, bytesOf, signed } from './blob';
import { parseCsv } from './csv';
import { formatJavaDate } from './java-date';

type Data = string | number[];

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

/** Small helpers for scripts. Texts are taken as UTF-8. */
export class Utilities extends ServiceObject {
  static override readonly enumerations = {
    Charset: { US_ASCII: 'US_ASCII', UTF_8: 'UTF_8' },
    DigestAlgorithm: Object.fromEntries(Object.keys(algorithms).map((name) => [name, name])),
  };
  readonly #clock: Clock;
  readonly #uuid: () => string;

  constructor(clock: Clock, uuid: () => string) {
    super();
    this.#clock = clock;
    this.#uuid = uuid;
  }

  async sleep(milliseconds: number): Promise<void> {
    if (milliseconds > 300_000) throw new Error('Invalid argument: milliseconds');
    await this.#clock.sleep(milliseconds);
  }

  formatDate(date: unknown, timeZone: unknown, format: unknown): string {
    if (!(date instanceof Date) || typeof timeZone !== 'string' || typeof format !== 'string') {
      throw signatureError('Utilities.formatDate', [date, timeZone, format]);
    }
    return formatJavaDate(date, timeZone, format);
  }

  base64Encode(data: Data): string {
    return bytesOf(data).toString('base64');
  }

  base64EncodeWebSafe(data: Data): string {
    return this.base64Encode(data).replaceAll('+', '-').replaceAll('/', '_');
  }

  base64Decode(encoded: string): number[] {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw new Error('Could not decode string.');
    return signed(Buffer.from(encoded, 'base64'));
  }

  base64DecodeWebSafe(encoded: string): number[] {
    return this.base64Decode(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  }

  computeDigest(algorithm: string, data: Data): number[] {
    const name = algorithms[algorithm];
    if (name === undefined) throw new Error(`Invalid argument: ${algorithm}`);
    return signed(createHash(name).update(bytesOf(data)).digest());
  }

  computeHmacSha256Signature(data: Data, key: Data): number[] {
    return signed(createHmac('sha256', bytesOf(key)).update(bytesOf(data)).digest());
  }

  getUuid(): string {
    return this.#uuid();
  }

  parseCsv(csv: string, delimiter = ','): string[][] {
    return parseCsv(csv, delimiter);
  }

  newBlob(data: Data, contentType: string | null = null, name: string | null = null): Blob {
    return new Blob(bytesOf(data), contentType ?? (typeof data === 'string' ? 'text/plain' : null), name);
  }
}
