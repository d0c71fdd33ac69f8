import { STATISTIC_IDS } from '../../../src/statistics/registry';
import { addTab } from '../../support/taken-over-sheet';
import {
  CLOUD,
  CLOUD_BY_VO,
  DASHBOARD,
  HTC,
  HTC_BY_VO,
  OKR_USERS,
  RUN_LOG,
  SLAS,
  TestWorld,
  USERS,
  VO_CHANGES,
} from '../../support/world';

const KEY_RESULTS = 'Key results';
const options = { firstPeriod: '2026.07-09', vos: 3 };

it('the tabs of a new spreadsheet come from what matters most to what explains', async () => {
  const test = new TestWorld({ ...options, statistics: STATISTIC_IDS });
  await test.refresh();
  const statistics = [CLOUD, CLOUD_BY_VO, HTC, HTC_BY_VO, USERS, OKR_USERS, VO_CHANGES];
  expect(test.titles()).toEqual([
    DASHBOARD,
    KEY_RESULTS,
    ...statistics,
    SLAS,
    'By discipline',
    RUN_LOG,
    'Sheet1',
  ]);
});

it("people's tabs stay in their order, and new ones stand beside their neighbours", async () => {
  const test = new TestWorld(options);
  addTab(test, CLOUD, [['Period']]);
  for (const [place, title] of ['Notes', USERS, 'Plans', HTC].entries()) {
    if ([USERS, HTC].includes(title)) addTab(test, title, [['']]);
    else test.spreadsheet.insertSheet(title);
    test.spreadsheet.setActiveSheet(test.sheet(title));
    test.spreadsheet.moveActiveSheet(place + 1);
  }
  const own = test.titles();
  expect(own).toEqual(['Notes', USERS, 'Plans', HTC, 'Sheet1', CLOUD]);
  await test.refresh();
  expect(test.titles().filter((title) => own.includes(title))).toEqual(own);
  expect(test.titles()).toEqual([
    ...[DASHBOARD, KEY_RESULTS, 'Notes', USERS, OKR_USERS, 'Plans', HTC, HTC_BY_VO, 'Sheet1', CLOUD],
    ...[CLOUD_BY_VO, RUN_LOG],
  ]);
});

it('a tab that is made later, or anew, takes its place', async () => {
  const first = new TestWorld(options);
  await first.refresh();
  const before = first.titles();
  for (const title of [CLOUD, KEY_RESULTS, HTC_BY_VO]) first.spreadsheet.deleteSheet(first.sheet(title));
  const test = first.later();
  test.set({ firstPeriod: options.firstPeriod, granularities: { month: true } });
  await test.refresh();
  await test.run('showDashboard');
  const byMonth = (title: string): string[] => [title, `${title} by month`];
  expect(test.titles()).toEqual(
    before.flatMap((title) =>
      [DASHBOARD, KEY_RESULTS, 'Sheet1', RUN_LOG].includes(title) ? [title] : byMonth(title),
    ),
  );
});
