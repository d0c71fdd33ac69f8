import { isSameText, LONGEST_TEXT, plainText } from '../../src/sheets/text';
import { describeVariations } from '../../src/domain/variations';
import { listVos, printableVoName, readVoList, voKey } from '../../src/domain/vo-names';
import { newSpreadsheet } from '../local/apps-script/spreadsheet/context';
import { isLong } from '../support/effort';
import { hostileTexts } from '../support/hostile-text';

const TEXTS = hostileTexts(isLong ? 20_000 : 1_000);
/** At once in a tab, which has 1,000 rows. */
const ROWS = 1_000;

/** As the cell is read again: the apostrophe in front only says that it is text. */
const shown = (written: string): string => written.replace(/^'/, '');

describe.each(['en_US', 'en_GB', 'de_DE'] as const)('in a spreadsheet in %s', (locale) => {
  const writtenAndRead = (texts: readonly string[]): { values: unknown[]; formulas: string[] } => {
    const values: unknown[] = [];
    const formulas: string[] = [];
    for (let start = 0; start < texts.length; start += ROWS) {
      const rows = texts.slice(start, start + ROWS).map((text) => [plainText(text)]);
      const range = newSpreadsheet({ locale }).getActiveSheet().getRange(1, 1, rows.length, 1);
      range.setNumberFormat('@').setValues(rows);
      values.push(...range.getValues().flat());
      formulas.push(...range.getFormulas().flat());
    }
    expect(values).toHaveLength(texts.length);
    return { values, formulas: formulas.filter((formula) => formula !== '') };
  };

  it('texts from outside stay text: no formula, no date, no number', () => {
    const { values, formulas } = writtenAndRead(TEXTS);
    expect(formulas).toEqual([]);
    expect(values.filter((value) => typeof value !== 'string')).toEqual([]);
  });

  it('names of VOs are read as they were written, so that nothing is written again', () => {
    const names = TEXTS.map(printableVoName);
    const { values, formulas } = writtenAndRead(names);
    expect(formulas).toEqual([]);
    expect(names.filter((name, index) => !isSameText(String(values[index]), name))).toEqual([]);
  });
});

it('are not longer than a cell can hold, and whole where they can be', () => {
  const written = TEXTS.map(plainText);
  expect(Math.max(...TEXTS.map((text) => text.length))).toBeGreaterThan(LONGEST_TEXT);
  expect(Math.max(...written.map((text) => text.length))).toBeLessThanOrEqual(LONGEST_TEXT);
  expect(
    TEXTS.filter((text, index) => text.length < LONGEST_TEXT && shown(written[index] ?? '') !== shown(text)),
  ).toEqual([]);
});

describe('VO names of all kinds', () => {
  it('stand on one line, without a separator, and come out the same when they are read again', () => {
    for (const name of TEXTS) {
      const printable = printableVoName(name);
      expect(printable).not.toMatch(/[\n\r\u2028\u2029\p{Cc}\p{Cs},]/u);
      expect(printable).not.toBe('');
      expect(printableVoName(printable)).toBe(printable);
    }
  });

  it('are told apart in lists, however they are mixed, and a list is compared with itself without a change', () => {
    for (let start = 0; start < TEXTS.length; start += 7) {
      const keys = new Set<string>();
      const names = TEXTS.slice(start, start + 7).filter(
        (name) => !keys.has(voKey(name)) && keys.add(voKey(name)),
      );
      const read = readVoList(shown(plainText(listVos(names))));
      expect(read.map(voKey)).toEqual(names.map(voKey));
      expect(describeVariations(read, names)).toBe('-');
      expect(describeVariations(read.slice(1), names)).toBe(`APPEARED: ${listVos(names.slice(0, 1))}`);
    }
  });
});
