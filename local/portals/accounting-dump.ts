import { chance } from './chance';
import { ROW_FORMS, type DumpRecord, type RowForm } from './dump-forms';
import { csvCell, recordsAsCsv, recordsAsJson, type WireForm } from './dump-wire';
import { headerOf, htmlPage } from './responses';
import type { PortalRequest, PortalResponse } from './responses';
import type { Infrastructure, Vo, World } from './world';

/** As in the captured envelope; EGI's documentation names `ngi` besides. */
export const COLUMNS = [
  'time',
  'benchmark',
  'ce',
  'country',
  'federation',
  'infrastructure',
  'site',
  'tier',
  'vo',
  'number_of_jobs',
  'raw_cpu_eff',
  'raw_cpu_time',
  'raw_cpu_work',
  'raw_wc_time',
  'raw_wc_work',
];

type Row = (string | number)[];

/** What the store behind the dump may hold, and how it may send it. */
export type DumpForm = RowForm | WireForm;

/** The dump's names of where hours were used. */
const INFRASTRUCTURES: Readonly<Record<Infrastructure, string>> = {
  cloud: 'Cloud',
  htc: 'Grid',
  local: 'Grid-Local',
};
const BENCHMARKS = ['hepscore23', 'hepspec06'];
/** Made-up sites, one with more than ASCII in its name, one in a country with a comma. */
const SITES = [
  ['UNI-KÖLN', 'Germany', 'NGI_DE'],
  ['SAMPLE-LYON', 'France', 'NGI_FRANCE'],
  ['SAMPLE-SEOUL', 'Korea, Republic of', 'NGI_KOREA'],
  ['SAMPLE-TORINO', 'Italy', 'NGI_IT'],
  ['SAMPLE-LEIDEN', 'Netherlands', 'NGI_NL'],
];
/** A made-up speed: benchmark units of a core. */
const SPEED = 11;

/**
 * Everything that the world's VOs used, month by month.
 *
 * @param rowsAMonth of each VO and infrastructure; 2 to 6 by default
 */
export function dumpRows(world: World, rowsAMonth?: number): Row[] {
  const kinds = Object.keys(INFRASTRUCTURES) as Infrastructure[];
  const rows = world.vos.flatMap((vo) =>
    kinds.flatMap((kind) =>
      Object.entries(vo.hours[kind]).flatMap(([month, hours]) => rowsOf(vo, kind, month, hours, rowsAMonth)),
    ),
  );
  return rows.sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1));
}

/** Hours of a VO in a month, split over sites, computing elements and benchmarks. */
function rowsOf(vo: Vo, kind: Infrastructure, month: string, hours: number, rowsAMonth?: number): Row[] {
  const count = rowsAMonth ?? 2 + 2 * Math.floor(chance('sites', vo.name, kind) * 3);
  const first = Math.floor(chance('site', vo.name, kind) * SITES.length);
  const shares = sharesOf(hours, count, `${vo.name} ${kind} ${month}`);
  return shares.map((share, index) => {
    const [site = '', country = '', federation = ''] = SITES[(first + (index >> 1)) % SITES.length] ?? [];
    const ce = `ce${1 + index}.${site.toLowerCase()}.example.org`;
    const cpu = Math.round(share * 0.8);
    return [
      `${month}-01T00:00:00Z`,
      BENCHMARKS[index % BENCHMARKS.length] ?? '',
      ce,
      country,
      federation,
      INFRASTRUCTURES[kind],
      site,
      index < 2 ? '1' : '2',
      kind === 'cloud' ? vo.cloudName : vo.name,
      Math.ceil(share / 5),
      80,
      cpu,
      cpu * SPEED,
      share,
      Math.round(share * SPEED),
    ];
  });
}

/** Parts of hours that add up to them, in whole ten-thousandths. */
function sharesOf(hours: number, count: number, of: string): number[] {
  let left = Math.round(hours * 1e4);
  return Array.from({ length: count }, (_, index) => {
    const share = index === count - 1 ? left : Math.floor(left * chance('share', of, index));
    left -= share;
    return share / 1e4;
  });
}

/** In two results, the first of which says that it is not all. */
export function dumpJson(rows: readonly Row[]): string {
  const half = Math.ceil(rows.length / 2);
  const series = (values: readonly Row[], isPart: boolean): object => ({
    series: [{ name: 'summary', columns: COLUMNS, values, ...(isPart && { partial: true }) }],
  });
  return JSON.stringify({ results: [series(rows.slice(0, half), true), series(rows.slice(half), false)] });
}

export const dumpCsv = (rows: readonly Row[]): string =>
  [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

interface Files {
  readonly '/json': Uint8Array;
  readonly '/csv': Uint8Array;
}
const made = new WeakMap<World, Map<string, Files>>();

function filesOf(world: World, forms: readonly DumpForm[]): Files {
  const ofWorld = made.get(world) ?? new Map<string, Files>();
  made.set(world, ofWorld);
  const key = forms.join();
  const files = ofWorld.get(key) ?? makeFiles(dumpRows(world), forms);
  ofWorld.set(key, files);
  return files;
}

function makeFiles(rows: readonly Row[], forms: readonly DumpForm[]): Files {
  if (forms.length === 0) return { '/json': Buffer.from(dumpJson(rows)), '/csv': Buffer.from(dumpCsv(rows)) };
  const isOfRows = (form: DumpForm): form is RowForm => form in ROW_FORMS;
  const wire = forms.filter((form): form is WireForm => !isOfRows(form));
  const plain = rows.map((row) => Object.fromEntries(COLUMNS.map((name, at) => [name, row[at] ?? null])));
  const records = forms
    .filter(isOfRows)
    .reduce<readonly DumpRecord[]>((so, form) => ROW_FORMS[form](so), plain);
  const byTime = [...records].sort((one, other) => (String(one.time) < String(other.time) ? -1 : 1));
  return {
    '/json': Buffer.from(recordsAsJson(byTime, wire)),
    '/csv': Buffer.from(recordsAsCsv(byTime, wire)),
  };
}

/**
 * The Accounting Portal's dump.
 *
 * @param path what follows the portal's address
 * @param hasRanges whether the portal gives parts of a file
 * @param forms what its rows are like, and how they come; plain ones unless given
 */
export function answerDump(
  world: World,
  request: PortalRequest,
  path: '/json' | '/csv',
  hasRanges: boolean,
  forms: readonly DumpForm[] = [],
): PortalResponse {
  const bytes = filesOf(world, forms)[path];
  const headers = [
    ['Content-Type', path === '/json' ? 'application/json' : 'text/csv'],
    ['ETag', `"sample-${bytes.length}"`],
  ] as const;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headerOf(request, 'Range') ?? '') ?? [];
  if (!hasRanges || first === undefined) return { status: 200, headers, body: bytes };
  const start = Number(first);
  if (start >= bytes.length) return htmlPage(416, 'Range Not Satisfiable');
  const end = Math.min(bytes.length, last === '' || last === undefined ? Infinity : Number(last) + 1);
  return {
    status: 206,
    headers: [...headers, ['Content-Range', `bytes ${start}-${end - 1}/${bytes.length}`]],
    body: bytes.subarray(start, end),
  };
}
