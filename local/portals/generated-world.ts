import { cast, type Member } from './cast';
import { chance } from './chance';
import { makeHours } from './history';
import { daysIn, monthAfter, monthsBetween } from './months';
import { PUBLISHED_CHANGES } from './published';
import { roundHours, type ByMonth, type StatusChange, type World } from './world';

const PUBLISHED_SIZE = 309;
const PUBLISHED_START = '2020-01';
/** The history is made at least up to here, so that published years are whole whatever day it is. */
const PUBLISHED_END = '2024-12';

export interface WorldOptions {
  /** `2026-08-15`: the running month holds the days before it. */
  readonly today: string;
  /** How many production VOs; 309 by default. */
  readonly vos?: number;
  /** 2020-01 by default. */
  readonly firstMonth?: string;
}

/**
 * A made-up world: production VOs, a few others, their hours and users from the first month to today. The same options
 * give the same world, and another day changes nothing in months that were over. With the default size and start it
 * meets the published figures.
 */
export function makeWorld({
  today,
  vos = PUBLISHED_SIZE,
  firstMonth = PUBLISHED_START,
}: WorldOptions): World {
  const published = vos === PUBLISHED_SIZE && firstMonth === PUBLISHED_START;
  const thisMonth = today.slice(0, 7);
  const months = monthsBetween(firstMonth, thisMonth > PUBLISHED_END ? thisMonth : PUBLISHED_END);
  const members = cast(vos);
  const cloud = makeHours('cloud', members, months, published);
  const htc = makeHours('htc', members, months, published);
  return {
    vos: members.map((member, index) => {
      const grid = htc.get(member) ?? {};
      return {
        name: member.name,
        cloudName: member.cloudName,
        listed: member.listed,
        hours: {
          cloud: upTo(today, cloud.get(member) ?? {}),
          htc: upTo(today, grid),
          local: upTo(today, localJobs(member, grid)),
        },
        ...people(member, index, monthsBetween(firstMonth, thisMonth)),
      };
    }),
    changes: statusChanges(members, published).filter(({ date }) => date >= firstMonth && date < today),
    captured: published && thisMonth > '2024-12',
  };
}

/** Months up to today; of the running one as much as its full days have brought. */
function upTo(today: string, hours: ByMonth): ByMonth {
  const thisMonth = today.slice(0, 7);
  const share = (Number(today.slice(8)) - 1) / daysIn(thisMonth);
  return Object.fromEntries(
    Object.entries(hours).flatMap(([month, value]) => {
      if (month < thisMonth) return [[month, value]];
      return month === thisMonth && share > 0 ? [[month, roundHours(value * share)]] : [];
    }),
  );
}

/** Some VOs run jobs at their sites that are not the infrastructure's. */
function localJobs({ name }: Member, grid: ByMonth): ByMonth {
  const share = chance('local', name) - 0.7;
  return share <= 0
    ? {}
    : Object.fromEntries(Object.entries(grid).map(([month, value]) => [month, roundHours(value * share)]));
}

/** Monthly users of the large VOs; the others have 3 to 300. */
const LHC_USERS: Readonly<Record<string, number>> = { alice: 1200, atlas: 2900, cms: 2600, lhcb: 900 };

/** As the captured VO list says. */
const CAPTURED_PEOPLE: Readonly<Record<string, { serial: number; registered: number; total: number }>> = {
  alice: { serial: 2, registered: 0, total: 3097 },
  'vo.epos-eric.eu': { serial: 967, registered: 0, total: 0 },
};

/** Users now and by month. One of five VOs has no history, in some it stopped, some have had no user all the time. */
function people(
  { name }: Member,
  index: number,
  months: readonly string[],
): { serial: number; registered: number; total: number; users: ByMonth } {
  const size = LHC_USERS[name] ?? (chance('no users', name) < 0.03 ? 0 : 3 * 100 ** chance('users', name));
  const known = name in LHC_USERS || (chance('history', name) > 0.2 && name !== 'vo.epos-eric.eu');
  const last = chance('stopped', name) < 0.04 ? monthAfter(PUBLISHED_END, -9) : '9999-12';
  const users = months
    .filter((month) => known && month <= last)
    .map((month) => {
      const growth = 1 + 0.02 * (Number(month.slice(0, 4)) - 2023);
      return [month, Math.round(size * growth * (1 + 0.1 * (chance('users', name, month) - 0.5)))] as const;
    });
  const registered = chance('registered', name) < 0.06 ? 0 : Math.round(size * 0.9);
  return {
    serial: 3 + 3 * index,
    registered,
    total: registered + Math.round(size * 2 * chance('total', name)),
    ...CAPTURED_PEOPLE[name],
    users: Object.fromEntries(users),
  };
}

/** VOs that begin after the start have been put into production the month before; outsiders that end are closed. */
function statusChanges(members: readonly Member[], published: boolean): StatusChange[] {
  const made = members.flatMap((member): StatusChange[] => {
    const activities = [member.cloud ?? [], member.htc ?? []].flat();
    const from = activities.map((activity) => activity.from).sort()[0] ?? inventedStart(member);
    const until = activities[0]?.until ?? '';
    const born = change(member, 'Production', monthAfter(from, -1));
    const closed = [
      change(member, 'Leaving', monthAfter(until || from)),
      change(member, 'Deleted', monthAfter(until || from, 3)),
    ];
    return member.listed ? [born] : closed;
  });
  if (!published) return made.sort(byDate);
  const reported = new Set(PUBLISHED_CHANGES.map(({ vo }) => vo));
  return [...made.filter(({ vo }) => !reported.has(vo)), ...PUBLISHED_CHANGES].sort(byDate);
}

/** VOs that never used anything have been made at any time, half of them before 2020. */
function inventedStart({ name }: Member): string {
  return monthAfter('2013-06', Math.floor(chance('start', name) * 156));
}

/** July and August 2022 are published, so what falls there happens in June. */
function change({ name }: Member, status: string, month: string): StatusChange {
  const day = String(1 + Math.floor(chance(status, name) * 28)).padStart(2, '0');
  const free = month === '2022-07' || month === '2022-08' ? '2022-06' : month;
  return { vo: name, status, date: `${free}-${day}` };
}

function byDate(one: StatusChange, other: StatusChange): number {
  return one.date < other.date ? -1 : one.date > other.date ? 1 : one.vo < other.vo ? -1 : 1;
}
