import { expectedChanges, expectedCpu, expectedUsers } from '../../local/portals/expected';
import { fault } from '../../local/portals/faults';
import type { World } from '../../local/portals/world';
import { monthOfDay, periodOf, readPeriod } from '../../src/domain/periods';
import { ChangingPortals, type Event, type Step } from './histories';
import { monthsIn } from './taken-over-sheet';
import { periodsNamed } from './told';
import { CLOUD, CLOUD_BY_VO, DASHBOARD, OKR_USERS, TestWorld, USERS, VO_CHANGES } from './world';

const DAY = 86_400_000;
const STATISTICS = ['cloud-cpu', 'users', 'vo-changes'] as const;
const TABS = [CLOUD, USERS, VO_CHANGES, OKR_USERS];
const SETTINGS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { restatementThreshold: '50' },
  { voGroup: 'all' },
  { frozenBefore: '2026.04-06' },
  { usersLeftOut: 'carol' },
  { cloudMetric: 'sum_elap' },
];
const PATHS = ['/cloud/', '/2026/04/', 'vo-users', 'egi-reports/vo?', 'vo-list'];
/** How people write labels. */
const FORMS: readonly ((label: string) => string)[] = [
  (label) => `${label} *`,
  (label) => `${label} (final)`,
  (label) => label.replace('-', '\u2013'),
  (label) => label.replace('-', ' - '),
  (label) => `Q${Math.ceil(Number(readPeriod(label)?.lastMonth.slice(5)) / 3)} ${label.slice(0, 4)}`,
  (label) => `\u200b${label}`,
  () => 'Our own row',
];

/** Marks what is said of a statistic of which nothing was refreshed, so that it is about all of its cells. */
const WHOLE = 'Failed:';

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Lets a person do what an event says. */
function byHand(test: TestWorld, event: Event): void {
  if (!('tab' in event)) return;
  const title = TABS[event.tab] ?? '';
  const sheet = test.spreadsheet.getSheetByName(title);
  if (!sheet || sheet.getLastRow() < 3) return;
  const row = 2 + (event.row % (sheet.getLastRow() - 1));
  if (event.kind === 'row') sheet.insertRowBefore(row);
  if (event.kind === 'cell') sheet.getRange(row, 2).setValue(event.content);
  if (event.kind !== 'label') return;
  const cell = title === USERS ? sheet.getRange(1, 2) : sheet.getRange(row, 1);
  const label = String(cell.getValue());
  if (readPeriod(label)) cell.setValue(FORMS[event.form]?.(label) ?? '');
}

export interface Lived {
  readonly test: TestWorld;
  readonly world: World;
  readonly today: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What was said last, or is listed, by statistic. */
  readonly told: Readonly<Record<string, string>>;
}

/** Lives through a history, and one more refresh on the day after it. */
export async function live(steps: readonly Step[]): Promise<Lived> {
  const portals = new ChangingPortals();
  const options = { firstPeriod: '2026.01-03', statistics: STATISTICS, tabRows: 20 };
  let now = Date.parse('2026-03-20');
  let settings: Readonly<Record<string, unknown>> = {};
  let world = portals.world(dayOf(now));
  let test = new TestWorld({ ...options, world, today: dayOf(now) });
  const told: Record<string, string> = {};
  for (const step of [...steps, { days: 1, events: [], periods: 'recent' } as const]) {
    now += step.days * DAY;
    const today = dayOf(now);
    for (const event of step.events) {
      portals.apply(event, today);
      byHand(test, event);
      if (event.kind === 'setting') settings = SETTINGS[event.setting] ?? {};
    }
    world = portals.world(today);
    test = test.later({ ...options, world, today });
    test.set({ firstPeriod: options.firstPeriod, ...settings });
    for (const event of step.events)
      if (event.kind === 'fault')
        test.portals.faults.add({
          match: PATHS[event.path] ?? '',
          times: event.times,
          fault: fault.status(503),
        });
    for (const { title, result, message } of await test.refresh({ history: step.periods }))
      told[title] = result === 'failed' ? `${WHOLE} ${message}` : message;
  }
  const rows = test.values(DASHBOARD).map((cells) => cells.map(String));
  const remarks = rows.slice(rows.findIndex(([first]) => first === 'Remarks'));
  for (const title of Object.keys(told))
    told[title] = `${told[title] ?? ''}\n${remarks.find(([first]) => first === title)?.[2] ?? ''}`;
  return { test, world, today: dayOf(now), settings, told };
}

const valuesOf = (test: TestWorld, title: string): unknown[][] =>
  test.titles().includes(title) ? test.values(title) : [];

/** What stands in a tab, by row label and header; a cell that is not there is undefined. */
function readerOf(test: TestWorld, title: string): (row: string, column: string) => unknown {
  const [headers = [], ...rows] = valuesOf(test, title);
  return (row, column) => rows.find(([label]) => label === row)?.[headers.indexOf(column)];
}

const LABELS = ['2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];

/** Cells that are neither as the portals say nor explained. */
export function unexplained({ test, world, today, settings, told }: Lived): string[] {
  const found: string[] = [];
  const byUser = valuesOf(test, USERS);
  const running = periodOf(monthOfDay(today)).label;
  const all = settings.voGroup === 'all' ? world.vos.map(({ name }) => name) : undefined;
  const factor = settings.cloudMetric === 'sum_elap' ? 0.25 : 1;
  const [cloud, byVo, users, okr, changes] = [CLOUD, CLOUD_BY_VO, USERS, OKR_USERS, VO_CHANGES].map((title) =>
    readerOf(test, title),
  );
  const check = (
    statistic: string,
    where: string,
    label: string,
    is: unknown,
    should: unknown,
    names: string[] = [],
  ): void => {
    const text = told[statistic] ?? '';
    if (is === should || (should === undefined && (is === '' || is === undefined))) return;
    if (text.startsWith(WHOLE) || periodsNamed(text).has(label) || names.some((name) => text.includes(name)))
      return;
    found.push(`${where} ${label}: ${String(is)} instead of ${String(should)}; told: ${text}`);
  };
  for (const label of LABELS.filter((each) => each <= running)) {
    if (typeof settings.frozenBefore === 'string' && settings.frozenBefore > label) continue;
    const months = monthsIn(label);
    const cpu = expectedCpu(world, 'cloud', months, all);
    const near = (is: unknown, should: number): unknown =>
      typeof is === 'number' && Math.abs(is - should * factor) <= 3 ? should : is;
    check('Cloud CPU/h', CLOUD, label, near(cloud?.(label, 'CPU/h'), cpu.total), cpu.total);
    for (const [name, hours] of Object.entries(cpu.hours))
      check('Cloud CPU/h', `${CLOUD_BY_VO} ${name}`, label, near(byVo?.(name, label), hours), hours, [name]);
    const [headers = [], ...hoursByVo] = valuesOf(test, CLOUD_BY_VO);
    const hours = hoursByVo.map((cells) => Number(cells[headers.indexOf(label)] ?? 0));
    const off = hours.reduce((all, one) => all + one, 0) - Number(cloud?.(label, 'CPU/h'));
    check('Cloud CPU/h', `${CLOUD_BY_VO} adds up`, label, Math.abs(off) <= hours.length, true);
    const listed = expectedChanges(world, months).length;
    check('VO changes', VO_CHANGES, label, changes?.(label, '#VOs changed'), listed);
    let sum = 0;
    for (const [name = '', ...cells] of byUser.slice(1)) {
      const at = (byUser[0] ?? []).indexOf(label) - 1;
      if (name !== '' && name !== 'TOTAL' && typeof cells[at] === 'number') sum += cells[at];
    }
    for (const { name, listed: isListed } of world.vos) {
      if (!isListed || settings.usersLeftOut === name) continue;
      check('Users', `${USERS} ${name}`, label, users?.(name, label), expectedUsers(world, name, months), [
        name,
      ]);
    }
    check('Users', `${USERS} TOTAL`, label, users?.('TOTAL', label), sum);
    check('Users', OKR_USERS, label, okr?.(label, 'Actual users'), users?.('TOTAL', label));
  }
  return found;
}
