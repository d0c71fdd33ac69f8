import { ServiceObject } from '../service-object';

/** Pages that are one text of HTML; files and templates of the project are not emulated. */
export class HtmlService extends ServiceObject {
  createHtmlOutput(html: unknown = ''): HtmlOutput {
    return new HtmlOutput(String(html));
  }
}

/** A page to be shown. */
export class HtmlOutput extends ServiceObject {
  #content: string;
  #title = '';
  #width: number | null = null;
  #height: number | null = null;

  constructor(content: string) {
    super();
    this.#content = content;
  }

  append(html: string): this {
    this.#content += html;
    return this;
  }

  getContent(): string {
    return this.#content;
  }

  getTitle(): string {
    return this.#title;
  }

  /** @returns pixels, null when not set */
  getWidth(): number | null {
    return this.#width;
  }

  /** @returns pixels, null when not set */
  getHeight(): number | null {
    return this.#height;
  }

  setTitle(title: string): this {
    this.#title = title;
    return this;
  }

  setWidth(pixels: number): this {
    this.#width = pixels;
    return this;
  }

  setHeight(pixels: number): this {
    this.#height = pixels;
    return this;
  }
}
