/** What the sample portals know: VOs, their hours and users by month, and changes of VO status. */

/** Figures by month (`2020-03`). A month without an entry has no record; an entry of 0 is a record that says 0. */
export type ByMonth = Readonly<Record<string, number>>;

/** Where hours were used: `htc` is the grid, `local` are local jobs of the grid's sites. */
export type Infrastructure = 'cloud' | 'htc' | 'local';

export interface Vo {
  readonly name: string;
  /** The name in cloud accounting, where sites publish some in upper case. */
  readonly cloudName: string;
  /** Whether it is a production VO of the Operations Portal, that is of the group `egi`. */
  readonly listed: boolean;
  readonly serial: number;
  /** Users registered now, and users ever seen. */
  readonly registered: number;
  readonly total: number;
  /** Wall-clock hours x cores, at most 4 decimals. */
  readonly hours: Readonly<Record<Infrastructure, ByMonth>>;
  readonly users: ByMonth;
}

export interface StatusChange {
  readonly vo: string;
  readonly status: string;
  /** `2022-07-19` */
  readonly date: string;
}

/** Statuses that a VO is listed by only as long as it has them. */
const PASSING = ['Leaving', 'Deleted'];

/** The changes that the report of VOs lists: of those that pass, the last one of each VO. */
export function presentChanges({ changes }: World): StatusChange[] {
  const last = new Map<string, string>();
  for (const { vo, date } of changes) if (date >= (last.get(vo) ?? '')) last.set(vo, date);
  return changes.filter(({ vo, status, date }) => !PASSING.includes(status) || date === last.get(vo));
}

export interface World {
  readonly vos: readonly Vo[];
  readonly changes: readonly StatusChange[];
  /** Whether the captured answer is this world's answer for the cloud in 2024-10 to 2024-12. */
  readonly captured: boolean;
}

/** A VO of a handcrafted world; what is left out is empty, 0, or as for an ordinary production VO. */
export interface VoDescription {
  readonly name: string;
  readonly cloudName?: string;
  readonly listed?: boolean;
  readonly registered?: number;
  readonly total?: number;
  readonly hours?: Partial<Record<Infrastructure, ByMonth>>;
  readonly users?: ByMonth;
}

/** A small world made by hand, for tests of particular names and figures. */
export function worldOf(description: {
  readonly vos: readonly VoDescription[];
  readonly changes?: readonly StatusChange[];
}): World {
  return {
    vos: description.vos.map((vo, index) => ({
      name: vo.name,
      cloudName: vo.cloudName ?? vo.name,
      listed: vo.listed ?? true,
      serial: index + 1,
      registered: vo.registered ?? 0,
      total: vo.total ?? 0,
      hours: { cloud: {}, htc: {}, local: {}, ...vo.hours },
      users: vo.users ?? {},
    })),
    changes: description.changes ?? [],
    captured: false,
  };
}

export function roundHours(hours: number): number {
  return Math.round(hours * 1e4) / 1e4;
}

/** The sum of hours with 4 decimals, added as whole ten-thousandths so that no binary fraction creeps in. */
export function sumOfHours(hours: readonly number[]): number {
  return hours.reduce((sum, value) => sum + Math.round(value * 1e4), 0) / 1e4;
}
