import { formatXml, MalformedXml, parseXml } from '../../../../local/apps-script/workbook/xlsx/xml';

const TEXT =
  '<a x="1"><b r:id="&quot;&lt;&#10;"><c>one &amp; two</c></b><p:c/><b><d><c xml:space="preserve"> &lt;three&gt; </c></d></b></a>';
const found = (selector: string): string[] =>
  parseXml(TEXT)
    .querySelectorAll(selector)
    .map(({ textContent }) => textContent);

it('XML is the same after it has been read and written', () => {
  expect(formatXml(parseXml(TEXT))).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${TEXT}`);
});

it.each([
  ['c', ['one & two', ' <three> ']],
  ['a c', ['one & two', ' <three> ']],
  ['b > c', ['one & two']],
  ['a > c', []],
  ['p:c, d', ['', ' <three> ']],
  ['b[r:id] c', ['one & two']],
  ['a[x="1"] > b > d', [' <three> ']],
  [':root > p:c', ['']],
])('the selector %s finds what it finds in a page', (selector, texts) => {
  expect(found(selector)).toEqual(texts);
});

it.each(['<a><b></a>', 'no XML', '<a>&nothing;</a>'])('%s is refused', (text) => {
  expect(() => parseXml(text)).toThrow(MalformedXml);
});
