import type { BaseWorkbook } from './base-workbook';
import { LOCALES } from './locales';
import { withTitlesOfGoogle, withTitlesOfModel } from './titles';

/** How a spreadsheet's locale separates the parts of a formula. Besides, a semicolon separates arguments in each locale. */
interface Separators {
  /** The sign before the fraction of a number. */
  readonly decimal: string;
  /** What a script reads back between two arguments, and between two columns of an array in braces. */
  readonly argument: string;
  readonly column: string;
}

/** Before a formula that Google cannot read: the library reads none with it, either. It is invisible and never typed. */
export const UNREADABLE = '\u2063';

const TEXT_OR_TITLE = `"(?:[^"]|"")*"|'(?:[^']|'')*'`;
const NAME_OR_REFERENCE = String.raw`[\p{L}_$][\p{L}\p{N}_.$]*`;
const NUMBER = (decimal: string): string => String.raw`(?:\d+(?:[${decimal}]\d+)?|\.\d+)(?:[eE][-+]?\d+)?`;

const partsOf = (formula: string, decimal: string): string[] =>
  formula.match(new RegExp(`${TEXT_OR_TITLE}|${NAME_OR_REFERENCE}|${NUMBER(decimal)}|[^]`, 'gu')) ?? [];

function separatorsOf({ locale, deviations }: BaseWorkbook): Separators {
  const { decimal } = LOCALES[deviations.has('american formulas') ? 'en_US' : locale];
  return decimal === ',' ? { decimal, argument: ';', column: '\\' } : { decimal, argument: ',', column: ',' };
}

/** Calls back for each part of a formula with whether it stands directly in the braces of an array. */
function eachPart(parts: readonly string[], tell: (part: string, isInArray: boolean) => string): string {
  const open: string[] = [];
  return parts
    .map((part) => {
      if (part === '(' || part === '{') open.push(part);
      if (part === ')' || part === '}') open.pop();
      return tell(part, open.at(-1) === '{');
    })
    .join('');
}

/**
 * A formula as a script writes it, for the model, which separates by commas. One with separators or numbers of another
 * locale is kept as it is, and gives `#ERROR!`, as in Google.
 * @param formula with its `=`
 */
export function formulaInModel(workbook: BaseWorkbook, formula: string): string {
  const { decimal, column } = separatorsOf(workbook);
  const strange = decimal === ',' ? /^[,.]/u : /^\\/u;
  const parts = partsOf(formula, decimal);
  const isRefused = (part: string): boolean =>
    strange.test(part) || (part === ';' && workbook.deviations.has('semicolons refused'));
  if (parts.some(isRefused)) return `=${UNREADABLE}${formula.slice(1)}`;
  const read = eachPart(parts, (part, isInArray) => {
    if (isInArray && part === column) return ',';
    if (part === ';' && !isInArray) return ',';
    return /^\d/u.test(part) ? part.replace(decimal, '.') : part;
  });
  return withTitlesOfModel(read);
}

/** A formula of the model as a script reads it: with the separators of the spreadsheet's locale. */
export function formulaInGoogle(workbook: BaseWorkbook, formula: string): string {
  if (formula[1] === UNREADABLE) return `=${formula.slice(2)}`;
  const separators = separatorsOf(workbook);
  const key = separators.decimal + formula;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size === MOST_READ) read.clear();
  const text = separated(formula, separators);
  read.set(key, text);
  return text;
}

/** Formulas as scripts read them, by decimal sign and formula: they are read again at each refresh. */
const read = new Map<string, string>();
const MOST_READ = 10_000;

function separated(formula: string, { decimal, argument, column }: Separators): string {
  return eachPart(partsOf(withTitlesOfGoogle(formula), '.'), (part, isInArray) => {
    if (part === ',') return isInArray ? column : argument;
    return /^\d/u.test(part) ? part.replace('.', decimal) : part;
  });
}

/** Whether a formula of the model is one that Google cannot read. */
export const isUnreadable = (formula: string): boolean => formula[1] === UNREADABLE;
