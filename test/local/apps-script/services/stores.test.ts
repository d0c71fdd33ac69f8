import { evaluate, hostOf } from '../script-host';

describe('properties', () => {
  test.each([
    ['a missing one', 'p.getProperty("a")', null],
    ['a number', 'p.setProperty("a", 1).getProperty("a")', '1'],
    ['null', 'p.setProperty("a", null).getProperty("a")', 'null'],
    ['the name of a method of objects', 'p.getProperty("toString")', null],
    ['all', 'p.setProperties({ a: 1, b: true }).getProperties()', { a: '1', b: 'true' }],
    ['the keys', 'p.setProperties({ a: 1, b: 2 }).getKeys()', ['a', 'b']],
    ['added ones', 'p.setProperty("a", 1).setProperties({ b: 2 }).getKeys()', ['a', 'b']],
    ['ones that replace all others', 'p.setProperty("a", 1).setProperties({ b: 2 }, true).getKeys()', ['b']],
    ['what is left of a deletion', 'p.setProperties({ a: 1, b: 2 }).deleteProperty("a").getKeys()', ['b']],
    ['what is left of all', 'p.setProperties({ a: 1, b: 2 }).deleteAllProperties().getKeys()', []],
    ['a value of 9 kB', 'p.setProperty("a", "x".repeat(9000)).getKeys()', ['a']],
  ])('read %s', async (_, expression, expected) => {
    const result = evaluate(`const p = PropertiesService.getScriptProperties(); return ${expression};`);
    await expect(result).resolves.toEqual(expected);
  });

  test('refuse a value over 9 kB, and what is set with it', async () => {
    const { host } = hostOf(`function main() {
      PropertiesService.getScriptProperties().setProperties({ a: 1, b: 'ä'.repeat(4501) });
    }`);
    await expect(host.run('main').result).rejects.toThrow('Argument too large: value');
    expect(host.properties.script).toEqual({});
  });

  test('refuse to hold over 500 kB', async () => {
    const body = `const p = PropertiesService.getScriptProperties();
      for (let i = 10; i < 66; i++) p.setProperty(String(i), 'x'.repeat(8998));`;
    await expect(evaluate(body)).rejects.toThrow(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  });

  test('are of the script, of the document, and of each user', async () => {
    const { host } = hostOf(`function main(value) {
      PropertiesService.getScriptProperties().setProperty('a', 'script ' + value);
      PropertiesService.getDocumentProperties().setProperty('a', 'document ' + value);
      PropertiesService.getUserProperties().setProperty('a', value);
    }`);
    await host.run('main', { as: 'one@example.org', args: ['1'] }).result;
    await host.run('main', { as: 'two@example.org', args: ['2'] }).result;
    expect(host.properties).toEqual({
      script: { a: 'script 2' },
      document: { a: 'document 2' },
      users: { 'one@example.org': { a: '1' }, 'two@example.org': { a: '2' } },
    });
  });

  test('and triggers are saved and restored as JSON', async () => {
    const bundle = `function main() {
      PropertiesService.getScriptProperties().setProperty('a', 1);
      ScriptApp.newTrigger('main').timeBased().everyDays(1).create();
    }`;
    const { host } = hostOf(bundle);
    await host.run('main').result;
    const saved: unknown = JSON.parse(JSON.stringify(host.state));
    const restored = hostOf(bundle, { state: saved as typeof host.state }).host;
    expect(restored.state).toEqual(host.state);
    expect(restored.triggers.list()).toHaveLength(1);
  });
});

describe('the cache', () => {
  const cacheOf = (expression: string) => evaluate(`const c = CacheService.getScriptCache(); ${expression}`);

  test.each([
    [599_999, '1', 'x'],
    [600_000, null, 'x'],
    [1_200_000, null, null],
  ])('keeps texts for 10 minutes unless told otherwise: after %d ms %j and %j', async (later, a, b) => {
    const { host, clock } = hostOf(`
      function put() { CacheService.getUserCache().put('a', 1); CacheService.getUserCache().put('b', 'x', 1200); }
      function get() { return ['a', 'b'].map((key) => CacheService.getUserCache().get(key)); }`);
    await host.run('put').result;
    clock.advance(later);
    await expect(host.run('get').result).resolves.toEqual([a, b]);
  });

  test('is empty after it was dropped', async () => {
    const { host } = hostOf(`
      function put() { CacheService.getDocumentCache().put('a', 1); }
      function get() { return CacheService.getDocumentCache().get('a'); }`);
    await host.run('put').result;
    host.cache.drop();
    await expect(host.run('get').result).resolves.toBeNull();
  });

  test('handles several at once', async () => {
    const result = cacheOf(
      'c.putAll({ a: 1, b: 2, c: 3 }, 60); c.removeAll(["a"]); c.remove("b"); return c.getAll(["a", "b", "c"])',
    );
    await expect(result).resolves.toEqual({ c: '3' });
  });

  test('keeps the 900 that expire last when there are more than 1,000', async () => {
    const result = cacheOf(`
      for (let i = 1; i <= 1001; i++) c.put('k' + i, i, i);
      return [c.get('k101'), c.get('k102'), c.get('k1001')];`);
    await expect(result).resolves.toEqual([null, '102', '1001']);
  });

  test.each([
    ['c.put("k".repeat(251), 1)', 'Argument too large: key'],
    ['c.get("k".repeat(251))', 'Argument too large: key'],
    ['c.put("k", "x".repeat(100001))', 'Argument too large: value'],
    ['c.put("k", "x", 21601)', 'Invalid argument: expirationInSeconds'],
  ])('refuses %s', async (expression, message) => {
    await expect(cacheOf(expression)).rejects.toThrow(message);
  });

  test('takes keys of 250 characters and values of 100 kB', async () => {
    const result = cacheOf(
      'c.put("k".repeat(250), "x".repeat(100000), 21600); return c.get("k".repeat(250)).length',
    );
    await expect(result).resolves.toBe(100_000);
  });
});
