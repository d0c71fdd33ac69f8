import { CLOUD, CLOUD_BY_VO, DASHBOARD, HTC, HTC_BY_VO, TestWorld, USERS } from '../../support/world';
import { ask, valueOf } from '../../support/panel';

/** What the panel would send when one field has been changed. */
async function entered(test: TestWorld, changes: Record<string, string | boolean>) {
  const { settings } = await valueOf(test, 'panelState', []);
  return { ...Object.fromEntries(settings.fields.map(({ name, value }) => [name, value])), ...changes };
}

it('are saved from the panel and used by the next refresh', async () => {
  const test = new TestWorld();
  const changes = { 'statistics.users': false, 'tabTitles.htc-cpu': 'HTC hours', firstPeriod: '2026.07-09' };
  const { problems } = await valueOf(test, 'panelSaveSettings', [await entered(test, changes)]);
  expect(problems).toEqual({});
  const results = await test.refresh();
  expect(results.map(({ title }) => title)).toEqual(['Cloud CPU/h', 'HTC CPU/h']);
  expect(test.titles()).toEqual([
    DASHBOARD,
    'Key results',
    CLOUD,
    CLOUD_BY_VO,
    'HTC hours',
    HTC_BY_VO,
    'OKR Run log',
    'Sheet1',
  ]);
  expect(test.labels(CLOUD)).toEqual(['2026.07-09', '2026.10-12']);
});

it('a statistic that is switched off is refreshed when somebody chooses it alone', async () => {
  const test = new TestWorld({ settings: { statistics: { 'cloud-cpu': false } } });
  expect(await test.refreshOne('cloud-cpu')).toMatchObject({ result: 'done' });
});

it('a tab that is there is found whatever the settings call it', async () => {
  const test = new TestWorld();
  await test.refresh();
  test.sheet(HTC).setName('Renamed by a person');
  test.set({ firstPeriod: '2025.10-12', tabTitles: { 'htc-cpu': 'Something else', users: 'Users of VOs' } });
  await test.refresh();
  expect(test.titles()).toContain('Renamed by a person');
  expect(test.titles()).toContain(USERS);
  expect(test.titles()).not.toContain('Something else');
});

it('what is wrong is told by field, and changes no property', async () => {
  const test = new TestWorld();
  const before = structuredClone(test.host.properties);
  const wrong = await entered(test, { accountingUrl: 'http://accounting.egi.eu', firstPeriod: '2027.01-03' });
  const { problems } = await valueOf(test, 'panelSaveSettings', [wrong]);
  expect(problems).toEqual({
    accountingUrl:
      'enter an address without spaces that begins with https://, such as https://accounting.egi.eu',
    firstPeriod: 'enter a quarter that has begun, such as 2020.01-03',
  });
  expect(test.host.properties).toEqual(before);
});

it('that are damaged are shown as the defaults, with what is wrong, until they are saved', async () => {
  const test = new TestWorld();
  test.host.properties.document.settings = '{"voGroup"';
  const { settings } = await valueOf(test, 'panelState', []);
  expect(settings.problem).toBe('The stored settings are damaged. Enter them again.');
  expect(settings.fields.find(({ name }) => name === 'voGroup')?.value).toBe('egi');
  const request = { statistics: ['users'], history: 'recent' as const, dryRun: false };
  expect(await ask(test, 'panelRefresh', [request])).toEqual({
    failure: 'The stored settings are damaged. Enter them again.',
  });
  const saved = await valueOf(test, 'panelSaveSettings', [
    await entered(test, { firstPeriod: '2025.10-12' }),
  ]);
  expect(saved.settings.problem).toBe('');
  expect(await valueOf(test, 'panelRefresh', [request])).toMatchObject([{ result: 'done' }]);
});

it('that two people change at once keep what both have changed, but for the same field', async () => {
  const test = new TestWorld();
  const opened = await entered(test, {});
  await valueOf(test, 'panelSaveSettings', [{ voGroup: 'all' }, opened]);
  await valueOf(test, 'panelSaveSettings', [{ 'statistics.users': false }, opened], {
    as: 'b@example.org',
  });
  expect(await entered(test, {})).toEqual({ ...opened, voGroup: 'all', 'statistics.users': false });
  const { problems } = await valueOf(test, 'panelSaveSettings', [{ voGroup: 'lhc' }, opened]);
  expect(Object.keys(problems)).toEqual(['voGroup']);
  expect(await entered(test, {})).toMatchObject({ voGroup: 'all' });
});
