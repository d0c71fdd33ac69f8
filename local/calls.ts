import type { FetchRecord } from './apps-script/services/url-fetch-app';
import { monthIndex } from './portals/months';

/** What executions asked of the portals and of the spreadsheet; plain JSON. */
export interface Calls {
  readonly portal: {
    /** As a script's quota counts them: retries in, redirect hops out. */
    readonly total: number;
    /**
     * By path below the portal's address, without the query; after `redirect ` or `retry ` where it was one, after
     * `probe ` where it finds out what the Accounting Portal answers with.
     */
    readonly byPath: Readonly<Record<string, number>>;
  };
  /** Calls that read or change the spreadsheet. */
  readonly sheet: { readonly total: number; readonly byMethod: Readonly<Record<string, number>> };
}

/** How often each service method was called; an Execution is one. */
export interface Calling {
  readonly calls: ReadonlyMap<string, number>;
}

/**
 * Classes whose objects stand for parts of a spreadsheet. An EmbeddedChart is only a copy of what `getCharts` has read:
 * what is changed in it reaches the spreadsheet by `updateChart`.
 */
const SPREADSHEET_CLASSES = /^(Spreadsheet|Sheet|Range|NamedRange|Protection|Filter)\./;

/** Methods that only name a part of the spreadsheet (Google's server is not asked), a message in the corner, and the tab shown. */
const HANDLES = new Set([
  'getActiveSheet',
  'getCell',
  'getDataRange',
  'getParent',
  'getRange',
  'getSheet',
  'getSheetById',
  'getSheetByName',
  'getSheets',
  'newChart',
  'offset',
  'setActiveSheet',
  'toast',
]);

/** Whether a method, such as `Range.setValues`, reads or changes the spreadsheet. */
export const touchesSpreadsheet = (method: string): boolean =>
  method === 'SpreadsheetApp.flush' ||
  (SPREADSHEET_CLASSES.test(method) && !HANDLES.has(method.slice(method.indexOf('.') + 1)));

/**
 * Counts what executions did.
 *
 * @param fetches the requests that left meanwhile
 * @param baseUrls addresses of the portals, which are left out of the paths
 */
export function countCalls(
  executions: readonly Calling[],
  fetches: readonly FetchRecord[],
  baseUrls: readonly string[],
): Calls {
  const byPath = tally(fetches.map((fetch) => [nameOf(fetch, baseUrls), 1]));
  const byMethod = tally(
    executions.flatMap(({ calls }) => [...calls].filter(([method]) => touchesSpreadsheet(method))),
  );
  const sum = (counts: Record<string, number>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  return {
    portal: { total: fetches.filter(({ redirected }) => !redirected).length, byPath },
    sheet: { total: sum(byMethod), byMethod },
  };
}

function nameOf(fetch: FetchRecord, baseUrls: readonly string[]): string {
  const { url, redirected, repeated } = fetch;
  const base = baseUrls.find((candidate) => url.startsWith(`${candidate}/`)) ?? '';
  const path = url.slice(base.length).replace(/\?.*$/s, '');
  const kind = redirected ? 'redirect ' : repeated ? 'retry ' : isProbe(path, fetch) ? 'probe ' : '';
  return `${kind}${path}`;
}

/** Two months of a view, as no period has, or the first bytes of the dump. */
function isProbe(path: string, { headerNames }: FetchRecord): boolean {
  if (path === '/json') return headerNames.includes('Range');
  const [, from = '', to = ''] = /^\/cloud\/\w+\/VO\/DATE\/(\d+\/\d+)\/(\d+\/\d+)\//.exec(path) ?? [];
  return monthIndex(to.replace('/', '-')) - monthIndex(from.replace('/', '-')) === 1;
}

/** Adds up counts by name; names in alphabetical order. */
function tally(counts: readonly (readonly [name: string, count: number])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}
