import { mayBeAbout, readLabel } from '../../src/domain/labels';
import { looksLikeVo } from '../../src/domain/vo-rows';

const read = (text: string, granularity: Parameters<typeof readLabel>[1] = 'quarter'): unknown => {
  const label = readLabel(text, granularity);
  return label && [label.period.label, label.besides];
};

describe('a label is read although it', () => {
  it.each([
    ['has an en dash', '2026.07\u201309'],
    ['has a minus sign', '2026.07\u221209'],
    ['has a hyphen that does not break', '2026.07\u201109'],
    ['ends with an invisible sign', '2026.07-09\u200b'],
    ['begins with a byte order mark', '\ufeff2026.07-09'],
    ['has blanks around the hyphen', '2026.07 - 09'],
    ['begins with a blank that does not break', '\u00a02026.07-09'],
    ['has full-width digits', '２０２６．０７－０９'],
    ['is marked as text', "'2026.07-09"],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(['2026.07-09', '']);
  });
});

it.each([
  ['2026.07-09*', '*'],
  ['2026.07-09 **', '**'],
  ['2026.07-09 (final)', '(final)'],
  ['2026.07-09 [1]', '[1]'],
  ['2026.07-09 preliminary', 'preliminary'],
  ['Q3 2026', 'Q3 2026'],
  ['2026-Q3', '2026-Q3'],
  ['3Q2026', '3Q2026'],
  ['Q3/2026 (final)', 'Q3/2026 (final)'],
  ['Jul-Sep 2026', 'Jul-Sep 2026'],
  ['July \u2013 September 2026', 'July - September 2026'],
  ['2026.7-9', '2026.7-9'],
  ['2026.07_09', '2026.07_09'],
  ['2026.07-2026.09', '2026.07-2026.09'],
  ['07-09.2026', '07-09.2026'],
  ["Q3 '26", "Q3 '26"],
  ['3Q/26', '3Q/26'],
])('"%s" is a label with "%s" besides', (text, besides) => {
  expect(read(text)).toEqual(['2026.07-09', besides]);
});

it.each([
  'TOTAL',
  'Total 2026',
  '2026',
  '2026.01-06',
  'H1 2026',
  '2026.07-09 subtotal',
  '2026.07-09 / 2026.10-12',
  '2023.11-02',
  'Q5 2026',
  'Q326',
  '2026-07-09',
  'Aug-Oct 2026',
  '',
])('"%s" is no quarter', (text) => {
  expect(read(text)).toBeUndefined();
});

it.each([
  ['H1 2026', 'half-year', '2026.01-06'],
  ['2026', 'year', '2026.01-12'],
  ['July 2026', 'month', '2026.07-07'],
  ['2026-07', 'month', '2026.07-07'],
  ['7/2026', 'month', '2026.07-07'],
] as const)('"%s" is a %s', (text, granularity, label) => {
  expect(read(text, granularity)).toEqual([label, text]);
});

it.each([
  ['vo.access.egi.eu', true],
  ['vo.TotalHealth.eu', true],
  ['enmr.eu', true],
  ['fusion (closed in 2024)', true],
  ['total (VO)', true],
  ['alice', false],
  ['TOTAL', false],
  ['Sum of all VOs', false],
  ['Reported to the board.', false],
  ['2026.07-09', false],
  ['1.5', false],
  ['', false],
])('that "%s" looks like a VO: %s', (label, looks) => {
  expect(looksLikeVo(label)).toBe(looks);
});

it.each([
  ['2026-07-09', true],
  ['2026.07-09 as reported', true],
  ['third quarter: 07 to 09, 2026', true],
  ['Quarter 3 of 2026', true],
  ['summer 26, July to September', true],
  ['2026.07-07', false],
  ['2026.07-12', false],
  ['Total 2026', false],
  ['2026', false],
  ['vo.x07.eu', false],
])('that "%s" may be about 2026.07-09: %s', (text, may) => {
  expect(mayBeAbout(text, '2026.07-09')).toBe(may);
});
