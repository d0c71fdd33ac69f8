/** A whole number as it is read: `1,234,567`. */
export const inThousands = (value: number): string =>
  `${value < 0 ? '-' : ''}${String(Math.round(Math.abs(value))).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

/** The same with its sign: `+1,234`, `-5`, `0`. */
export const signed = (value: number): string => `${Math.round(value) > 0 ? '+' : ''}${inThousands(value)}`;

/** A change in per cent, signed, with one decimal: `+0.1 %`; nothing to compare with where the old figure was 0. */
export function changeInPercent(old: number, now: number): string {
  if (old === 0) return 'was 0';
  const change = ((now - old) / old) * 100;
  return `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`;
}

/** A share in whole per cent: `75 %`. */
export const share = (part: number): string => `${Math.round(part * 100)} %`;

/** `1 VO`, `2 VOs`, `no VOs`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count === 0 ? 'no' : inThousands(count)} ${count === 1 ? one : many}`;

/** `a, b and c`. */
export const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
