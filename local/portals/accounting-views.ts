import { unescape } from 'node:querystring';
import { CAPTURED_ANSWER } from './captured-answer';
import { monthsBetween } from './months';
import { LHC } from './names';
import { htmlPage, jsonResponse, type PortalResponse } from './responses';
import { roundHours, sumOfHours, type Infrastructure, type Vo, type World } from './world';

/**
 * Metrics in hours by scope, as a share of wall-clock hours x cores. All but the first of each scope are made up as
 * a fixed share.
 */
const METRICS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cloud: { sum_elap_processors: 1, sum_elap: 0.25 },
  egi: {
    elap_processors: 1,
    sumelap: 0.4,
    sumcpu: 0.35,
    normelap: 4.4,
    normcpu: 3.85,
    normelap_processors: 11,
  },
};

const CAPTURED_PATH =
  /^\/cloud\/sum_elap_processors\/VO\/DATE\/2024\/10\/2024\/12\/egi\/onlyinfrajobs\/(JSON\/){1,2}$/;

const PATH = new RegExp(
  '^/(?<scope>cloud|egi)/(?<metric>\\w+)/VO/(?<columns>DATE|Year)' +
    '/(?<fromYear>\\d{4})/(?<fromMonth>0?[1-9]|1[0-2])/(?<toYear>\\d{4})/(?<toMonth>0?[1-9]|1[0-2])' +
    '/(?<group>[^/]+)/(?<localJobs>onlyinfrajobs|localinfrajobs|onlylocaljobs)' +
    '/(?:(?:JSON|hepspec06|undefined)/)?JSON/$',
);

/** The grid's infrastructures that count under a choice of local jobs. Cloud has no local jobs. */
const LOCAL_JOBS: Readonly<Record<string, readonly Infrastructure[]>> = {
  onlyinfrajobs: ['htc'],
  localinfrajobs: ['htc', 'local'],
  onlylocaljobs: ['local'],
};

/**
 * The Accounting Portal's views, as far as rows are VOs and columns months or years.
 * @param path what follows the portal's address
 */
export function answerView(world: World, path: string): PortalResponse {
  if (world.captured && CAPTURED_PATH.test(path)) return jsonResponse(CAPTURED_ANSWER);
  const parts = PATH.exec(path)?.groups;
  const { scope = '', metric = '', columns = '', group = '', localJobs = '' } = parts ?? {};
  const factor = METRICS[scope]?.[metric];
  const vos = vosOf(world, group);
  if (parts === undefined || factor === undefined || vos === undefined) return htmlPage(404, 'Not Found');

  const from = `${parts.fromYear ?? ''}-${(parts.fromMonth ?? '').padStart(2, '0')}`;
  const to = `${parts.toYear ?? ''}-${(parts.toMonth ?? '').padStart(2, '0')}`;
  const months = monthsBetween(from, to);
  const infrastructures = scope === 'cloud' ? (['cloud'] as const) : (LOCAL_JOBS[localJobs] ?? []);
  const columnOf = (month: string): string => (columns === 'Year' ? month.slice(0, 4) : month);
  const rows = vos.flatMap((vo): Row[] => {
    const cells = new Map<string, number>();
    for (const month of months) {
      const hours = infrastructures.flatMap((infrastructure) => vo.hours[infrastructure][month] ?? []);
      if (hours.length === 0) continue;
      const before = cells.get(columnOf(month)) ?? 0;
      cells.set(columnOf(month), sumOfHours([before, roundHours(sumOfHours(hours) * factor)]));
    }
    return cells.size === 0 ? [] : [{ id: scope === 'cloud' ? vo.cloudName : vo.name, cells }];
  });
  const columnKeys = [...new Set(months.map(columnOf))].filter((key) =>
    rows.some(({ cells }) => cells.has(key)),
  );
  return jsonResponse(rows.length === 0 ? '[]' : viewTable(rows, columnKeys, columns, metric));
}

/** The VOs of a group; undefined for a group the sample portals do not know. */
function vosOf(world: World, group: string): readonly Vo[] | undefined {
  if (group === 'all') return world.vos;
  if (group === 'egi') return world.vos.filter((vo) => vo.listed);
  if (group === 'lhc')
    return world.vos.filter((vo) => (LHC as readonly string[]).includes(vo.name.toLowerCase()));
  if (!group.startsWith('custom-')) return undefined;
  const wanted = unescape(group.slice('custom-'.length)).toLowerCase().split(',');
  return world.vos.filter(
    (vo) => wanted.includes(vo.name.toLowerCase()) || wanted.includes(vo.cloudName.toLowerCase()),
  );
}

/** A data row: hours by column. */
interface Row {
  readonly id: string;
  readonly cells: ReadonlyMap<string, number>;
}

type Entry = readonly [key: string, value: string | number];

/** The table as the portal writes it: data rows, then Total, Percent, the two legends and the names of what is shown. */
function viewTable(rows: readonly Row[], columns: readonly string[], kind: string, metric: string): string {
  const sorted = [...rows].sort(byName);
  const totalOf = (column: string): number => sumOfHours(rows.map(({ cells }) => cells.get(column) ?? 0));
  const grandTotal = sumOfHours(columns.map(totalOf));
  const percent = (part: number): number =>
    grandTotal === 0 ? 0 : Math.round((part / grandTotal) * 1e4) / 100;
  const lines: Entry[][] = [
    ...sorted.map(({ id, cells }): Entry[] => {
      const total = sumOfHours([...cells.values()]);
      return [
        ...columns.map((column): Entry => [column, cells.get(column) ?? 0]),
        ['id', id],
        ['Total', Math.round(total)],
        ['Percent', percent(total)],
      ];
    }),
    [
      ...columns.map((column): Entry => [column, Math.round(totalOf(column))]),
      ['id', 'Total'],
      ['Total', Math.round(grandTotal)],
      ['Percent', ''],
    ],
    [
      ...columns.map((column): Entry => [column, `${percent(totalOf(column)).toFixed(2)}%`]),
      ['id', 'Percent'],
      ['Percent', ''],
      ['Total', ''],
    ],
    [['id', 'xlegend'], ...sorted.map(({ id }, index): Entry => [String(index), id])],
    [
      ['id', 'ylegend'],
      // Years are numbers in this legend, months texts.
      ...columns.map((column, index): Entry => [String(index), kind === 'Year' ? Number(column) : column]),
      [String(columns.length), 'id'],
    ],
    [
      ['id', 'var'],
      ['xrange', kind],
      ['yrange', 'VO'],
      ['query', metric],
    ],
  ];
  return `[\n${lines.map(writeRow).join(',\n')}\n]\n`;
}

function byName(one: Row, other: Row): number {
  const [a, b] = [one.id.toLowerCase(), other.id.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : one.id < other.id ? -1 : 1;
}

/** Spaced as in the captured answers. */
function writeRow(entries: readonly Entry[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')}}`;
}
