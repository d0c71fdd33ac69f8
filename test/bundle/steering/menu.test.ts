import { fault } from '../../../local/portals/faults';
import type { AroundCall } from '../../../local/apps-script/execution';
import type { MenuEntry } from '../../../local/apps-script/user-interface';
import { restated } from '../../support/restated';
import { API_KEY, CLOUD, RUN_LOG, TestWorld } from '../../support/world';

const MENU = [
  ['Open panel', 'openPanel'],
  '---',
  ['Refresh now', 'refreshNow'],
  ['Fill in missing periods', 'refreshMissing'],
  ['Refresh history...', 'refreshHistory'],
  [
    'Refresh one statistic',
    [
      ['Cloud CPU/h', 'refreshCloudCpu'],
      ['HTC CPU/h', 'refreshHtcCpu'],
      ['Users', 'refreshUsers'],
      ['VO changes', 'refreshVoChanges'],
      ['SLA Cloud CPU/h', 'refreshSlaCloud'],
      ['SLA HTC CPU/h', 'refreshSlaHtc'],
      ['By discipline', 'refreshByDiscipline'],
    ],
  ],
  ['Cancel refresh', 'cancelRefresh'],
  '---',
  ['Schedule...', 'editSchedule'],
  ['API key...', 'enterApiKey'],
  ['Share API key...', 'shareApiKey'],
  ['Check connection', 'checkConnection'],
  ['Check this spreadsheet...', 'checkSpreadsheet'],
  '---',
  ['Dashboard', 'showDashboard'],
  ['Quarterly summary...', 'makeSummary'],
  ['Show run log', 'showRunLog'],
  ['About', 'showAbout'],
];

const plain = (entry: MenuEntry): unknown => {
  if (entry.kind === 'separator') return '---';
  if (entry.kind === 'menu') return [entry.menu.caption, entry.menu.entries.map(plain)];
  return [entry.caption, entry.functionName];
};

const functionsOf = (entries: readonly MenuEntry[]): string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'menu') return functionsOf(entry.menu.entries);
    return entry.kind === 'item' ? [entry.functionName] : [];
  });

const shown = (test: TestWorld) => test.ui.shown.splice(0);

/** Does something before the first requests leave. */
function beforeFirstBatch(work: () => Promise<unknown>): AroundCall {
  let isFirst = true;
  return async (call, proceed) => {
    if (call.name === 'UrlFetchApp.fetchAll' && isFirst) {
      isFirst = false;
      await work();
    }
    return proceed();
  };
}

describe('the menu', () => {
  it.each([
    ['as it is', undefined],
    ['with settings that are no JSON', '{"voGroup"'],
    ['with settings that are not known', '{"colour":"red"}'],
  ])('appears when the spreadsheet is opened by whoever has granted nothing, %s', async (_, settings) => {
    const test = new TestWorld();
    if (settings !== undefined) test.host.properties.document.settings = settings;
    const [execution] = await test.host.open('anyone@example.org');
    await execution?.result;
    expect(test.ui.menus.get('OKR Stats')?.entries.map(plain)).toEqual(MENU);
    const calls = [...(execution?.calls.keys() ?? [])];
    expect(calls.filter((name) => !/^(SpreadsheetApp\.getUi|Ui\.createMenu|Menu\.\w+)$/.test(name))).toEqual(
      [],
    );
  });

  it('names functions that exist', async () => {
    const test = new TestWorld();
    await test.host.open();
    const names = functionsOf(test.ui.menus.get('OKR Stats')?.entries ?? []);
    expect(names).toHaveLength(21);
    expect(test.host.functionNames()).toEqual(expect.arrayContaining(names));
  });
});

describe('Refresh now', () => {
  it('says so in a corner when all is well', async () => {
    const test = new TestWorld();
    await test.run('refreshNow');
    expect(shown(test)).toEqual([
      {
        kind: 'toast',
        title: 'OKR Stats',
        text: 'The portals are being asked. This takes up to some minutes.',
      },
      {
        kind: 'toast',
        title: 'OKR Stats: all done',
        text: expect.stringMatching(/^Cloud CPU\/h 55 cells, HTC CPU\/h \d+, Users \d+\.$/) as string,
      },
    ]);
    expect(test.log().map((entry) => entry['Started how'])).toEqual(['menu', 'menu', 'menu']);
  });

  it('names what failed, and why, in a message that stays', async () => {
    const test = new TestWorld();
    test.portals.faults.add({ match: '/2026/04/2026/06/', fault: fault.body('[]') });
    await test.run('refreshNow');
    const [, toast, alert] = shown(test);
    expect(toast).toMatchObject({ kind: 'toast', text: 'Not everything could be refreshed.' });
    expect(alert).toMatchObject({ kind: 'alert', title: 'Not everything could be refreshed', buttons: 'OK' });
    expect((alert as { text: string }).text).toMatch(
      /^[^\n]*no hours[^\n]*\nCloud CPU\/h: partly done, HTC CPU\/h: partly done\n\nThe old figures are kept\./,
    );
    expect((alert as { text: string }).text).not.toContain('Users');
  });

  it('says in one line what changed, and that nothing else did', async () => {
    const test = new TestWorld();
    await test.refresh();
    shown(test);
    test.type(CLOUD, '2026.04-06', 'CPU/h', '');
    await test.run('refreshNow');
    expect(shown(test).pop()).toMatchObject({
      kind: 'toast',
      text: 'Cloud CPU/h 1 cell; nothing else changed.',
    });
    await test.run('refreshNow');
    expect(shown(test).pop()).toMatchObject({ kind: 'toast', text: 'Nothing changed.' });
  });

  it('says nothing about asking the portals while another refresh runs', async () => {
    const test = new TestWorld();
    let meanwhile: unknown[] = [];
    await test.run('refreshNow', {
      aroundCall: beforeFirstBatch(async () => {
        shown(test);
        await test.host.run('refreshNow', { as: 'editor@example.org' }).result;
        meanwhile = shown(test);
      }),
    });
    expect(meanwhile).toEqual([
      expect.objectContaining({
        kind: 'alert',
        text: expect.stringMatching(/Nothing else was started/) as string,
      }),
    ]);
  });

  it('calls a refresh that somebody has cancelled by that name', async () => {
    const test = new TestWorld();
    await test.run('refreshNow', {
      aroundCall: beforeFirstBatch(() => test.host.run('cancelRefresh').result),
    });
    expect(shown(test).pop()).toMatchObject({ kind: 'alert', title: 'Cancelled' });
  });

  it.each([
    ['refreshCloudCpu', 'Cloud CPU/h'],
    ['refreshHtcCpu', 'HTC CPU/h'],
    ['refreshUsers', 'Users'],
  ])('of one statistic (%s) refreshes that one', async (name, title) => {
    const test = new TestWorld();
    await test.run(name);
    expect(test.log().map((entry) => entry.Statistic)).toEqual([title]);
  });

  it.each([
    ['{"voGroup"', 'The stored settings are damaged. Enter them again.'],
    ['{"voGroup":"everyone"}', 'Setting "voGroup": enter egi, all, lhc, or custom-a,b,c.'],
    [
      '{"firstPeriod":"2030.01-03"}',
      /The first period 2030\.01-03 lies in the future\. Enter an earlier one\./,
    ],
    [
      '{"frozenBefore":"2030.01-03"}',
      /All periods are frozen, those before 2030\.01-03, so nothing was refreshed\. Enter an earlier one in the settings\./,
    ],
  ])('says what is wrong with the settings %s', async (settings, text) => {
    const test = new TestWorld();
    test.host.properties.document.settings = settings;
    await test.run('refreshNow');
    expect(shown(test).pop()).toMatchObject({ kind: 'alert', text: expect.stringMatching(text) as string });
  });
});

describe('Refresh history', () => {
  const later = async (): Promise<TestWorld> => {
    const test = new TestWorld({ firstPeriod: '2025.01-03' });
    await test.refresh();
    return test.later({ world: restated(test.world) });
  };

  it('fills in the missing periods by an item of its own', async () => {
    const test = await later();
    await test.run('refreshMissing');
    expect(test.calls.portal.byPath['/vo-list/json']).toBe(1);
    expect(Object.keys(test.calls.portal.byPath).filter((path) => path.startsWith('/cloud'))).toEqual([]);
    expect(shown(test).pop()).toMatchObject({ kind: 'toast', title: 'OKR Stats: all done' });
  });

  it('shows what would change, totals first, and writes nothing on Cancel', async () => {
    const test = await later();
    const before = test.snapshot();
    test.ui.answer('CANCEL');
    await test.run('refreshHistory');
    const preview = shown(test).pop();
    expect(preview).toMatchObject({ kind: 'alert', title: 'Write these figures?', buttons: 'OK_CANCEL' });
    const [title, counts, ...totals] = (preview as { text: string }).text.split('\n');
    expect([title, counts]).toEqual(['Cloud CPU/h:', expect.stringMatching(/changed\.$/)]);
    expect(totals[0]).toMatch(/^2025\.01-03, CPU\/h: [\d,]+ -> [\d,]+ \(\+10\.\d %\)$/);
    expect(test.snapshot()).toEqual(before);
  });

  it('marks the totals that change by more than the settings find usual', async () => {
    const test = await later();
    test.set({ firstPeriod: '2025.01-03', restatementThreshold: '5' });
    test.ui.answer('CANCEL');
    await test.run('refreshHistory');
    expect((shown(test).pop() as { text: string }).text).toMatch(
      /^2025\.01-03, CPU\/h: [\d,]+ -> [\d,]+ \(\+10\.\d %\) !$/m,
    );
  });

  it('writes all periods on OK', async () => {
    const test = await later();
    const before = test.cell(CLOUD, '2025.01-03', 'CPU/h');
    test.ui.answer('OK');
    await test.run('refreshHistory');
    expect(test.cell(CLOUD, '2025.01-03', 'CPU/h')).not.toBe(before);
  });
});

describe('API key', () => {
  it('is kept for the person who enters it, with the host it is for', async () => {
    const test = new TestWorld({ apiKey: null });
    test.ui.answer('OK', ` ${API_KEY} `);
    await test.run('enterApiKey', { as: 'editor@example.org' });
    const { users, script, document } = test.host.properties;
    expect(users['editor@example.org']).toEqual({
      apiKey: JSON.stringify({ key: API_KEY, host: 'operations-portal.egi.eu' }),
    });
    expect(JSON.stringify([users['owner@example.org'], script, document])).not.toContain(API_KEY);
    expect(shown(test)).toMatchObject([
      {
        kind: 'prompt',
        title: 'API key',
        text: expect.stringContaining('https://operations-portal.egi.eu/api') as string,
      },
      { kind: 'toast', text: 'The key is being tried.' },
      { kind: 'toast', text: 'Done.' },
      {
        kind: 'alert',
        text: 'Your API key has been saved. The Operations Portal answers and accepts the API key: it lists 8 VOs.',
      },
    ]);
    const args = [{ how: 'panel', statistics: ['users'] }];
    expect(await test.run('runRefresh', { origin: 'panel', as: 'editor@example.org', args })).toMatchObject([
      { result: 'done' },
    ]);
  });

  it('is tried as soon as it is saved', async () => {
    const test = new TestWorld({ apiKey: null });
    test.ui.answer('OK', 'a-wrong-key');
    await test.run('enterApiKey');
    expect(shown(test).pop()).toMatchObject({
      text: expect.stringMatching(/saved\. .*can be reached\. The API key was not accepted/) as string,
    });
  });

  it.each(['two words', 'line\nbreak', 'tab\tinside', 'schlüssel', 'x'.repeat(501)])(
    'is refused when it cannot be one: %j',
    async (key) => {
      const test = new TestWorld();
      const before = structuredClone(test.host.properties);
      test.ui.answer('OK', key);
      await test.run('enterApiKey');
      expect(test.host.properties).toEqual(before);
      const [, alert] = shown(test);
      expect((alert as { text: string }).text).toBe(
        'An API key is one word of letters, digits and signs, without spaces. Copy it from the portal again.',
      );
    },
  );

  it('is removed by entering nothing, and kept on Cancel', async () => {
    const test = new TestWorld();
    test.ui.answer('CANCEL', 'another');
    await test.run('enterApiKey');
    expect(test.userProperties.apiKey).toContain(API_KEY);
    test.ui.answer('OK', '');
    await test.run('enterApiKey');
    expect(test.userProperties.apiKey).toBeUndefined();
    expect(shown(test).pop()).toMatchObject({ text: 'Your API key has been removed.' });
  });
});

describe('Show run log', () => {
  it('goes to the newest entry', async () => {
    const test = new TestWorld();
    await test.refresh();
    test.spreadsheet.setActiveSheet(test.sheet('Sheet1'));
    await test.run('showRunLog');
    expect(test.spreadsheet.getActiveSheet().getName()).toBe(RUN_LOG);
    expect(shown(test)).toEqual([]);
  });

  it('says so when there is none', async () => {
    const test = new TestWorld();
    await test.run('showRunLog');
    expect(shown(test)).toMatchObject([{ text: 'There is no run log yet. The first refresh writes it.' }]);
  });
});

it('About says name and version', async () => {
  const test = new TestWorld();
  await test.run('showAbout');
  expect(shown(test)).toMatchObject([
    { kind: 'alert', title: expect.stringMatching(/^OKR Stats \d+\.\d+\.\d+$/) as string },
  ]);
});
