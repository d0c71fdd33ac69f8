/**
 * Google allows any character in a tab's title; the spreadsheet library and .xlsx refuse these. Inside the model their
 * look-alikes stand for them.
 */
const PAIRS: readonly (readonly [google: string, model: string])[] = [
  ['/', '\u2215'],
  ['\\', '\u2216'],
  ['*', '\u2217'],
  [':', '\u2236'],
  ["'", '\u02b9'],
  ['?', '\uff1f'],
  ['[', '\uff3b'],
  [']', '\uff3d'],
];
const TO_MODEL = new Map(PAIRS);
const TO_GOOGLE = new Map(PAIRS.map(([google, model]) => [model, google]));

const replaced = (text: string, table: ReadonlyMap<string, string>): string =>
  Array.from(text, (character) => table.get(character) ?? character).join('');

export const titleInModel = (title: string): string => replaced(title, TO_MODEL);
export const titleInGoogle = (title: string): string => replaced(title, TO_GOOGLE);

const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;
const unquoted = (text: string): string => text.slice(1, -1).replaceAll("''", "'");

// A string literal, a quoted title before "!", or a bare title before "!" that holds one of the look-alikes.
const LITERAL = '"(?:[^"]|"")*"';
const QUOTED_TITLE = "'(?:[^']|'')*'(?=!)";
const BARE_TITLE = `[\\p{L}\\p{N}_.${[...TO_GOOGLE.keys()].join('')}]+(?=!)`;
const IN_GOOGLE = new RegExp(`${LITERAL}|${QUOTED_TITLE}`, 'gu');
const IN_MODEL = new RegExp(`${LITERAL}|${QUOTED_TITLE}|${BARE_TITLE}`, 'gu');

/** A formula as a script writes it, with the titles that the model has. */
export function withTitlesOfModel(formula: string): string {
  return formula.replace(IN_GOOGLE, (part) =>
    part.startsWith('"') ? part : quoted(titleInModel(unquoted(part))),
  );
}

/** A formula of the model, with the tabs' real titles. */
export function withTitlesOfGoogle(formula: string): string {
  return formula.replace(IN_MODEL, (part) => {
    if (part.startsWith('"')) return part;
    const title = part.startsWith("'") ? unquoted(part) : part;
    const real = titleInGoogle(title);
    return real === title ? part : quoted(real);
  });
}
