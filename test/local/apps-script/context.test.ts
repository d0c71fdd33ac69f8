import { evaluate, hostOf, start } from './script-host';

describe('the context of a script', () => {
  test.each([
    ['process'],
    ['require'],
    ['module'],
    ['global'],
    ['Buffer'],
    ['setTimeout'],
    ['setInterval'],
    ['queueMicrotask'],
    ['fetch'],
    ['URL'],
    ['URLSearchParams'],
    ['TextEncoder'],
    ['TextDecoder'],
    ['atob'],
    ['btoa'],
    ['crypto'],
    ['performance'],
    ['structuredClone'],
    ['WebAssembly'],
    ['SharedArrayBuffer'],
    ['Atomics'],
    ['DriveApp'],
    ['GmailApp'],
    ['Sheets'],
  ])('has no %s', async (name) => {
    await expect(evaluate(`return typeof ${name}`)).resolves.toBe('undefined');
  });

  test('gives no way out to Node, not by errors of services either', async () => {
    const result = evaluate(`
      const ways = [globalThis.constructor, UrlFetchApp.fetch, SpreadsheetApp.getActiveSpreadsheet];
      try { SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(0, 1) } catch (error) { ways.push(error) }
      return ways.map((way) => way.constructor.constructor('return typeof process')());`);
    await expect(result).resolves.toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  test('is evaluated afresh for every execution', async () => {
    const { host } = hostOf('let count = 0; function next() { return ++count; }');
    await host.run('next').result;
    await expect(host.run('next').result).resolves.toBe(1);
  });

  test('makes what services return with its own constructors', async () => {
    const result = evaluate(`
      const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
      sheet.getRange(1, 1).setValue(new Date(2026, 0, 2));
      const values = sheet.getDataRange().getValues();
      const keys = PropertiesService.getScriptProperties().getProperties();
      return [Array.isArray(values), values instanceof Array, values[0][0] instanceof Date, keys instanceof Object];`);
    await expect(result).resolves.toEqual([true, true, true, true]);
  });

  test('hands over undefined, NaN, dates and null as they are', async () => {
    const { host } = hostOf('function echo(...values) { return values.map(String); }');
    const args = [undefined, NaN, -0, new Date(NaN), null, { $: 'date' }];
    const texts = ['undefined', 'NaN', '0', 'Invalid Date', 'null', '[object Object]'];
    await expect(host.run('echo', { args }).result).resolves.toEqual(texts);
  });

  test('returns what it was given', async () => {
    const { host } = hostOf('function echo(value) { return value; }');
    const value = { a: [1, -0, Infinity, undefined, null], when: start, tagged: { $: 'undefined' } };
    await expect(host.run('echo', { args: [value] }).result).resolves.toEqual(value);
  });
});

describe('a service object', () => {
  test('refuses to read what is not emulated', async () => {
    await expect(evaluate('return SpreadsheetApp.getActiveSpreadsheet().shareWithTheWorld')).rejects.toThrow(
      'not emulated: Spreadsheet.shareWithTheWorld',
    );
  });

  test('refuses to be changed', async () => {
    await expect(evaluate('UrlFetchApp.fetch = 1')).rejects.toThrow(
      'not emulated: setting UrlFetchApp.fetch',
    );
  });

  test('is the same object whenever the same is returned', async () => {
    await expect(evaluate('return Logger.log("a") === Logger')).resolves.toBe(true);
  });

  test('shows as its name and as an empty object', async () => {
    const result = evaluate(
      'return [String(UrlFetchApp), `${Session}`, JSON.stringify(Logger), typeof Logger]',
    );
    await expect(result).resolves.toEqual(['UrlFetchApp', 'Session', '{}', 'object']);
  });

  test('has its enumerations', async () => {
    await expect(evaluate('return ScriptApp.WeekDay.MONDAY')).resolves.toBe('MONDAY');
  });

  test('takes no functions', async () => {
    await expect(evaluate('Logger.log(() => 1)')).rejects.toThrow(
      'A function cannot be passed to a service.',
    );
  });
});

describe('the Date of a script', () => {
  test.each([
    ['new Date().toISOString()', '2026-03-25T09:00:00.000Z'],
    ['Date.now()', start.getTime()],
    ['String(new Date())', 'Wed Mar 25 2026 10:00:00 GMT+0100 (Central European Standard Time)'],
    ['Date()', 'Wed Mar 25 2026 10:00:00 GMT+0100 (Central European Standard Time)'],
    ['new Date(2026, 6, 1).toISOString()', '2026-06-30T22:00:00.000Z'],
    ['new Date(2026, 0, 1).toISOString()', '2025-12-31T23:00:00.000Z'],
    ['new Date("2026-07-01").toISOString()', '2026-07-01T00:00:00.000Z'],
    ['new Date("2026-07-01T00:00").toISOString()', '2026-06-30T22:00:00.000Z'],
    ['new Date("2026-07-01T00:00Z").toISOString()', '2026-07-01T00:00:00.000Z'],
    ['new Date("July 1, 2026").toISOString()', '2026-06-30T22:00:00.000Z'],
    ['String(new Date("nonsense"))', 'Invalid Date'],
    ['new Date().getHours()', 10],
    ['new Date().getDay()', 3],
    ['new Date(2026, 6, 1).getTimezoneOffset()', -120],
    ['new Date(new Date(2026, 2, 28, 12).setDate(29)).toISOString()', '2026-03-29T10:00:00.000Z'],
    ['new Date(2026, 6, 1).toLocaleDateString("en-GB")', '01/07/2026'],
    ['new Date(2026, 6, 1) instanceof Date', true],
    ['new Date().constructor === Date', true],
    ['new (class Day extends Date {})(0).getTime()', 0],
  ])('reads the clock and zone of the script: %s', async (expression, expected) => {
    await expect(evaluate(`return ${expression}`)).resolves.toBe(expected);
  });

  test('sees time pass while the script runs', async () => {
    const result = evaluate('const before = Date.now(); Utilities.sleep(1500); return Date.now() - before');
    await expect(result).resolves.toBe(1500);
  });
});
