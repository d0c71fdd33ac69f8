import { appendElement, formatXml, parseXml, type XmlDocument, type XmlElement } from './xml';

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

/** `xl/worksheets/_rels/sheet1.xml.rels` for `xl/worksheets/sheet1.xml`, `_rels/.rels` for the whole file, ''. */
const relationshipsPath = (path: string): string => path.replace(/([^/]*)$/u, '_rels/$1.rels');

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** The path of the part that it points to; an address where it points outside. */
  readonly target: string;
  readonly isOutside: boolean;
}

/** What a part refers to within the file. */
export function relationshipsOf(parts: Parts, path: string): Relationship[] {
  const text = parts.get(relationshipsPath(path));
  if (text === undefined) return [];
  const folder = `/${path.replace(/[^/]+$/u, '')}`;
  return Array.from(parseXml(text).querySelectorAll('Relationship'), (each) => ({
    id: each.getAttribute('Id') ?? '',
    type: each.getAttribute('Type') ?? '',
    ...targetOf(each, folder),
  }));
}

function targetOf(relationship: XmlElement, folder: string): Pick<Relationship, 'target' | 'isOutside'> {
  const target = relationship.getAttribute('Target') ?? '';
  if (relationship.getAttribute('TargetMode') === 'External') return { target, isOutside: true };
  const { pathname } = new URL(target.replaceAll('\\', '/'), `file://${folder}`);
  return { target: decodeURIComponent(pathname.slice(1)), isOutside: false };
}

/** Adds a relationship to a part. @param type its last word, or all of it @returns its id */
export function relate(parts: Parts, path: string, type: string, target: string): string {
  const relationships = relationshipsPath(path);
  if (!parts.has(relationships))
    parts.set(relationships, `<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"/>`);
  const id = `added${relationshipsOf(parts, path).length + 1}`;
  changePart(parts, relationships, (document) => {
    const attributes = {
      Id: id,
      Type: type.includes('://') ? type : `${RELATIONSHIPS}/${type}`,
      Target: relativeTo(path, target),
    };
    appendElement(document.documentElement, 'Relationship', attributes);
  });
  return id;
}

/** `../comments1.xml` for `xl/comments1.xml`, as seen from `xl/worksheets/sheet1.xml`. */
function relativeTo(path: string, target: string): string {
  const from = path.split('/').slice(0, -1);
  const to = target.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}
