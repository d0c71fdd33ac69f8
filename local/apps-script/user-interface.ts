import { EmulationFault } from './errors';

/** What a person can press in an alert or prompt; CLOSE is the cross in the corner. */
export type Button = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';

export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';

/** A menu as the script built it. */
export interface MenuTree {
  readonly caption: string;
  readonly entries: readonly MenuEntry[];
}

export type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly menu: MenuTree };

/** A page that the script shows; sizes in pixels. */
export interface Page {
  readonly title: string;
  readonly html: string;
}

export interface Dialog extends Page {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly modal: boolean;
}

/** Where a script meets a person: a test, a terminal or a web page. */
export interface UserInterface {
  alert(title: string, text: string, buttons: ButtonSet): Promise<Button>;
  prompt(title: string, text: string, buttons: ButtonSet): Promise<{ button: Button; text: string }>;
  showSidebar(page: Page): void;
  showDialog(dialog: Dialog): void;
  toast(message: string, title: string): void;
  /** Adds a menu, or replaces the one with the same caption. */
  setMenu(menu: MenuTree): void;
}

/** Something that was shown to the person. */
export type Shown =
  | {
      readonly kind: 'alert' | 'prompt';
      readonly title: string;
      readonly text: string;
      readonly buttons: ButtonSet;
    }
  | ({ readonly kind: 'sidebar' } & Page)
  | ({ readonly kind: 'dialog' } & Dialog)
  | { readonly kind: 'toast'; readonly title: string; readonly text: string };

/** A person who answers from a list, for tests. */
export class ScriptedUserInterface implements UserInterface {
  /** Everything shown so far, oldest first. */
  readonly shown: Shown[] = [];
  readonly menus = new Map<string, MenuTree>();
  readonly #answers: { button: Button; text: string }[] = [];

  /** Lines up the answer to a later alert or prompt; `text` is what is typed into a prompt. */
  answer(button: Button, text = ''): this {
    this.#answers.push({ button, text });
    return this;
  }

  /** An alert that can only be acknowledged is, and takes no answer from the list. */
  async alert(title: string, text: string, buttons: ButtonSet): Promise<Button> {
    this.shown.push({ kind: 'alert', title, text, buttons });
    return buttons === 'OK' ? Promise.resolve('OK') : this.#next('alert', title, text).button;
  }

  prompt(title: string, text: string, buttons: ButtonSet): Promise<{ button: Button; text: string }> {
    this.shown.push({ kind: 'prompt', title, text, buttons });
    return Promise.resolve(this.#next('prompt', title, text));
  }

  showSidebar(page: Page): void {
    this.shown.push({ kind: 'sidebar', ...page });
  }

  showDialog(dialog: Dialog): void {
    this.shown.push({ kind: 'dialog', ...dialog });
  }

  toast(text: string, title: string): void {
    this.shown.push({ kind: 'toast', title, text });
  }

  setMenu(menu: MenuTree): void {
    this.menus.set(menu.caption, menu);
  }

  #next(kind: string, title: string, text: string): { button: Button; text: string } {
    const answer = this.#answers.shift();
    if (answer === undefined)
      throw new EmulationFault(`No answer is lined up for the ${kind} "${title}": ${text}`);
    return answer;
  }
}
