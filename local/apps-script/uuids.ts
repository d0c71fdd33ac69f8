import { createHash, randomUUID } from 'node:crypto';

/** Makes random ids or, from a seed, the same ids in the same order every time. */
export function uuids(seed: string | undefined): () => string {
  if (seed === undefined) return randomUUID;
  let count = 0;
  return () => {
    const digits = createHash('sha256').update(`${seed} ${count++}`).digest('hex');
    // Version 4, variant 1 (RFC 9562).
    const parts = [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `8${digits.slice(17, 20)}`,
    ];
    return [...parts, digits.slice(20, 32)].join('-');
  };
}
