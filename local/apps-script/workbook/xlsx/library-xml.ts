// XML as the spreadsheet library wants it, which expects a page's tools.
import { DECLARATION, parseXml, type XmlDocument, type XmlElement } from './xml';

/** Documents on their way to the spreadsheet library, by the text that stands for them. */
const handed = new Map<string, XmlDocument>();

/** A text for the spreadsheet library that it reads as this document, which it then need not parse again. */
export function handOver(document: XmlDocument): string {
  withLibraryNames(document);
  const text = `<document number="${handed.size + 1}"/>`;
  handed.set(text, document);
  return text;
}

/** The library marks prefixes so in the texts that it parses, because selectors know none. */
function withLibraryNames(element: XmlElement): void {
  element.nodeName = element.nodeName.replace(/^(\w+):(\w+)$/u, 'NAMESPACE$1NAMESPACE$2');
  if (element.nodeName !== 'sheetData') for (const child of element.children) withLibraryNames(child);
}

class LibraryParser {
  parseFromString(text: string): XmlDocument {
    const document = handed.get(text);
    handed.delete(text);
    return document ?? parseXml(text);
  }
}

/** Lets the spreadsheet library read XML: it expects the tools of a page. */
export function reading<T>(read: () => T): T {
  return withTools({ DOMParser: LibraryParser }, read);
}

/**
 * Lets the spreadsheet library write XML as text. It reads each part that it has written and formats it again, which
 * takes nearly all of the time of an export.
 */
export const writingText = <T>(write: () => Promise<T>): Promise<T> =>
  withTools({ DOMParser: TextParser, XMLSerializer: TextSerializer }, write);

/** Puts tools where the library looks for them, as long as something runs. */
function withTools<T>(tools: object, work: () => T): T {
  const { DOMParser, XMLSerializer } = globalThis as unknown as Record<string, unknown>;
  const restore = (): void => void Object.assign(globalThis, { DOMParser, XMLSerializer });
  Object.assign(globalThis, tools);
  const result = work();
  if (result instanceof Promise) return result.finally(restore) as T;
  restore();
  return result;
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
