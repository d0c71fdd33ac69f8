import { ServiceObject } from '../service-object';
import type { Button, ButtonSet, MenuEntry, MenuTree, UserInterface } from '../user-interface';
import { isTextual, signatureError } from './arguments';
import { HtmlOutput } from './html-service';

const buttons = { OK: 'OK', CANCEL: 'CANCEL', YES: 'YES', NO: 'NO', CLOSE: 'CLOSE' };
const buttonSets = { OK: 'OK', OK_CANCEL: 'OK_CANCEL', YES_NO: 'YES_NO', YES_NO_CANCEL: 'YES_NO_CANCEL' };

/** What runs while a person is asked: the execution is suspended and loses its locks. */
export type Suspend = <T>(ask: () => Promise<T>) => Promise<T>;

/** The user interface of the spreadsheet, for menus, alerts, prompts and pages. */
export class Ui extends ServiceObject {
  static override readonly enumerations = { Button: buttons, ButtonSet: buttonSets };
  readonly #interface: UserInterface;
  readonly #suspend: Suspend;

  constructor(userInterface: UserInterface, suspend: Suspend) {
    super();
    this.#interface = userInterface;
    this.#suspend = suspend;
  }

  createMenu(caption: string): Menu {
    return new Menu(caption, (menu) => this.#interface.setMenu(menu));
  }

  /** alert(prompt), alert(prompt, buttons) or alert(title, prompt, buttons). */
  alert(...args: unknown[]): Promise<Button> {
    const { title, text, buttons } = dialogArguments('alert', args);
    return this.#suspend(() => this.#interface.alert(title, text, buttons));
  }

  /** prompt(prompt), prompt(prompt, buttons) or prompt(title, prompt, buttons). */
  async prompt(...args: unknown[]): Promise<PromptResponse> {
    const { title, text, buttons } = dialogArguments('prompt', args);
    return new PromptResponse(await this.#suspend(() => this.#interface.prompt(title, text, buttons)));
  }

  showSidebar(page: HtmlOutput): void {
    this.#interface.showSidebar({ title: page.getTitle(), html: page.getContent() });
  }

  showModalDialog(page: HtmlOutput, title: string): void {
    this.#showDialog(page, title, true);
  }

  showModelessDialog(page: HtmlOutput, title: string): void {
    this.#showDialog(page, title, false);
  }

  #showDialog(page: HtmlOutput, title: string, modal: boolean): void {
    const size = { width: page.getWidth() ?? undefined, height: page.getHeight() ?? undefined };
    this.#interface.showDialog({ title, html: page.getContent(), ...size, modal });
  }
}

function dialogArguments(
  method: string,
  args: unknown[],
): { title: string; text: string; buttons: ButtonSet } {
  const [first, second, third] = args;
  const [title, text, buttons] = third === undefined ? ['', first, second ?? 'OK'] : [first, second, third];
  if (args.length > 3 || !isTextual(title) || !isTextual(text) || !isButtonSet(buttons)) {
    throw signatureError(`Ui.${method}`, args);
  }
  return { title: String(title), text: String(text), buttons };
}

function isButtonSet(value: unknown): value is ButtonSet {
  return typeof value === 'string' && value in buttonSets;
}

/** A menu being built; it appears with addToUi(). */
export class Menu extends ServiceObject {
  readonly #caption: string;
  readonly #show: (menu: MenuTree) => void;
  readonly #entries: MenuEntry[] = [];

  constructor(caption: string, show: (menu: MenuTree) => void) {
    super();
    this.#caption = caption;
    this.#show = show;
  }

  addItem(caption: string, functionName: string): this {
    return this.#add({ kind: 'item', caption, functionName });
  }

  addSeparator(): this {
    return this.#add({ kind: 'separator' });
  }

  addSubMenu(menu: Menu): this {
    return this.#add({ kind: 'menu', menu: { caption: menu.#caption, entries: menu.#entries } });
  }

  addToUi(): void {
    this.#show({ caption: this.#caption, entries: [...this.#entries] });
  }

  #add(entry: MenuEntry): this {
    this.#entries.push(entry);
    return this;
  }
}

/** A person's answer to a prompt. */
export class PromptResponse extends ServiceObject {
  readonly #answer: { button: Button; text: string };

  constructor(answer: { button: Button; text: string }) {
    super();
    this.#answer = answer;
  }

  getSelectedButton(): Button {
    return this.#answer.button;
  }

  getResponseText(): string {
    return this.#answer.text;
  }
}
