import fc from 'fast-check';
import { listVos, printableVoName, readVoList, voKey } from '../../src/domain/vo-names';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 240, maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('a', ',', '-', "'", '=', ' ', '\n', '\t', '\u200b', '\u202e', '\ud800', '\udc00', '😀'),
    )
    .map((parts) => parts.join('')),
);

test.each([
  'alice',
  'ALICE',
  'vo.ai4eosc.eu',
  'dune.fnal.gov',
  'vo.plgrid.pl (old)',
  "d'artagnan",
  'a-b_c',
  '名前.example',
  '😀',
  'e\u0301',
  'x'.repeat(253),
])('%s stays as it is', (name) => {
  expect(printableVoName(name)).toBe(name);
});

test.each([
  ['a,b', 'a‚b'],
  ['a\r\n\tb', 'a b'],
  ['a\u2028b\u0085c', 'a b c'],
  [' a ', 'a'],
  ['\u202eevil\u202c', 'evil'],
  ['ali\u200bce\ufeff', 'alice'],
  ["'=1+1", '=1+1'],
  ["' 'a", 'a'],
  ['a\ud800b', 'a\ufffdb'],
  ['', '(no name)'],
  [' \u200e ', '(no name)'],
  ['-', '(no name)'],
  ["'", '(no name)'],
  ['x'.repeat(254), `${'x'.repeat(233)}… (254)`],
  [`${'x'.repeat(232)}${'😀'.repeat(20)}`, `${'x'.repeat(232)}… (272)`],
])('%j is printed as %j', (name, printed) => {
  expect(printableVoName(name)).toBe(printed);
});

test('whatever a name is, it is one short line of visible characters, and stays so', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const printed = printableVoName(name);
      expect(printed).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp},]/u);
      expect(printed).toMatch(/^\S(.*\S)?$/u);
      expect(printed.startsWith("'")).toBe(false);
      expect(printed.length).toBeLessThanOrEqual(253);
      expect(printableVoName(printed)).toBe(printed);
      expect(voKey(printed)).toBe(voKey(name));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test.each([
  ['ALICE', 'alice'],
  [' alice ', 'alice'],
  ["'alice", 'alice'],
  ['al\u200bice', 'alice'],
])('%j and %j are the same VO', (one, other) => {
  expect(voKey(one)).toBe(voKey(other));
});

test('a list written and read again names the same VOs', () => {
  fc.assert(
    fc.property(fc.array(hostile), (names) => {
      expect(readVoList(listVos(names))).toEqual(names.map(printableVoName));
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test.each([
  [[], '-'],
  [['a'], 'a'],
  [['a', 'B', 'c.d'], 'a, B, c.d'],
])('the list of %j is %j', (names, cell) => {
  expect(listVos(names)).toBe(cell);
});

test.each([
  ['', []],
  ['-', []],
  [' - ', []],
  ['a,b ,  c', ['a', 'b', 'c']],
  ['a,,b,', ['a', 'b']],
  ['a,\nb', ['a', 'b']],
])('a cell of %j, as people may have left it, names %j', (cell, names) => {
  expect(readVoList(cell)).toEqual(names);
});

test('a domain name that ends with a dot is the same VO', () => {
  expect(['vo.a.eu.', 'ALICE. ', 'alice (closed)', '...'].map(voKey)).toEqual([
    'vo.a.eu',
    'alice',
    'alice',
    '...',
  ]);
});
