import { makeWorld } from '../../../local/portals/generated-world';
import { makeSummary, SUMMARY } from '../../support/summary';
import { TestWorld, type TestWorldOptions } from '../../support/world';

const scheduled = (test: TestWorld): Promise<unknown> =>
  test.run('scheduledRefresh', { origin: 'clock trigger' });
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

it('leaves a page alone that somebody has made already', async () => {
  const test = new TestWorld({ ...START, today: '2026-10-25', settings: SETTINGS });
  await test.refresh();
  await makeSummary(test);
  const before = test.values(SUMMARY);
  await scheduled(test);
  expect([test.values(SUMMARY), test.host.outbox]).toEqual([before, []]);
});
