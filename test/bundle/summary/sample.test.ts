import { prepareSampleMeeting } from '../../../local/sample-meeting';
import { ask } from '../../support/panel';
import { makeSummary, SUMMARY } from '../../support/summary';
import { DASHBOARD, TestWorld } from '../../support/world';

const test = new TestWorld({ vos: 4, firstPeriod: '2025.04-06' });
beforeAll(async () => {
  await test.refresh();
  await prepareSampleMeeting(test.host, test.today);
}, 120_000);

it('a newcomer sees how key results stood before, what has changed since, and the page in words', () => {
  const kept = test.values('Key results history').slice(1);
  expect([...new Set(kept.map(([, period]) => period))].sort()).toEqual(['2026.04-06', '2026.07-09']);
  const rows = test.sheet(DASHBOARD).getDataRange().getDisplayValues();
  expect(rows.find(([first]) => first === 'Fewer complaints')?.[7]).toBe('+29%');
  const page = test.values(SUMMARY).map(([first]) => String(first));
  expect(page[0]).toBe('OKR summary of July to September 2026 (2026.07-09)');
  expect(
    page.some(
      (line) =>
        line.startsWith('Moved since 2026.04-06') || line.includes('another status than in 2026.04-06'),
    ),
  ).toBe(true);
});

it('the panel makes the page as the menu does, and asks before one goes', async () => {
  expect(await ask(test, 'panelMakeSummary', ['', false])).toEqual({
    value: {
      question: expect.stringContaining('holds "OKR summary of July to September 2026') as string,
      text: '',
    },
  });
  const { value } = (await ask(test, 'panelMakeSummary', ['2026.04-06', true])) as {
    value: { text: string };
  };
  expect(value.text).toContain('OKR summary of April to June 2026');
  expect(await makeSummary(test, '2026.04-06', true)).toBe(value.text);
  expect(await ask(test, 'panelMakeSummary', ['spring', true])).toEqual({
    failure: '"spring" is no quarter. Enter one such as 2026.07-09.',
  });
});
