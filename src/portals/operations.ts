import * as v from 'valibot';
import { KeyedWebPage, KeyNotAccepted, NotWhatWasAsked, PlainSentence, UnexpectedAnswer } from './failures';
import { checkShape, isWebPage, parseJson } from './json';
import { inAddress, type PortalRequest } from './request';
import { addMonths, type Month, type Period } from '../domain/periods';

export const OPERATIONS_PORTAL = 'Operations Portal';

/** Where the Operations Portal is and the key that it wants. */
export interface OperationsAccess {
  /** Address up to before `/vo-list`. */
  readonly url: string;
  readonly apiKey: string;
}

/** A production VO, with today's numbers of users; neither can be asked for a past date. */
export interface Vo {
  readonly name: string;
  /** `members`: distinct users seen in the last 5 days. */
  readonly registeredUsers: number;
  /** `membersTotal`: distinct users since the portal began to count. */
  readonly totalUsers: number;
}

/** A number as text; NaN where it may be another one with separators: 1.000 may be a thousand. */
const written = (text: string): number =>
  /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && !/[1-9]\d{0,2}\.000$/.test(text) ? Number(text) : NaN;

/** The portal's numbers are text, mapped from XML: "12", or "0.0" for none. */
export const count = v.pipe(
  v.union([v.string(), v.number()], 'a number is expected'),
  v.transform((value) => (typeof value === 'string' ? written(value.trim()) : value)),
  v.number('a number is expected'),
  v.integer('a whole number is expected'),
  v.minValue(0, 'a number cannot be negative'),
  // Beyond that a cell does not hold it exactly.
  v.maxValue(Number.MAX_SAFE_INTEGER, 'the number is too large'),
);

export const name = v.pipe(
  v.string('a VO name is expected'),
  v.check((text) => text.trim() !== '', 'a VO name is expected'),
);

const voList = v.object(
  {
    data: v.array(
      v.object(
        { name, members: v.optional(count), membersTotal: v.optional(count) },
        'a VO with its name is expected',
      ),
      'a list of VOs is expected',
    ),
  },
  'an object with "data" is expected',
);

const month = v.pipe(v.string('a month is expected'), v.regex(/^\d{4}-\d{2}$/, 'a month is expected'));
const voUsers = v.object(
  {
    users: v.nullish(
      v.array(
        v.object({ month, total: count }, 'a month with its total is expected'),
        'a list of months is expected',
      ),
    ),
  },
  'an object with "users" is expected',
);

const day = v.optional(v.string('a day is expected'));
const voReport = v.object(
  {
    start_date: day,
    end_date: day,
    report: v.nullish(
      v.array(
        v.object(
          {
            status: v.pipe(v.string('a status is expected'), v.trim(), v.nonEmpty('a status is expected')),
            count,
            vos: v.nullish(
              v.array(
                v.object({ vo: v.array(name, 'names of VOs are expected') }, 'VOs are expected'),
                'VOs are expected',
              ),
            ),
          },
          'a status with its count is expected',
        ),
        'a list of statuses is expected',
      ),
    ),
  },
  'an object with "report" is expected',
);

/** A page that asks who one is has a field for a password, or words of logging in... */
const PASSWORD = /type\s*=\s*["']?password/i;
const LOGIN = /\b(log|sign)[ -]?in\b|\bsaml\b|\bopenid\b/i;
/** ...and no words of being away: such a page may have a link for logging in at its top, too. */
const AWAY = /maintenance|unavailable|intervention|be back|downtime|try again later|under construction/i;

const isLoginPage = (body: string): boolean => PASSWORD.test(body) || (LOGIN.test(body) && !AWAY.test(body));

/** The portal shows its login page, with status 200, to whoever it does not know; other pages say nothing of the key. */
export function parseKeyed(body: string, url: string): unknown {
  if (isWebPage(body)) {
    if (isLoginPage(body)) throw new KeyNotAccepted(OPERATIONS_PORTAL);
    throw new KeyedWebPage(OPERATIONS_PORTAL, url);
  }
  return parseJson(OPERATIONS_PORTAL, body);
}

/** Half characters (UTF-16 surrogates without their other half) cannot stand in an address. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** The key goes in the header `X-API-Key` (the portal's documentation of its API). */
export const withKey = (apiKey: string) => ({ headers: { 'X-API-Key': apiKey }, isSecret: true as const });

/** `GET /vo-list/json`: the production VOs, in the portal's order. */
export const voListRequest = ({ url, apiKey }: OperationsAccess): PortalRequest<Vo[]> => ({
  portal: OPERATIONS_PORTAL,
  url: `${url}/vo-list/json`,
  ...withKey(apiKey),
  isCached: true,
  parse: (body) => {
    const { data } = checkShape(OPERATIONS_PORTAL, voList, parseKeyed(body, url));
    for (const field of ['members', 'membersTotal'] as const) {
      // One VO may lack it; if all do, it is called otherwise by now, and would be 0 users everywhere.
      if (data.length > 0 && data.every((vo) => vo[field] === undefined))
        throw new UnexpectedAnswer(OPERATIONS_PORTAL, `no VO has a number "${field}"`);
    }
    return data.map((vo) => ({
      name: wellFormed(vo.name.trim()),
      registeredUsers: vo.members ?? 0,
      totalUsers: vo.membersTotal ?? 0,
    }));
  },
});

/** Whether anybody answers there at all: without a key, what comes does not matter. */
export const reachabilityRequest = (url: string): PortalRequest<true> => ({
  portal: OPERATIONS_PORTAL,
  url: `${url}/vo-list/json`,
  parse: () => true,
});

/** `GET /egi-reports/vo-users`: users of one VO by month, both months included. */
export const voUsersRequest = (
  { url, apiKey }: OperationsAccess,
  vo: string,
  firstMonth: Month,
  lastMonth: Month,
): PortalRequest<UsersByMonth> => ({
  portal: OPERATIONS_PORTAL,
  url:
    `${url}/egi-reports/vo-users?start_date=${firstMonth}&end_date=${lastMonth}&format=json` +
    `&vo=${inAddress(vo)}`,
  ...withKey(apiKey),
  isCached: true,
  parse: (body) => {
    const users = readVoUsers(body, url);
    const months = Object.keys(users).sort();
    const isAsked = (month: Month): boolean => month >= firstMonth && month <= lastMonth;
    if (months.length > 0 && !months.some(isAsked))
      throw new NotWhatWasAsked(
        OPERATIONS_PORTAL,
        `it is about ${months[0] ?? ''} to ${months[months.length - 1] ?? ''}, but ${firstMonth} to ${lastMonth} was asked for`,
      );
    return users;
  },
});

/** What an object is called that tells of an error instead of users. */
const ERROR_NAMES = ['error', 'errors', 'exception', 'message', 'detail', 'fault'];

/**
 * A VO without history answers 200 with nothing, null, `[]` or an object without users: no figure, not 0. What starts
 * like JSON and does not end like it is a broken answer instead; a sentence, or an object that tells of an error, is
 * not about the VO's history at all.
 */
function readVoUsers(body: string, url: string): UsersByMonth {
  if (body.trim() === '' || body.trim() === 'null') return {};
  if (!isWebPage(body) && !/^\s*[{[]/.test(body)) throw new PlainSentence(OPERATIONS_PORTAL, body);
  const answer = parseKeyed(body, url);
  const error = ERROR_NAMES.find((name) => typeof answer === 'object' && answer !== null && name in answer);
  if (error !== undefined) throw new PlainSentence(OPERATIONS_PORTAL, body);
  const { users } = checkShape(
    OPERATIONS_PORTAL,
    voUsers,
    Array.isArray(answer) ? { users: answer } : answer,
  );
  const byMonth: Record<Month, number> = {};
  for (const { month, total } of users ?? []) {
    if (month in byMonth) throw new UnexpectedAnswer(OPERATIONS_PORTAL, `the month ${month} is there twice`);
    byMonth[month] = total;
  }
  return byMonth;
}

/**
 * `GET /egi-reports/vo`: VOs by the status that they got in a period. The portal leaves out what happens on the end
 * date itself, so the first day after the period is asked for.
 *
 * @returns a request whose value is undefined when the portal has no report; one without any VO has no status
 */
export function voReportRequest(
  { url, apiKey }: OperationsAccess,
  period: Period,
): PortalRequest<VosByStatus[] | undefined> {
  const [start, end] = [`${period.firstMonth}-01`, `${addMonths(period.lastMonth, 1)}-01`];
  return {
    portal: OPERATIONS_PORTAL,
    url: `${url}/egi-reports/vo?start_date=${start}&end_date=${end}&format=json`,
    ...withKey(apiKey),
    isCached: true,
    parse: (body) => readVoReport(body, url, start, end),
  };
}

function readVoReport(body: string, url: string, start: string, end: string): VosByStatus[] | undefined {
  if (body.trim() === '') return undefined;
  const answer = parseKeyed(body, url);
  if (answer === null || (Array.isArray(answer) && answer.length === 0)) return undefined;
  const { report, ...days } = checkShape(OPERATIONS_PORTAL, voReport, answer);
  const { start_date: from = start, end_date: to = end } = days;
  if (from !== start || to !== end) {
    throw new NotWhatWasAsked(
      OPERATIONS_PORTAL,
      `it is about ${from} to ${to}, but ${start} to ${end} was asked for`,
    );
  }
  const twice = firstTwice((report ?? []).map(({ status }) => status));
  if (twice !== undefined)
    throw new UnexpectedAnswer(OPERATIONS_PORTAL, `the status "${twice}" is there twice`);
  return report?.map(({ status, count, vos }) => ({
    status,
    count,
    vos: (vos ?? []).flatMap(({ vo }) => vo.map((one) => wellFormed(one.trim()))),
  }));
}
/** The first of some words that is there twice, whatever its case. */
export const firstTwice = (words: readonly string[]): string | undefined =>
  words.find((word, at) => words.slice(0, at).some((one) => one.toLowerCase() === word.toLowerCase()));

/** Users of one VO by month, as far as the portal has them. */
export type UsersByMonth = Readonly<Record<Month, number>>;
/** VOs that got the same status in a period, as the portal reports them. */
export interface VosByStatus {
  /** The portal's own word, such as `Production`, `Leaving` or `Deleted`. A VO can get several in one period. */
  readonly status: string;
  readonly count: number;
  readonly vos: readonly string[];
}
