import fc from 'fast-check';
import { CsvReader } from '../../../src/portals/accounting/csv';

/** All rows of a text that comes in these pieces. */
function read(...pieces: string[]): string[][] {
  const csv = new CsvReader();
  return [...pieces.flatMap((piece) => [...csv.rows(piece)]), ...csv.end()];
}

test.each([
  [
    'rows that end with a line feed',
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'rows that end with a return besides',
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a last row without an end',
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['blank lines', 'a\n\n\r\nb\n', [['a'], [''], [''], ['b']]],
  ['empty cells', ',,\n', [['', '', '']]],
  ['commas in quotes', '"a, b",c\n', [['a, b', 'c']]],
  ['line breaks in quotes', '"a\r\nb",c\n', [['a\r\nb', 'c']]],
  ['quotes in quotes', '"say ""a""",""\n', [['say "a"', '']]],
  ['a quoted cell at the end of all', 'a,"b"', [['a', 'b']]],
  ['nothing', '', []],
] as [string, string, string[][]][])('reads %s, wherever the text is cut', (_, text, rows) => {
  expect(read(text)).toEqual(rows);
  expect(read(...Array.from(text))).toEqual(rows);
  for (let at = 0; at <= text.length; at++) expect(read(text.slice(0, at), text.slice(at))).toEqual(rows);
});

test.each([
  ['a quote that is not closed', '"a,b\n1,2\n', 'its last row is not whole'],
  ['a character after a closing quote', '"a"b,c\n', 'a quote stands where none can be'],
])('refuses %s', (_, text, what) => {
  expect(() => read(text)).toThrow(`The answer of the Accounting Portal cannot be used: ${what}.`);
});

test('refuses a row that does not end, before it has taken all memory', () => {
  const csv = new CsvReader();
  const piece = 'x'.repeat(60_000);
  expect([...csv.rows(`"${piece}`)]).toEqual([]);
  expect(() => [...csv.rows(piece)]).toThrow('a row does not end');
});

test('reads back whatever cells were written', () => {
  const cell = fc.oneof(fc.constantFrom('', ',', '"', '\n', '\r\n', 'ä€'), fc.string({ unit: 'grapheme' }));
  const written = (rows: string[][]): string =>
    rows.map((row) => row.map((text) => `"${text.replace(/"/g, '""')}"`).join(',')).join('\n');
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), fc.nat(), (rows, at) => {
      const text = written(rows);
      const place = at % (text.length + 1);
      expect(read(text.slice(0, place), text.slice(place))).toEqual(rows);
    }),
    { seed: 1, numRuns: 300 },
  );
});
