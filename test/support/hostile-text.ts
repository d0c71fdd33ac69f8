import fc from 'fast-check';

/** How texts begin that spreadsheets take for something else than text. */
const BEGINNINGS = [
  '=IMPORTXML("http://x.example/","//a")',
  '=1+1',
  '=',
  '+1',
  '-1',
  '@SUM(A1)',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  "'",
  "''=1",
  '"',
  '#REF!',
  '1-2',
  '1/2/2026',
  '2020/01',
  '2026-11-23',
  '31.12.2026',
  '10%',
  '1,5',
  '0012',
  '1e5',
  '$5',
  '12:30',
  'TRUE',
  'WAHR',
  'APPEARED: ',
  'DISAPPEARED: ',
  'TOTAL',
  '-',
  ', ',
  ',,',
  '\n',
  '\r\n',
  '\u2028',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\ud800',
  '\udfff',
  '😀',
];

const ODD_CHARACTERS = [
  ' ',
  ',',
  ';',
  "'",
  '"',
  '\n',
  '\r',
  '\t',
  '=',
  '+',
  '-',
  '@',
  '%',
  '.',
  '\u202e',
  '\u0007',
  '\ud800',
  '\udc00',
];

const ends = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...ODD_CHARACTERS), maxLength: 12 }),
);
const beginnings = fc.oneof(
  { arbitrary: fc.constantFrom(...BEGINNINGS), weight: 3 },
  { arbitrary: ends, weight: 1 },
);

/** Texts that would like to be something else: formulas, dates, numbers, several names; some of up to 100,000 characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.tuple(beginnings, ends).map((parts) => parts.join('')), weight: 49 },
  {
    arbitrary: fc
      .tuple(beginnings, fc.integer({ min: 1, max: 5 }))
      .map(([start, size]) => (start || 'x').padEnd(size * 20_000, start || 'x')),
    weight: 1,
  },
);

/** So many of them, the same in every run. */
export const hostileTexts = (count: number): string[] =>
  fc.sample(hostileText, { numRuns: count, seed: 20261126 });
