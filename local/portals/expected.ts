/** What the statistics must come to, counted from the world itself and not from the portals' answers. */
import { presentChanges, type ByMonth, type StatusChange, type Vo, type World } from './world';

export interface ExpectedCpu {
  readonly total: number;
  /** Names of VOs whose hours round to more than 0, and to 0, in the portal's order. */
  readonly with: readonly string[];
  readonly without: readonly string[];
  /** Rounded hours by name, of all of them. */
  readonly hours: Readonly<Record<string, number>>;
}

/**
 * CPU/h in the given months (`2020-01`) of the production VOs, jobs of the infrastructure only.
 * @param names counts the VOs of these names instead, whatever their case
 */
export function expectedCpu(
  world: World,
  scope: 'cloud' | 'htc',
  months: readonly string[],
  names?: readonly string[],
): ExpectedCpu {
  const wanted = names?.map((name) => name.toLowerCase());
  const counts = (vo: Vo): boolean => wanted?.includes(vo.name.toLowerCase()) ?? vo.listed;
  const rows = world.vos
    .filter((vo) => counts(vo) && months.some((month) => vo.hours[scope][month] !== undefined))
    .map((vo) => ({
      name: scope === 'cloud' ? vo.cloudName : vo.name,
      tenThousandths: months.reduce((sum, month) => sum + tenThousandths(vo.hours[scope], month), 0),
    }))
    .sort((one, other) => (sortKey(one.name) < sortKey(other.name) ? -1 : 1));
  const rounded = rows.map(({ name, tenThousandths }) => [name, Math.round(tenThousandths / 1e4)] as const);
  return {
    total: Math.round(rows.reduce((sum, row) => sum + row.tenThousandths, 0) / 1e4),
    with: rounded.filter(([, hours]) => hours > 0).map(([name]) => name),
    without: rounded.filter(([, hours]) => hours === 0).map(([name]) => name),
    hours: Object.fromEntries(rounded),
  };
}

function tenThousandths(hours: ByMonth, month: string): number {
  return Math.round((hours[month] ?? 0) * 1e4);
}

/** Upper and lower case side by side, upper case first. */
function sortKey(name: string): string {
  return `${name.toLowerCase()}\n${name}`;
}

/** Users of a VO in a period: those of its last month that has a figure; undefined when none has. */
export function expectedUsers(world: World, name: string, months: readonly string[]): number | undefined {
  const users = world.vos.find((vo) => vo.name === name)?.users ?? {};
  const last = months
    .filter((month) => users[month] !== undefined)
    .sort()
    .at(-1);
  return last === undefined ? undefined : users[last];
}

/** Users of all production VOs: in the period, registered now, ever seen; and how many VOs have a figure. */
export function expectedUserTotals(
  world: World,
  months: readonly string[],
): { actual: number; active: number; total: number; vos: number } {
  const listed = world.vos.filter((vo) => vo.listed);
  const figures = listed.flatMap((vo) => expectedUsers(world, vo.name, months) ?? []);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    actual: sum(figures),
    active: sum(listed.map((vo) => vo.registered)),
    total: sum(listed.map((vo) => vo.total)),
    vos: figures.length,
  };
}

/** Status changes that fall in the given months and that the portal still lists there, oldest first. */
export function expectedChanges(world: World, months: readonly string[]): readonly StatusChange[] {
  return presentChanges(world).filter(({ date }) => months.includes(date.slice(0, 7)));
}
