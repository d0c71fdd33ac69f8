import * as v from 'valibot';
import { addMonths, parsePeriod, periodOf, readPeriod, type Month } from '../domain/periods';
import { choice, choiceOrList, line, text, texts, ticks } from './kinds';
import { OFF_BY_DEFAULT, STATISTIC_TITLES, TAB_TITLES } from '../domain/catalogue';

/** https, or http to this machine's own loopback, where the sample portals are. */
const ADDRESS = /^(https:\/\/[\w.-]+(:\d+)?|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)(\/[\w./~-]*)?$/;

const trimmed = v.pipe(v.string('enter text'), v.trim());

const address = (example: string) =>
  v.pipe(
    trimmed,
    v.regex(ADDRESS, `enter an address without spaces that begins with https://, such as ${example}`),
    v.transform((entered) => entered.replace(/\/+$/, '')),
  );

/** How periods are to be written, in what is said of those that are not. */
const [EXAMPLE, RECENT_EXAMPLE] = [periodOf('2020-01').label, periodOf('2026-04').label];

const isPeriod = (label: string): boolean => parsePeriod(label) !== undefined;
const period = v.pipe(trimmed, v.check(isPeriod, `enter a quarter such as ${EXAMPLE}`));
const periodOrNothing = v.pipe(
  trimmed,
  v.check((label) => label === '' || isPeriod(label), `enter a quarter such as ${EXAMPLE}, or nothing`),
);

/** The quarter with which history starts where nobody has said anything. */
const FIRST_PERIOD = periodOf('2020-01').label;

/** More would be a mistyped year, and more columns than anybody reads. */
const MOST_YEARS = 40;

/** Whether history from a period on takes so many years that nobody can mean it. */
export const isTooLongAgo = (label: string, month: Month): boolean =>
  (parsePeriod(label)?.firstMonth ?? month) < addMonths(month, -12 * MOST_YEARS);

const hasBegun = (label: string, month: Month): boolean => (parsePeriod(label)?.firstMonth ?? '') <= month;

const namesIn = (entered: string): readonly string[] => entered.split(/[\s,;]+/).filter((one) => one !== '');
const inOneLine = (names: readonly string[]): string => names.join(', ');
const NO_NAMES: readonly string[] = [];

/** Addresses of mail are only checked for their shape: whether they exist shows when a mail comes back. */
const MAIL_ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/;
const mailAddresses = v.pipe(
  trimmed,
  v.check(
    (entered) => namesIn(entered).every((one) => MAIL_ADDRESS.test(one)),
    'enter mail addresses such as okr@example.org, with commas between them, or nothing',
  ),
  v.transform(namesIn),
);

const voNames = v.pipe(trimmed, v.transform(namesIn));

const percent = v.pipe(
  trimmed,
  v.regex(/^\d{1,3}$/, 'enter a whole number of per cent, such as 20'),
  v.transform(Number),
);

const periodNames = v.pipe(
  trimmed,
  v.check(
    (entered) => namesIn(entered).every((label) => readPeriod(label)),
    `enter periods such as ${RECENT_EXAMPLE}, or nothing`,
  ),
  v.transform(namesIn),
);

/** Whether a statistic, by its id, is refreshed where nobody has said anything. */
export const isOnByDefault = (id: string): boolean => !OFF_BY_DEFAULT.some((each) => each === id);

/** Google's limit for a tab's title is 100 characters; some are for " by half-year". */
const tabTitle = v.pipe(trimmed, v.regex(/^[^\r\n\t]{0,85}$/, 'enter a title of at most 85 characters'));

/**
 * Every setting, with its name in the panel, a sentence about it, and its group there. A new one gets its entry here,
 * and nothing else: the panel shows and the settings check whatever stands here.
 */
export const DEFINITIONS = {
  accountingUrl: {
    group: 'Portals',
    label: 'Accounting Portal',
    help: 'Its address, up to before "/cloud".',
    ...text(address('https://accounting.egi.eu'), 'https://accounting.egi.eu'),
  },
  operationsUrl: {
    group: 'Portals',
    label: 'Operations Portal',
    help: 'Its address, up to before "/vo-list". An API key is only sent to the portal that it was entered for.',
    ...text(address('https://operations-portal.egi.eu/api'), 'https://operations-portal.egi.eu/api'),
  },
  source: {
    group: 'Portals',
    label: 'CPU/h come from',
    help: 'The Accounting Portal answers with views, or with a dump of all that it has. Automatic: whichever answers.',
    ...choice({ auto: 'automatic', views: 'its views', dump: 'its dump' }, 'auto'),
  },
  cloudMetric: {
    group: 'Figures',
    label: 'Cloud CPU/h are',
    help: 'Which hours of the Accounting Portal count.',
    ...choice(
      { sum_elap_processors: 'elapsed time x processors', sum_elap: 'elapsed time' },
      'sum_elap_processors',
    ),
  },
  htcMetric: {
    group: 'Figures',
    label: 'HTC CPU/h are',
    help: 'Which hours of the Accounting Portal count.',
    ...choice(
      { elap_processors: 'elapsed time x processors', sumelap: 'elapsed time', sumcpu: 'CPU time' },
      'elap_processors',
    ),
  },
  voGroup: {
    group: 'Figures',
    label: 'VOs that count',
    help: 'Which VOs are in the hours that are reported.',
    ...choiceOrList(
      v.pipe(
        trimmed,
        v.regex(/^(egi|all|lhc|top10|custom-[\w.,-]+)$/, 'enter egi, all, lhc, or custom-a,b,c'),
      ),
      {
        egi: 'those of the Operations Portal',
        all: 'all',
        lhc: 'those of the LHC',
        top10: 'the ten largest',
        'custom-': 'these:',
      },
      'custom-',
      'egi',
    ),
  },
  furtherVos: {
    group: 'Figures',
    label: 'Further VOs of EGI',
    help: 'VOs that count besides those of the Operations Portal, with commas between them. Only for the dump.',
    ...line(voNames, NO_NAMES, inOneLine),
  },
  osg: {
    group: 'Figures',
    label: 'Open Science Grid (OSG)',
    help: "Hours at sites of OSG, which the Accounting Portal's dump holds and its views do not. Only for the dump.",
    ...choice({ out: 'do not count', in: 'count, too' }, 'out'),
  },
  usersLeftOut: {
    group: 'Figures',
    label: 'VOs without users',
    help: 'VOs whose users are not asked for, with commas between them: such as one for which the portal always fails.',
    ...line(voNames, NO_NAMES, inOneLine),
  },
  localJobs: {
    group: 'Figures',
    label: 'Local jobs',
    help: 'Jobs that sites ran outside the grid.',
    ...choice(
      { onlyinfrajobs: 'do not count', localinfrajobs: 'count, too', onlylocaljobs: 'count alone' },
      'onlyinfrajobs',
    ),
  },
  firstPeriod: {
    group: 'Periods',
    label: 'First period',
    help: 'The quarter with which history starts.',
    ...text(period, FIRST_PERIOD, (label, month) => {
      if (isTooLongAgo(label, month))
        return `enter a quarter of the last ${MOST_YEARS} years, such as ${EXAMPLE}`;
      return hasBegun(label, month) ? undefined : `enter a quarter that has begun, such as ${EXAMPLE}`;
    }),
  },
  frozenBefore: {
    group: 'Periods',
    label: 'Frozen before',
    help: 'Figures of earlier quarters than this one are never written again. Nothing: none is frozen.',
    ...text(periodOrNothing, '', (label, month) =>
      hasBegun(label, month) ? undefined : `enter a quarter that has begun, such as ${EXAMPLE}, or nothing`,
    ),
  },
  restatementThreshold: {
    group: 'Periods',
    label: 'Doubtful change in %',
    help: 'When a figure that was measured after its period was over changes by more, a refresh on a later day must give the same before it is written.',
    ...line(percent, 20, String),
  },
  largerHours: {
    group: 'Periods',
    label: 'Periods that take the larger sum',
    help: `Where the Accounting Portal's dump has a month twice with other hours, the larger ones count in these periods, such as ${RECENT_EXAMPLE}, with commas between them. Nothing: they are not written. Refresh history... enters what you accept there.`,
    ...line(periodNames, NO_NAMES, inOneLine),
  },
  granularities: {
    group: 'Tabs of other periods',
    label: '',
    help: 'What is ticked gets tabs of its own besides those by quarter, such as "Accounting Cloud CPU/h by month".',
    ...ticks({ month: 'by month', 'half-year': 'by half-year', year: 'by year' }, () => false),
  },
  statistics: {
    group: 'Statistics to refresh',
    label: '',
    help: 'What is not ticked is only refreshed when somebody chooses it alone.',
    ...ticks(STATISTIC_TITLES, isOnByDefault),
  },
  tabTitles: {
    group: 'Titles of new tabs',
    label: '',
    help: 'Tabs that are there already are found whatever they are called: rename them in the spreadsheet.',
    ...texts(TAB_TITLES, tabTitle),
  },
  mailTo: {
    group: 'Mail',
    label: 'Tell about failures',
    help: 'Mail addresses, besides that of whoever has set the schedule.',
    ...line(mailAddresses, NO_NAMES, inOneLine),
  },
  summaryAfterDays: {
    group: 'Mail',
    label: 'Quarterly summary after',
    help: 'How many days after the end of a quarter a scheduled refresh makes its summary and mails it, once, to the addresses above and whoever has set the schedule. Nothing: not by itself.',
    ...text(v.pipe(trimmed, v.regex(/^([1-9]\d?)?$/, 'enter a number of days from 1 to 99, or nothing')), ''),
  },
};

type Definitions = typeof DEFINITIONS;
export type SettingName = keyof Definitions;
export type Settings = { readonly [Name in SettingName]: Definitions[Name]['default'] };
