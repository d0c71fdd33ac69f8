import { makeWorld } from '../../../local/portals/generated-world';
import { afterFirstRefresh } from '../../support/refreshed';
import { CLOUD, DASHBOARD, HTC, SLA_CLOUD, TestWorld } from '../../support/world';

const OPTIONS = {
  firstPeriod: '2025.01-03',
  vos: 4,
  statistics: ['htc-cpu'],
} as const;
/** A spreadsheet with eight quarters, the last five of which are refreshed. */
const measured = afterFirstRefresh(OPTIONS);

const METRIC = { firstPeriod: OPTIONS.firstPeriod, htcMetric: 'sumcpu' };

/** The note of the header, line by line. */
const note = (test: TestWorld, tab = HTC): string[] => test.sheet(tab).getRange(1, 2).getNote().split('\n');

const OLD_ROWS = '2025.01-03 to 2025.07-09 (Wall-clock hours x cores)';
const onDashboard = (test: TestWorld): string => test.values(DASHBOARD).flat().join('\n');

it('the header says by which metric hours are measured, and which rows have been measured by another one', async () => {
  const test = await measured();
  expect(note(test)).toEqual([expect.stringMatching(/^Wall-clock hours x cores of all VOs/)]);
  test.set(METRIC);
  const [first] = await test.refresh();
  expect(first).toMatchObject({ result: 'done', message: expect.stringContaining(OLD_ROWS) as unknown });
  expect(note(test)).toEqual([
    expect.stringMatching(/^CPU hours of all VOs/),
    expect.stringContaining(OLD_ROWS),
  ]);
  const [second] = await test.refresh();
  expect(second?.message).toBe('');
  expect(onDashboard(test)).toContain(OLD_ROWS);
});

it('all of history, measured anew, leaves nothing to say', async () => {
  const test = await measured();
  test.set(METRIC);
  await test.refresh();
  const [all] = await test.refresh({ history: 'all' });
  expect(all).toMatchObject({ result: 'done', message: '' });
  expect(note(test)).toEqual([expect.stringMatching(/^CPU hours/)]);
  expect(onDashboard(test)).not.toContain('other settings');
});

it('choices that are taken back leave only the rows that have not been measured since', async () => {
  const test = await measured();
  test.set(METRIC);
  await test.refresh();
  test.set({ firstPeriod: OPTIONS.firstPeriod });
  await test.refresh();
  expect(note(test)).toEqual([expect.stringMatching(/^Wall-clock hours x cores/)]);
});

it('frozen rows, and those of which the portal has nothing any more, are not counted', async () => {
  const test = await measured();
  test.set({ ...METRIC, frozenBefore: '2025.04-06' });
  await test.refresh();
  expect(note(test)[1]).toContain('2025.04-06 to 2025.07-09 (');
  const later = test.later({ world: makeWorld({ today: '2026-11-23', vos: 4, firstMonth: '2025-07' }) });
  later.set({ ...METRIC, frozenBefore: '2025.04-06' });
  await later.refresh({ history: 'all' });
  expect(note(later)).toHaveLength(1);
});

it('what users have written into the note stays, and a sentence that they have deleted stays away', async () => {
  const test = await measured();
  const header = test.sheet(HTC).getRange(1, 2);
  header.setNote(`Ask Ana\n${header.getNote()}\nas reported`);
  test.set(METRIC);
  await test.refresh();
  expect(note(test)).toEqual([
    'Ask Ana',
    expect.stringMatching(/^CPU hours/),
    'as reported',
    expect.stringContaining(OLD_ROWS),
  ]);
  header.setNote('ours');
  await test.refresh();
  expect(note(test)).toEqual(['ours', expect.stringContaining(OLD_ROWS)]);
});

it('where nobody knows how rows have been measured, nothing is said', async () => {
  const test = await measured();
  const { document } = test.host.properties;
  document.state = JSON.stringify({ ...(JSON.parse(document.state ?? '') as object), measured: {} });
  test.set(METRIC);
  const results = [];
  for (let day = 0; day < 2; day++) {
    results.push(...(await test.refresh()));
    test.clock.advance(86_400_000);
  }
  expect(results.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('other settings'));
  expect(note(test)).toEqual([expect.stringMatching(/^CPU hours/)]);
});

it('the group of VOs is a choice for those that count, but not for VOs with an agreement', async () => {
  const options = { firstPeriod: '2025.04-06', vos: 4, statistics: ['cloud-cpu', 'sla-cloud'] } as const;
  const test = new TestWorld(options);
  await test.refresh();
  const name = test.world.vos[0]?.name ?? '';
  test
    .sheet('SLAs')
    .getRange('A2:G2')
    .setValues([['A', name, 'FINALIZED', '1 Jan 2020', '31 Dec 2029', '', 'yes']]);
  await test.refresh();
  test.set({ firstPeriod: options.firstPeriod, voGroup: 'all' });
  const [cloud, sla] = await test.refresh();
  expect(cloud?.message).toContain('2025.04-06 to 2025.07-09 (VOs egi)');
  expect(sla?.message).toBe('');
  expect(note(test, CLOUD)).toHaveLength(2);
  expect(test.note(SLA_CLOUD, 'Period', 'TOTAL')).toMatch(/^Wall-clock hours x cores[^\n]*$/);
});

it('VOs of another group leave their rows with it, also where hours come from the dump', async () => {
  const settings = { firstPeriod: '2026.04-06', source: 'dump' };
  const test = new TestWorld({ ...OPTIONS, ...settings, settings: { ...settings, voGroup: 'all' } });
  await test.refresh();
  expect(test.cell(HTC, '2026.07-09', 'List of active VOs')).toContain('nordic-physics');
  test.set(settings);
  await test.refresh();
  const right = new TestWorld({ ...OPTIONS, ...settings, settings });
  await right.refresh();
  expect(test.values(HTC)).toEqual(right.values(HTC));
});
