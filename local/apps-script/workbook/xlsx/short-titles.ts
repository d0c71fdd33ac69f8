import { titleInModel } from '../titles';

/** Characters of a tab's title in .xlsx files. */
const LONGEST = 31;
const CUT = '… ';

/**
 * A title for an .xlsx file for each that is too long: its last words, which say which of several tabs it is.
 *
 * @returns the short titles, by the long ones
 */
export function shortTitles(titles: readonly string[]): Map<string, string> {
  const taken = new Set(titles.map((title) => title.toLowerCase()));
  const short = new Map<string, string>();
  for (const title of titles.filter(({ length }) => length > LONGEST)) {
    let candidate = shortened(title, LONGEST);
    for (let number = 2; taken.has(candidate.toLowerCase()); number++) {
      const ending = ` (${number})`;
      candidate = shortened(title, LONGEST - ending.length) + ending;
    }
    taken.add(candidate.toLowerCase());
    short.set(title, candidate);
  }
  return short;
}

/** Whether a short title may stand for a long one: nobody has given the tab another one since. */
export const isCutFrom = (short: string, title: string): boolean =>
  short.startsWith(CUT) && titleInModel(title).endsWith(short.slice(CUT.length).replace(/ \(\d+\)$/u, ''));

function shortened(title: string, length: number): string {
  const words = title.split(' ');
  while (words.length > 1 && CUT.length + words.join(' ').length > length) words.shift();
  return (
    CUT +
    words
      .join(' ')
      .slice(CUT.length - length)
      .trim()
  );
}
