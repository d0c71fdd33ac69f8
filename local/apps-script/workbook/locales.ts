import type { Locale } from '@odoo/o-spreadsheet';

export type LocaleCode = 'en_US' | 'en_GB' | 'de_DE';

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

export const LOCALES: Readonly<Record<LocaleCode, LocaleRules>> = {
  en_US: { ...ENGLISH, dayFirst: false, datePattern: 'M/d/yyyy' },
  en_GB: { ...ENGLISH, dayFirst: true, datePattern: 'dd/MM/yyyy' },
  de_DE: {
    decimal: ',',
    thousands: '.',
    dayFirst: true,
    dateSeparators: './-',
    datePattern: 'dd.MM.yyyy',
    timePattern: 'HH:mm:ss',
    months: 'januar februar märz april mai juni juli august september oktober november dezember'.split(' '),
    truths: ['TRUE', 'WAHR'],
    falsehoods: ['FALSE', 'FALSCH'],
  },
};

const NAMES: Readonly<Record<LocaleCode, string>> = {
  en_US: 'English (US)',
  en_GB: 'English (UK)',
  de_DE: 'German / Deutsch',
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
