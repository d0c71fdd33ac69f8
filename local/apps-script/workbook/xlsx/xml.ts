// XML as the parts of an .xlsx file need it.
import { createRequire } from 'node:module';

export interface XmlElement {
  textContent: string;
  readonly nodeName: string;
  readonly children: Iterable<XmlElement>;
  readonly firstElementChild: XmlElement | null;
  readonly nextElementSibling: XmlElement | null;
  /** Knows names without a prefix only. */
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): Iterable<XmlElement>;
  /** @param name with its prefix */
  getElementsByTagName(name: string): Iterable<XmlElement>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: XmlElement[]): void;
  remove(): void;
  replaceWith(other: XmlElement): void;
}

/** The first child of that name. Much quicker than a selector, which counts for cells. */
export function childOf(parent: XmlElement, name: string): XmlElement | null {
  let child = parent.firstElementChild;
  while (child && child.nodeName !== name) child = child.nextElementSibling;
  return child;
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

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

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

/**
 * Lets the spreadsheet library write XML as text. It reads each part that it has written and formats it again, which
 * with jsdom takes nearly all of the time of an export.
 */
export async function writingText<T>(write: () => Promise<T>): Promise<T> {
  xmlTools();
  const { DOMParser, XMLSerializer } = globalThis as unknown as XmlTools;
  Object.assign(globalThis, { DOMParser: TextParser, XMLSerializer: TextSerializer });
  try {
    return await write();
  } finally {
    Object.assign(globalThis, { DOMParser, XMLSerializer });
  }
}

/** Stands for a document; the library asks it only whether there was a mistake in the text. */
class UnreadXml {
  constructor(readonly text: string) {}

  querySelector(): null {
    return null;
  }
}

class TextParser {
  parseFromString(text: string): UnreadXml {
    return new UnreadXml(text);
  }
}

class TextSerializer {
  serializeToString({ text }: UnreadXml): string {
    // Half characters, and two that XML cannot hold.
    return DECLARATION + text.trim().replace(/[\p{Surrogate}\ufffe\uffff]/gu, '');
  }
}

export function parseXml(text: string): XmlDocument {
  return new (xmlTools().DOMParser)().parseFromString(text, 'application/xml');
}

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
