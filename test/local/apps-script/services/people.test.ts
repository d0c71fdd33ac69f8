import { evaluate, hostOf } from '../script-host';

describe('the session', () => {
  const bundle =
    'function main() { return [Session.getActiveUser(), Session.getEffectiveUser()].map((u) => u.getEmail()); }';

  test.each(['menu', 'panel'] as const)('knows who is at the keyboard from the %s', async (origin) => {
    const { host } = hostOf(bundle);
    const as = 'editor@example.org';
    await expect(host.run('main', { as, origin }).result).resolves.toEqual([as, as]);
  });

  test('does not know it in a simple trigger', async () => {
    const { host } = hostOf('function main() { return Session.getActiveUser().getEmail(); }');
    await expect(host.run('main', { origin: 'simple trigger' }).result).resolves.toBe('');
  });

  test('has the time zone of the script', async () => {
    await expect(evaluate('return Session.getScriptTimeZone()')).resolves.toBe('Europe/Amsterdam');
  });
});

describe('mail', () => {
  test.each([
    ['"a@example.org", "S", "B"', { to: ['a@example.org'], subject: 'S', body: 'B', options: {} }],
    [
      '"a@example.org, b@example.org", "S", "B", { name: "N" }',
      { to: ['a@example.org', 'b@example.org'], options: { name: 'N' } },
    ],
    [
      '"a@example.org", "r@example.org", "S", "B"',
      { subject: 'S', body: 'B', options: { replyTo: 'r@example.org' } },
    ],
    [
      '{ to: "a@example.org", subject: "S", htmlBody: "<p>" }',
      { subject: 'S', body: '', options: { htmlBody: '<p>' } },
    ],
  ])('goes into the outbox: sendEmail(%s)', async (args, expected) => {
    const { host, clock } = hostOf(`function main() { MailApp.sendEmail(${args}); }`);
    await host.run('main', { as: 'editor@example.org' }).result;
    expect(host.outbox).toEqual([
      expect.objectContaining({ time: clock.now(), from: 'editor@example.org', ...expected }),
    ]);
  });

  test.each([
    ['"", "S", "B"', 'Failed to send email: no recipient'],
    ['"nobody", "S", "B"', 'Invalid email: nobody'],
    ['"a@example.org"', "The parameters (String) don't match the method signature for MailApp.sendEmail."],
    ['{ to: "a@example.org", attachments: [] }', 'not emulated: MailApp.sendEmail with attachments'],
  ])('is refused: sendEmail(%s)', async (args, message) => {
    await expect(evaluate(`MailApp.sendEmail(${args})`)).rejects.toThrow(message);
  });

  test('reaches 100 people a day and user, copies included', async () => {
    const { host, clock } = hostOf(`
      function send(count) {
        const people = Array.from({ length: count }, (_, i) => 'p' + i + '@example.org').join();
        MailApp.sendEmail('a@example.org', 'S', 'B', { cc: people });
        return MailApp.getRemainingDailyQuota();
      }`);
    const send = (count: number, as?: string) =>
      host.run('send', { args: [count], ...(as !== undefined && { as }) }).result;
    await expect(send(98)).resolves.toBe(1);
    await expect(send(1)).rejects.toThrow('Service invoked too many times for one day: email.');
    await expect(send(1, 'other@example.org')).resolves.toBe(98);
    clock.advance(24 * 3_600_000);
    await expect(send(1)).resolves.toBe(98);
  });
});
