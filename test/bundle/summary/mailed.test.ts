import { makeWorld } from '../../../local/portals/generated-world';
import { makeSummary, SUMMARY } from '../../support/summary';
import { DASHBOARD, TestWorld, type TestWorldOptions } from '../../support/world';

const scheduled = (test: TestWorld): Promise<unknown> =>
  test.run('scheduledRefresh', { origin: 'clock trigger' });
const warnings = (test: TestWorld): unknown =>
  test.values(DASHBOARD).find(([label]) => label === 'Warnings')?.[1];
const subjects = (test: TestWorld): string[] => test.host.outbox.map(({ subject }) => subject);

const WORLD = makeWorld({ today: '2027-01-20', vos: 4, firstMonth: '2026-04' });
const START: TestWorldOptions = { world: WORLD, firstPeriod: '2026.04-06', statistics: ['cloud-cpu'] };
const SETTINGS = { firstPeriod: '2026.04-06', mailTo: 'okr@example.org', summaryAfterDays: '20' };

it('a scheduled refresh makes no summary unless the settings say so', async () => {
  const test = new TestWorld({ ...START, today: '2026-11-23' });
  await scheduled(test);
  expect([test.titles().includes(SUMMARY), test.host.outbox]).toEqual([false, []]);
});

it('makes and mails it once a quarter, so many days after its end, and keeps the page before', async () => {
  const early = new TestWorld({ ...START, today: '2026-10-15', settings: SETTINGS });
  await scheduled(early);
  expect(subjects(early)).toEqual([]);
  const due = early.later({ today: '2026-10-20' });
  await scheduled(due);
  await scheduled(due);
  expect(subjects(due)).toEqual(['OKR summary of July to September 2026 (2026.07-09)']);
  const [mail] = due.host.outbox;
  expect(mail?.to).toEqual(['owner@example.org', 'okr@example.org']);
  expect(mail?.body).toMatch(/^OKR summary of .*\nMade on 2026-10-20 .*\n\nCloud CPU\/h: [\d,]+ \(/);
  expect(mail?.body).toMatch(
    new RegExp(`https://docs.google.com/spreadsheets/d/.*#gid=${due.sheet(SUMMARY).getSheetId()}$`),
  );
  const next = due.later({ today: '2027-01-20' });
  await scheduled(next);
  expect(subjects(next)).toEqual(['OKR summary of October to December 2026 (2026.10-12)']);
  expect(next.values(`${SUMMARY} 2026.07-09`)).toEqual(due.values(SUMMARY));
});

it('mails one that Google has refused to send once it may, and says so until then', async () => {
  const test = new TestWorld({ ...START, today: '2026-10-20', settings: SETTINGS });
  test.host.quota.mailsPerDay = 0;
  await scheduled(test);
  const page = test.values(SUMMARY);
  await scheduled(test);
  expect(warnings(test)).toMatch(
    /^The summary of 2026\.07-09 could not be mailed; the next scheduled refresh tries/,
  );
  test.host.quota.mailsPerDay = 100;
  await scheduled(test);
  await scheduled(test);
  expect([subjects(test), warnings(test), test.values(SUMMARY)]).toEqual([
    ['OKR summary of July to September 2026 (2026.07-09)'],
    'None',
    page,
  ]);
  const body = test.host.outbox[0]?.body ?? '';
  expect(body).toMatch(
    /\n\nCloud CPU\/h: [\d,]+ \(\+?-?[\d.]+% on the quarter before, not known on the year before\)\./,
  );
  expect(body).not.toContain('Figure: ');
});

it('makes one that could not be made with the next refresh, and says so until then', async () => {
  const test = new TestWorld({ ...START, today: '2026-10-20', settings: SETTINGS });
  await test.refresh();
  const refuse = (
    call: { name: string; args?: unknown },
    proceed: () => Promise<unknown>,
  ): Promise<unknown> =>
    call.name === 'Sheet.setHiddenGridlines' ? Promise.reject(new Error('refused')) : proceed();
  for (let time = 0; time < 2; time++)
    await test.run('scheduledRefresh', { origin: 'clock trigger', aroundCall: refuse });
  expect([warnings(test), subjects(test)]).toEqual([
    expect.stringMatching(
      /^The summary of 2026\.07-09 could not be made; the next scheduled refresh tries again\. ./,
    ),
    [],
  ]);
  const byHand = test.later();
  await makeSummary(byHand);
  await scheduled(byHand);
  expect([warnings(byHand), subjects(byHand)]).toEqual(['None', []]);
  await scheduled(test);
  expect(subjects(test)).toHaveLength(1);
  expect(test.titles()).toContain(SUMMARY);
});

it('leaves a page alone that somebody has made already', async () => {
  const test = new TestWorld({ ...START, today: '2026-10-25', settings: SETTINGS });
  await test.refresh();
  await makeSummary(test);
  const before = test.values(SUMMARY);
  await scheduled(test);
  expect([test.values(SUMMARY), test.host.outbox]).toEqual([before, []]);
});
