import { TestWorld } from '../../support/world';
import { ask, valueOf } from '../../support/panel';

const A = { as: 'owner@example.org' };
const B = { as: 'b@example.org' };
const DAILY = { every: 'day', day: 1, hour: 6 };
const HOURS = 3_600_000;

/** Moves the clock and lets the triggers fire that are due. */
async function later(test: TestWorld, hours: number) {
  test.clock.advance(hours * HOURS);
  const executions = await test.host.triggers.fireDue();
  await Promise.all(executions.map(({ result }) => result));
}

const handlers = (test: TestWorld, owner: string): string[] =>
  test.host.triggers.list({ owner }).map(({ functionName }) => functionName);

it('is nobody’s until somebody sets it', async () => {
  const test = new TestWorld();
  const { schedule } = await valueOf(test, 'panelState', []);
  expect(schedule).toMatchObject({ words: 'Nothing is refreshed by itself yet.', owner: '', isMine: false });
});

it('shows who runs it, and its next and last run, in the spreadsheet’s time zone', async () => {
  const test = new TestWorld();
  const set = await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
  expect(set).toMatchObject({
    words: 'You refresh every day between 06:00 and 07:00.',
    runs: 'Next: 2026-11-24 06:00. Last: not yet.',
    warning: '',
    isMine: true,
  });
  expect(handlers(test, A.as)).toEqual(['scheduledRefresh', 'tickRefresh']);
  await later(test, 20);
  expect(test.log().map((entry) => [entry['By whom'], entry['Started how']])).toContainEqual([
    A.as,
    'schedule',
  ]);
  const { schedule } = await valueOf(test, 'panelState', [], B);
  expect(schedule.words).toBe('owner@example.org refreshes every day between 06:00 and 07:00.');
  expect(schedule.runs).toMatch(/^Next: 2026-11-25 06:00\. Last: 2026-11-24 \d\d:\d\d\.$/);
});

test.each([
  [
    { every: 'week', day: 1, hour: 3 },
    'You refresh every Monday between 03:00 and 04:00.',
    '2026-11-30 03:00',
  ],
  [
    { every: 'month', day: 15, hour: 23 },
    'You refresh on day 15 of every month between 23:00 and 00:00.',
    '2026-12-15 23:00',
  ],
])('runs as planned: %j', async (plan, words, next) => {
  const test = new TestWorld();
  const set = await valueOf(test, 'panelSetSchedule', [plan, false]);
  expect(set).toMatchObject({ words, runs: `Next: ${next}. Last: not yet.` });
  const [trigger] = test.host.triggers.list({ event: 'CLOCK' });
  const zone = test.spreadsheet.getSpreadsheetTimeZone();
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  expect(shown.format(trigger?.next)).toBe(next);
});

it('that somebody else runs cannot be set twice, but taken over; then the other’s triggers delete themselves', async () => {
  const test = new TestWorld();
  await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
  expect(await ask(test, 'panelSetSchedule', [{ ...DAILY, hour: 9 }, false], B)).toEqual({
    failure: 'owner@example.org already runs it every day between 06:00 and 07:00. You can take it over.',
  });
  expect(handlers(test, B.as)).toEqual([]);
  const taken = await valueOf(test, 'panelSetSchedule', [{ ...DAILY, hour: 9 }, true], B);
  expect(taken).toMatchObject({ words: 'You refresh every day between 09:00 and 10:00.', isMine: true });
  expect(handlers(test, A.as)).toEqual(['scheduledRefresh', 'tickRefresh']);
  await later(test, 48);
  expect(handlers(test, A.as)).toEqual(['tickRefresh']);
  expect(new Set(test.log().map((entry) => entry['By whom']))).toEqual(new Set([B.as]));
});

it('that is set again replaces the old one', async () => {
  const test = new TestWorld();
  for (const hour of [6, 7, 8]) await valueOf(test, 'panelSetSchedule', [{ ...DAILY, hour }, false]);
  expect(handlers(test, A.as)).toEqual(['scheduledRefresh', 'tickRefresh']);
});

it('that is removed is gone, also when somebody else removes it', async () => {
  const test = new TestWorld();
  await valueOf(test, 'panelSetSchedule', [DAILY, false]);
  expect(await valueOf(test, 'panelRemoveSchedule', [])).toMatchObject({ owner: '' });
  expect(handlers(test, A.as)).toEqual([]);

  await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
  expect(await valueOf(test, 'panelRemoveSchedule', [], B)).toMatchObject({ owner: '' });
  await later(test, 48);
  expect(handlers(test, A.as)).toEqual(['tickRefresh']);
  expect(test.host.fetches).toEqual([]);
});

it('of the spreadsheet that this one was copied from is not this one’s', async () => {
  const test = new TestWorld();
  await valueOf(test, 'panelSetSchedule', [DAILY, false]);
  const stored = JSON.parse(test.host.properties.document.schedule ?? '') as object;
  test.host.properties.document.schedule = JSON.stringify({ ...stored, spreadsheetId: 'the original' });
  expect((await valueOf(test, 'panelState', [])).schedule).toMatchObject({ owner: '' });
});

it('that should have run and has not says so', async () => {
  const test = new TestWorld();
  await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
  test.clock.advance(30 * HOURS);
  expect((await valueOf(test, 'panelState', [], B)).schedule.warning).toBe(
    'It should have run meanwhile. Perhaps owner@example.org has lost access: take it over.',
  );
});

it('runs by the zone in which it was set, and says when that is in the present one', async () => {
  const test = new TestWorld({ statistics: ['cloud-cpu'] });
  await valueOf(test, 'panelSetSchedule', [DAILY, false]);
  test.clock.advance(18.5 * HOURS);
  await test.run('scheduledRefresh', { origin: 'clock trigger' });
  test.spreadsheet.setSpreadsheetTimeZone('Asia/Tokyo');
  test.clock.advance(3 * HOURS);
  expect((await valueOf(test, 'panelState', [])).schedule).toMatchObject({
    words: 'You refresh every day between 06:00 and 07:00 (Etc/GMT).',
    runs: 'Next: 2026-11-25 15:00. Last: 2026-11-24 15:30.',
    warning: '',
  });
  test.clock.advance(24 * HOURS);
  expect((await valueOf(test, 'panelState', [])).schedule.warning).not.toBe('');
});

it('that Google allows no triggers for is not set', async () => {
  const test = new TestWorld();
  for (let count = 0; count < 19; count++) test.host.triggers.install(A.as, 'other', 'ON_OPEN');
  expect(await ask(test, 'panelSetSchedule', [DAILY, false], A)).toEqual({
    failure:
      'Google allows you no more triggers for this script. Delete some under Extensions > Apps Script > Triggers.',
  });
  expect(handlers(test, A.as)).toEqual(Array(19).fill('other'));
  expect((await valueOf(test, 'panelState', [])).schedule.owner).toBe('');
});

test.each([
  [{ every: 'hour', day: 1, hour: 6 }, 'Choose daily, weekly or monthly.'],
  [{ every: 'week', day: 8, hour: 6 }, 'Choose a day of the week.'],
  [{ every: 'day', day: 1, hour: 24 }, 'Enter an hour from 0 to 23.'],
])('refuses the plan %j', async (plan, failure) => {
  expect(await ask(new TestWorld(), 'panelSetSchedule', [plan, false])).toEqual({ failure });
});

it('failures are mailed to the owner and to whoever the settings name', async () => {
  const test = new TestWorld({ apiKey: null, settings: { mailTo: 'okr@example.org, two@example.org' } });
  await valueOf(test, 'panelSetSchedule', [DAILY, false]);
  for (let day = 0; day < 3; day++) await later(test, 24);
  expect(test.host.outbox).toHaveLength(1);
  const [mail] = test.host.outbox;
  expect(mail?.to).toEqual(['owner@example.org', 'okr@example.org', 'two@example.org']);
  expect(mail?.body).toMatch(
    /Users: failed\nThere is no API key .* The old figures are kept\.\n\nWhat to do: /,
  );
});

it('a mail that Google does not send is no reason to lose what was done', async () => {
  const test = new TestWorld({ apiKey: null });
  test.host.quota.mailsPerDay = 0;
  await test.run('scheduledRefresh', { origin: 'clock trigger' });
  expect(test.log()).toHaveLength(3);
  // Nobody was told, so the next one tries again.
  test.host.quota.mailsPerDay = 100;
  await test.run('scheduledRefresh', { origin: 'clock trigger' });
  expect(test.host.outbox).toHaveLength(1);
});

describe('from the menu', () => {
  it('is set, shown, taken over and removed', async () => {
    const test = new TestWorld();
    test.ui.answer('OK', 'weekly Tuesday 5');
    await test.run('editSchedule');
    expect(test.ui.shown.pop()).toMatchObject({ text: 'You refresh every Tuesday between 05:00 and 06:00.' });

    test.ui.answer('OK', 'daily 7').answer('NO');
    await test.run('editSchedule', B);
    expect(test.ui.shown.pop()).toMatchObject({
      text: 'owner@example.org already runs it. Take over? From then on it runs as you.',
    });
    expect(handlers(test, B.as)).toEqual([]);

    test.ui.answer('OK', 'daily 7').answer('YES');
    await test.run('editSchedule', B);
    expect(handlers(test, B.as)).toEqual(['scheduledRefresh', 'tickRefresh']);

    test.ui.answer('OK', 'off');
    await test.run('editSchedule', B);
    expect(test.ui.shown.pop()).toMatchObject({ text: 'Nothing is refreshed by itself yet.' });
    expect(handlers(test, B.as)).toEqual([]);
  });

  it('says what to type', async () => {
    const test = new TestWorld();
    test.ui.answer('OK', 'every day');
    await test.run('editSchedule');
    expect(test.ui.shown.pop()).toMatchObject({
      text: 'Type one of: daily 6, weekly Monday 6, monthly 1 6, off. The last number is the hour.',
    });
  });
});
