// XML as the parts of an .xlsx file need it.
import { createRequire } from 'node:module';

export interface XmlElement {
  textContent: string;
  readonly parentElement: XmlElement | null;
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): Iterable<XmlElement>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: XmlElement[]): void;
  after(...siblings: XmlElement[]): void;
  remove(): void;
}

export interface XmlDocument extends XmlElement {
  readonly documentElement: XmlElement & { readonly namespaceURI: string };
  createElementNS(namespace: string, name: string): XmlElement;
}

interface XmlParser {
  parseFromString(text: string, type: 'application/xml'): XmlDocument;
}

interface XmlSerializer {
  serializeToString(document: XmlDocument): string;
}

interface XmlTools {
  readonly DOMParser: new () => XmlParser;
  readonly XMLSerializer: new () => XmlSerializer;
}

let tools: XmlTools | undefined;

/** A page's XML tools, also where the spreadsheet library looks for them. Loaded late: jsdom takes its time. */
export function xmlTools(): XmlTools {
  if (!tools) {
    const { JSDOM } = createRequire(__filename)('jsdom') as { JSDOM: new () => { window: XmlTools } };
    const { DOMParser, XMLSerializer } = new JSDOM().window;
    tools = { DOMParser, XMLSerializer };
    Object.assign(globalThis, tools);
  }
  return tools;
}

export function parseXml(text: string): XmlDocument {
  return new (xmlTools().DOMParser)().parseFromString(text, 'application/xml');
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const formatXml = (document: XmlDocument): string =>
  DECLARATION +
  new (xmlTools().XMLSerializer)().serializeToString(document).replace(/^<\?xml[^>]*\?>\s*/u, '');

/** Adds an element as the last child, in the namespace of the document. */
export function appendElement(
  document: XmlDocument,
  parent: XmlElement,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  text?: string,
): XmlElement {
  const element = document.createElementNS(document.documentElement.namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}
