import { htmlPage, jsonResponse, loginPage, textOf } from './responses';
import type { PortalRequest, PortalResponse } from './responses';

/** What can go wrong with a request. Make them by the functions of `fault`. */
export type Fault =
  /** Another response instead of the right one, at the address asked. */
  | { readonly kind: 'response'; readonly make: (request: PortalRequest) => PortalResponse }
  /** The right response with another body; where the portal redirects first, it is the last hop that is changed. */
  | { readonly kind: 'body'; readonly change: (body: string) => string }
  /** Lets the answer come late; other rules apply besides. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'hang' | 'dns' | 'unavailable' };

export interface FaultRule {
  /** A part of the address asked, or a pattern it matches. */
  readonly match: string | RegExp;
  /** How often the fault happens; always by default. */
  readonly times?: number;
  readonly fault: Fault;
}

/** What a client gets to see, before any timeout of its own. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: PortalResponse; readonly delayMilliseconds: number }
  | { readonly kind: 'hang' | 'dns' | 'unavailable' };

/** UrlFetchApp refuses answers of more than 50 MB. */
const TOO_MANY_BYTES = 50 * 1024 * 1024 + 1;

export const fault = {
  status: (
    status: number,
    { headers = [], body }: { headers?: PortalResponse['headers']; body?: string } = {},
  ): Fault => ({
    kind: 'response',
    make: () => {
      const page = htmlPage(status, `Error ${status}`);
      return { status, headers: [...page.headers, ...headers], body: body ?? page.body };
    },
  }),
  html: { kind: 'response', make: () => htmlPage(200, 'Maintenance') },
  loginPage: { kind: 'response', make: loginPage },
  redirectToLogin: { kind: 'response', make: () => redirect('/login') },
  redirectLoop: { kind: 'response', make: (request) => redirect(request.url) },
  truncated: { kind: 'body', change: (body) => body.slice(0, body.length / 2) },
  empty: { kind: 'body', change: () => '' },
  /** Another body, or the right one changed by a function. */
  body: (body: string | ((right: string) => string)): Fault => ({
    kind: 'body',
    change: typeof body === 'string' ? () => body : body,
  }),
  tooLarge: { kind: 'response', make: () => jsonResponse(' '.repeat(TOO_MANY_BYTES)) },
  delay: (milliseconds: number): Fault => ({ kind: 'delay', milliseconds }),
  hang: { kind: 'hang' },
  dns: { kind: 'dns' },
  unavailable: { kind: 'unavailable' },
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

function redirect(location: string): PortalResponse {
  return { status: 302, headers: [['Location', location]], body: '' };
}

/** Rules in order: delays add up, the first other rule that matches decides. */
export class FaultRules {
  readonly #rules: { readonly rule: FaultRule; left: number }[] = [];

  add(...rules: FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ rule, left: rule.times ?? Infinity })));
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /**
   * @param asked the address the client asked for; differs from the request's own at the last hop of a redirect
   * @param right the right response to the request
   */
  apply(request: PortalRequest, asked: string, right: PortalResponse): Outcome {
    let delayMilliseconds = 0;
    for (const entry of this.#rules) {
      const { match, fault } = entry.rule;
      const hit = typeof match === 'string' ? asked.includes(match) : asked.search(match) >= 0;
      const here = fault.kind === 'body' ? right.status === 200 : request.url === asked;
      if (!hit || !here || entry.left === 0) continue;
      entry.left -= 1;
      if (fault.kind === 'delay') {
        delayMilliseconds += fault.milliseconds;
      } else if (fault.kind === 'body') {
        const response = { ...right, body: fault.change(textOf(right)) };
        return { kind: 'response', response, delayMilliseconds };
      } else if (fault.kind === 'response') {
        return { kind: 'response', response: fault.make(request), delayMilliseconds };
      } else {
        return { kind: fault.kind };
      }
    }
    return { kind: 'response', response: right, delayMilliseconds };
  }
}
