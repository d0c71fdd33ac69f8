import type { Locale } from '@odoo/o-spreadsheet';

export type LocaleCode = 'en_US' | 'en_GB' | 'nl_NL' | 'de_DE' | 'fr_FR' | 'it_IT';

/** How a spreadsheet's locale reads and shows what people type. */
export interface LocaleRules {
  readonly decimal: string;
  readonly thousands: string;
  /** Whether 1/2 is the first of February. */
  readonly dayFirst: boolean;
  /** What may stand between the numbers of a date. */
  readonly dateSeparators: string;
  /** Pattern of a Date that a script writes into a cell without a number format. */
  readonly datePattern: string;
  readonly timePattern: string;
  readonly months: readonly string[];
  readonly truths: readonly string[];
  readonly falsehoods: readonly string[];
}

const ENGLISH_MONTHS =
  'january february march april may june july august september october november december'.split(' ');
const ENGLISH = {
  decimal: '.',
  thousands: ',',
  dateSeparators: '/-',
  timePattern: 'h:mm:ss',
  months: ENGLISH_MONTHS,
  truths: ['TRUE'],
  falsehoods: ['FALSE'],
};

/** Where the comma is the decimal sign. */
const CONTINENTAL = { decimal: ',', thousands: '.', dayFirst: true, timePattern: 'HH:mm:ss' };

export const LOCALES: Readonly<Record<LocaleCode, LocaleRules>> = {
  en_US: { ...ENGLISH, dayFirst: false, datePattern: 'M/d/yyyy' },
  en_GB: { ...ENGLISH, dayFirst: true, datePattern: 'dd/MM/yyyy' },
  nl_NL: {
    ...CONTINENTAL,
    dateSeparators: '-/',
    datePattern: 'd-M-yyyy',
    months: 'januari februari maart april mei juni juli augustus september oktober november december'.split(
      ' ',
    ),
    truths: ['TRUE', 'WAAR'],
    falsehoods: ['FALSE', 'ONWAAR'],
  },
  fr_FR: {
    ...CONTINENTAL,
    thousands: '\u202f',
    dateSeparators: '/-',
    datePattern: 'dd/MM/yyyy',
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
    truths: ['TRUE', 'VRAI'],
    falsehoods: ['FALSE', 'FAUX'],
  },
  it_IT: {
    ...CONTINENTAL,
    dateSeparators: '/-',
    datePattern: 'dd/MM/yyyy',
    months:
      'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
        ' ',
      ),
    truths: ['TRUE', 'VERO'],
    falsehoods: ['FALSE', 'FALSO'],
  },
  de_DE: {
    ...CONTINENTAL,
    dateSeparators: './-',
    datePattern: 'dd.MM.yyyy',
    months: 'januar februar märz april mai juni juli august september oktober november dezember'.split(' '),
    truths: ['TRUE', 'WAHR'],
    falsehoods: ['FALSE', 'FALSCH'],
  },
};

const NAMES: Readonly<Record<LocaleCode, string>> = {
  en_US: 'English (US)',
  en_GB: 'English (UK)',
  nl_NL: 'Dutch / Nederlands',
  de_DE: 'German / Deutsch',
  fr_FR: 'French / Français',
  it_IT: 'Italian / Italiano',
};

/** The same locale as the spreadsheet library wants it. */
export function libraryLocale(code: LocaleCode): Locale {
  const { decimal, thousands, datePattern } = LOCALES[code];
  return {
    name: NAMES[code],
    code,
    decimalSeparator: decimal,
    thousandsSeparator: thousands,
    weekStart: code === 'en_US' ? 7 : 1,
    dateFormat: datePattern.toLowerCase(),
    timeFormat: 'hh:mm:ss',
    formulaArgSeparator: decimal === ',' ? ';' : ',',
  };
}
