import { monthsBetween } from '../../../local/portals/months';
import { worldOf, type ByMonth, type StatusChange, type VoDescription } from '../../../local/portals/world';
import type { StatisticId } from '../../../src/domain/catalogue';
import {
  CLOUD,
  CLOUD_BY_VO,
  HTC,
  OKR_USERS,
  SLA_CLOUD,
  SLA_HTC,
  SLAS,
  TestWorld,
  VO_CHANGES,
} from '../../support/world';

/** Which figure stands there after the portals have answered in an odd way, on that day and for good, and what is said. */

const QUARTER = '2026.04-06';
const [A, B, C] = ['vo.a.eu', 'vo.b.eu', 'vo.c.eu'];
const NAMES = [A, B, C] as const;

const monthly = (figure: number): ByMonth =>
  Object.fromEntries(monthsBetween('2026-01', '2026-10').map((month) => [month, figure]));
const VOS: readonly VoDescription[] = NAMES.map((name, index) => ({
  name,
  hours: { cloud: monthly(100 * (index + 1)), htc: monthly(1000 * (index + 1)) },
  users: monthly(10 * (index + 1)),
  registered: 5,
  total: 9,
}));
const CHANGES: readonly StatusChange[] = [
  { vo: A, status: 'Production', date: '2026-05-05' },
  { vo: B, status: 'Leaving', date: '2026-05-06' },
  { vo: C, status: 'Production', date: '2026-06-07' },
];

/** The VOs when the figures of a month are others. */
const withFigures = (
  change: (figure: number, month: string, vo: string) => number | undefined,
): VoDescription[] =>
  VOS.map((vo) => {
    const changed = (figures: ByMonth = {}): ByMonth =>
      Object.fromEntries(
        Object.entries(figures).flatMap(([month, figure]) => {
          const other = QUARTER_MONTHS.includes(month) ? change(figure, month, vo.name) : figure;
          return other === undefined ? [] : [[month, other]];
        }),
      );
    return {
      ...vo,
      hours: { cloud: changed(vo.hours?.cloud), htc: changed(vo.hours?.htc) },
      users: changed(vo.users),
    };
  });
const QUARTER_MONTHS = monthsBetween('2026-04', '2026-06');
const renamed = (name: string): string => (name === A ? 'vo.z.eu' : name);

type Change = (body: string) => string;
interface Odd {
  readonly vos?: readonly VoDescription[];
  readonly changes?: readonly StatusChange[];
  /** What becomes of the answers about the quarter. */
  readonly body?: Change;
}
/** The first row of a view, the users of a VO or a report again. */
const again: Change = (body) => {
  const answer = JSON.parse(body) as unknown[] | Record<string, unknown>;
  if (Array.isArray(answer)) return JSON.stringify([answer[0], ...answer]);
  const [name = '', list] = Object.entries(answer).find(([, value]) => Array.isArray(value)) ?? [];
  return JSON.stringify({ ...answer, [name]: [list, list].flat() });
};

const ODD = {
  'all zeros': { vos: withFigures(() => 0), changes: [] },
  'a month missing': { vos: withFigures((figure, month) => (month === '2026-05' ? undefined : figure)) },
  'another month than asked': { body: (body) => body.replace(/2026-(\d\d)/g, '2025-$1') },
  'an error sentence': { body: () => 'Error: too many connections to the database' },
  'twice the row': { body: again },
  'half the row': { vos: withFigures((figure) => figure / 2), changes: CHANGES.slice(0, 1) },
  'a VO that has moved': {
    vos: VOS.flatMap((vo) =>
      vo.name === B
        ? [
            { ...vo, listed: false, hours: {} },
            { name: 'vo.m.eu', hours: vo.hours ?? {} },
          ]
        : [vo],
    ),
    changes: [...CHANGES, { vo: B, status: 'Deleted', date: '2026-08-08' }],
  },
  'a VO that is renamed': {
    vos: VOS.map((vo) => ({ ...vo, name: renamed(vo.name) })),
    changes: CHANGES.map((change) => ({ ...change, vo: renamed(change.vo) })),
  },
} as const satisfies Record<string, Odd>;

/** What stands in a statistic's cell on the day and on the next one, and what is said or logged. */
type After = readonly [figure: number, nextDay: number, said: RegExp];
const WAITS = /stay until a refresh on a later day gives the same/;
const ZERO = /2026\.04-06: .* it holds no hours, although the period is over/;
const LACKS = /2026\.04-06: .* it has no hours of 2026-05, so it is not about all of 2026\.04-06/;
const OTHER = /2026\.04-06: .* a column "2025-04" outside 2026\.04-06/;
const NO_JSON = /2026\.04-06: .* it is not whole, or not JSON/;
const TWICE = /2026\.04-06: .* VO "vo\.a\.eu" is there twice/;
const LEFT = /vo\.b\.eu, 2026\.04-06: [\d,]+ -> blank, not listed any more/;
const NEW_NAME = /vo\.a\.eu, 2026\.04-06: [\d,]+ -> blank, not listed any more/;
const NO_SUCH = (vo: string): RegExp =>
  new RegExp(`${vo.replace(/\./g, '\\.')}: no hours, and the Operations Portal lists no such VO`);

/** What is asked of a portal period by period. */
type Measured = Exclude<StatisticId, 'by-discipline'>;

const AFTERWARDS: Readonly<Record<keyof typeof ODD, Readonly<Record<Measured, After>>>> = {
  'all zeros': {
    'cloud-cpu': [1800, 1800, ZERO],
    'htc-cpu': [18_000, 18_000, ZERO],
    users: [60, 60, /2026\.04-06: The portal has 0 for all VOs together/],
    'vo-changes': [
      3,
      3,
      /vo\.a\.eu\(P\).* stays there, although the portal does not list that there any more/,
    ],
    'sla-cloud': [1800, 1800, ZERO],
    'sla-htc': [18_000, 18_000, ZERO],
  },
  'a month missing': {
    'cloud-cpu': [1800, 1800, LACKS],
    'htc-cpu': [18_000, 18_000, LACKS],
    // The users of a quarter are those of its last month, and a report of changes has no months.
    users: [60, 60, /^$/],
    'vo-changes': [3, 3, /^$/],
    // VOs with an agreement may do nothing in a month.
    'sla-cloud': [1800, 1200, WAITS],
    'sla-htc': [18_000, 12_000, WAITS],
  },
  'another month than asked': {
    'cloud-cpu': [1800, 1800, OTHER],
    'htc-cpu': [18_000, 18_000, OTHER],
    users: [60, 60, /vo\.a\.eu: .* it is about 2025-01 to 2025-10, but 2026-01 to 2026-12 was asked for/],
    'vo-changes': [3, 3, /2026\.04-06: .* it is about 2025-04-01 to 2025-07-01, but 2026-04-01/],
    'sla-cloud': [1800, 1800, OTHER],
    'sla-htc': [18_000, 18_000, OTHER],
  },
  'an error sentence': {
    'cloud-cpu': [1800, 1800, NO_JSON],
    'htc-cpu': [18_000, 18_000, NO_JSON],
    users: [60, 60, /vo\.a\.eu: .* it says "Error: too many connections to the database"/],
    'vo-changes': [3, 3, NO_JSON],
    'sla-cloud': [1800, 1800, NO_JSON],
    'sla-htc': [18_000, 18_000, NO_JSON],
  },
  'twice the row': {
    'cloud-cpu': [1800, 1800, TWICE],
    'htc-cpu': [18_000, 18_000, TWICE],
    users: [60, 60, /vo\.a\.eu: .* the month 2026-10 is there twice/],
    'vo-changes': [3, 3, /2026\.04-06: .* the status "Leaving" is there twice/],
    'sla-cloud': [1800, 1800, TWICE],
    'sla-htc': [18_000, 18_000, TWICE],
  },
  'half the row': {
    'cloud-cpu': [1800, 900, WAITS],
    'htc-cpu': [18_000, 9000, WAITS],
    users: [60, 30, WAITS],
    'vo-changes': [3, 3, /vo\.b\.eu\(L\), vo\.c\.eu\(P\) stays there/],
    'sla-cloud': [1800, 900, WAITS],
    'sla-htc': [18_000, 9000, WAITS],
  },
  'a VO that has moved': {
    'cloud-cpu': [1800, 1800, LEFT],
    'htc-cpu': [18_000, 18_000, LEFT],
    users: [
      60,
      60,
      /Users of today would be fewer[^]*\nActive users: 15 -> 10 \(-33\.3 %\)\nTotal users: 27 -> 18/,
    ],
    'vo-changes': [3, 3, /vo\.b\.eu\(L\) stays there/],
    'sla-cloud': [1800, 1200, NO_SUCH(B)],
    'sla-htc': [18_000, 12_000, NO_SUCH(B)],
  },
  'a VO that is renamed': {
    'cloud-cpu': [1800, 1800, NEW_NAME],
    'htc-cpu': [18_000, 18_000, NEW_NAME],
    users: [70, 70, /vo\.z\.eu is new, .* as vo\.a\.eu, .* its users count twice/],
    'vo-changes': [3, 3, /vo\.a\.eu\(P\) is not counted any more, .* under other names/],
    'sla-cloud': [1500, 1500, NO_SUCH(A)],
    'sla-htc': [15_000, 15_000, NO_SUCH(A)],
  },
};

const CELLS: Readonly<Record<Measured, readonly [tab: string, column: string]>> = {
  'cloud-cpu': [CLOUD, 'CPU/h'],
  'htc-cpu': [HTC, 'CPU/h'],
  users: [OKR_USERS, 'Actual users'],
  'vo-changes': [VO_CHANGES, '#VOs changed'],
  'sla-cloud': [SLA_CLOUD, 'TOTAL'],
  'sla-htc': [SLA_HTC, 'TOTAL'],
};
const IDS = Object.keys(CELLS) as Measured[];

const first = new TestWorld({
  world: worldOf({ vos: VOS, changes: CHANGES }),
  today: '2026-10-20',
  firstPeriod: '2026.01-03',
  statistics: IDS,
});
beforeAll(async () => {
  await first.refresh({ statistics: ['sla-cloud'] });
  first
    .sheet(SLAS)
    .getRange('A2:G4')
    .setValues(NAMES.map((name) => ['A', name, 'FINALIZED', '1 Jan 2020', '31 Dec 2029', 'yes', 'yes']));
  await first.refresh();
}, 120_000);

const hoursByVo = (test: TestWorld): number => {
  const [headers = [], ...rows] = test.values(CLOUD_BY_VO);
  return rows.reduce((sum, row) => sum + Number(row[headers.indexOf(QUARTER)]), 0);
};

it.each(Object.keys(ODD) as (keyof typeof ODD)[])(
  '%s: the figures that stand there afterwards, and why',
  async (name) => {
    const { vos = VOS, changes = CHANGES, body }: Odd = ODD[name];
    const test = first.later({ world: worldOf({ vos, changes }) });
    const about = /\/2026\/04\/2026\/06\/|vo=vo\.a|start_date=2026-04-01/;
    if (body) test.portals.faults.add({ match: about, fault: { kind: 'body', change: body } });
    for (const day of [0, 1]) {
      const results = await test.refresh();
      for (const { id: statistic, message, changes: logged } of results) {
        const id = statistic as Measured;
        const [figure, nextDay, said] = AFTERWARDS[name][id];
        const [tab, column] = CELLS[id];
        expect([id, test.cell(tab, QUARTER, column)]).toEqual([id, day === 0 ? figure : nextDay]);
        if (day === 0) expect([message, logged].filter((text) => text !== '').join('\n')).toMatch(said);
      }
      expect(hoursByVo(test)).toBe(test.cell(CLOUD, QUARTER, 'CPU/h'));
      test.clock.advance(86_400_000);
    }
  },
);
