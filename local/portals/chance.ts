/**
 * A number from 0 up to, not including, 1 that looks random and depends on the keys alone: a month keeps its figures
 * whatever is generated before it. FNV-1a over the keys, finished by the mixer of MurmurHash3.
 */
export function chance(...keys: (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = keys.join('|');
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
