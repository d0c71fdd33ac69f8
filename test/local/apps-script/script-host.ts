import { SteeredClock } from '../../../local/apps-script/clock';
import { ScriptHost, type ScriptHostOptions } from '../../../local/apps-script/host';
import { Workbook } from '../../../local/apps-script/workbook/workbook';
import type { HopRequest, HopResult, Transport } from '../../../local/transport';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

/** A manifest with every scope that the services know. */
export const manifest = {
  timeZone: 'Europe/Amsterdam',
  oauthScopes: [
    scope('spreadsheets.currentonly'),
    scope('script.external_request'),
    scope('script.scriptapp'),
    scope('script.container.ui'),
    scope('script.send_mail'),
    scope('userinfo.email'),
  ],
};

/** An hour of the morning in Amsterdam. */
export const start = new Date('2026-03-25T09:00:00Z');

/** The given script on a new spreadsheet, at {@link start} on a clock that the test steers. */
export function hostOf(bundle: string, options: Partial<ScriptHostOptions> = {}) {
  const clock = new SteeredClock(start);
  const transport = answering(() => ({}));
  const host = new ScriptHost({
    bundle,
    manifest,
    workbook: Workbook.create(),
    clock,
    transport,
    ...options,
  });
  return { host, clock };
}

/** Runs an expression or function body in a script of its own and gives its result. */
export function evaluate(body: string, options: Partial<ScriptHostOptions> = {}): Promise<unknown> {
  const { host } = hostOf(`function main() { ${body} }`, options);
  return host.run('main').result;
}

/** What a test says of an answer; otherwise it is 200 with the text `ok`, after no time. */
export interface Said {
  readonly kind?: 'dns' | 'unavailable' | 'timeout';
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  readonly elapsed?: number;
}

/** A network that answers as said. */
export function answering(say: (request: HopRequest) => Said): Transport {
  return (request) => {
    const { kind, status = 200, headers = [], body = 'ok', elapsed = 0 } = say(request);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const answer: HopResult =
      kind === undefined
        ? { kind: 'answer', status, headers, body: bytes, elapsedMilliseconds: elapsed }
        : { kind, elapsedMilliseconds: elapsed };
    return Promise.resolve(answer);
  };
}
