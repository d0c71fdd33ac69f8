import { hostOf } from './script-host';

const bundle = `
  function log(event) { Logger.log(JSON.stringify(event === undefined ? null : event)); }
  function who() { Logger.log(Session.getEffectiveUser().getEmail() + ' for ' + Session.getActiveUser().getEmail()); }
  function fail() { throw new Error('no'); }
  function after(ms, name) { ScriptApp.newTrigger(name).timeBased().after(ms).create(); }
  function at(ms, name) { ScriptApp.newTrigger(name).timeBased().at(new Date(ms)).create(); }
  function calendar(chain) {
    const builder = ScriptApp.newTrigger('log').timeBased();
    return chain.reduce((b, [method, value]) => b[method](value), builder).create().getUniqueId();
  }
  function mine() {
    return ScriptApp.getProjectTriggers().map((t) => [t.getUniqueId(), t.getHandlerFunction()]);
  }
  function removeMine() { ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t)); }
  function onEach(event) {
    ScriptApp.newTrigger('seen').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet())[event]().create();
  }
  function seen(e) {
    Logger.log([e.authMode, e.triggerUid || '-', Session.getEffectiveUser().getEmail(), e.user.getEmail()].join(' '));
  }
`;

describe('clock triggers', () => {
  test('fire when the clock has come to their time, once, and stay listed', async () => {
    const { host, clock } = hostOf(bundle);
    await host.run('after', { args: [60_000, 'log'] }).result;
    clock.advance(59_999);
    await expect(host.triggers.fireDue()).resolves.toHaveLength(0);
    clock.advance(1);
    await expect(host.triggers.fireDue()).resolves.toHaveLength(1);
    clock.advance(1_000_000);
    await expect(host.triggers.fireDue()).resolves.toHaveLength(0);
    await expect(host.run('mine').result).resolves.toEqual([['1', 'log']]);
  });

  test('tell the function when and which', async () => {
    const { host, clock } = hostOf(bundle);
    await host.run('after', { args: [0, 'log'] }).result;
    clock.advance(61_000);
    await host.triggers.fireDue();
    expect(JSON.parse(host.logs[0]?.text ?? '')).toEqual({
      authMode: 'FULL',
      triggerUid: '1',
      timezone: 'UTC',
      year: 2026,
      month: 3,
      'day-of-month': 25,
      'day-of-week': 3,
      'week-of-year': 12,
      hour: 9,
      minute: 1,
      second: 1,
    });
  });

  test('run as the one who made them, with nobody at the keyboard', async () => {
    const { host } = hostOf(bundle);
    await host.run('after', { as: 'editor@example.org', args: [0, 'who'] }).result;
    await host.triggers.fireDue();
    expect(host.logs[0]?.text).toBe('editor@example.org for ');
  });

  test('fire in the order of their times, also after one that failed', async () => {
    const { host, clock } = hostOf(bundle);
    await host.run('at', { args: [clock.now() + 2000, 'who'] }).result;
    await host.run('at', { args: [clock.now() + 1000, 'fail'] }).result;
    clock.advance(5000);
    const [first, second] = await host.triggers.fireDue();
    await expect(first?.result).rejects.toThrow('no');
    await expect(second?.result).resolves.toBeUndefined();
  });

  // It is Wednesday, 10:00 in Amsterdam; summer time begins on Sunday, 29 March.
  test.each([
    [
      [
        ['everyDays', 1],
        ['atHour', 11],
      ],
      ['2026-03-25T10:00', '2026-03-26T10:00'],
    ],
    [
      [
        ['everyDays', 1],
        ['atHour', 9],
        ['nearMinute', 30],
      ],
      ['2026-03-26T08:30', '2026-03-27T08:30'],
    ],
    [
      [
        ['everyDays', 3],
        ['atHour', 11],
      ],
      ['2026-03-25T10:00', '2026-03-28T10:00', '2026-03-31T09:00'],
    ],
    [
      [
        ['everyDays', 1],
        ['atHour', 11],
        ['inTimezone', 'UTC'],
      ],
      ['2026-03-25T11:00', '2026-03-26T11:00'],
    ],
    [
      [
        ['onWeekDay', 'MONDAY'],
        ['atHour', 8],
      ],
      ['2026-03-30T06:00', '2026-04-06T06:00'],
    ],
    [
      [
        ['onMonthDay', 1],
        ['atHour', 6],
      ],
      ['2026-04-01T04:00', '2026-05-01T04:00'],
    ],
  ])('made by %j fire at %j', async (chain, times) => {
    const { host, clock } = hostOf(bundle);
    await host.run('calendar', { args: [chain] }).result;
    for (const time of times) {
      const next = host.triggers.list()[0]?.next ?? NaN;
      expect(new Date(next).toISOString().slice(0, 16)).toBe(time);
      clock.advance(next - clock.now());
      await expect(host.triggers.fireDue()).resolves.toHaveLength(1);
    }
  });

  test('missed several times fire once', async () => {
    const { host, clock } = hostOf(bundle);
    await host.run('calendar', { args: [[['everyDays', 1]]] }).result;
    clock.advance(5 * 24 * 3_600_000);
    await expect(host.triggers.fireDue()).resolves.toHaveLength(1);
  });

  test('cannot be made without a day', async () => {
    await expect(hostOf(bundle).host.run('calendar', { args: [[['atHour', 3]]] }).result).rejects.toThrow(
      'The trigger needs a time before it can be created.',
    );
  });
});

describe('triggers', () => {
  test('of others are neither seen nor deleted', async () => {
    const { host } = hostOf(bundle);
    await host.run('after', { as: 'one@example.org', args: [0, 'log'] }).result;
    await host.run('after', { as: 'two@example.org', args: [0, 'who'] }).result;
    await expect(host.run('mine', { as: 'two@example.org' }).result).resolves.toEqual([['2', 'who']]);
    await host.run('removeMine', { as: 'two@example.org' }).result;
    expect(host.triggers.list().map(({ owner }) => owner)).toEqual(['one@example.org']);
  });

  test('are at most 20 for each user, spent ones included', async () => {
    const { host } = hostOf(bundle);
    for (let i = 0; i < 20; i++) host.triggers.install(host.owner, 'log', 'CLOCK', { kind: 'once', time: 0 });
    await host.triggers.fireDue();
    await expect(host.run('after', { args: [0, 'log'] }).result).rejects.toThrow(
      'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
    );
    await expect(
      host.run('after', { as: 'editor@example.org', args: [0, 'log'] }).result,
    ).resolves.toBeUndefined();
  });
});

describe('a person who edits a cell', () => {
  const simple = `${bundle}
    function onEdit(e) {
      Logger.log([e.authMode, e.range.getA1Notation(), e.value, e.oldValue, e.user.getEmail(), e.source.getName()].join(' '));
    }`;

  test('sets off the simple trigger as that person', async () => {
    const { host } = hostOf(simple);
    const tab = host.workbook.model.getters.getSheetName(host.workbook.model.getters.getActiveSheetId());
    await host.edit('editor@example.org', tab, 2, 3, 'old');
    await host.edit('editor@example.org', tab, 2, 3, true);
    await host.edit('editor@example.org', tab, 2, 3, '');
    expect(host.logs.map(({ text }) => text.split(' ').slice(0, 5))).toEqual([
      ['LIMITED', 'C2', 'old', '', 'editor@example.org'],
      ['LIMITED', 'C2', 'TRUE', 'old', 'editor@example.org'],
      ['LIMITED', 'C2', '', 'TRUE', 'editor@example.org'],
    ]);
  });

  test('sets off installed triggers as those who made them', async () => {
    const { host } = hostOf(bundle);
    await host.run('onEach', { as: 'maker@example.org', args: ['onEdit'] }).result;
    const tab = host.workbook.model.getters.getSheetName(host.workbook.model.getters.getActiveSheetId());
    const executions = await host.edit('editor@example.org', tab, 1, 1, 'x');
    await expect(executions[0]?.result).resolves.toBeUndefined();
    expect(host.logs.map(({ text }) => text)).toEqual(['FULL 1 maker@example.org editor@example.org']);
  });

  test('hands the script a range that it can use', async () => {
    const { host } = hostOf('function onEdit(e) { e.range.getRow(); }');
    const tab = host.workbook.model.getters.getSheetName(host.workbook.model.getters.getActiveSheetId());
    const [execution] = await host.edit(host.owner, tab, 1, 1, 'x');
    expect(execution?.calls.get('Range.getRow')).toBe(1);
  });

  test('is not a script that writes: that sets off nothing', async () => {
    const { host } = hostOf(`${simple}
      function write() { SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(1, 1).setValue(1); }`);
    await host.run('write').result;
    expect(host.logs).toEqual([]);
  });
});

describe('a person who opens the spreadsheet', () => {
  test('sets off onOpen and what was installed', async () => {
    const { host } = hostOf(`${bundle} function onOpen(e) { Logger.log(e.authMode); }`);
    await host.run('onEach', { as: 'maker@example.org', args: ['onOpen'] }).result;
    await host.open('editor@example.org');
    expect(host.logs.map(({ text }) => text)).toEqual([
      'LIMITED',
      'FULL 1 maker@example.org editor@example.org',
    ]);
  });
});
