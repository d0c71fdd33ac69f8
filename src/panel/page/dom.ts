/** Makes an element with properties and children; strings become text, never HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The element of page.html with this id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`page.html has no #${id}.`);
  return element;
}

export const heading = (text: string): HTMLElement => make('h2', {}, text);

/** A paragraph; nothing is shown of an empty one. */
export const paragraph = (text: string, className = ''): HTMLElement =>
  make('p', { className, hidden: text === '' }, text);

/** A box to tick, with what it stands for. */
export const labelled = (input: HTMLInputElement, label: string): HTMLElement =>
  make('div', { className: 'tick' }, input, make('label', { htmlFor: input.id }, label));

/**
 * A button that does its work once at a time.
 *
 * @param className `main` for the one that a person most likely wants
 */
export function button(text: string, work: () => Promise<void>, className = ''): HTMLButtonElement {
  const element = make('button', { type: 'button', className }, text);
  element.onclick = () => {
    element.disabled = true;
    void work().finally(() => (element.disabled = false));
  };
  return element;
}

/** A place for messages, which are read out when they come. */
export class Notice {
  readonly element = make('div', { ariaLive: 'polite' });

  say(text: string, kind: 'good' | 'bad' | 'odd' | '' = ''): void {
    this.element.replaceChildren(paragraph(text, `box ${kind}`));
  }

  /** One message for each finding. */
  show(findings: readonly { readonly isGood: boolean; readonly message: string }[]): void {
    const boxes = findings.map(({ isGood, message }) => paragraph(message, `box ${isGood ? 'good' : 'bad'}`));
    this.element.replaceChildren(...boxes);
  }

  clear(): void {
    this.element.replaceChildren();
  }
}
