import { serialOfDay } from './dates';
import { LOCALES, type LocaleCode, type LocaleRules } from './locales';

/**
 * What Google Sheets makes of a text that is typed into a cell. `pattern` is the number format that a cell without one
 * takes on; a number without a pattern leaves it automatic. Dates are numbers: days since 1899-12-30.
 */
export type Typed =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly pattern?: string }
  | { readonly kind: 'formula'; readonly formula: string };

type TypedNumber = Extract<Typed, { kind: 'number' }>;

/**
 * Reads a text as if it were typed into a cell with an automatic number format.
 * @param year the year of dates typed without one
 */
export function readAsTyped(text: string, locale: LocaleCode, year: number): Typed {
  if (text === '') return { kind: 'blank' };
  if (text.startsWith("'")) return { kind: 'text', text: text.slice(1) };
  if (text.startsWith('=') && text.length > 1) return { kind: 'formula', formula: text };
  const rules = LOCALES[locale];
  const trimmed = text.trim();
  const truth = readBoolean(trimmed, rules);
  if (truth !== undefined) return { kind: 'boolean', value: truth };
  const number = readNumber(trimmed, rules) ?? readDateAndTime(trimmed, rules, year);
  if (number) return number;
  if (text.startsWith('+') && text.length > 1) return { kind: 'formula', formula: `=${text}` };
  return { kind: 'text', text };
}

function readBoolean(text: string, { truths, falsehoods }: LocaleRules): boolean | undefined {
  const upper = text.toUpperCase();
  if (truths.includes(upper)) return true;
  return falsehoods.includes(upper) ? false : undefined;
}

const CURRENCIES = '$€£';

/** Sign, currency, digits, fraction, exponent, currency or per cent; separators as the locale has them. */
const numberGrammar = ({ decimal, thousands }: LocaleRules): RegExp =>
  new RegExp(
    `^(?<sign>[-+]?)(?<before>[${CURRENCIES}]?) ?(?<inner>[-+]?)` +
      `(?<whole>\\d{1,3}(?:[${thousands}]\\d{3})+|\\d+)?(?<fraction>[${decimal}]\\d*)?` +
      `(?<exponent>[eE][-+]?\\d+)?(?: ?(?<after>[${CURRENCIES}%]))?$`,
    'u',
  );
const NUMBERS = new Map(Object.values(LOCALES).map((rules) => [rules, numberGrammar(rules)]));

/** Reads 12, 0012, -1.5, (3), 1,234.50, 10%, $5, 5 €, 1e5. */
function readNumber(text: string, rules: LocaleRules): TypedNumber | undefined {
  const bracketed = /^\((.+)\)$/u.exec(text)?.[1];
  const parts = NUMBERS.get(rules)?.exec(bracketed ?? text)?.groups;
  if (!parts) return undefined;
  const { sign, before, inner, whole = '', fraction = '', exponent = '', after } = parts;
  const currency = before ?? '';
  if (!whole && fraction.length < 2) return undefined;
  if (sign && inner) return undefined;
  if (currency && (after !== undefined || exponent)) return undefined;
  if (!currency && inner) return undefined;
  if (bracketed !== undefined && (sign || inner)) return undefined;
  const size = Number(
    `${whole.replaceAll(rules.thousands, '') || '0'}.${fraction.slice(1) || '0'}${exponent}`,
  );
  if (!Number.isFinite(size)) return undefined;
  const negative = bracketed !== undefined || `${sign ?? ''}${inner ?? ''}` === '-';
  const value = (negative ? -size : size) / (after === '%' ? 100 : 1);
  const pattern = patternOfNumber({
    currency,
    after,
    exponent,
    fraction,
    grouped: whole.includes(rules.thousands),
  });
  return { kind: 'number', value: value === 0 ? 0 : value, ...(pattern && { pattern }) };
}

interface NumberParts {
  readonly currency: string;
  readonly after: string | undefined;
  readonly exponent: string;
  readonly fraction: string;
  readonly grouped: boolean;
}

function patternOfNumber({ currency, after, exponent, fraction, grouped }: NumberParts): string | undefined {
  const cents = fraction.length > 1 ? '.00' : '';
  if (exponent) return '0.00E+00';
  if (after === '%') return `0${cents}%`;
  if (currency) return `[$${currency}]#,##0${cents}`;
  if (after) return `#,##0${cents}\u00a0[$${after}]`;
  return grouped ? `#,##0${cents}` : undefined;
}

const TIME =
  /^(?<hours>\d{1,4}):(?<minutes>\d{2})(?::(?<seconds>\d{2})(?<milliseconds>\.\d{1,3})?)?(?: ?(?<half>[ap]m))?$/iu;

/** Reads a day, a time, or a day and a time with a blank between them. */
function readDateAndTime(text: string, rules: LocaleRules, year: number): TypedNumber | undefined {
  const day = readDay(text, rules, year);
  if (day) return day;
  const time = readTime(text);
  if (time) return time;
  const cut = /^(.+?) (\d{1,2}:\d{2}.*)$/u.exec(text);
  if (!cut) return undefined;
  const [, dayText = '', timeText = ''] = cut;
  const dayPart = readDay(dayText, rules, year);
  const timePart = readTime(timeText);
  if (!dayPart || !timePart || timePart.value >= 1) return undefined;
  const pattern = `${dayPart.pattern ?? ''} ${timePart.pattern ?? ''}`;
  return { kind: 'number', value: dayPart.value + timePart.value, pattern };
}

function readTime(text: string): TypedNumber | undefined {
  const parts = TIME.exec(text)?.groups;
  if (!parts) return undefined;
  const { half, seconds, milliseconds } = parts;
  let hours = Number(parts.hours);
  const minutes = Number(parts.minutes);
  if (minutes > 59 || Number(seconds ?? 0) > 59) return undefined;
  if (half) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  const value = (hours * 3600 + minutes * 60 + Number(seconds ?? 0) + Number(milliseconds ?? 0)) / 86_400;
  const clock = seconds === undefined ? 'h:mm' : 'h:mm:ss';
  const pattern = value >= 1 ? clock.replace('h', '[h]') : clock;
  return { kind: 'number', value, pattern: half ? `${pattern} am/pm` : pattern };
}

/** The parts of a typed day in its own order, with the pattern that shows it the same way again. */
interface DayParts {
  readonly year?: string;
  readonly month: string;
  readonly day?: string;
  readonly pattern: string;
}

function readDay(text: string, rules: LocaleRules, thisYear: number): TypedNumber | undefined {
  const parts = splitNumericDay(text, rules) ?? splitNamedDay(text, rules);
  if (!parts) return undefined;
  const month = monthNumber(parts.month, rules.months);
  const serial = serialOfDay(fullYear(parts.year, thisYear), month, Number(parts.day ?? 1));
  return serial === undefined ? undefined : { kind: 'number', value: serial, pattern: parts.pattern };
}

/** Years of two digits lie between 1930 and 2029. */
function fullYear(year: string | undefined, thisYear: number): number {
  if (year === undefined) return thisYear;
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) < 30 ? 2000 : 1900);
}

/** 1 to 12, or 0 for what is no month. Names may be cut to three letters. */
function monthNumber(text: string, months: readonly string[]): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const name = text.toLowerCase().replace(/\.$/u, '');
  return months.findIndex((month) => month === name || (name.length >= 3 && month.slice(0, 3) === name)) + 1;
}

const letters = (digits: string, letter: string): string => letter.repeat(digits.length);

/** Reads 2026-03-25, 2020/01, 3/2026, 25/03/2026, 1-2: one separator throughout, day and month as the locale orders them. */
function splitNumericDay(text: string, { dateSeparators, dayFirst }: LocaleRules): DayParts | undefined {
  const separator = Array.from(dateSeparators).find((each) => text.includes(each));
  if (separator === undefined) return undefined;
  // German days may end in a point: 1.2.
  const numbers = (separator === '.' ? text.replace(/\.$/u, '') : text).split(separator);
  const [first = '', second = '', third = ''] = numbers;
  if (numbers.length > 3 || !numbers.every((number) => /^\d{1,2}$|^\d{4}$/u.test(number))) return undefined;
  const years = numbers.filter((number) => number.length === 4).length;
  if (years > 1) return undefined;
  if (first.length === 4) {
    const pattern = `yyyy${separator}${letters(second, 'M')}`;
    if (numbers.length === 2) return { year: first, month: second, pattern };
    return {
      year: first,
      month: second,
      day: third,
      pattern: `${pattern}${separator}${letters(third, 'd')}`,
    };
  }
  if (numbers.length === 2 && second.length === 4) {
    return { year: second, month: first, pattern: `${letters(first, 'M')}${separator}yyyy` };
  }
  if (numbers.length < 2 || second.length === 4) return undefined;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const order = dayFirst
    ? [letters(day, 'd'), letters(month, 'M')]
    : [letters(month, 'M'), letters(day, 'd')];
  if (numbers.length === 2) return { month, day, pattern: order.join(separator) };
  return { year: third, month, day, pattern: [...order, letters(third, 'y')].join(separator) };
}

/** Reads 01 Oct 2020, 3-Jan-20, 30 March 2023, 3 Jan, Jan 3, January 3, 2020, Jan 2020, Okt. 2020. */
function splitNamedDay(text: string, { months }: LocaleRules): DayParts | undefined {
  const name = String.raw`(?<month>\p{L}{3,}\.?)`;
  const dayFirst = new RegExp(
    String.raw`^(?<day>\d{1,2})\.?(?<gap>[ -])${name}(?:\k<gap>(?<year>\d{4}|\d{2}))?$`,
    'iu',
  );
  const monthFirst = new RegExp(String.raw`^${name} (?<day>\d{1,2})(?:,? (?<year>\d{4}))?$`, 'iu');
  const monthOnly = new RegExp(String.raw`^${name}[ -](?<year>\d{4})$`, 'iu');
  const groups = (dayFirst.exec(text) ?? monthFirst.exec(text) ?? monthOnly.exec(text))?.groups;
  if (!groups?.month || monthNumber(groups.month, months) === 0) return undefined;
  const { year, month, day } = groups;
  const monthPattern = month.length > 4 ? 'mmmm' : 'mmm';
  const pattern = [day && letters(day, 'd'), monthPattern, year && letters(year, 'y')]
    .filter(Boolean)
    .join(' ');
  return { month, pattern, ...(year !== undefined && { year }), ...(day !== undefined && { day }) };
}
