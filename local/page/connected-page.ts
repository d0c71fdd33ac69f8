import type { ServerResponse } from 'node:http';
import type { Answer, Question, ToPage } from './protocol';

const DISMISSED: Answer = { button: 'CLOSE', text: '' };

/** One page in a browser, and the person in front of it. */
export class ConnectedPage {
  readonly id: string;
  /** Address of the person. */
  readonly person: string;
  readonly #events: ServerResponse;
  readonly #questions = new Map<number, (answer: Answer) => void>();
  #asked = 0;

  /** @param events the response that carries server-sent events to the page */
  constructor(id: string, person: string, events: ServerResponse) {
    this.id = id;
    this.person = person;
    this.#events = events;
    events.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  }

  /** Nobody hears it when the page is gone. */
  send(event: ToPage): void {
    if (!this.#events.writableEnded) this.#events.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  /** Waits for the person's answer; several questions may be open. */
  ask(question: Question): Promise<Answer> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.send({ kind: 'ask', id, question });
    });
  }

  answer(id: number, answer: Answer): void {
    this.#questions.get(id)?.(answer);
    this.#questions.delete(id);
  }

  /** The page is gone: what it was asked counts as closed with the cross. */
  close(): void {
    for (const id of this.#questions.keys()) this.answer(id, DISMISSED);
    this.#events.end();
  }
}
