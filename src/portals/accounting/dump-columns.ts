import { ACCOUNTING_PORTAL } from './view-request';
import { UnexpectedAnswer } from '../failures';

/** The columns that are read, by all names that they are known under: EGI's documentation and code name them apart. */
const NAMES = {
  time: ['time'],
  infrastructure: ['infrastructure', 'infra'],
  vo: ['vo'],
  /** Wall-clock hours x cores. */
  hours: ['raw_wc_time'],
  site: ['site'],
  benchmark: ['benchmark'],
  ce: ['ce'],
  ngi: ['ngi'],
  federation: ['federation'],
  country: ['country'],
  cpuHours: ['raw_cpu_time'],
  /** Jobs of the grid; machines of the cloud. */
  count: ['number_of_jobs', 'job_count', 'vm_count'],
};
export type ColumnName = keyof typeof NAMES;
const NEEDED: readonly ColumnName[] = ['time', 'infrastructure', 'vo', 'hours'];

/** Where things stand in the rows of one table. */
export interface Columns {
  /** Cells of a row. */
  readonly count: number;
  /** Each may stand in several columns, of which each is filled in some of the rows. */
  readonly places: Readonly<Record<ColumnName, readonly number[]>>;
  /** What is the same in all rows, and stands beside them. */
  readonly tags: Readonly<Partial<Record<ColumnName, string>>>;
}

/**
 * Finds the columns by their names. InfluxDB 1 gives a tag the name `vo_1` when there is also a field `vo`, and the
 * infrastructure has been called by two names, each filled in the rows of its time.
 *
 * @param names of the columns
 * @param tags what is the same in all rows, by its name
 * @throws UnexpectedAnswer naming a column that is missing or there twice
 */
export function columnsOf(
  names: readonly string[],
  tags: readonly (readonly [name: string, value: string])[] = [],
): Columns {
  const known = names.map(bareName);
  const isOf = (aliases: readonly string[], name: string): boolean =>
    aliases.includes(name) || aliases.includes(name.replace(/_\d+$/, ''));
  const placesOf = (column: ColumnName): number[] =>
    known.flatMap((name, place) => (isOf(NAMES[column], name) ? [place] : []));
  const columns = Object.keys(NAMES) as ColumnName[];
  const places = Object.fromEntries(columns.map((column) => [column, placesOf(column)]));
  const tagged = Object.fromEntries(
    tags.flatMap(([name, value]) =>
      columns.filter((column) => isOf(NAMES[column], bareName(name))).map((column) => [column, value]),
    ),
  ) as Columns['tags'];
  for (const column of NEEDED) {
    const found = places[column] ?? [];
    const called = `the column "${NAMES[column].join('" or "')}"`;
    if (found.length === 0 && tagged[column] === undefined) throw refuse(`${called} is missing`);
    if (new Set(found.map((place) => known[place])).size < found.length)
      throw refuse(`${called} is there twice`);
  }
  return { count: names.length, places: places as unknown as Columns['places'], tags: tagged };
}

const bareName = (name: string): string => name.trim().toLowerCase();
const refuse = (what: string): UnexpectedAnswer => new UnexpectedAnswer(ACCOUNTING_PORTAL, what);

/** Whether a row of a table is its header. */
export const isHeader = (cells: readonly string[]): boolean =>
  cells.some((cell) => NAMES.time.includes(bareName(cell)));

/** The tags of a table of CSV, all in one cell: `infra=Grid,vo=a\,b`, with backslashes before `,`, `=` and blanks. */
export const readTags = (cell: string): [name: string, value: string][] =>
  (cell.match(/(?:\\.|[^,\\])+/gs) ?? []).flatMap((tag): [string, string][] => {
    const [, name, value] = /^((?:\\.|[^=\\])*)=(.*)$/s.exec(tag) ?? [];
    const plain = (text: string): string => text.replace(/\\(.)/gs, '$1');
    return name === undefined || value === undefined ? [] : [[plain(name), plain(value)]];
  });
