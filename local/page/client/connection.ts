import type { FromPage, ToPage } from '../protocol';
import { byId } from '../../../src/panel/page/dom';

/** Milliseconds until the server is tried again. */
const RETRY = 1000;

/** What this page calls itself; the server and the other pages know it by this. */
export const PAGE_ID = crypto.randomUUID();

/** The way to the server and back. It says so on the page when the server does not answer, and tries again. */
export class Connection {
  readonly #address: string;
  readonly #hear: (event: ToPage) => void;
  #events: EventSource | undefined;
  #sent = Promise.resolve();
  #retry: number | undefined;

  /**
   * @param hear is told each event; a `workbook` is the first one of each connection
   */
  constructor(hear: (event: ToPage) => void) {
    const query = new URLSearchParams({ page: PAGE_ID });
    const as = new URLSearchParams(location.search).get('as');
    if (as !== null) query.set('as', as);
    this.#address = `/events?${query.toString()}`;
    this.#hear = hear;
    this.reconnect();
  }

  /** Starts anew; the server then gives the workbook as it is now. */
  reconnect(): void {
    this.#events?.close();
    const events = new EventSource(this.#address);
    this.#events = events;
    events.onmessage = ({ data }: MessageEvent<string>) => {
      byId('connection').hidden = true;
      this.#hear(JSON.parse(data) as ToPage);
    };
    events.onerror = () => this.#lost();
  }

  /** Tells the server something; what is said first arrives first. */
  say(said: FromPage): void {
    this.#sent = this.#sent.then(() => this.#post(said)).catch(() => this.#lost());
  }

  async #post(said: FromPage): Promise<void> {
    const answer = await fetch(`/say?page=${PAGE_ID}`, { method: 'POST', body: JSON.stringify(said) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  #lost(): void {
    byId('connection').hidden = false;
    this.#events?.close();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.reconnect(), RETRY);
  }
}
