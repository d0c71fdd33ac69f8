import type { RefreshRequest, ResultShown } from '../../../src/panel/boundary';
import { roundHours, type ByMonth, type World } from '../../../local/portals/world';
import { valueOf } from '../../support/panel';
import { CLOUD, TestWorld } from '../../support/world';

const half = (months: ByMonth): ByMonth =>
  Object.fromEntries(Object.entries(months).map(([month, hours]) => [month, roundHours(hours / 2)]));
const halved = (world: World): World => ({
  ...world,
  captured: false,
  vos: world.vos.map((vo) => ({ ...vo, hours: { ...vo.hours, cloud: half(vo.hours.cloud) } })),
});

const ALL = { statistics: ['cloud-cpu'], history: 'all' as const };
const press = async (
  test: TestWorld,
  dryRun: boolean,
  more: Partial<RefreshRequest> = {},
): Promise<ResultShown> => {
  const [result] = await valueOf(test, 'panelRefresh', [{ ...ALL, ...more, dryRun }]);
  if (!result) throw new Error('No result.');
  return result;
};

describe('All periods, written some time after they were shown', () => {
  let test: TestWorld;
  let right: unknown;
  const cell = (label: string): unknown => test.cell(CLOUD, label, 'CPU/h');

  beforeEach(async () => {
    test = new TestWorld({ statistics: ['cloud-cpu'], firstPeriod: '2025.04-06', vos: 4 });
    await test.refresh();
    right = cell('2025.04-06');
    test.type(CLOUD, '2025.04-06', 'CPU/h', 1_234_567);
    expect((await press(test, true)).changes).toContain('2025.04-06, CPU/h: 1,234,567');
    test.clock.advance(11 * 60_000);
  });

  it('get exactly what was shown, however much that changes', async () => {
    expect(await press(test, false)).toMatchObject({ result: 'done', message: '' });
    expect(cell('2025.04-06')).toBe(right);
  });

  it('get nothing where the portal gives something else by then, which the message names', async () => {
    const before = cell('2025.07-09');
    Object.assign(test.portals, { world: halved(test.world) });
    const { result, message, isOutdated } = await press(test, false);
    expect(result).toBe('failed');
    expect(isOutdated).toBe(true);
    expect(message).toMatch(
      /^It was not written, because the portals now give something else .*: ALICE, 2025\.04-06: /,
    );
    expect([cell('2025.04-06'), cell('2025.07-09')]).toEqual([1_234_567, before]);
    // Whoever looks again, and still wants it, gets it.
    await press(test, true);
    expect((await press(test, false)).result).toBe('done');
    expect(cell('2025.07-09')).not.toBe(before);
  });

  it('get nothing either where only what may still change was shown, unless it is refreshed anew', async () => {
    const recent = { history: 'recent' } as const;
    test.type(CLOUD, '2025.04-06', 'CPU/h', Number(right) + 1);
    await press(test, true, recent);
    test.clock.advance(11 * 60_000);
    test.set({ firstPeriod: '2025.04-06', restatementThreshold: '100' });
    Object.assign(test.portals, { world: halved(test.world) });
    const before = test.snapshot();
    expect(await press(test, false, recent)).toMatchObject({ result: 'failed', isOutdated: true });
    expect(test.snapshot()).toEqual(before);
    expect(await press(test, false, { ...recent, isAnew: true })).toMatchObject({ result: 'done' });
    expect(test.snapshot()).not.toEqual(before);
  });

  it('are those that this user was shown, whatever others were shown meanwhile', async () => {
    const before = cell('2025.07-09');
    Object.assign(test.portals, { world: halved(test.world) });
    await valueOf(test, 'panelRefresh', [{ ...ALL, dryRun: true }], { as: 'b@example.org' });
    expect(await press(test, false)).toMatchObject({ result: 'failed', isOutdated: true });
    expect(cell('2025.07-09')).toBe(before);
  });

  it('are shown anew in the dialog where the portal gives something else by then', async () => {
    // A dump is never kept: what is written is asked for anew.
    test.set({ firstPeriod: '2025.04-06', source: 'dump' });
    const before = test.snapshot();
    const alert = test.ui.alert.bind(test.ui);
    let asked = 0;
    test.ui.alert = (title, text, buttons) => {
      if (title === 'Write these figures?' && asked++ === 0) {
        Object.assign(test.portals, { world: halved(test.world) });
      }
      return alert(title, text, buttons);
    };
    test.ui.answer('OK').answer('CANCEL');
    await test.run('refreshHistory');
    const alerts = test.ui.shown.filter(({ kind }) => kind === 'alert');
    expect(alerts.map(({ title }) => title)).toEqual([
      'Write these figures?',
      'Not everything could be refreshed',
      'Write these figures?',
    ]);
    expect(alerts.at(-1)).toMatchObject({ text: expect.stringContaining('(-50.0 %)') as unknown });
    expect(test.snapshot()).toEqual(before);
  });

  it('are under the same guard as ever where Google has forgotten what was shown', async () => {
    const before = cell('2025.07-09');
    Object.assign(test.portals, { world: halved(test.world) });
    test.host.cache.drop();
    expect((await press(test, false)).message).toContain('Figures would change by more than 20 %');
    expect([cell('2025.04-06'), cell('2025.07-09')]).toEqual([1_234_567, before]);
  });
});
