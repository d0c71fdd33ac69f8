/** The forms in which InfluxDB 1, which stands behind the dump, sends rows: as JSON and as CSV. */
import type { Cell, DumpRecord } from './dump-forms';

/** Times as they may be written. */
const TIMES = {
  'times with an offset': (time: number) =>
    new Date(time + 7_200_000).toISOString().replace(/\.000Z$/, '+02:00'),
  'times with a blank': (time: number) => new Date(time).toISOString().replace('T', ' ').replace('.000', ''),
  'times with milliseconds': (time: number) => new Date(time).toISOString(),
  'times in seconds': (time: number) => time / 1e3,
  'times in milliseconds': (time: number) => time,
  'times in microseconds': (time: number) => time * 1e3,
  'times in nanoseconds': (time: number) => time * 1e6,
} as const;
type TimeForm = keyof typeof TIMES;

/** How the rows are parted and what is said of the whole. */
export const WIRE_FORMS = [
  ...(Object.keys(TIMES) as TimeForm[]),
  'documents, one a line',
  'several statements',
  'groups',
  'name and tags',
  'marked as part',
  'cut',
  'cut in the result',
  'interrupted',
  'an error',
] as const;
export type WireForm = (typeof WIRE_FORMS)[number];

interface Table {
  readonly tags: Readonly<Record<string, Cell>>;
  readonly records: readonly DumpRecord[];
}

const has = (forms: readonly WireForm[], form: WireForm): boolean => forms.includes(form);
const GROUPED_BY = ['infrastructure', 'vo'];
/** Rows of a document, where there is one a line. */
const CHUNK = 15;

/** All columns of the rows, `time` first. */
const columnsOf = (records: readonly DumpRecord[]): string[] => [
  ...new Set(['time', ...records.flatMap((record) => Object.keys(record))]),
];

function retimed(records: readonly DumpRecord[], forms: readonly WireForm[]): readonly DumpRecord[] {
  const form = forms.find((each): each is TimeForm => each in TIMES);
  if (!form) return records;
  return records.map((record) => ({ ...record, time: TIMES[form](Date.parse(String(record.time))) }));
}

/** The rows of the newest month and half of those before are missing. */
function cut(records: readonly DumpRecord[]): readonly DumpRecord[] {
  const months = [...new Set(records.map(({ time }) => time))];
  const rest = records.filter(({ time }) => time !== months.at(-1));
  const half = rest.filter(({ time }) => time === months.at(-2)).length / 2;
  return rest.slice(0, rest.length - Math.ceil(half));
}

function tablesOf(all: readonly DumpRecord[], forms: readonly WireForm[]): Table[] {
  const records = retimed(has(forms, 'cut') ? cut(all) : all, forms);
  if (has(forms, 'several statements')) {
    const isCloud = ({ infrastructure }: DumpRecord): boolean => infrastructure === 'Cloud';
    return [records.filter(isCloud), records.filter((record) => !isCloud(record))].map((of) => ({
      tags: {},
      records: of,
    }));
  }
  if (!has(forms, 'groups')) return [{ tags: {}, records }];
  const groups = new Map<string, Table & { records: DumpRecord[] }>();
  for (const record of records) {
    const tags = Object.fromEntries(GROUPED_BY.map((name) => [name, record[name] ?? '']));
    const key = JSON.stringify(tags);
    const rest = Object.fromEntries(Object.entries(record).filter(([name]) => !GROUPED_BY.includes(name)));
    const group = groups.get(key) ?? { tags, records: [] };
    group.records.push(rest);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** The dump as JSON. */
export function recordsAsJson(all: readonly DumpRecord[], forms: readonly WireForm[]): string {
  if (has(forms, 'an error')) return JSON.stringify({ error: 'timeout' });
  const tables = tablesOf(all, forms);
  const columns = columnsOf(tables.flatMap(({ records }) => records));
  const series = ({ tags, records }: Table, isPart = false): object => ({
    name: 'summary',
    ...(Object.keys(tags).length > 0 && { tags }),
    columns,
    values: records.map((record) => columns.map((name) => record[name] ?? null)),
    ...(isPart && { partial: true }),
  });
  if (has(forms, 'documents, one a line') || has(forms, 'interrupted')) {
    const chunks = tables.flatMap(({ tags, records }) =>
      chunksOf(records, CHUNK).map((of) => ({ tags, records: of })),
    );
    const lines = chunks.map((chunk, index) => {
      const isPart = index < chunks.length - 1;
      return {
        results: [{ statement_id: 0, series: [series(chunk, isPart)], ...(isPart && { partial: true }) }],
      };
    });
    const sent = has(forms, 'interrupted')
      ? [...lines.slice(0, 2), { results: [{ statement_id: 0, error: 'query interrupted' }] }]
      : lines;
    return sent.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
  const isPart = has(forms, 'marked as part') || has(forms, 'cut');
  const results = has(forms, 'groups')
    ? [{ series: tables.map((table, index) => series(table, isPart && index === tables.length - 1)) }]
    : tables.map((table, index) => ({ series: [series(table, isPart && index === tables.length - 1)] }));
  const withPart = results.map((result, index) =>
    has(forms, 'cut in the result') && index === results.length - 1 ? { ...result, partial: true } : result,
  );
  return JSON.stringify({ results: withPart });
}

/** The dump as CSV, which says nothing of its end. */
export function recordsAsCsv(all: readonly DumpRecord[], forms: readonly WireForm[]): string {
  if (has(forms, 'an error')) return 'error\ntimeout\n';
  const isGrouped = has(forms, 'groups');
  const before = isGrouped || has(forms, 'name and tags') ? ['name', 'tags'] : [];
  const tables = tablesOf(all, forms);
  const columns = columnsOf(tables.flatMap(({ records }) => records));
  const lines = ({ tags, records }: Table): string[] =>
    records.map((record) => {
      const first = before.length === 0 ? [] : ['summary', tagsInOne(tags)];
      return [...first, ...columns.map((name) => record[name] ?? '')].map(csvCell).join(',');
    });
  const header = [...before, ...columns].join(',');
  const parts = isGrouped ? [tables.flatMap(lines)] : tables.map(lines);
  return parts.map((part) => [header, ...part].map((line) => `${line}\n`).join('')).join('\n');
}

const tagsInOne = (tags: Table['tags']): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${String(value).replace(/[\\,= ]/g, '\\$&')}`)
    .join(',');

export const csvCell = (cell: string | number): string =>
  /[",\r\n]/.test(String(cell)) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell);
