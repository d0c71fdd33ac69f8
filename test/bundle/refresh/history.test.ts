import type { World } from '../../../local/portals/world';
import { restated } from '../../support/restated';
import { CLOUD, DASHBOARD, HTC, TestWorld } from '../../support/world';

/** 27 quarters. */
const options = { firstPeriod: '2020.01-03', today: '2026-09-15', vos: 10 };
const LABELS = [...Array(27).keys()].map((index) => {
  const month = (index % 4) * 3 + 1;
  const [first, last] = [month, month + 2].map((each) => String(each).padStart(2, '0'));
  return `${2020 + Math.floor(index / 4)}.${first}-${last}`;
});
const EARLIER = LABELS.slice(0, -1);

const base = new TestWorld({ ...options, settings: { statistics: { users: false, 'vo-changes': false } } });
const activeVos = (label: string): string[] =>
  String(base.cell(HTC, label, 'List of active VOs')).split(', ');

/** The portals give other figures, and no longer know the VO that was first in the lists. */
const withoutVo = (world: World, gone: string): World => {
  const { vos, ...rest } = restated(world);
  return { ...rest, vos: vos.filter(({ name }) => name.toLowerCase() !== gone.toLowerCase()) };
};
let gone = '';
beforeAll(async () => {
  await base.refresh();
  gone = activeVos(LABELS[0] ?? '')[0] ?? '';
});
const later = (): TestWorld => base.later({ world: withoutVo(base.world, gone) });

it('the whole history comes in one refresh, from the first period to today', () => {
  expect(base.labels(CLOUD)).toEqual(LABELS);
  expect(base.labels(HTC)).toEqual(LABELS);
});

describe('Refresh history of all periods', () => {
  it('shows first how each total would change and which VOs would vanish from which lists', async () => {
    const test = later();
    const before = test.snapshot();
    test.ui.answer('CANCEL');
    await test.run('refreshHistory');
    const alert = test.ui.shown.pop() as { title: string; text: string } | undefined;
    expect(alert?.title).toBe('Write these figures?');
    const htc = (alert?.text ?? '').split('\n\n').find((text) => text.startsWith('HTC CPU/h:')) ?? '';
    for (const label of EARLIER) {
      expect(htc).toMatch(new RegExp(`^${label}, CPU/h: [\\d,]+ -> [\\d,]+ \\([+-]\\d+\\.\\d %\\)$`, 'm'));
    }
    // One line for all periods that lose the same VOs keeps it short.
    const isEverywhere = EARLIER.every((label) => activeVos(label).includes(gone));
    expect(isEverywhere).toBe(true);
    const lines = htc.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'HTC CPU/h:',
      expect.stringMatching(/^\d+ changed\.$/) as string,
      expect.stringContaining(`${EARLIER[0] ?? ''}, CPU/h: `) as string,
    ]);
    expect(lines.pop()).toBe(
      `${EARLIER[0] ?? ''} to ${EARLIER[25] ?? ''}, List of active VOs without ${gone}`,
    );
    expect(test.snapshot()).toEqual(before);
  });

  it('then writes what it has shown without asking the portals again', async () => {
    const test = later();
    test.ui.answer('CANCEL');
    await test.run('refreshHistory');
    const asked = test.host.fetches.length;
    test.ui.answer('OK');
    await test.run('refreshHistory');
    expect(test.host.fetches).toHaveLength(asked);
    expect(activeVos(LABELS[0] ?? '')).toContain(gone);
    for (const label of LABELS) {
      expect(test.cell(HTC, label, 'List of active VOs')).not.toContain(gone);
      expect(test.cell(HTC, label, 'CPU/h')).not.toBe(base.cell(HTC, label, 'CPU/h'));
    }
    expect(test.log().pop()).toMatchObject({ Statistic: 'HTC CPU/h', Result: 'done', Message: '' });
  });

  it('asks nothing when nothing would change', async () => {
    const test = base.later();
    await test.run('refreshHistory');
    expect(test.ui.shown.pop()).toMatchObject({ title: 'Nothing would change', buttons: 'OK' });
  });

  it('shows the same in the panel', async () => {
    const test = later();
    const request = { statistics: ['htc-cpu'], history: 'all', dryRun: true };
    const shown = await test.run('panelRefresh', { origin: 'panel', args: [request] });
    expect(shown).toMatchObject({
      value: [{ changes: expect.stringContaining(`, List of active VOs without ${gone}\n`) as string }],
    });
  });
});

describe('Refresh history of missing periods', () => {
  const state = (test: TestWorld): { measuredOn: Record<string, string> } =>
    JSON.parse(test.host.properties.document.state ?? '{}') as { measuredOn: Record<string, string> };
  /** Last refreshed while 2026.10-12 was running. */
  const begun = async (): Promise<TestWorld> => {
    const test = new TestWorld({ firstPeriod: '2026.01-03', today: '2026-12-20', statistics: ['cloud-cpu'] });
    await test.refresh();
    return test.later({ today: '2027-01-05' });
  };
  /** What the dashboard takes for the last complete period. */
  const lastComplete = (test: TestWorld): unknown =>
    test.values(DASHBOARD).find(([label]) => label === 'Cloud CPU/h')?.[1];

  it('does not make a figure "so far" pass for that of a complete period', async () => {
    const test = await begun();
    await test.refresh({ history: 'missing' });
    expect(test.labels(CLOUD)).toContain('2026.10-12');
    expect(state(test).measuredOn).toEqual({ 'cloud-cpu': '2026-12-20' });
    expect(lastComplete(test)).toBe('2026.07-09');
    await test.refresh();
    expect(state(test).measuredOn).toEqual({ 'cloud-cpu': '2027-01-05' });
    expect(lastComplete(test)).toBe('2026.10-12');
  });

  it('counts as complete where nothing was measured before', async () => {
    const test = new TestWorld({ firstPeriod: '2026.07-09', statistics: ['cloud-cpu'] });
    await test.refresh({ history: 'missing' });
    expect(state(test).measuredOn).toEqual({ 'cloud-cpu': '2026-11-23' });
  });
});
