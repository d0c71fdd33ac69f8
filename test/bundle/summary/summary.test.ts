import { inNovember, measuredOn, meetingSheet } from '../../support/meeting-sheet';
import { placeInKeyResults } from '../../support/key-results';
import { makeSummary, SUMMARY } from '../../support/summary';
import { everyNumberFollows } from '../../support/summary-numbers';
import { CLOUD, OKR_USERS, type TestWorld } from '../../support/world';

const [AS_REPORTED, HISTORY] = ['OKR As reported', 'Key results history'];

let august: TestWorld;
let november: TestWorld;
beforeAll(async () => {
  august = await meetingSheet();
  await makeSummary(august);
  november = await inNovember(august);
});

it('says word for word what a careful person would write from the same tabs', async () => {
  const test = november.later();
  expect((await makeSummary(test, '', true)).split('\n')).toEqual([
    'OKR summary of July to September 2026 (2026.07-09)',
    'Made on 2026-11-23 from the tabs of this spreadsheet; later refreshes leave it as it is.',
    '',
    'Cloud CPU/h: 1,800 (+20.0 % on the quarter before, +80.0 % on the year before).',
    'HTC CPU/h: 58,800 (+5.0 % on the quarter before, +17.6 % on the year before).',
    'Cloud VOs with accounting: 3 (0 on the quarter before, +1 on the year before).',
    'HTC VOs with accounting: 1 (0 on the quarter before, 0 on the year before).',
    'Actual users: 210 (+5.0 % on the quarter before, +16.7 % on the year before).',
    'Active users: not measured, because it was not asked for while the quarter ran.',
    'Total users: not measured, because it was not asked for while the quarter ran.',
    'VOs created: 1 (0 on the quarter before, 0 on the year before).',
    'VO changes: 4 (+3 on the quarter before, +2 on the year before).',
    'SLA Cloud CPU/h: 1,400 (+27.3 % on the quarter before, not known on the year before).',
    'SLA HTC CPU/h: not measured, because there is no tab with it.',
    'Not measured: Active users, Total users: it was not asked for while the quarter ran; SLA HTC CPU/h: there is no tab with it.',
    '',
    'Key results: 10, of which 5 done or on track, 3 at risk, 1 behind, 1 without a score.',
    'Objectives: More use: on track, score 75 % of 75 % expected (4 key results); Users: at risk, score 60 % of 80 % expected (2 key results); Services: on track, score 83 % of 80 % expected (2 key results).',
    'Moved since 2026.04-06: Cloud grows, from at risk to on track; Alpha grows, from not started to on track; Growth slows, from done to at risk; Users come back, from behind to at risk; Ever more users, from at risk to no score (known from today on only); Orders, from on track to at risk; and 1 more.',
    '',
    'Cloud CPU/h by VO, on the quarter before: most gained by alpha.eu +400 (+80.0 %), delta.eu +400 (had none); most lost by beta.eu -400 (not listed any more), gamma.eu -100 (-16.7 %).',
    'Cloud VOs with accounting: came: 1 (delta.eu); went: 1 (beta.eu).',
    'HTC CPU/h by VO, on the quarter before: not known, because there is no tab with hours by VO.',
    'HTC VOs with accounting: came: none; went: none.',
    'Users: 210 in 3 VOs with a number of users; active and total users were not asked for while the quarter ran.',
    'VOs created: 1 (eps.eu); leaving: 2 (zeta.eu, eta.eu); deleted: 1 (theta.eu).',
    'SLA Cloud CPU/h: 1,400, of 2 VOs with an agreement.',
    'SLA HTC CPU/h: not measured; no VO had an agreement in this quarter, or it was not asked for.',
    'Users behind SLAs: 110 in 1 VO; without a number of users: 1 (gamma.eu).',
    '',
    'Corrected since earlier summaries: Cloud CPU/h 2026.04-06, reported as 1,490, now 1,500 (+0.7 %).',
    'Gaps: no Cloud CPU/h and Cloud VOs with accounting of 2025.10-12.',
    'The running quarter 2026.10-12, by 53 of 92 days: about 1,840 Cloud CPU/h, about 47,900 HTC CPU/h, if the rest of the quarter goes on like this; late accounting may raise it. Scores would then be: Cloud grows about 84 %, HTC grows about 0 %.',
  ]);
  const kept = test.values(HISTORY).slice(1);
  expect(kept.map((row) => [row[1], row[3], row[4], row[12]])).toEqual(
    expect.arrayContaining([
      ['2026.04-06', 'Cloud grows', 'at risk', 'final'],
      ['2026.07-09', 'Cloud grows', 'on track', 'final'],
    ]),
  );
  expect(kept).toHaveLength(20);
  expect(test.cell(AS_REPORTED, '2026.04-06', 'Cloud CPU/h')).toBe(1_490);
  expect(test.cell(AS_REPORTED, '2026.04-06', 'Cloud CPU/h today')).toBe(1_500);
});

it('asks before it replaces a page, and leaves a renamed one alone', async () => {
  const test = november.later();
  const before = test.values(SUMMARY);
  test.ui.answer('OK').answer('CANCEL');
  await test.run('makeSummary', { origin: 'menu' });
  expect(test.ui.shown.at(-1)).toMatchObject({
    text: expect.stringContaining('holds "OKR summary of April to June 2026 (2026.04-06)"') as string,
  });
  expect(test.values(SUMMARY)).toEqual(before);
  test.sheet(SUMMARY).setName('Spring');
  await makeSummary(test);
  expect(test.values('Spring')).toEqual(before);
  expect(test.values(SUMMARY)[0]?.[0]).toBe('OKR summary of July to September 2026 (2026.07-09)');
});

it('is a copy of its day: a refresh and a correction leave it alone', async () => {
  const test = november.later();
  await makeSummary(test, '', true);
  const before = test.values(SUMMARY);
  test.type(CLOUD, '2026.07-09', 'CPU/h', 9_999);
  await test.refreshOne('cloud-cpu');
  expect(test.values(SUMMARY)).toEqual(before);
});

it('tells of an earlier quarter what was kept of it', async () => {
  const test = november.later();
  const text = await makeSummary(test, '2026.04-06', true);
  expect(text).toContain('Key results: 10, of which 6 done or on track, 2 at risk, 1 behind, 1 not started.');
  expect(text).toContain('active users 150 and total users 900, as of 2026-06-30.');
  expect(text).not.toContain('The running quarter');
  // Actual users have been corrected since, which is no new day of the others.
  test.type(OKR_USERS, '2026.04-06', 'As of', '2026-07-20');
  const later = await makeSummary(test, '2026.04-06', true);
  expect(later).toContain('active users 150 and total users 900, asked for while the quarter ran.');
});

it('knows what was kept of a quarter by the names of the records, and makes no page of key results without a column', async () => {
  const test = november.later();
  const history = test.sheet(HISTORY);
  history.getRange(2, 2, 10, 1).setValue('Q2 2026');
  expect(await makeSummary(test, '2026.04-06', true)).toContain('Key results: 10, of which 6 done');
  test.sheet('Key results').getRange(1, placeInKeyResults(test, 'Score')).setValue('Our score');
  const before = test.values(SUMMARY);
  await makeSummary(test, '', true);
  expect(test.ui.shown.at(-1)).toMatchObject({
    text: expect.stringMatching(/has no column "Score"/) as unknown,
  });
  expect(test.values(SUMMARY)).toEqual(before);
});

it('keeps a key result that takes the place of another when all of the quarter is final', async () => {
  const test = november.later();
  test.sheet('Key results').getRange(10, placeInKeyResults(test, 'Key result')).setValue('Some are created');
  await test.run('showDashboard', { origin: 'menu' });
  expect(test.values(HISTORY).map(([record]) => record)).toContain('2026.07-09 Some are created');
});

it('says of each figure by how many days it is projected, and which ones are of a day within the quarter', async () => {
  const test = november.later();
  measuredOn(test, '2026-11-23', { 'htc-cpu': '2026-10-30', 'vo-changes': '2026-09-10' });
  const text = await makeSummary(test, '', true);
  expect(text).toMatch(
    /by 53 of 92 days: about 1,840 Cloud CPU\/h, if .* by 29 of 92 days: about 87,600 HTC CPU\/h, if/,
  );
  expect(text).toContain(
    'In doubt: VO changes was last refreshed on 2026-09-10, before the quarter was over.',
  );
  // In the next quarter, that one runs no more.
  const january = test.later({ today: '2027-01-02' });
  expect(await makeSummary(january, '', true)).not.toContain('The running quarter');
});

it.each([
  ['summer', '"summer" is no quarter. Enter one such as 2026.07-09.'],
  ['2026.10-12', '2026.10-12 is not over yet. Enter an earlier quarter.'],
])('%s is refused in words', async (entered, words) => {
  const test = november.later();
  test.ui.answer('OK', entered);
  await test.run('makeSummary', { origin: 'menu' });
  expect(test.ui.shown.at(-1)).toMatchObject({ text: words });
});

describe('each number of the page', () => everyNumberFollows(() => november));
