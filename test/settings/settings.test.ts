import { fieldsOf } from '../../src/settings/fields';
import type { FieldValues } from '../../src/settings/shown-field';
import { checkSettings, loadSettings, saveSettings, settingsToShow } from '../../src/settings/settings';
import { properties } from '../support/properties';

const MONTH = '2026-11';
const DEFAULTS = checkSettings({});

/** What is entered when all fields are left as they are, but for those given. */
const entered = (changes: FieldValues): FieldValues => ({
  ...Object.fromEntries(fieldsOf(DEFAULTS).map(({ name, value }) => [name, value])),
  ...changes,
});

const save = (changed: FieldValues, store: GoogleAppsScript.Properties.Properties): Record<string, string> =>
  saveSettings(changed, {}, MONTH, store);

describe('what is wrong is refused beside its field', () => {
  const quarter = 'enter a quarter such as 2020.01-03';
  const https =
    'enter an address without spaces that begins with https://, such as https://accounting.egi.eu';
  test.each([
    ['accountingUrl', 'http://accounting.egi.eu', https],
    ['accountingUrl', 'https://accounting egi.eu', https],
    ['accountingUrl', 'accounting.egi.eu', https],
    ['accountingUrl', 'https://accounting.egi.eu@evil.example.org', https],
    ['accountingUrl', 'https://accounting.egi.eu/?a=b', https],
    [
      'operationsUrl',
      'http://127.0.0.1.example.org',
      https.replace('accounting.egi.eu', 'operations-portal.egi.eu/api'),
    ],
    ['cloudMetric', 'njobs', 'choose sum_elap_processors or sum_elap'],
    ['htcMetric', 'sum_elap', 'choose elap_processors, sumelap or sumcpu'],
    ['voGroup', 'everyone', 'enter egi, all, lhc, or custom-a,b,c'],
    ['localJobs', 'some', 'choose onlyinfrajobs, localinfrajobs or onlylocaljobs'],
    ['firstPeriod', '2020.1', quarter],
    ['firstPeriod', '2020.02-04', quarter],
    ['firstPeriod', '', quarter],
    ['firstPeriod', '2027.01-03', 'enter a quarter that has begun, such as 2020.01-03'],
    ['firstPeriod', '1986.07-09', 'enter a quarter of the last 40 years, such as 2020.01-03'],
    ['frozenBefore', '2020', `${quarter}, or nothing`],
    ['frozenBefore', '2027.01-03', 'enter a quarter that has begun, such as 2020.01-03, or nothing'],
    ['statistics.users', 'yes', 'choose on or off'],
    ['statistics.sunshine', true, 'there is no such name'],
    ['tabTitles.users', 'x'.repeat(86), 'enter a title of at most 85 characters'],
    ['tabTitles.users', 'OKR Users', 'enter a title that no other tab has'],
    [
      'mailTo',
      'somebody',
      'enter mail addresses such as okr@example.org, with commas between them, or nothing',
    ],
    [
      'mailTo',
      'okr@example.org, two@',
      'enter mail addresses such as okr@example.org, with commas between them, or nothing',
    ],
    ['colour', 'red', 'there is no such setting'],
  ])('%s: %j', (name, value, message) => {
    const stored = properties();
    expect(save(entered({ [name]: value }), stored)).toMatchObject({ [name]: message });
    expect(stored.getProperties()).toEqual({});
  });
});

it('names all that is wrong at once, and stores nothing of what is right', () => {
  const stored = properties({ settings: '{"voGroup":"lhc"}' });
  const wrong = {
    accountingUrl: 'http://x',
    cloudMetric: '?',
    firstPeriod: '2030.01-03',
    mailTo: '@',
    voGroup: 'all',
  };
  const problems = save(entered(wrong), stored);
  expect(Object.keys(problems).sort()).toEqual(['accountingUrl', 'cloudMetric', 'firstPeriod', 'mailTo']);
  expect(stored.getProperties()).toEqual({ settings: '{"voGroup":"lhc"}' });
});

describe('what is right', () => {
  test.each([
    ['accountingUrl', ' https://accounting.example.org/ ', 'https://accounting.example.org'],
    ['accountingUrl', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['operationsUrl', 'http://localhost:9001/api', 'http://localhost:9001/api'],
    ['firstPeriod', '2026.10-12', '2026.10-12'],
    ['frozenBefore', '2024.01-03', '2024.01-03'],
    ['voGroup', 'custom-alice,vo.access.egi.eu', 'custom-alice,vo.access.egi.eu'],
    [
      'mailTo',
      ' a@example.org;b@example.org ',
      'a@example.org, b@example.org',
      ['a@example.org', 'b@example.org'],
    ],
    ['furtherVos', 'alice,cms', 'alice, cms', ['alice', 'cms']],
    ['restatementThreshold', ' 35 ', '35', 35],
  ])('%s %j is stored as %j, and nothing else is', (name, value, stored, loaded: unknown = stored) => {
    const store = properties();
    expect(save(entered({ [name]: value }), store)).toEqual({});
    expect(JSON.parse(store.getProperty('settings') ?? '')).toEqual({ [name]: stored });
    expect(loadSettings(store)).toEqual({ ...DEFAULTS, [name]: loaded });
  });

  it('of statistics and titles is only kept where it differs', () => {
    const store = properties();
    const changes = {
      'statistics.users': false,
      'tabTitles.users': 'Our users',
      'tabTitles.okr-users': 'OKR Users',
    };
    expect(save(entered(changes), store)).toEqual({});
    expect(JSON.parse(store.getProperty('settings') ?? '')).toEqual({
      statistics: { users: false },
      tabTitles: { users: 'Our users' },
    });
  });

  it('comes back when the defaults are entered again', () => {
    const store = properties({ settings: '{"voGroup":"lhc","statistics":{"users":false}}' });
    expect(save(entered({}), store)).toEqual({});
    expect(loadSettings(store)).toEqual(DEFAULTS);
  });
});

describe('stored settings that cannot be used', () => {
  test.each([
    ['{"voGroup"', 'The stored settings are damaged. Enter them again.'],
    ['[]', 'The stored settings are damaged. Enter them again.'],
    ['null', 'The stored settings are damaged. Enter them again.'],
    ['{"colour":"red"}', 'Setting "colour": there is no such setting.'],
    ['{"tabTitles":{"sky":"blue"}}', 'Setting "tabTitles.sky": there is no such name.'],
    ['{"tabTitles":"blue"}', 'Setting "tabTitles": there is no such name.'],
  ])('%s: the defaults are shown, with what is wrong', (settings, problem) => {
    const store = properties({ settings });
    expect(() => loadSettings(store)).toThrow(problem);
    expect(settingsToShow(store)).toEqual({ settings: DEFAULTS, problem });
  });
});

it('every field has a label and a sentence, or belongs to a group that has', () => {
  const fields = fieldsOf(DEFAULTS);
  expect(fields.filter(({ label }) => label === '')).toEqual([]);
  for (const { group } of fields) {
    expect(fields.some((field) => field.group === group && field.help !== '')).toBe(true);
  }
});

describe('what two people change at once', () => {
  const opened = entered({});

  it('is kept of both where it is not the same field', () => {
    const store = properties();
    expect(saveSettings({ voGroup: 'all' }, opened, MONTH, store)).toEqual({});
    expect(saveSettings({ 'statistics.users': false }, opened, MONTH, store)).toEqual({});
    expect(saveSettings({ 'statistics.vo-changes': false }, opened, MONTH, store)).toEqual({});
    expect(loadSettings(store)).toMatchObject({
      voGroup: 'all',
      statistics: { users: false, 'vo-changes': false },
    });
  });

  it('is refused to the second one where both changed the same field, and all that is entered with it', () => {
    const store = properties();
    saveSettings({ voGroup: 'all', 'statistics.users': false }, opened, MONTH, store);
    const before = store.getProperties();
    const second = { voGroup: 'lhc', 'statistics.users': false, mailTo: 'okr@example.org' };
    expect(saveSettings(second, opened, MONTH, store)).toEqual({
      voGroup: 'somebody else has changed this to "all" meanwhile; save again to replace that',
    });
    expect(store.getProperties()).toEqual(before);
  });
});
