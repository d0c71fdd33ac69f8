import { API_KEY, TestWorld } from '../../support/world';
import { ask, valueOf } from '../../support/panel';

const A = { as: 'owner@example.org' };
const B = { as: 'b@example.org' };
const HOST = 'operations-portal.egi.eu';
const USERS = { statistics: ['users'], history: 'recent' as const, dryRun: false };

describe('an API key', () => {
  it('of somebody is used for nobody else: the other one is told whose is missing', async () => {
    const test = new TestWorld();
    await test.refresh();
    const before = test.snapshot();
    const all = { ...USERS, statistics: ['cloud-cpu', 'htc-cpu', 'users'] };
    const results = await valueOf(test, 'panelRefresh', [all], B);
    expect(results.map(({ result }) => result)).toEqual(['done', 'done', 'failed']);
    expect(results[2]?.message).toBe(
      'There is no API key for the Operations Portal yet. Enter it with OKR Stats > API key... ' +
        '(b@example.org has none, and nobody shares one.) The old figures are kept.',
    );
    expect(test.snapshot()).toEqual(before);
    expect(test.log().pop()).toMatchObject({
      'By whom': 'b@example.org',
      'Started how': 'panel',
      Result: 'failed',
    });
  });

  it('of one’s own is used by whoever has one', async () => {
    const test = new TestWorld({ apiKey: null });
    const key = await valueOf(test, 'panelSaveKey', [` ${API_KEY}\n`, false], B);
    expect(key).toMatchObject({
      words: `Your own key is used for ${HOST}. Only you can use it.`,
      hasOwn: true,
    });
    expect(await valueOf(test, 'panelRefresh', [USERS], B)).toMatchObject([{ result: 'done' }]);
    expect(await valueOf(test, 'panelRefresh', [USERS], A)).toMatchObject([{ result: 'failed' }]);
  });

  it('that is shared is used by all, until it is shared no longer', async () => {
    const test = new TestWorld();
    expect(test.host.properties.document).not.toHaveProperty('sharedApiKey');
    await valueOf(test, 'panelShareKey', [true], A);
    const shown = (await valueOf(test, 'panelState', [], B)).key;
    expect(shown.words).toBe(`The key that owner@example.org shares since 2026-11-23 is used for ${HOST}.`);
    expect(shown).toMatchObject({ hasOwn: false, sharedBy: 'owner@example.org', isSharedByMe: false });
    expect(await valueOf(test, 'panelRefresh', [USERS], B)).toMatchObject([{ result: 'done' }]);
    expect((await valueOf(test, 'panelState', [], A)).key.words).toBe(
      `Your own key is used for ${HOST}. All editors can use and read it.`,
    );

    await valueOf(test, 'panelShareKey', [false], A);
    expect(test.host.properties.document).not.toHaveProperty('sharedApiKey');
    expect(await valueOf(test, 'panelRefresh', [USERS], B)).toMatchObject([{ result: 'failed' }]);
  });

  it('of one’s own wins over the shared one', async () => {
    const test = new TestWorld();
    await valueOf(test, 'panelShareKey', [true], A);
    const key = await valueOf(test, 'panelSaveKey', ['another-key', false], B);
    expect(key.words).toMatch(/^Your own key is used/);
    expect(key.sharedBy).toBe('owner@example.org');
    expect(await valueOf(test, 'panelRefresh', [USERS], B)).toMatchObject([
      {
        message: expect.stringContaining('The API key was not accepted by the Operations Portal.') as string,
      },
    ]);
  });

  it('that is removed is also shared no longer', async () => {
    const test = new TestWorld();
    await valueOf(test, 'panelShareKey', [true], A);
    const key = await valueOf(test, 'panelRemoveKey', [], A);
    expect(key).toMatchObject({ hasOwn: false, sharedBy: '' });
    expect(JSON.stringify(test.host.properties)).not.toContain(API_KEY);
  });

  it.each(['two words', 'line\nbreak', ''])('%j is refused, and the old one stays', async (wrong) => {
    const test = new TestWorld();
    const before = structuredClone(test.host.properties);
    expect(await ask(test, 'panelSaveKey', [wrong, true], A)).toEqual({
      failure:
        'An API key is one word of letters, digits and signs, without spaces. Copy it from the portal again.',
    });
    expect(test.host.properties).toEqual(before);
  });

  it('that was entered for one host is never sent to another, also when an editor changes the address', async () => {
    const test = new TestWorld();
    await valueOf(test, 'panelShareKey', [true], A);
    const { settings } = await valueOf(test, 'panelState', [], B);
    const values = Object.fromEntries(settings.fields.map(({ name, value }) => [name, value]));
    const changed = { ...values, operationsUrl: 'https://operations-portal.egi.eu.evil.example.org/api' };
    await valueOf(test, 'panelSaveSettings', [changed], B);
    const results = await valueOf(test, 'panelRefresh', [USERS], A);
    const findings = await valueOf(test, 'panelCheckConnection', [], A);
    expect([results[0]?.message, findings[1]?.message].join()).toContain('so it was not sent');
    expect(test.host.fetches.filter(({ headerNames }) => headerNames.includes('X-API-Key')).length).toBe(0);
  });
});

describe('from the menu', () => {
  it('is shared only after a question that says who can then read it', async () => {
    const test = new TestWorld();
    test.ui.answer('NO');
    await test.run('shareApiKey');
    expect(test.ui.shown.pop()).toMatchObject({
      text: 'Let all editors of this spreadsheet use your API key? Everybody who may edit it can then also read the key.',
    });
    expect(test.host.properties.document).not.toHaveProperty('sharedApiKey');
    test.ui.answer('YES');
    await test.run('shareApiKey');
    expect(test.host.properties.document.sharedApiKey).toContain('"by":"owner@example.org"');
    test.ui.answer('YES');
    await test.run('shareApiKey');
    expect(test.host.properties.document).not.toHaveProperty('sharedApiKey');
  });

  it('that nobody has cannot be shared', async () => {
    const test = new TestWorld({ apiKey: null });
    test.ui.answer('YES');
    await test.run('shareApiKey');
    expect(test.ui.shown.pop()).toMatchObject({ text: 'You have no API key to share. Enter one first.' });
  });
});
