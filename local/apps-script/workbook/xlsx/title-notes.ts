import type { Note } from '../notes';

/** Begins the last lines of a note in A1, which tell the title of a tab that the format has no room for. */
const START = 'This tab is called';
const LINE = new RegExp(
  `(?:^|\\s+)${START} "(.*)"\\. Its title is cut here because \\.xlsx files allow 31 characters\\.\\s*$`,
  'u',
);

/** The notes of a tab with one that tells its whole title: other programs keep notes, and not what else says it. */
export function withTitleNote(notes: readonly Note[], title: string): Note[] {
  const line = `${START} "${title}". Its title is cut here because .xlsx files allow 31 characters.`;
  const own = notes.find(({ row, col }) => row === 0 && col === 0);
  const text = own ? `${own.text}\n\n${line}` : line;
  return [{ row: 0, col: 0, text }, ...notes.filter((note) => note !== own)];
}

/** Takes that note away again. @returns the title that it tells */
export function withoutTitleNote(notes: readonly Note[]): {
  readonly notes: Note[];
  readonly title?: string;
} {
  const own = notes.find(({ text }) => LINE.test(text));
  const title = LINE.exec(own?.text ?? '')?.[1];
  if (!own || title === undefined) return { notes: [...notes] };
  const text = own.text.replace(LINE, '');
  const rest = notes.filter((note) => note !== own);
  return { notes: text === '' ? rest : [{ ...own, text }, ...rest], title };
}
