import type { ServerResponse } from 'node:http';
import type { ScriptHost } from '../apps-script/host';
import { Collaboration } from './collaboration';
import { ConnectedPage } from './connected-page';
import type { PageUserInterface } from './page-user-interface';
import type { CellEdit, FromPage, Outcome } from './protocol';

interface ActivateSheet {
  readonly type: string;
  readonly sheetIdTo: string;
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/u;

/** The pages that are open, and what they and the script have to say to each other. */
export class Pages {
  readonly #host: ScriptHost;
  readonly #ui: PageUserInterface;
  readonly #collaboration: Collaboration;

  constructor(host: ScriptHost, ui: PageUserInterface) {
    this.#host = host;
    this.#ui = ui;
    this.#collaboration = new Collaboration(host, (message) => {
      for (const page of ui.pages.values()) page.send({ kind: 'collaborate', message });
    });
    this.#followActivations();
  }

  /**
   * A page opens its stream of events.
   * @param query `page`, an id that the page made up, and `as`, the person's address
   */
  connect(query: URLSearchParams, events: ServerResponse): void {
    const as = query.get('as') ?? '';
    const person = ADDRESS.test(as) ? as : this.#host.owner;
    const page = new ConnectedPage(query.get('page') ?? '', person, events);
    const { title } = this.#host.workbook;
    page.send({ kind: 'workbook', title, person, data: this.#collaboration.snapshot() });
    this.#ui.pages.set(page.id, page);
    events.on('close', () => this.#left(page));
    void this.#ui.startedBy(page, () => this.#host.open(person));
  }

  /** A page says something. What comes from a page that is not connected any more is overheard. */
  async hear(pageId: string, said: FromPage): Promise<void> {
    const page = this.#ui.pages.get(pageId);
    if (!page) return;
    const refused = (error: unknown): void =>
      page.send({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    switch (said.kind) {
      case 'collaborate':
        await this.#collaboration.receive(said.message);
        break;
      case 'edit':
        void this.#edit(page, said.edits).catch(refused);
        break;
      case 'answer':
        page.answer(said.id, said.answer);
        break;
      case 'run':
        void this.#run(page, said).catch(refused);
    }
  }

  close(): void {
    this.#collaboration.close();
    const { model } = this.#host.workbook;
    model.off('command-dispatched', this);
    model.selection.unobserve(this);
    for (const page of this.#ui.pages.values()) page.close();
  }

  async #edit(page: ConnectedPage, edits: readonly CellEdit[]): Promise<void> {
    const { model } = this.#host.workbook;
    const possible = edits.filter(({ sheetId }) => model.getters.tryGetSheet(sheetId));
    if (possible.length < edits.length)
      page.send({ kind: 'refused', message: 'Somebody has deleted this tab: nothing was entered.' });
    const { revisionIds, over } = this.#ui.startedBy(page, () =>
      this.#collaboration.edit(page.person, possible),
    );
    page.send({ kind: 'edited', revisionIds });
    await over.catch((error: unknown) => page.send({ kind: 'refused', message: (error as Error).message }));
  }

  async #run(
    page: ConnectedPage,
    { run, functionName, args, origin }: Extract<FromPage, { kind: 'run' }>,
  ): Promise<void> {
    const { result } = this.#ui.startedBy(page, () =>
      this.#host.run(functionName, { as: page.person, origin, args }),
    );
    const outcome = await result.then(
      (value): Outcome => ({ value }),
      (error: unknown): Outcome => ({
        error: { name: (error as Error).name, message: (error as Error).message },
      }),
    );
    page.send({ kind: 'ended', run, outcome });
  }

  /** When a script goes to a tab or a zone, the page that started it follows. */
  #followActivations(): void {
    const { model } = this.#host.workbook;
    model.on('command-dispatched', this, (command) => {
      const { type, sheetIdTo } = command as unknown as ActivateSheet;
      if (type === 'ACTIVATE_SHEET') this.#ui.tell({ kind: 'activate', sheetId: sheetIdTo });
    });
    model.selection.observe(this, {
      handleEvent: ({ anchor: { zone } }) => {
        this.#ui.tell({ kind: 'activate', sheetId: model.getters.getActiveSheetId(), zone });
      },
    });
  }

  #left(page: ConnectedPage): void {
    page.close();
    if (this.#ui.pages.get(page.id) !== page) return;
    this.#ui.pages.delete(page.id);
    this.#collaboration.left(page.id);
  }
}
