import fc from 'fast-check';
import { describeVariations } from '../../src/domain/variations';
import { readVoList, voKey } from '../../src/domain/vo-names';

test.each([
  [[], [], '-'],
  [['a', 'b'], ['b', 'a'], '-'],
  [['ALICE', ' b '], ['alice', 'B'], '-'],
  [['a'], ['a', 'c', 'b'], 'APPEARED: c, b'],
  [['a', 'b'], ['a'], 'DISAPPEARED: b'],
  [['a', 'b'], ['b', 'C'], 'APPEARED: C\nDISAPPEARED: a'],
  [[], ['a'], 'APPEARED: a'],
  [['a'], [], 'DISAPPEARED: a'],
  [['a,b'], ['a‚b'], '-'],
  [['a'], ['a', 'b\nDISAPPEARED: a'], 'APPEARED: b DISAPPEARED: a'],
  [['a'], ['a', 'x,y'], 'APPEARED: x‚y'],
])('from %j to %j: %j', (before, after, expected) => {
  expect(describeVariations(before, after)).toBe(expected);
});

test('what appeared and disappeared are the differences of the two sets', () => {
  const name = fc.oneof(fc.constantFrom('a', 'A', 'b', 'c.d', 'e,f', '-'), fc.string({ maxLength: 5 }));
  const named = (text: string, word: string): string[] => {
    const line = text.split('\n').find((one) => one.startsWith(`${word}: `));
    return line === undefined ? [] : readVoList(line.slice(word.length + 2)).map(voKey);
  };
  const minus = (some: string[], others: string[]): Set<string> =>
    new Set(some.map(voKey).filter((key) => !others.map(voKey).includes(key)));
  fc.assert(
    fc.property(fc.array(name), fc.array(name), (before, after) => {
      const text = describeVariations(before, after);
      expect(new Set(named(text, 'APPEARED'))).toEqual(minus(after, before));
      expect(new Set(named(text, 'DISAPPEARED'))).toEqual(minus(before, after));
      expect(text === '-').toBe(minus(after, before).size + minus(before, after).size === 0);
    }),
    { seed: 1, numRuns: 300 },
  );
});
