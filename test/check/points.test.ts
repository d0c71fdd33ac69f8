import { judge, POINTS } from '../../src/check/points';
import { byImportance, reportOf, summaryOf, withoutAddresses } from '../../src/check/report';
import { tryEach, Untried } from '../../src/check/try';

const HERE = { hasDecimalComma: false };

it('says of a point that it is as expected, or what was seen and what that means', () => {
  expect(judge({ semicolon: { seen: '1' } }, HERE)).toEqual([
    { id: 'semicolon', isGood: true, sentence: `As expected: ${POINTS.semicolon.statement}` },
  ]);
  const [odd] = judge({ semicolon: { seen: '#ERROR!' } }, HERE);
  expect(odd?.isGood).toBe(false);
  expect(odd?.sentence).toBe(
    `NOT SO: ${POINTS.semicolon.statement} Seen: #ERROR! (expected: 1). That means: ${POINTS.semicolon.meaning}`,
  );
});

it('expects of commas what the locale makes of them', () => {
  const seen = { comma: { seen: '#ERROR!' } };
  expect(judge(seen, { hasDecimalComma: true })[0]?.isGood).toBe(true);
  expect(judge(seen, HERE)[0]?.isGood).toBe(false);
});

it('goes on after a point that fails, and with none when there is no time', () => {
  let times = 0;
  const seen = tryEach(
    {
      note: () => {
        throw new Error('Service  error');
      },
      byteRange: () => {
        throw new Untried('There is no dump.');
      },
      width: () => '155',
      cache: () => 'found',
    },
    () => ++times < 4,
  );
  expect(seen).toEqual({
    note: { seen: 'error: Service error' },
    byteRange: { untried: 'There is no dump.' },
    width: { seen: '155' },
    cache: { untried: 'There was no time left.' },
  });
  const verdicts = judge(seen, HERE);
  expect(summaryOf(verdicts)).toBe('1 of 2 points is not as expected; 2 could not be tried.');
  expect(byImportance(verdicts).map(({ isGood }) => isGood)).toEqual([false, null, null, true]);
});

it('is a report without addresses of persons', () => {
  const verdicts = judge({ note: { seen: 'error: jane.doe@egi.example may not edit' } }, HERE);
  const report = reportOf(verdicts, {
    version: '1.2.3',
    when: '2026-11-23 12:00',
    locale: 'nl_NL',
    spreadsheetZone: 'Europe/Amsterdam',
    scriptZone: 'Europe/Amsterdam',
    portals: ['The key of <john@egi.example>.'],
  });
  expect(report).toContain('OKR Stats 1.2.3, check of 2026-11-23 12:00. 1 of 1 points is not as expected.');
  expect(report).toContain('error: (address) may not edit');
  expect(report).not.toContain('egi.example');
  expect(withoutAddresses('OKR_STATS @ 10:00')).toBe('OKR_STATS @ 10:00');
});

it('has for each point a statement, and what it means in a whole sentence', () => {
  for (const { statement, meaning } of Object.values(POINTS)) {
    expect(statement).toMatch(/^[A-Z].*\.$/);
    expect(meaning).toMatch(/\.$/);
  }
});
