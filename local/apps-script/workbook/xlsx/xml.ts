// XML as the parts of an .xlsx file need it.
import { SaxesParser } from 'saxes';
import { XmlDocument, XmlElement } from './xml-tree';

export { XmlDocument, XmlElement } from './xml-tree';

/** A part that is no XML. */
export class MalformedXml extends Error {}

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** @throws MalformedXml */
export function parseXml(text: string): XmlDocument {
  const document = new XmlDocument();
  if (text.trim() === '') return document;
  let element: XmlElement = document;
  let content = '';
  const parser = new SaxesParser({ position: false, xmlns: false as const });
  const add = (part: string): void => {
    content += part;
  };
  parser.on('error', (error) => {
    throw new MalformedXml(error.message);
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('opentag', ({ name, attributes }) => {
    const child = new XmlElement(name);
    for (const key in attributes) child.attributes[key] = { value: attributes[key] ?? '' };
    child.parent = element;
    element.children.push(child);
    element = child;
    content = '';
  });
  parser.on('closetag', () => {
    if (element.children.length === 0) element.text = content;
    element = element.parent ?? document;
    content = '';
  });
  parser.write(text.replace(/^\ufeff/u, '')).close();
  return document;
}

/** The first child of that name. */
export const childOf = (parent: XmlElement, name: string): XmlElement | null =>
  parent.children.find(({ nodeName }) => nodeName === name) ?? null;

export const formatXml = (document: XmlDocument): string => {
  const parts = [DECLARATION];
  write(document.documentElement, parts);
  return parts.join('');
};

function write(element: XmlElement, parts: string[]): void {
  const { nodeName, attributes, children, text } = element;
  parts.push('<', nodeName);
  for (const name in attributes)
    parts.push(' ', name, '="', escapedAttribute(attributes[name]?.value ?? ''), '"');
  if (children.length === 0 && text === '') {
    parts.push('/>');
    return;
  }
  parts.push('>');
  if (children.length === 0) parts.push(escaped(text));
  else for (const child of children) write(child, parts);
  parts.push('</', nodeName, '>');
}

/** A text as it stands between tags. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

const escapedAttribute = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** Adds an element as the last child. */
export function appendElement(
  parent: XmlElement,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  text = '',
): XmlElement {
  const element = new XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.text = text;
  parent.append(element);
  return element;
}
