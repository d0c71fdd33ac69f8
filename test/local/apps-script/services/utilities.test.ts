import { evaluate, hostOf } from '../script-host';

describe('Utilities.formatDate', () => {
  // 9:05:07.042 UTC on Wednesday, 25 March 2026
  test.each([
    ['yyyy-MM-dd HH:mm:ss', 'Europe/Amsterdam', '2026-03-25 10:05:07'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'Asia/Kolkata', '2026-03-25T14:35:07.042+05:30'],
    ['yy M d h:mm a', 'America/New_York', '26 3 25 5:05 AM'],
    ['EEE EEEE MMM MMMM u D', 'UTC', 'Wed Wednesday Mar March 3 84'],
    ['Z X XX XXX z', 'Europe/Amsterdam', '+0100 +01 +0100 +01:00 CET'],
    ['X', 'UTC', 'Z'],
    ["h 'o''clock' ''yy''", 'UTC', "9 o'clock '26'"],
    ['HH', 'GMT+2', '11'],
    ['HH:mm', 'GMT-03:30', '05:35'],
    ['HH z', 'Nowhere/Land', '09 GMT'],
    ['k K', 'GMT-9', '24 0'],
  ])('writes %s in %s', async (pattern, zone, expected) => {
    const args = [
      'new Date(Date.UTC(2026, 2, 25, 9, 5, 7, 42))',
      JSON.stringify(zone),
      JSON.stringify(pattern),
    ];
    await expect(evaluate(`return Utilities.formatDate(${args.join()})`)).resolves.toBe(expected);
  });

  test.each([
    ['new Date(), "UTC", "j"', "Illegal pattern character 'j'"],
    [
      'null, "UTC", "yyyy"',
      "The parameters (null,String,String) don't match the method signature for Utilities.formatDate.",
    ],
    [
      '"2026", "UTC", "yyyy"',
      "The parameters (String,String,String) don't match the method signature for Utilities.formatDate.",
    ],
  ])('refuses %s', async (args, message) => {
    await expect(evaluate(`Utilities.formatDate(${args})`)).rejects.toThrow(message);
  });
});

describe('Utilities', () => {
  test('does not sleep longer than Google allows', async () => {
    await expect(evaluate('Utilities.sleep(300001)')).rejects.toThrow('Invalid argument: milliseconds');
  });

  test('gives the same ids from the same seed, all different', async () => {
    const body = 'return [1, 2].map(() => Utilities.getUuid())';
    const [one, again, random] = await Promise.all([
      evaluate(body, { seed: 's' }),
      evaluate(body, { seed: 's' }),
      evaluate(body),
    ]);
    expect(one).toEqual(again);
    expect(one).not.toEqual(random);
    const ids = [one, random].flat() as string[];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('logs', () => {
  test('are captured with time, level and function', async () => {
    const { host, clock } = hostOf(`function main() {
      Logger.log('%s of %s', 1, 2);
      console.info({ a: 1 });
      console.warn('w');
      console.error(new Error('bad'));
    }`);
    await host.run('main').result;
    expect(host.logs.slice(0, 3)).toEqual([
      { time: clock.now(), level: 'log', text: '1 of 2', functionName: 'main' },
      { time: clock.now(), level: 'info', text: '{ a: 1 }', functionName: 'main' },
      { time: clock.now(), level: 'warn', text: 'w', functionName: 'main' },
    ]);
    expect(host.logs[3]?.text).toMatch(/^Error: bad\n {4}at main \(Code.js/);
  });
});
