import { chance } from './chance';
import { monthAfter } from './months';
import { htmlPage, jsonResponse } from './responses';
import type { PortalRequest, PortalResponse } from './responses';
import { presentChanges, type Vo, type World } from './world';

/**
 * The Operations Portal. Its JSON is mapped from XML: every value is a string, and no users are "0.0".
 * @param path what follows the portal's address
 */
export function answerOperations(
  world: World,
  apiKey: string,
  request: PortalRequest,
  path: string,
): PortalResponse {
  const key = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'x-api-key')?.[1];
  if (key !== apiKey) return jsonResponse('{"error":"Invalid or missing API key"}', 401);
  if (request.method !== 'GET') return htmlPage(405, 'Method Not Allowed');

  const [route, query = ''] = path.split('?');
  const parameters = new URLSearchParams(query);
  const start = parameters.get('start_date') ?? '';
  const end = parameters.get('end_date') ?? '';
  if (route === '/vo-list/json') return jsonResponse(voList(world));
  if (route === '/vo-metrics-disciplines/json') return jsonResponse(disciplineMetrics(world));
  if (parameters.get('format') !== 'json') return htmlPage(404, 'Not Found');
  if (route === '/egi-reports/vo-users' && isMonth(start) && isMonth(end)) {
    return jsonResponse(userHistory(world, parameters.get('vo') ?? '', start, end));
  }
  if (route === '/egi-reports/vo' && isDay(start) && isDay(end)) {
    return jsonResponse(statusReport(world, start, end));
  }
  return htmlPage(404, 'Not Found');
}

const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text);
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const count = (number: number): string => (number === 0 ? '0.0' : String(number));

/** Entries come in no particular order. */
function voList(world: World): string {
  const listed = world.vos.filter((vo) => vo.listed);
  listed.sort((one, other) => chance('vo-list', one.name) - chance('vo-list', other.name));
  const data = listed.map((vo) => ({
    serial: String(vo.serial),
    status: 'Production',
    name: vo.name,
    scope: 'Global',
    homeUrl:
      HOME_PAGES[vo.name] ??
      `https://www.example.org/${encodeURIComponent(vo.name.replace(/\p{Cs}/gu, '\ufffd'))}`,
    members: count(vo.registered),
    membersTotal: count(vo.total),
    Vo: [],
  }));
  return JSON.stringify({ data });
}

/** The portal's top disciplines. */
const DISCIPLINES = [
  'Natural Sciences',
  'Engineering and Technology',
  'Medical and Health Sciences',
  'Agricultural Sciences',
  'Social Sciences',
  'Humanities',
  'Support Activities',
  'Other',
];

/** The disciplines of a VO: mostly one, for some two, and none that the portal knows for a few. */
export function disciplinesOf({ name }: Pick<Vo, 'name'>): string[] {
  if (chance('no discipline', name) < 0.05) return [];
  // Most VOs are of the first ones.
  const pick = (salt: string): string =>
    DISCIPLINES[Math.floor(chance(salt, name) ** 2 * DISCIPLINES.length)] ?? '';
  return [...new Set([pick('discipline'), ...(chance('second', name) < 0.15 ? [pick('another')] : [])])];
}

/** Some VOs stand one level further down, in sub-disciplines. */
function disciplineMetrics(world: World): string {
  const discipline = DISCIPLINES.map((value) => {
    const vos = world.vos.filter((vo) => vo.listed && disciplinesOf(vo).includes(value));
    const entry = (vo: Vo) => ({ name: vo.name, NbUsers: count(vo.registered) });
    const isBelow = ({ name }: Vo): boolean => chance('sub-discipline', name) < 0.2;
    const below = vos.filter(isBelow).map(entry);
    return {
      value,
      NbVo: count(vos.length),
      TotalSumNbUsers: count(vos.reduce((sum, vo) => sum + vo.registered, 0)),
      vo: [...vos.filter((vo) => !isBelow(vo)).map(entry), ...(below.length > 0 ? [{ vo: below }] : [])],
    };
  });
  return JSON.stringify({ discipline });
}

/** As in the captured entries. */
const HOME_PAGES: Readonly<Record<string, string>> = {
  alice: 'https://alice-collaboration.web.cern.ch/',
  'vo.epos-eric.eu': 'https://www.epos-eu.org/',
};

/** What a VO without history might get; which of them the real portal sends is not known. */
const NO_HISTORY = ['{}', '{"users":null}', '[]', ''];

/** Newest month first, both ends included. */
function userHistory(world: World, name: string, start: string, end: string): string {
  const vo = world.vos.find((candidate) => candidate.name === name);
  const months = Object.keys(vo?.users ?? {})
    .filter((month) => month >= start && month <= end)
    .sort()
    .reverse();
  if (vo === undefined || months.length === 0) return NO_HISTORY[(vo?.serial ?? 0) % 4] ?? '';
  return JSON.stringify({ users: months.map((month) => monthOfUsers(vo, month)) });
}

function monthOfUsers(vo: Vo, month: string): Record<string, string> {
  const total = vo.users[month] ?? 0;
  const change = total - (vo.users[monthAfter(month, -1)] ?? total);
  return {
    month,
    total: String(total),
    nbadded: String(Math.max(0, change)),
    nbremoved: String(Math.max(0, -change)),
  };
}

/**
 * The end is exclusive. It is no history: VOs are listed by the status that they have now, so one that is deleted moves
 * away from the period in which it was leaving. Production is by the day of validation, and there in any case.
 */
function statusReport(world: World, start: string, end: string): string {
  const within = presentChanges(world).filter(({ date }) => date >= start && date < end);
  const statuses = [...new Set(['Production', ...within.map(({ status }) => status)])].sort();
  const report = statuses.map((status) => {
    const vos = within.filter((change) => change.status === status).map(({ vo }) => ({ vo: [vo] }));
    return { status, count: count(vos.length), vos };
  });
  return JSON.stringify({ start_date: start, end_date: end, report });
}
