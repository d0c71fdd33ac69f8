import { button, heading, make } from './dom';

/** A text to be copied under a heading; nothing is shown as long as there is none. */
export class TextToCopy {
  readonly element = make('div', { hidden: true });
  readonly #text: HTMLTextAreaElement;

  /** @param words say what the text is */
  constructor(id: string, title: string, words: string) {
    this.#text = make('textarea', { id, readOnly: true, rows: 12 });
    this.element.append(
      heading(title),
      make('label', { htmlFor: id }, words),
      this.#text,
      make(
        'div',
        { className: 'row' },
        button('Copy', () => this.#copy()),
      ),
    );
  }

  show(text: string): void {
    this.#text.value = text;
    this.element.hidden = text === '';
  }

  /** Where the browser lets nobody write into its clipboard, the text is at least selected. */
  async #copy(): Promise<void> {
    this.#text.select();
    await navigator.clipboard.writeText(this.#text.value).catch(() => undefined);
  }
}
