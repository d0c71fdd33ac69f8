import { fault } from '../../../local/portals/faults';
import { restated } from '../../support/restated';
import { CLOUD, HTC, OKR_USERS, RUN_LOG, TestWorld, USERS } from '../../support/world';

const grouped = (figure: unknown): string => Number(figure).toLocaleString('en-US');
const PERIODS = ['2025.10-12', '2026.01-03', '2026.04-06', '2026.07-09', '2026.10-12'];
const base = new TestWorld();
beforeAll(() => base.refresh());
const laterWithOtherFigures = (settings?: Record<string, unknown>): TestWorld =>
  base.later({ world: restated(base.world), ...(settings && { settings }) });

describe('a restatement', () => {
  let test: TestWorld;
  let changes: string[];
  beforeAll(async () => {
    test = laterWithOtherFigures();
    changes = ((await test.refresh())[0]?.changes ?? '').split('\n');
  });

  it('is logged with the old figure, the new one, and by how much it differs', () => {
    const [old, now] = [base, test].map((world) => Number(world.cell(CLOUD, '2026.04-06', 'CPU/h')));
    const percent = (((now ?? 0) - (old ?? 0)) / (old ?? 1)) * 100;
    expect(changes).toContain(
      `2026.04-06, CPU/h: ${grouped(old)} -> ${grouped(now)} (+${percent.toFixed(1)} %)`,
    );
    expect(test.log()[3]).toMatchObject({ Statistic: 'Cloud CPU/h', 'What changed': changes.join('\n') });
  });

  it('is named for every earlier period, and not for the running one, which only goes on', () => {
    const [count, ...restated] = changes.map((line) => line.split(':')[0]);
    expect(count).toMatch(/^\d+ changed\.$/);
    expect(restated.slice(0, 4)).toEqual(PERIODS.slice(0, -1).map((label) => `${label}, CPU/h`));
    expect(restated).toContain('ALICE, 2026.04-06');
    expect(restated.filter((where) => where?.includes('2026.10-12'))).toEqual([]);
  });

  it('renews the stamp of its tab', () => {
    test.clock.advance(0);
    expect(test.note(CLOUD, 'Period', 'Period')).toBe('Last update on: 23-11-2026 12:00:00');
  });
});

it('a smaller figure is a restatement, too, and 0 is no divisor', async () => {
  const test = base.later();
  test.set({ firstPeriod: '2025.10-12', restatementThreshold: '50' });
  test.type(CLOUD, '2026.07-09', 'CPU/h', 0);
  test.type(CLOUD, '2026.01-03', 'CPU/h', 2 * Number(base.cell(CLOUD, '2026.01-03', 'CPU/h')));
  const { changes } = await test.refreshOne('cloud-cpu', { history: 'all' });
  expect(changes).toMatch(/2026\.07-09, CPU\/h: 0 -> [\d,]+ \(was 0\)/);
  expect(changes).toMatch(/2026\.01-03, CPU\/h: [\d,]+ -> [\d,]+ \(-50\.0 %\)/);
});

it('a restatement in many cells is named fifty times and then counted', async () => {
  const first = new TestWorld({ vos: 30 });
  await first.refresh();
  const test = first.later({ world: restated(first.world) });
  const { changes } = await test.refreshOne('users');
  expect(changes.split('\n')).toHaveLength(1 + 50 + 1);
  expect(changes).toMatch(/\nand \d+ more earlier figures$/);
});

describe('periods before the one of the setting "frozen before"', () => {
  const frozenBefore = '2026.04-06';
  const frozen = PERIODS.filter((label) => label < frozenBefore);

  it.each(['recent', 'missing', 'all'] as const)(
    'keep every cell whatever is asked for (%s)',
    async (history) => {
      const test = laterWithOtherFigures({ frozenBefore });
      test.type(CLOUD, '2026.01-03', 'CPU/h', 123);
      test.type(USERS, 'alice', '2026.01-03', 321);
      const before = [CLOUD, HTC, OKR_USERS].map((title) => frozen.map((label) => test.rows(title)[label]));
      await test.refresh({ history });
      expect([CLOUD, HTC, OKR_USERS].map((title) => frozen.map((label) => test.rows(title)[label]))).toEqual(
        before,
      );
      for (const vo of test.world.vos.filter(({ listed }) => listed)) {
        for (const label of frozen) {
          const old = vo.name === 'alice' && label === '2026.01-03' ? 321 : base.cell(USERS, vo.name, label);
          expect(test.cell(USERS, vo.name, label)).toBe(old);
        }
      }
      if (history !== 'missing') {
        expect(test.cell(CLOUD, frozenBefore, 'CPU/h')).not.toBe(base.cell(CLOUD, frozenBefore, 'CPU/h'));
      }
    },
  );

  it('are not asked for, even when they are missing', async () => {
    const test = new TestWorld({ settings: { frozenBefore } });
    await test.refresh({ history: 'all' });
    expect(test.labels(CLOUD)).toEqual(PERIODS.slice(2));
    expect(JSON.stringify(test.host.fetches)).not.toMatch(/\/2026\/01\/|\/2025\//);
  });

  it('keep their TOTAL and their row of OKR Users when a VO is new', async () => {
    const first = new TestWorld({ vos: 7 });
    await first.refresh();
    const test = first.later({ world: new TestWorld({ vos: 8 }).world, settings: { frozenBefore } });
    await test.refresh();
    for (const label of frozen) {
      expect(test.cell(USERS, 'TOTAL', label)).toBe(first.cell(USERS, 'TOTAL', label));
      expect(test.rows(OKR_USERS)[label]).toEqual(first.rows(OKR_USERS)[label]);
    }
  });
});

describe('a dry run', () => {
  it('of a new sheet creates and remembers nothing, and tells what would be filled', async () => {
    const test = new TestWorld();
    const properties = JSON.stringify(test.host.properties);
    const results = await test.refresh({ dryRun: true });
    expect(test.titles()).toEqual(['Sheet1']);
    expect(test.values('Sheet1')).toEqual([['']]);
    expect(JSON.stringify(test.host.properties)).toBe(properties);
    expect(results[0]).toMatchObject({ result: 'done', changes: '55 cells filled.' });
    expect(results[2]?.changes).toMatch(/^\d+ cells filled\.$/);
  });

  it('changes no cell, note, property or log, and tells the same changes as the real run after it', async () => {
    const test = laterWithOtherFigures();
    const everything = (): unknown => [
      test.snapshot(),
      test.values(RUN_LOG),
      test.titles(),
      structuredClone(test.host.properties),
    ];
    const before = everything();
    const dry = await test.refresh({ dryRun: true });
    expect(everything()).toEqual(before);
    const writes = Object.keys(test.calls.sheet.byMethod).filter((name) =>
      /\.(set|insert|delete|clear)/.test(name),
    );
    expect(writes).toEqual([]);
    const real = await test.refresh();
    expect(dry.map(({ changes }) => changes)).toEqual(real.map(({ changes }) => changes));
    expect(dry[0]?.changes).toContain('2026.04-06, CPU/h');
  });

  it('tells failures like a real run', async () => {
    const test = laterWithOtherFigures();
    test.portals.faults.add({ match: '/2026/04/2026/06/', fault: fault.body('[]') });
    const [cloud] = await test.refresh({ dryRun: true });
    expect(cloud).toMatchObject({ result: 'partly done' });
    expect(cloud?.message).toMatch(/^2026\.04-06: /);
  });
});

describe('the history', () => {
  it('"missing" asks for nothing but what the tab lacks', async () => {
    const test = laterWithOtherFigures();
    const row = test.values(CLOUD).findIndex(([label]) => label === '2026.01-03') + 1;
    test.sheet(CLOUD).deleteRows(row, 1);
    await test.refreshOne('cloud-cpu', { history: 'missing' });
    const asked = Object.keys(test.calls.portal.byPath).filter((path) => path.startsWith('/cloud'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('/2026/01/2026/03/');
    expect(test.labels(CLOUD)).toEqual(PERIODS);
    expect(test.cell(CLOUD, '2026.04-06', 'CPU/h')).toBe(base.cell(CLOUD, '2026.04-06', 'CPU/h'));
  });

  it('"all" asks for every period from the first one on', async () => {
    const first = new TestWorld({ firstPeriod: '2024.01-03' });
    await first.refresh();
    const test = first.later({ world: restated(first.world) });
    await test.refreshOne('cloud-cpu', { history: 'all' });
    expect(Object.keys(test.calls.portal.byPath).filter((path) => path.startsWith('/cloud'))).toHaveLength(
      12,
    );
    expect(test.cell(CLOUD, '2024.01-03', 'CPU/h')).not.toBe(first.cell(CLOUD, '2024.01-03', 'CPU/h'));
  });

  it('is longer when the first period is set earlier, and the new rows come first', async () => {
    const world = new TestWorld({ firstPeriod: '2024.10-12' }).world;
    const first = new TestWorld({ world });
    await first.refresh();
    const test = first.later({ firstPeriod: '2025.01-03' });
    await test.refresh();
    expect(test.labels(CLOUD)).toEqual(['2025.01-03', '2025.04-06', '2025.07-09', ...PERIODS]);
    expect(test.values(USERS)[0]?.slice(1, 9)).toEqual([
      '2025.01-03',
      '2025.04-06',
      '2025.07-09',
      ...PERIODS,
    ]);
    expect(test.labels(OKR_USERS)).toEqual(test.labels(CLOUD));
  });
});
