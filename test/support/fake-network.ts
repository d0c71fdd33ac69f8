import type { FetchAnswer, FetchRequest, Network } from '../../src/portals/request';

/** What a portal does with one request; an error makes the whole batch fail, as with UrlFetchApp.fetchAll. */
export interface Reply {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly error?: string;
}

/** Portals and Google's quota in memory, which count what asking them costs. */
export class FakeNetwork implements Network {
  readonly batches: FetchRequest[][] = [];
  /** Seconds of every sleep, in order. */
  readonly sleeps: number[] = [];
  /** Seconds spent: sleeps, and the whole patience of every batch that failed. */
  seconds = 0;

  /** @param reply what to do with a request, which is sent for that many times */
  constructor(private readonly reply: (url: string, times: number, request: FetchRequest) => Reply) {}

  /** How often an address has been asked for. */
  timesAsked(url: string): number {
    return this.batches.flat().filter((request) => request.url === url).length;
  }

  fetchAll(requests: FetchRequest[]): FetchAnswer[] {
    this.batches.push(requests);
    const replies = requests.map((request) => this.reply(request.url, this.timesAsked(request.url), request));
    for (const reply of replies) {
      if (reply.error === undefined) continue;
      this.seconds += Math.max(...requests.map((request) => request.timeoutSeconds));
      throw new Error(reply.error);
    }
    return replies.map(answerOf);
  }

  sleep(milliseconds: number): void {
    this.sleeps.push(milliseconds / 1000);
    this.seconds += milliseconds / 1000;
  }
}

function answerOf({ status = 200, body = 'fine', headers = {} }: Reply): FetchAnswer {
  const answer: Partial<FetchAnswer> = {
    getResponseCode: () => status,
    getContentText: () => body,
    getHeaders: () => headers,
  };
  return answer as FetchAnswer;
}
