import * as v from 'valibot';
import { Failure } from '../failures';
import { parsePeriod } from '../statistics/periods';

/** https, or http to this machine's own loopback, where the sample portals are. */
const ADDRESS = /^(https:\/\/[\w.-]+(:\d+)?|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)(\/[\w./~-]*)?$/;

const address = v.pipe(
  v.string(),
  v.regex(ADDRESS, 'enter an address that begins with https://, such as https://accounting.egi.eu'),
  v.transform((text) => text.replace(/\/+$/, '')),
);

const period = v.pipe(
  v.string(),
  v.check((label) => parsePeriod(label) !== undefined, 'enter a quarter such as 2020.01-03'),
);

const entries = {
  /** Address of the Accounting Portal, up to before `/cloud`. */
  accountingUrl: v.optional(address, 'https://accounting.egi.eu'),
  /** Address of the Operations Portal, up to before `/vo-list`. */
  operationsUrl: v.optional(address, 'https://operations-portal.egi.eu/api'),
  /** The Accounting Portal's name of the hours that count as Cloud CPU/h. */
  cloudMetric: v.optional(
    v.picklist(['sum_elap_processors', 'sum_elap'], 'enter sum_elap_processors or sum_elap'),
    'sum_elap_processors',
  ),
  /** The Accounting Portal's name of the hours that count as HTC CPU/h. */
  htcMetric: v.optional(
    v.picklist(['elap_processors', 'sumelap', 'sumcpu'], 'enter elap_processors, sumelap or sumcpu'),
    'elap_processors',
  ),
  /** Which VOs count: those of the Operations Portal (`egi`), `all`, `lhc`, or `custom-` and a list. */
  voGroup: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(egi|all|lhc|top10|custom-[\w.,-]+)$/, 'enter egi, all, lhc, or custom-a,b,c'),
    ),
    'egi',
  ),
  localJobs: v.optional(
    v.picklist(
      ['onlyinfrajobs', 'localinfrajobs', 'onlylocaljobs'],
      'enter onlyinfrajobs, localinfrajobs or onlylocaljobs',
    ),
    'onlyinfrajobs',
  ),
  /** Where history starts. */
  firstPeriod: v.optional(period, '2020.01-03'),
  /** Periods before this one are never written again; blank: none is frozen. */
  frozenBefore: v.optional(
    v.union([v.literal(''), period], 'enter a quarter such as 2020.01-03, or nothing'),
    '',
  ),
};

/** Unknown names are refused, because a mistyped setting would otherwise be believed to work. */
const schema = v.strictObject(entries, 'there is no such setting');

export type Settings = v.InferOutput<typeof schema>;

const PROPERTY = 'settings';

/**
 * Checks settings as stored or entered; those that are missing get their defaults.
 *
 * @throws Failure naming the setting and what to enter
 */
export function checkSettings(input: unknown): Settings {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Failure(`Setting "${v.getDotPath(issue) ?? 'settings'}": ${issue.message}.`);
}

/**
 * The settings of this spreadsheet.
 *
 * @throws Failure when what is stored cannot be used
 */
export function loadSettings(properties = PropertiesService.getDocumentProperties()): Settings {
  const stored = properties.getProperty(PROPERTY);
  if (stored === null) return checkSettings({});
  try {
    return checkSettings(JSON.parse(stored));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('The stored settings are damaged. Enter them again.');
  }
}
