import { gzipSync } from 'node:zlib';
import { answerDump, type DumpForm } from './accounting-dump';
import { answerView } from './accounting-views';
import { answerOperations } from './operations';
import { headerOf, htmlPage, loginPage } from './responses';
import type { PortalRequest, PortalResponse } from './responses';
import { FaultRules, type Outcome } from './faults';
import { makeWorld } from './generated-world';
import type { World } from './world';

export interface SamplePortalsOptions {
  /** `2026-08-15`: figures go up to the day before. */
  readonly today: string;
  /** What the portals know; the world with the published figures by default. */
  readonly world?: World;
  /** The address up to before `/cloud`. */
  readonly accountingUrl?: string;
  /** The address up to before `/vo-list`. */
  readonly operationsUrl?: string;
  readonly apiKey?: string;
}

/** The Accounting Portal and the Operations Portal with made-up data. */
export class SamplePortals {
  readonly world: World;
  readonly accountingUrl: string;
  readonly operationsUrl: string;
  readonly apiKey: string;
  /** What the Accounting Portal answers with; switch off what it shall not have (any more). */
  readonly accounting = { views: true, dump: true, ranges: true };
  /** What the dump's rows are like, and how they come, where that is not as usual. */
  dumpForms: readonly DumpForm[] = [];
  /** Whether answers are compressed as they are sent, for clients that ask for it; they get no parts of files then. */
  compresses = false;
  /** Faults on demand; tests add and clear rules. */
  readonly faults = new FaultRules();

  constructor(options: SamplePortalsOptions) {
    this.world = options.world ?? makeWorld({ today: options.today });
    this.accountingUrl = options.accountingUrl ?? 'https://accounting.egi.eu';
    this.operationsUrl = options.operationsUrl ?? 'https://operations-portal.egi.eu/api';
    this.apiKey = options.apiKey ?? 'sample-key';
  }

  /** Where each of them is. */
  get addresses(): readonly string[] {
    return [this.accountingUrl, this.operationsUrl];
  }

  /** The right answer to a request. Pure: the same request always gets the same answer. */
  handle(request: PortalRequest): PortalResponse {
    const { url } = request;
    if (url.endsWith('/login')) return loginPage();
    if (url === this.accountingUrl || url.startsWith(`${this.accountingUrl}/`)) {
      return this.#accounting(request);
    }
    if (url === this.operationsUrl || url.startsWith(`${this.operationsUrl}/`)) {
      return answerOperations(this.world, this.apiKey, request, url.slice(this.operationsUrl.length));
    }
    return htmlPage(404, 'Not Found');
  }

  /** What happens on a request: the right answer, or what the fault rules make of it. */
  answer(request: PortalRequest): Outcome {
    if (!this.compresses || !/\bgzip\b/.test(headerOf(request, 'Accept-Encoding') ?? ''))
      return this.#answer(request);
    const headers = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'range');
    const outcome = this.#answer({ ...request, headers: Object.fromEntries(headers) });
    return outcome.kind === 'response' ? { ...outcome, response: packed(outcome.response) } : outcome;
  }

  #answer(request: PortalRequest): Outcome {
    return this.faults.apply(request, addressAsked(request.url), this.handle(request));
  }

  /** The portal sends a client first to an address of its own, where the answer is. */
  #accounting(request: PortalRequest): PortalResponse {
    if (request.method !== 'GET') return htmlPage(405, 'Method Not Allowed');
    const asked = addressAsked(request.url);
    const path = asked.slice(this.accountingUrl.length);
    const { views, dump, ranges } = this.accounting;
    if (dump && (path === '/json' || path === '/csv'))
      return answerDump(this.world, request, path, ranges, this.dumpForms);
    if (!views) return htmlPage(404, 'Not Found');
    const answer = answerView(this.world, path);
    if (answer.status !== 200 || asked !== request.url) return answer;
    return { status: 302, headers: [['Location', asked + ANSWER_MARK]], body: '' };
  }
}

const packed = ({ status, headers, body }: PortalResponse): PortalResponse => ({
  status,
  headers: [...headers, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']],
  body: gzipSync(body),
});

const ANSWER_MARK = '?answer';

/** The address a client asked for, also when it has been redirected to the answer's own address. */
function addressAsked(url: string): string {
  return url.endsWith(ANSWER_MARK) ? url.slice(0, -ANSWER_MARK.length) : url;
}
