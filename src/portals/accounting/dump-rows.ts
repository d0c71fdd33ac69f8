import { addHours, INFRASTRUCTURES, noHours, type DumpHours, type Infrastructure } from './dump-hours';
import { ACCOUNTING_PORTAL } from './view-request';
import { UnexpectedAnswer } from '../failures';

/** The columns that are needed, by all names that they are known under: EGI's documentation and code name them apart. */
const NEEDED = {
  time: ['time'],
  infrastructure: ['infrastructure', 'infra'],
  vo: ['vo'],
  /** Wall-clock hours x cores. */
  hours: ['raw_wc_time'],
};
/** Columns with what was measured; all others tell where and for whom. */
const MEASURES = /^(raw_\w+|number_of_jobs|job_count)$/;

/** Where things stand in a row. */
interface Columns {
  readonly count: number;
  readonly places: Readonly<Record<keyof typeof NEEDED, number>>;
  /** Columns that no two rows may have alike. */
  readonly dimensions: readonly number[];
}

/** How the cells of a file are to be understood. */
export interface CellFormat {
  /** What a cell measures; undefined when it is no number. */
  readonly toNumber: (cell: unknown) => number | undefined;
  readonly toText: (cell: string) => string;
}

const INFRASTRUCTURE_OF = new Map<string, Infrastructure>(
  INFRASTRUCTURES.map((name) => [name.toLowerCase(), name]),
);

const refuse = (what: string): UnexpectedAnswer => new UnexpectedAnswer(ACCOUNTING_PORTAL, what);

/** Checks the rows of a dump and adds up their hours, however they come. */
export class DumpRows {
  readonly hours: DumpHours = noHours();
  /** Rows so far. */
  count = 0;
  #columns: Columns | undefined;
  /** Hashes of the rows so far: their texts would take more memory than all else. */
  readonly #seen = new Set<number>();
  /** Names as they are kept, by how they came. */
  readonly #names = new Map<string, string>();

  constructor(private readonly format: CellFormat) {}

  /**
   * Says what the rows that follow hold.
   *
   * @throws UnexpectedAnswer naming a column that is missing or there twice
   */
  setColumns(names: readonly string[]): void {
    const known = names.map((name) => name.trim().toLowerCase());
    const place = (aliases: readonly string[]): number => {
      const found = known.flatMap((name, index) => (aliases.includes(name) ? [index] : []));
      const [only] = found;
      if (only === undefined) throw refuse(`the column "${aliases.join('" or "')}" is missing`);
      if (found.length > 1) throw refuse(`the column "${aliases.join('" or "')}" is there twice`);
      return only;
    };
    this.#columns = {
      count: names.length,
      places: {
        time: place(NEEDED.time),
        infrastructure: place(NEEDED.infrastructure),
        vo: place(NEEDED.vo),
        hours: place(NEEDED.hours),
      },
      dimensions: known.flatMap((name, index) => (MEASURES.test(name) ? [] : [index])),
    };
  }

  /**
   * Adds a row.
   *
   * @throws UnexpectedAnswer naming the row and what is wrong with it
   */
  add(cells: readonly unknown[]): void {
    const columns = this.#columns;
    this.count++;
    if (cells.length !== columns?.count)
      throw this.#wrong(`it has ${cells.length} cells, but there are ${columns?.count ?? 0} columns`);
    const { places, dimensions } = columns;
    const month = this.#month(cells[places.time]);
    this.#checkOnce(cells, dimensions, month);
    const infrastructure = INFRASTRUCTURE_OF.get(String(cells[places.infrastructure]).toLowerCase());
    const vo = this.#vo(cells[places.vo]);
    if (infrastructure === undefined || vo === '') return;
    addHours(this.hours, { infrastructure, month, vo, hours: this.#hours(cells[places.hours]) });
  }

  #wrong(what: string): UnexpectedAnswer {
    return refuse(`in row ${this.count} of the dump, ${what}`);
  }

  /** `time` is the first moment of a month, `2026-07-01T00:00:00Z`. */
  #month(time: unknown): string {
    const match = /^(\d{4}-(?:0[1-9]|1[0-2]))-01(?:T00:00:00(?:\.0+)?Z)?$/.exec(String(time));
    if (!match?.[1]) throw this.#wrong(`the time ${JSON.stringify(time)} is not the first of a month`);
    return this.#kept(match[1]);
  }

  /** Hours without a VO count for nobody; no view lists them. */
  #vo(vo: unknown): string {
    if (vo === null) return '';
    if (typeof vo !== 'string') throw this.#wrong(`the VO ${JSON.stringify(vo)} is not a name`);
    return this.#kept(vo.trim());
  }

  #hours(cell: unknown): number {
    const hours = this.format.toNumber(cell);
    if (hours === undefined || !Number.isFinite(hours))
      throw this.#wrong(`"raw_wc_time" is ${JSON.stringify(cell)} instead of a number of hours`);
    if (hours < 0) throw this.#wrong(`"raw_wc_time" is ${hours}, but hours cannot be negative`);
    return hours;
  }

  /** A month that is there twice would count double; so would one that was corrected and kept. */
  #checkOnce(cells: readonly unknown[], dimensions: readonly number[], month: string): void {
    const hash = hashOf(cells, dimensions);
    if (this.#seen.has(hash))
      throw this.#wrong(`${month} is there twice for the same VO, site, computing element and benchmark`);
    this.#seen.add(hash);
  }

  #kept(name: string): string {
    let kept = this.#names.get(name);
    if (kept === undefined) {
      kept = copyOf(this.format.toText(name));
      this.#names.set(copyOf(name), kept);
    }
    return kept;
  }
}

/** A text that shares no memory with another: V8 keeps the whole text from which one was cut. */
export const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** By a name of its own, because this is called for every character: names of globals are looked up each time. */
const { imul } = Math;

/** 52 bits (two FNV-1a of different starts): among a million rows, two share one by chance once in 9,000 dumps. */
function hashOf(cells: readonly unknown[], dimensions: readonly number[]): number {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (const dimension of dimensions) {
    const text = String(cells[dimension]);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = imul(one ^ code, 0x01000193);
      other = imul(other ^ code, 0x85ebca6b);
    }
    // An end that no text holds, so that "a", "bc" is not "ab", "c".
    one = imul(one ^ 0x10000, 0x01000193);
    other = imul(other ^ 0x10000, 0x85ebca6b);
  }
  return (one >>> 0) * 2 ** 20 + ((other ^ (other >>> 15)) >>> 12);
}
