import { ExecutionDied } from '../../../local/apps-script/errors';
import { chance } from '../../../local/portals/chance';
import { fault, type Fault } from '../../../local/portals/faults';
import { makeWorld } from '../../../local/portals/generated-world';
import type { World } from '../../../local/portals/world';
import { isLong } from '../../support/effort';
import {
  CLOUD,
  CLOUD_BY_VO,
  HTC,
  HTC_BY_VO,
  RUN_LOG,
  TestWorld,
  USERS,
  VO_CHANGES,
} from '../../support/world';

const WEEKS = isLong ? 400 : 14;
const START = '2020-04-01';
const FIRST_PERIOD = '2020.01-03';
const STATISTICS = ['cloud-cpu', 'htc-cpu', 'users', 'vo-changes'] as const;

const WEEK = 7 * 24 * 3_600_000;
const dayOf = (week: number): string => new Date(Date.parse(START) + week * WEEK).toISOString().slice(0, 10);

/** Any of them, with the same outcome in every run. */
const oneOf = <T>(choices: readonly T[], ...seed: (string | number)[]): T =>
  choices[Math.floor(chance(...seed.map(String)) * choices.length)] as T;

/** VOs that are made, and one that is closed, some way through. */
const COMING = 3;
function worldOf(week: number): World {
  const world = makeWorld({ today: dayOf(week), vos: 10, firstMonth: '2020-01' });
  const part = week / WEEKS;
  const vos = world.vos
    .filter((_, index) => index >= COMING || part >= (index + 1) / 5)
    .map((vo, index) => (index === 4 && part > 0.7 ? { ...vo, listed: false } : vo));
  return { ...world, vos };
}

const FAULTS: readonly Fault[] = [
  fault.status(503),
  fault.status(403),
  fault.html,
  fault.truncated,
  fault.empty,
  fault.hang,
  fault.dns,
];
const ADDRESSES = ['/cloud/', '/egi/', '/vo-list', '/vo-users', '/egi-reports/vo?', 'vo=alice', '/2020/'];

/** A scheduled refresh, in one of five weeks with a fault or an end in the middle. */
async function refreshIn(week: number, test: TestWorld): Promise<void> {
  const trouble = chance('trouble', String(week)) < 0.2 ? oneOf(['portal', 'killed'], 'kind', week) : '';
  if (trouble === 'portal') {
    test.portals.faults.add({ match: oneOf(ADDRESSES, 'at', week), fault: oneOf(FAULTS, 'fault', week) });
  }
  const last = trouble === 'killed' ? 1 + Math.floor(150 * chance('call', String(week))) : Infinity;
  await test
    .run('scheduledRefresh', {
      origin: 'clock trigger',
      aroundCall: (call, proceed) => {
        if (call.number >= last) throw new ExecutionDied();
        return proceed();
      },
    })
    .catch((error: unknown) => {
      if (!(error instanceof ExecutionDied)) throw error;
    });
  test.portals.faults.clear();
}

/** What people have written beside a period, by its label. */
const followUps = new Map<string, string>();
function writeFollowUp(week: number, test: TestWorld): void {
  if (!test.titles().includes(CLOUD)) return;
  const label = oneOf(test.labels(CLOUD), 'row', week);
  if (label === '') return;
  if (!test.values(CLOUD)[0]?.includes('Follow-up actions')) {
    const sheet = test.sheet(CLOUD);
    sheet.getRange(1, sheet.getLastColumn() + 1).setValue('Follow-up actions');
  }
  followUps.set(label, `asked the sites in week ${week}`);
  test.type(CLOUD, label, 'Follow-up actions', followUps.get(label) ?? '');
}

const listed = (world: World): string[] => world.vos.filter((vo) => vo.listed).map(({ name }) => name);

/** The figures of VOs that are listed today, by VO and header. */
const figuresOfListed = (test: TestWorld, title: string, vos: readonly string[]): Record<string, unknown> => {
  const [headers = []] = test.values(title);
  const keys = new Set(vos.map((name) => name.toLowerCase()));
  const rows = Object.entries(test.rows(title)).filter(([label]) => keys.has(label.toLowerCase()));
  return Object.fromEntries(
    rows.map(([label, row]) => [
      label.toLowerCase(),
      Object.fromEntries(row.slice(1).map((value, column) => [String(headers[column + 1]), value])),
    ]),
  );
};

const bytes = (properties: Readonly<Record<string, string>>): number =>
  Object.entries(properties).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);

describe(`after ${WEEKS} weekly refreshes, one in five of them troubled`, () => {
  const test = new TestWorld({
    today: START,
    world: worldOf(0),
    firstPeriod: FIRST_PERIOD,
    statistics: STATISTICS,
    tabRows: 60,
  });
  const world = worldOf(WEEKS);
  const fresh = new TestWorld({
    today: dayOf(WEEKS),
    world,
    firstPeriod: FIRST_PERIOD,
    statistics: STATISTICS,
    tabRows: 60,
  });
  let mostTriggers = 0;

  beforeAll(async () => {
    for (let week = 0; week < WEEKS; week++) {
      Object.assign(test.portals, { world: worldOf(week) });
      await refreshIn(week, test);
      writeFollowUp(week, test);
      mostTriggers = Math.max(mostTriggers, test.host.triggers.list().length);
      test.clock.advance(Date.parse(dayOf(week + 1)) + WEEK / 14 - test.clock.now());
    }
    Object.assign(test.portals, { world });
    const results = await test.refresh({ history: 'all' });
    expect(results.map(({ result, message }) => [result, message])).toEqual(
      STATISTICS.map(() => ['done', '']),
    );
    await fresh.refresh();
  }, 1_800_000);

  it.each([CLOUD, HTC, VO_CHANGES])('%s has the figures of one that is made today', (title) => {
    const width = fresh.values(title)[0]?.length ?? 0;
    expect(test.values(title).map((row) => row.slice(0, width))).toEqual(fresh.values(title));
  });

  it.each([CLOUD_BY_VO, HTC_BY_VO, USERS])('%s has those of all VOs that are listed today', (title) => {
    expect(figuresOfListed(test, title, listed(world))).toEqual(figuresOfListed(fresh, title, listed(world)));
  });

  it('what people have written beside a period stands beside it still', () => {
    expect(followUps.size).toBeGreaterThan(0);
    for (const [label, text] of followUps) expect(test.cell(CLOUD, label, 'Follow-up actions')).toBe(text);
  });

  it('the run log, triggers and properties have not grown without end', () => {
    expect(test.values(RUN_LOG).length).toBeLessThanOrEqual(1001);
    expect(mostTriggers).toBeLessThanOrEqual(3);
    expect(bytes(test.host.properties.document)).toBeLessThan(100_000);
  });
});
