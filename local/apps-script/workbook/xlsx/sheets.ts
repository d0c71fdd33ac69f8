import { relationshipsOf, type Parts } from './parts';
import { parseXml } from './xml';

/** Paths of the sheets in the order of the tabs, with their titles. */
export function sheetsOf(parts: Parts): { title: string; path: string }[] {
  const workbook = 'xl/workbook.xml';
  const targets = new Map(relationshipsOf(parts, workbook).map(({ id, target }) => [id, target]));
  return Array.from(parseXml(parts.get(workbook) ?? '<workbook/>').querySelectorAll('sheet'), (sheet) => ({
    title: sheet.getAttribute('name') ?? '',
    path: targets.get(sheet.getAttribute('r:id') ?? '') ?? '',
  }));
}
