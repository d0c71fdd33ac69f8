import { documentProperties } from '../google/property';
import { firstBytesRequest } from '../portals/accounting/dump-download';
import { probeRequest } from '../portals/accounting/view-request';
import { isWebPage } from '../portals/json';
import { attempt } from '../portals/request';
import type { Month } from '../domain/periods';
import type { Settings } from '../settings/settings';
import { choicesOf } from '../statistics/accounting-source';
import { saying, Untried, type Tries } from './try';

const PROPERTY = 'check-size';
const CACHED = 'check';
/** Bytes that the product keeps in one property at most. */
const LARGEST = 9_000;
/** Reserved for names that never exist (RFC 2606). */
const NOBODY = 'okr-stats-check.invalid';
/** Seconds: a portal that is well answers something small at once. */
const TIMEOUT_SECONDS = 10;

type Answer = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** With an option of Google's that the types do not know. */
interface Options extends GoogleAppsScript.URL_Fetch.URLFetchRequestOptions {
  readonly timeoutSeconds?: number;
}

/** Asks without a key, and takes whatever comes. */
const fetched = (url: string, options: Options = { timeoutSeconds: TIMEOUT_SECONDS }): Answer =>
  UrlFetchApp.fetch(url, { ...options, muteHttpExceptions: true, followRedirects: true });

/** Each point that properties and the cache can tell. */
export const triesOfStores: Tries = {
  largeValue: () => {
    const properties = documentProperties();
    try {
      properties.setProperty(PROPERTY, 'x'.repeat(LARGEST));
      return properties.getProperty(PROPERTY)?.length === LARGEST ? 'kept' : 'lost';
    } finally {
      properties.deleteProperty(PROPERTY);
    }
  },
  cache: () => {
    const cache = CacheService.getDocumentCache();
    cache?.put(CACHED, 'here', 60);
    return cache?.get(CACHED) === 'here' ? 'found' : 'not found';
  },
};

/**
 * Each point that the network can tell.
 *
 * @param month the present one
 * @param told gets what the portals say, a sentence each
 */
export function triesOfNetwork(settings: Settings, month: Month, told: string[]): Tries {
  const { accountingUrl, operationsUrl } = settings;
  const view = probeRequest(accountingUrl, choicesOf(settings).cloud, month);
  const dump = firstBytesRequest(accountingUrl);
  const { first, last } = dump.range ?? { first: 0, last: 0 };
  const partOfDump = (): Answer =>
    fetched(dump.url, { timeoutSeconds: TIMEOUT_SECONDS, headers: { Range: `bytes=${first}-${last}` } });
  return {
    unknownHost: () => {
      try {
        const [answer] = UrlFetchApp.fetchAll([{ url: `https://${NOBODY}/`, muteHttpExceptions: true }]);
        return `answers with status ${answer?.getResponseCode() ?? 0}`;
      } catch (error) {
        return saying(error).includes(NOBODY) ? 'fails and names it' : 'fails without naming it';
      }
    },
    timeoutOption: () => {
      const refused = whyNot(() => fetched(view.url));
      if (refused === undefined) return 'accepted';
      if (whyNot(() => fetched(view.url, {})) === undefined) return `refused: ${refused}`;
      throw new Untried('The Accounting Portal does not answer.');
    },
    views: () => {
      const answer = fetched(view.url);
      const views = attempt(() => view.parse(answer.getContentText()));
      if (answer.getResponseCode() === 200 && 'value' in views) {
        told.push(`The Accounting Portal answers with its views (${sizeOf(answer)}).`);
        return 'answers';
      }
      const part = partOfDump();
      if (part.getResponseCode() >= 300 || isWebPage(part.getContentText())) {
        return `status ${answer.getResponseCode()} for a view, ${part.getResponseCode()} for the dump`;
      }
      told.push(`The Accounting Portal answers with its dump (${sizeOf(part)}).`);
      return 'answers';
    },
    operations: () => {
      const status = fetched(`${operationsUrl}/vo-list/json`).getResponseCode();
      if (status >= 500) return `status ${status}`;
      told.push(`The Operations Portal answers with status ${status} to a request without a key.`);
      return 'answers';
    },
    byteRange: () => {
      const answer = partOfDump();
      const status = answer.getResponseCode();
      if (status === 206) return 'a part';
      if (status !== 200 || isWebPage(answer.getContentText())) throw new Untried('The portal has no dump.');
      return 'the whole';
    },
  };
}

/** Why something fails; undefined when it does not. */
function whyNot(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return saying(error);
  }
}

/** How large an answer is, or the file of which it is a part. */
function sizeOf(answer: Answer): string {
  const headers = Object.entries(answer.getHeaders() as Record<string, string>);
  const range = headers.find(([name]) => name.toLowerCase() === 'content-range')?.[1];
  const size = Number(/\/(\d+)$/.exec(range ?? '')?.[1] ?? answer.getContent().length);
  return size < 1e6 ? `${Math.ceil(size / 1e3)} kB` : `${Math.ceil(size / 1e6)} MB`;
}
