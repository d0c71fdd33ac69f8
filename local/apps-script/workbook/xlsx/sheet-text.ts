// What the library writes of a tab, as all programs read it.
import { helpers } from '@odoo/o-spreadsheet';
import { UNREADABLE } from '../formulas';
import { textOf, tokensOf } from './formulas';
import { unkept, type ArrayFormula } from './kept-formulas';

/** What the library calls errors, and what the format does. */
const ERRORS: Readonly<Record<string, string>> = {
  '#REF': '#REF!',
  '#REF!': '#REF!',
  '#N/A': '#N/A',
  '#NAME?': '#NAME?',
  '#BAD_EXPR': '#NAME?',
  '#DIV/0!': '#DIV/0!',
  '#VALUE!': '#VALUE!',
  '#NUM!': '#NUM!',
  '#NULL!': '#NULL!',
  '#ERROR': '#VALUE!',
  '#CYCLE': '#REF!',
  '#SPILL!': '#VALUE!',
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The library writes each formula as an array formula, of one cell where it fills no others. */
const withPlainFormulas = (sheet: string): string =>
  sheet.replace(/(<c [^>]*?) cm="1"([^>]*>\s*<f) t="array" ref="[A-Z]+\d+">/gu, '$1$2>');

/** The library does not know that Excel wants this function marked. */
const withMarks = (sheet: string): string =>
  sheet.replace(
    /(<f(?: [^>]*)?>)([^<]*\bSORT\([^<]*)(?=<\/f>)/giu,
    (_formula, start: string, text: string) => {
      const marked = tokensOf(unescaped(text)).map((token) =>
        token.kind === 'name' && /^SORT$/iu.test(token.text) ? { ...token, text: '_xlfn._xlws.SORT' } : token,
      );
      return start + escaped(textOf(marked));
    },
  );

/** Results that are true, false or an error; formulas that are kept with the result that they had. */
const withResults = (sheet: string): string =>
  sheet.replace(
    /<c ([^>]*?) t="(\w+)"([^>]*)>(\s*)<f([^>]*)>([^<]*)<\/f>\s*<v>([^<]*)<\/v>/gu,
    (_cell, ...groups: string[]) => {
      const [before = '', type = '', after = '', space = '', attributes = '', formula = '', value = ''] =
        groups;
      const cell = (kind: string, text: string, result: string, marks = '', array = ''): string =>
        `<c ${before}${marks} t="${kind}"${after}>${space}<f${attributes}${array}>${text}</f>${result === '' && kind === 'n' ? '' : `<v>${result}</v>`}`;
      const kept = unkept(unescaped(formula));
      if (kept)
        return cell(
          kept.result.type,
          escaped(kept.formula),
          escaped(kept.result.value),
          kept.array?.isDynamic ? ' cm="1"' : '',
          kept.array && ` t="array" ref="${rangeOf(before, kept.array)}"`,
        );
      if (type === 'b') return cell('b', formula, /^(?:true|1)$/iu.test(value) ? '1' : '0');
      const error = type === 'str' || type === 'e' ? ERRORS[unescaped(value)] : undefined;
      return error === undefined ? cell(type, formula, value) : cell('e', formula, error);
    },
  );

/** The cells of an array formula. @param attributes of its first cell */
function rangeOf(attributes: string, { rows, columns }: ArrayFormula): string {
  const { row, col } = helpers.toCartesian(/\br="([A-Z]+\d+)"/u.exec(attributes)?.[1] ?? 'A1');
  const first = helpers.toXC(col, row);
  const last = helpers.toXC(col + columns - 1, row + rows - 1);
  return first === last ? first : `${first}:${last}`;
}

/** The formula of a conditional format or validation that nobody can read. */
const UNREADABLE_RULE = new RegExp(`<(formula\\d?)>[^<]*${UNREADABLE}[^<]*</\\1>`, 'gu');

/**
 * Each conditional format has a place of its own in their order, the empty error style is none, and what cannot be read
 * is never true.
 */
function withValidRules(sheet: string): string {
  let place = 0;
  return sheet
    .replaceAll(' errorStyle=""', '')
    .replace(UNREADABLE_RULE, '<$1>FALSE</$1>')
    .replace(/<cfRule priority="\d+"/gu, () => `<cfRule priority="${++place}"`)
    .replace(FOREIGN_OPERATOR, '$1');
}

/** What the library gives as the operator of rules that compare nothing. */
const FOREIGN_OPERATOR =
  /(<cfRule [^>]*type="(?:containsBlanks|notContainsBlanks|duplicateValues|uniqueValues|top10|expression)"[^>]*?) operator="\w+"/gu;

/** Rules of one range stand in one element: some programs keep only the last element of a range. */
function withJoinedRules(sheet: string): string {
  const rules = new Map<string, string>();
  const found = /<conditionalFormatting sqref="([^"]*)"\s*>(.*?)<\/conditionalFormatting>\s*/gsu;
  for (const [, range = '', rule = ''] of sheet.matchAll(found))
    rules.set(range, (rules.get(range) ?? '') + rule);
  return sheet.replace(found, (_element, range: string) => {
    const rule = rules.get(range);
    rules.delete(range);
    return rule === undefined
      ? ''
      : `<conditionalFormatting sqref="${range}">${rule}</conditionalFormatting>`;
  });
}

/** Colours have eight digits, the first two of which say how solid they are. */
export const withWholeColours = (text: string): string =>
  text.replace(/ rgb="([\da-f]{6})"/giu, ' rgb="FF$1"');

/** An error that somebody has entered as such, not as a text. @param texts of the file, as in its cells */
const withErrors = (sheet: string, texts: readonly string[]): string =>
  sheet.replace(/ t="s"([^>]*>\s*)<v>(\d+)<\/v>/gu, (cell, between: string, index: string) => {
    const error = ERRORS[texts[Number(index)] ?? ''];
    return error === undefined ? cell : ` t="e"${between}<v>${error}</v>`;
  });

/** @param texts of the file */
export const tidySheet = (sheet: string, texts: readonly string[]): string =>
  withWholeColours(
    withJoinedRules(withValidRules(withErrors(withResults(withMarks(withPlainFormulas(sheet))), texts))),
  );
