import { voKey } from '../../domain/vo-names';
import {
  INFRASTRUCTURES,
  type Finding,
  type FindingKind,
  type Infrastructure,
  type MonthHours,
} from './dump-hours';

/** One row of the dump, of a known month; texts that are missing or `UNKNOWN` are ''. */
export interface DumpRow {
  readonly infrastructure: Infrastructure;
  readonly vo: string;
  readonly site: string;
  readonly benchmark: string;
  /** Computing element. */
  readonly ce: string;
  /** Wall-clock hours x cores; undefined where the cell holds no number. */
  readonly hours: number | undefined;
  /** CPU hours, not multiplied by cores; undefined where there are none. */
  readonly cpuHours: number | undefined;
  /** Jobs of the grid, or machines of the cloud; likewise. */
  readonly count: number | undefined;
  /** Whether the row says that it is of the Open Science Grid; undefined when it says nothing. */
  readonly isOsg: boolean | undefined;
}

/** Rows that are the same one: of one VO, site, benchmark and computing element. */
interface Entry extends DumpRow {
  readonly hours: number;
  smaller: number;
  larger: number;
  isOsg: boolean | undefined;
}

/** Sums of hours with 4 decimals differ by less than this when they are the same. */
const SAME = 0.01;

/** The rows of one month, until all of them are there. */
export class DumpMonth {
  /** Rows so far. */
  rows = 0;
  readonly #entries = new Map<string, Entry>();
  readonly #findings = new Map<Infrastructure, Map<string, Finding>>();
  readonly #rowsOf = new Map<Infrastructure, number>();

  /** @param leavesOutOsg whether hours of the Open Science Grid do not count */
  constructor(private readonly leavesOutOsg: boolean) {}

  add(row: DumpRow): void {
    const { infrastructure, vo, site, hours, isOsg } = row;
    this.rows++;
    this.#rowsOf.set(infrastructure, (this.#rowsOf.get(infrastructure) ?? 0) + 1);
    if (hours === undefined || hours < 0) {
      if (this.leavesOutOsg && isOsg) this.#find(row, 'osg', hours ?? 0, '');
      else this.#find(row, hours === undefined ? 'no hours' : 'negative', hours ?? 0, site);
      return;
    }
    // What a row is, is told by what is named here: everything else in it may change from one run to the next.
    const identity = `${infrastructure}\n${vo}\n${site}\n${row.benchmark}\n${row.ce}`;
    const entry = this.#entries.get(identity);
    if (!entry) {
      this.#entries.set(identity, { ...row, hours, smaller: hours, larger: hours });
      return;
    }
    // A site that is named as another grid's once is not of OSG.
    if (entry.isOsg === undefined || isOsg === false) entry.isOsg = isOsg ?? entry.isOsg;
    if (hours === entry.hours) this.#find(row, 'repeated', hours, '');
    entry.smaller = Math.min(entry.smaller, hours);
    entry.larger = Math.max(entry.larger, hours);
  }

  /** Hours and findings by infrastructure, when all rows are there. */
  close(): Map<Infrastructure, MonthHours> {
    const counted = this.#counted();
    return new Map(
      INFRASTRUCTURES.flatMap((infrastructure): [Infrastructure, MonthHours][] => {
        const rows = this.#rowsOf.get(infrastructure);
        if (rows === undefined) return [];
        const hours = new Map<string, number>();
        for (const { infrastructure: of, vo, smaller } of counted) {
          if (of === infrastructure) hours.set(vo, (hours.get(vo) ?? 0) + smaller);
        }
        return [[infrastructure, { rows, hours, findings: this.#findingsOf(infrastructure) }]];
      }),
    );
  }

  #findingsOf(infrastructure: Infrastructure): Finding[] {
    return [...(this.#findings.get(infrastructure)?.values() ?? [])];
  }

  /** The entries that count, after finding what is there twice. */
  #counted(): Entry[] {
    const here = [...this.#entries.values()].filter((entry) => {
      const isOut = this.leavesOutOsg && entry.isOsg;
      if (isOut) this.#find(entry, 'osg', entry.smaller, '');
      return !isOut;
    });
    for (const entry of here) {
      if (entry.larger > entry.smaller) this.#findDouble(entry, 'other hours', entry.smaller, entry.larger);
    }
    const counted = this.#withoutSameJobs(this.#withoutSums(here));
    for (const entry of counted) {
      const { cpuHours = 0, smaller } = entry;
      if (cpuHours > smaller + SAME) this.#find(entry, 'few cores', cpuHours - smaller, '');
    }
    return counted;
  }

  /** Of rows by computing element and those of all of them together, the ones that count. */
  #withoutSums(entries: readonly Entry[]): Entry[] {
    const byElement = new Map<string, Entry[]>();
    const place = ({ infrastructure, vo, site, benchmark }: Entry): string =>
      `${infrastructure}\n${vo}\n${site}\n${benchmark}`;
    for (const entry of entries) {
      if (entry.ce === '') continue;
      const others = byElement.get(place(entry));
      if (others) others.push(entry);
      else byElement.set(place(entry), [entry]);
    }
    const out = new Set<Entry>();
    for (const entry of entries) {
      const parts = entry.ce === '' ? byElement.get(place(entry)) : undefined;
      if (!parts) continue;
      const sum = parts.reduce((hours, part) => hours + part.smaller, 0);
      const larger = Math.max(sum, entry.smaller);
      if (Math.abs(sum - entry.smaller) < SAME) this.#find(entry, 'repeated', entry.smaller, '');
      else this.#findDouble(entry, 'other sum', Math.min(sum, entry.smaller), larger);
      for (const each of sum <= entry.smaller ? [entry] : parts) out.add(each);
    }
    return entries.filter((entry) => !out.has(entry));
  }

  /**
   * Nobody takes rows away that are no longer sent: after a benchmark or the spelling of a VO has changed, the same jobs
   * stand there under both. Machines of the cloud that run all the time can look alike.
   */
  #withoutSameJobs(entries: readonly Entry[]): Entry[] {
    const seen = new Map<string, Entry>();
    return entries.filter((entry) => {
      const { infrastructure, vo, site, ce, hours, cpuHours, count } = entry;
      if (hours <= 0 || cpuHours === undefined || count === undefined) return true;
      const jobs = `${voKey(vo)}\n${site}\n${ce}\n${hours}\n${cpuHours}\n${count}`;
      const isLocal = infrastructure === 'Grid-Local';
      const other =
        infrastructure === 'Cloud' ? undefined : seen.get(`${isLocal ? 'Grid' : 'Grid-Local'}\n${jobs}`);
      if (other) for (const each of [entry, other]) this.#find(each, 'local too', hours, '');
      const first = seen.get(`${infrastructure}\n${jobs}`);
      if (!first) {
        seen.set(`${infrastructure}\n${jobs}`, entry);
        return true;
      }
      this.#find(entry, infrastructure === 'Cloud' ? 'look alike' : 'same jobs', hours, '');
      return infrastructure === 'Cloud';
    });
  }

  #findDouble({ infrastructure, vo, site }: Entry, kind: FindingKind, hours: number, larger: number): void {
    const findings = this.#findings.get(infrastructure) ?? new Map<string, Finding>();
    this.#findings.set(infrastructure, findings);
    findings.set(`${kind} ${vo}\n${site}\n${findings.size}`, { kind, vo, site, rows: 2, hours, larger });
  }

  /** Adds a row to what was found of its kind about its VO. */
  #find({ infrastructure, vo }: DumpRow, kind: FindingKind, hours: number, site: string): void {
    const findings = this.#findings.get(infrastructure) ?? new Map<string, Finding>();
    this.#findings.set(infrastructure, findings);
    const key = `${kind} ${vo}\n${site}`;
    const found = findings.get(key);
    if (found) {
      found.rows++;
      found.hours += hours;
    } else findings.set(key, { kind, vo, site, rows: 1, hours });
  }
}
