// Groups of rows and columns that can be folded away.
import type { XmlDocument, XmlElement } from './xml';

interface Header {
  readonly element: XmlElement;
  readonly level: number;
  readonly isHidden: boolean;
}

const isTrue = (element: XmlElement, name: string): boolean =>
  /^(?:1|true)$/u.test(element.getAttribute(name) ?? '');

/**
 * The mark that a group is folded stands beside the group, once for all groups that end there; the library would then
 * hide everything in all of them. Where something of them is shown, the mark goes: what is hidden says so itself.
 */
export function tidyGroups(document: XmlDocument): void {
  const outline = document.querySelector('sheetPr > outlinePr');
  const isBefore = (name: string): boolean => /^(?:0|false)$/u.test(outline?.getAttribute(name) ?? '');
  tidyMarks(columnsIn(document), isBefore('summaryRight') ? 1 : -1);
  tidyMarks(rowsIn(document), isBefore('summaryBelow') ? 1 : -1);
}

function columnsIn(document: XmlDocument): Map<number, Header> {
  const headers = new Map<number, Header>();
  for (const element of document.querySelectorAll('cols > col')) {
    const [first, last] = ['min', 'max'].map((name) => Number(element.getAttribute(name) ?? 0));
    for (let index = first ?? 0; index <= (last ?? 0); index++) headers.set(index, headerOf(element));
  }
  return headers;
}

const rowsIn = (document: XmlDocument): Map<number, Header> =>
  new Map(
    (document.querySelector('sheetData')?.children ?? []).map((element) => [
      Number(element.getAttribute('r') ?? 0),
      headerOf(element),
    ]),
  );

const headerOf = (element: XmlElement): Header => ({
  element,
  level: Number(element.getAttribute('outlineLevel') ?? 0),
  isHidden: isTrue(element, 'hidden'),
});

/** @param step from the mark to the group */
function tidyMarks(headers: ReadonlyMap<number, Header>, step: 1 | -1): void {
  for (const [index, { element, level }] of headers) {
    if (!isTrue(element, 'collapsed')) continue;
    for (let at = index + step; (headers.get(at)?.level ?? 0) > level; at += step)
      if (!headers.get(at)?.isHidden) element.removeAttribute('collapsed');
  }
}
