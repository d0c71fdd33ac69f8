import { fault } from '../../../local/portals/faults';
import { API_KEY, TestWorld } from '../../support/world';

const scheduled = (test: TestWorld): Promise<unknown> =>
  test.run('scheduledRefresh', { origin: 'clock trigger' });

it('refreshes without anybody in front of it, and mails nothing when all is well', async () => {
  const test = new TestWorld();
  await scheduled(test);
  expect(test.log().map((entry) => [entry['Started how'], entry.Result])).toEqual(
    Array(3).fill(['schedule', 'done']),
  );
  expect(test.host.outbox).toEqual([]);
});

it('mails its owner once when something fails, and not again while the same fails', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
  for (let run = 0; run < 3; run++) await scheduled(test);
  expect(test.host.outbox).toHaveLength(1);
  expect(test.host.outbox[0]).toMatchObject({
    to: ['owner@example.org'],
    subject: 'OKR Stats: Cloud CPU/h could not be refreshed',
    body: expect.stringMatching(
      /^Cloud CPU\/h: failed\n2025\.10-12 to 2026\.10-12: .*HTTP 403.*\n/,
    ) as string,
  });
  expect(test.host.outbox[0]?.body).toContain(
    'https://docs.google.com/spreadsheets/d/local-spreadsheet/edit',
  );
});

it('mails again when something else fails, and when it fails again after it was well', async () => {
  const test = new TestWorld();
  const cloud = { match: '/cloud/', fault: fault.status(403) };
  const htc = { match: '/egi/', fault: fault.status(403) };
  test.portals.faults.add(cloud);
  await scheduled(test);
  test.portals.faults.add(htc);
  await scheduled(test);
  expect(test.host.outbox.map(({ subject }) => subject)).toEqual([
    'OKR Stats: Cloud CPU/h could not be refreshed',
    'OKR Stats: Cloud CPU/h, HTC CPU/h could not be refreshed',
  ]);
  test.portals.faults.clear();
  await scheduled(test);
  expect(test.host.outbox).toHaveLength(2);
  test.portals.faults.add(cloud);
  await scheduled(test);
  expect(test.host.outbox).toHaveLength(3);
});

it('a refresh by hand in between mails nothing and changes nothing about that', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
  await scheduled(test);
  await test.refresh();
  await scheduled(test);
  expect(test.host.outbox).toHaveLength(1);
});

it('mails when the settings cannot be used, once', async () => {
  const test = new TestWorld();
  test.set({ voGroup: 'everyone' });
  for (let run = 0; run < 2; run++) await scheduled(test);
  expect(test.host.outbox).toHaveLength(1);
  expect(test.host.outbox[0]?.subject).toBe('OKR Stats: The statistics could not be refreshed');
  expect(test.host.outbox[0]?.body).toContain('Setting "voGroup": enter egi, all, lhc, or custom-a,b,c.');
});

it('the key of the owner is used, and is in no mail', async () => {
  const test = new TestWorld();
  test.portals.faults.add({ match: '/api/', fault: fault.status(403) });
  await scheduled(test);
  expect(test.host.outbox[0]?.subject).toBe('OKR Stats: Users could not be refreshed');
  expect(JSON.stringify(test.host.outbox)).not.toContain(API_KEY);
});
