import { AsyncLocalStorage } from 'node:async_hooks';
import type { Button, ButtonSet, Dialog, MenuTree, Page, UserInterface } from '../apps-script/user-interface';
import type { ConnectedPage } from './connected-page';
import type { Answer, Question, ToPage } from './protocol';

/**
 * Where a script meets the people in front of the pages. What an execution shows goes to the page that started it; when
 * that has been reloaded or closed, to another one of the same person. Executions that no page started show nothing.
 */
export class PageUserInterface implements UserInterface {
  /** Open pages, oldest first. */
  readonly pages = new Map<string, ConnectedPage>();
  readonly #starter = new AsyncLocalStorage<ConnectedPage>();

  /** Does work whose executions belong to a page. */
  startedBy<T>(page: ConnectedPage, work: () => T): T {
    return this.#starter.run(page, work);
  }

  /** Tells something to the page that the present execution belongs to. */
  tell(event: ToPage): void {
    this.#page()?.send(event);
  }

  async alert(title: string, text: string, buttons: ButtonSet): Promise<Button> {
    return (await this.#ask({ kind: 'alert', title, text, buttons })).button;
  }

  prompt(title: string, text: string, buttons: ButtonSet): Promise<Answer> {
    return this.#ask({ kind: 'prompt', title, text, buttons });
  }

  showSidebar(page: Page): void {
    this.tell({ kind: 'sidebar', page });
  }

  showDialog(dialog: Dialog): void {
    this.tell({ kind: 'dialog', dialog });
  }

  toast(text: string, title: string): void {
    this.tell({ kind: 'toast', title, text });
  }

  setMenu(menu: MenuTree): void {
    this.tell({ kind: 'menu', menu });
  }

  #ask(question: Question): Promise<Answer> {
    return this.#page()?.ask(question) ?? Promise.resolve({ button: 'CLOSE', text: '' });
  }

  #page(): ConnectedPage | undefined {
    const starter = this.#starter.getStore();
    if (starter === undefined) return undefined;
    const newestFirst = [...this.pages.values()].reverse();
    return this.pages.get(starter.id) ?? newestFirst.find(({ person }) => person === starter.person);
  }
}
