import { NoAgreements, readAgreements, SLA_HEADERS } from '../../../src/statistics/sla-hours/agreements';

/** A row in the columns of EGI's dashboard. */
const dashboard = (vo: string, more: Record<string, string> = {}): string[] => {
  const cells = {
    A: 'A customer',
    G: 'FINALIZED',
    H: '01 Oct 2020',
    I: '31/12/2026',
    J: 'yes',
    K: vo,
    ...more,
  };
  return Array.from('ABCDEFGHIJKLMNOPQ', (letter) => (cells as Record<string, string>)[letter] ?? '');
};
const ours = (vo: string, status = 'FINALIZED'): string[] => [
  'A customer',
  vo,
  status,
  '01 Oct 2020',
  '31/12/2026',
  '',
  '10 cores',
];
const read = (...rows: string[][]) => readAgreements('SLAs', rows);

test("agreements are read where EGI's dashboard has them, whatever its headers", () => {
  const { agreements } = read(
    dashboard('VO name', { G: 'Status of the SLA', H: 'SLA start' }),
    dashboard(' vo.a.eu ', { Q: '10' }),
    dashboard('vo.b.eu', { M: '5' }),
    dashboard('vo.c.eu', { M: '5', Q: '10' }),
    dashboard('vo.d.eu', { G: 'DRAFT', Q: '10' }),
  );
  const dates = { start: '01 Oct 2020', end: '31/12/2026' };
  expect(agreements).toEqual([
    { row: 2, vos: ['vo.a.eu'], kinds: ['cloud'], ...dates },
    { row: 3, vos: ['vo.b.eu'], kinds: ['htc'], ...dates },
    { row: 4, vos: ['vo.c.eu'], kinds: ['cloud', 'htc'], ...dates },
  ]);
});

test('agreements are read by the headers of this product, in any order and with a title above', () => {
  const reversed = [SLA_HEADERS, ours('vo.a.eu')].map((row) => [...row].reverse());
  const { agreements } = read(['Our agreements'], ...reversed);
  expect(agreements).toEqual([
    { row: 3, vos: ['vo.a.eu'], kinds: ['cloud'], start: '01 Oct 2020', end: '31/12/2026' },
  ]);
});

test('one row may name several VOs, with stray spaces', () => {
  expect(read([...SLA_HEADERS], ours(' vo.a.eu,\n vo.b.eu ; ')).agreements[0]?.vos).toEqual([
    'vo.a.eu',
    'vo.b.eu',
  ]);
});

test('a row whose status is nearly the right one, or that names no VO, is told', () => {
  expect(read([...SLA_HEADERS], ours('vo.a.eu', 'not finalized'), ours('', ' Finalized')).warnings).toEqual([
    'Row 2 of the tab "SLAs" does not count: its status is "NOT FINALIZED".',
    'Row 3 of the tab "SLAs" names no VO.',
  ]);
});

test('what says no in whatever words is not agreed, and told where it takes more than one', () => {
  const kindsOf = (cell: string) => {
    const { agreements, warnings } = read([...SLA_HEADERS], [...ours('vo.a.eu').slice(0, 5), 'yes', cell]);
    return [agreements[0]?.kinds, warnings.length];
  };
  for (const no of ['-', '\u2013', 'No', 'n/a', 'N.A.', '0', '0.0', '0,00', 'none', '\u2718', ''])
    expect(kindsOf(no)).toEqual([['htc'], 0]);
  for (const no of [
    'No SLA yet',
    'not applicable',
    'without cloud',
    '0 vCPU',
    'tbd',
    '?',
    'Declined in 2024',
  ])
    expect(kindsOf(no)).toEqual([['htc'], 1]);
  for (const yes of ['x', 'yes', '10', '0.5', '0.05 PB', 'no limit', 'nodes: 3'])
    expect(kindsOf(yes)).toEqual([['cloud', 'htc'], 0]);
});

test('a date that can be read in two ways is read like the other one of its row; rows that end too early are told', () => {
  const dates = (start: string, end: string) => {
    const { agreements, warnings } = read(
      [...SLA_HEADERS],
      ['A', 'vo.a.eu', 'FINALIZED', start, end, 'yes', 'yes'],
    );
    return [agreements[0]?.start, agreements[0]?.end, ...warnings];
  };
  expect(dates('07/01/2026', '09/30/2026')).toEqual([
    '2026-07-01',
    '09/30/2026',
    expect.stringMatching(
      /row 2 \("07\/01\/2026"\) is read with the month before the day, as the other date of its row/,
    ),
  ]);
  expect(dates('07/01/2026', '30/09/2026').slice(0, 2)).toEqual(['07/01/2026', '30/09/2026']);
  expect(dates('1 Jan 2027', '31 Dec 2025')[2]).toMatch(
    /row 2 \("1 Jan 2027" to "31 Dec 2025"\) ends before it begins/,
  );
});

test('a box that is not ticked is no agreement', () => {
  const row = [...ours('vo.a.eu').slice(0, 5), 'true', 'false'];
  expect(read([...SLA_HEADERS], row).agreements[0]?.kinds).toEqual(['htc']);
});

test.each<[string, string[][]]>([
  ['is empty', [['']]],
  ['has nothing but headers', [[...SLA_HEADERS]]],
  ['has blank rows under its headers', [[...SLA_HEADERS], ['', ' ']]],
  ['has only drafts', [[...SLA_HEADERS], ours('vo.a.eu', 'DRAFT')]],
])('a tab that %s has no agreements', (_, rows) => {
  expect(() => read(...rows)).toThrow(NoAgreements);
});

test.each<[string, string[][], RegExp]>([
  ['is still loading', [['Loading...']], /its first cell shows "Loading\.\.\."/],
  [
    'shows #REF!',
    [
      ['#REF!', ''],
      ['', ''],
    ],
    /its first cell shows "#REF!"/,
  ],
  [
    'has a status that cannot be computed',
    [dashboard('vo.a.eu'), dashboard('vo.b.eu', { G: '#N/A' })],
    /the Status in row 2 shows "#N\/A"/,
  ],
  ['has a VO that is still loading', [dashboard('Loading...')], /the VO name in row 1/],
  [
    'is not like either',
    [
      ['VO', 'Status'],
      ['vo.a.eu', 'FINALIZED'],
    ],
    /neither the headers Customer, VO name/,
  ],
])('a tab that %s cannot be read', (_, rows, reason) => {
  expect(() => read(...rows)).toThrow(reason);
  expect(() => read(...rows)).not.toThrow(NoAgreements);
});

test('a date that cannot be computed is only a date that cannot be read', () => {
  expect(read(dashboard('vo.a.eu', { I: '#N/A', Q: '1' })).agreements[0]?.end).toBe('#N/A');
});
