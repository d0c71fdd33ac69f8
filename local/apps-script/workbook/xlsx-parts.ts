import { appendElement, formatXml, parseXml, type XmlDocument } from './xml';

/** The files inside an .xlsx file by their paths. */
export type Parts = Map<string, string>;

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function changePart(parts: Parts, path: string, change: (document: XmlDocument) => void): void {
  changeText(parts, path, (text) => {
    const document = parseXml(text);
    change(document);
    return formatXml(document);
  });
}

/** Changes a part without reading it as XML, which takes long for large ones. */
export function changeText(parts: Parts, path: string, change: (text: string) => string): void {
  const text = parts.get(path);
  if (text !== undefined) parts.set(path, change(text));
}

/** `xl/worksheets/_rels/sheet1.xml.rels` for `xl/worksheets/sheet1.xml`. */
const relationshipsPath = (path: string): string => path.replace(/([^/]+)$/u, '_rels/$1.rels');

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** The path of the part that it points to. */
  readonly target: string;
}

/** What a part refers to within the file. */
export function relationshipsOf(parts: Parts, path: string): Relationship[] {
  const text = parts.get(relationshipsPath(path));
  if (text === undefined) return [];
  const folder = `/${path.replace(/[^/]+$/u, '')}`;
  return Array.from(parseXml(text).querySelectorAll('Relationship'), (each) => ({
    id: each.getAttribute('Id') ?? '',
    type: each.getAttribute('Type') ?? '',
    target: new URL(each.getAttribute('Target') ?? '', `file://${folder}`).pathname.slice(1),
  }));
}

/** Adds a relationship to a part. @returns its id */
export function relate(parts: Parts, path: string, type: string, target: string): string {
  const relationships = relationshipsPath(path);
  if (!parts.has(relationships))
    parts.set(relationships, `<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"/>`);
  const id = `added${relationshipsOf(parts, path).length + 1}`;
  changePart(parts, relationships, (document) => {
    const attributes = { Id: id, Type: `${RELATIONSHIPS}/${type}`, Target: `/${target}` };
    appendElement(document, document.documentElement, 'Relationship', attributes);
  });
  return id;
}

/** Paths of the sheets in the order of the tabs, with their titles. */
export function sheetsOf(parts: Parts): { title: string; path: string }[] {
  const workbook = 'xl/workbook.xml';
  const targets = new Map(relationshipsOf(parts, workbook).map(({ id, target }) => [id, target]));
  return Array.from(parseXml(parts.get(workbook) ?? '<workbook/>').querySelectorAll('sheet'), (sheet) => ({
    title: sheet.getAttribute('name') ?? '',
    path: targets.get(sheet.getAttribute('r:id') ?? '') ?? '',
  }));
}
