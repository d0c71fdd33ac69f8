// XML as a tree of elements whose text stands in the leaves, as in the parts of an .xlsx file. A page's own document,
// which the spreadsheet library is made for, takes ten times as long for a tab.
import { matching } from './xml-selectors';

/** Each under its own name. */
class Attributes {
  /** The library asks both ways. */
  getNamedItem(this: Readonly<Record<string, { value: string }>>, name: string): { value: string } | null {
    return this[name] ?? null;
  }
}

export class XmlElement {
  parent: XmlElement | undefined;
  children: XmlElement[] = [];
  /** By name with prefix. The library reads them from here. */
  readonly attributes = new Attributes() as Attributes & Record<string, { value: string }>;
  /** The text of a leaf. */
  text = '';

  /** @param nodeName with its prefix */
  constructor(public nodeName: string) {}

  get tagName(): string {
    return this.nodeName;
  }

  get textContent(): string {
    if (this.children.length === 0) return this.text;
    let text = '';
    for (const child of this.children) text += child.textContent;
    return text;
  }

  set textContent(text: string) {
    this.children = [];
    this.text = text;
  }

  /** @param selector names with spaces, `>`, commas, `[attribute]` and `[attribute="value"]` */
  querySelectorAll(selector: string): XmlElement[] {
    return matching<XmlElement>(this, selector, false);
  }

  querySelector(selector: string): XmlElement | null {
    return matching<XmlElement>(this, selector, true)[0] ?? null;
  }

  /** @param name with its prefix */
  getElementsByTagName(name: string): XmlElement[] {
    return this.querySelectorAll(name);
  }

  getAttribute(name: string): string | null {
    return this.attributes[name]?.value ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = { value };
  }

  removeAttribute(name: string): void {
    Reflect.deleteProperty(this.attributes, name);
  }

  append(...children: readonly XmlElement[]): void {
    for (const child of children) {
      child.remove();
      child.parent = this;
      this.children.push(child);
    }
  }

  remove(): void {
    const siblings = this.parent?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parent = undefined;
  }

  replaceWith(other: XmlElement): void {
    const { parent } = this;
    if (!parent) return;
    other.remove();
    parent.children[parent.children.indexOf(this)] = other;
    other.parent = parent;
    this.parent = undefined;
  }
}

/** The root, with its one child. */
export class XmlDocument extends XmlElement {
  constructor() {
    super('#document');
  }

  get documentElement(): XmlElement {
    const [root] = this.children;
    if (!root) throw new Error('This document has no element.');
    return root;
  }
}
