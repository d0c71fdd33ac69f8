import fc from 'fast-check';
import { isSameText, LONGEST_TEXT, plainText } from '../../src/sheets/text';

test.each([
  ['alice', 'alice'],
  ['', ''],
  ['-', '-'],
  ['a = b + c', 'a = b + c'],
  ['APPEARED: x\nDISAPPEARED: y', 'APPEARED: x\nDISAPPEARED: y'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['--', "'--"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\rx', "'\rx"],
  [' =1', "' =1"],
  ['\n\u00a0=1', "'\n\u00a0=1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
])('%j is written as %j', (text, written) => {
  expect(plainText(text)).toBe(written);
});

test.each([
  ['a', LONGEST_TEXT - 1, LONGEST_TEXT - 1, 'a'],
  ['a', LONGEST_TEXT, LONGEST_TEXT - 1, '…'],
  ['a', 10 * LONGEST_TEXT, LONGEST_TEXT - 1, '…'],
  ['=', LONGEST_TEXT, LONGEST_TEXT, '…'],
])('%j %i times is at most what a cell holds', (character, count, length, end) => {
  const written = plainText(character.repeat(count));
  expect(written).toHaveLength(length);
  expect(written.endsWith(end)).toBe(true);
});

test('a long text is cut between characters', () => {
  expect(plainText(`a${'😀'.repeat(LONGEST_TEXT)}`)).not.toMatch(/\p{Cs}/u);
  expect(plainText('😀'.repeat(LONGEST_TEXT))).not.toMatch(/\p{Cs}/u);
});

test('nothing written is a formula, and what the cell then holds is known again', () => {
  const part = fc.constantFrom('=', '+', '-', '@', '＝', "'", ' ', '\t', '\r', '\n', 'a', '1', '(');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (text) => {
        const written = plainText(text);
        expect(written === '-' || !/^\s*[=+\-@＝＋－＠]/.test(written)).toBe(true);
        const held = [written, written.replace(/^'/, '')]; // with its mark and without
        for (const cell of held) expect(isSameText(cell, text)).toBe(true);
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});

test('another text is not the same', () => {
  expect(isSameText('a, b', 'b, a')).toBe(false);
  expect(isSameText('ALICE', 'alice')).toBe(false);
  expect(isSameText('', '-')).toBe(false);
});
