/** What the rows of the dump may be like, as follows from how the Accounting Portal's store is filled. */

export type Cell = string | number | null;
/** One row of the dump, by column. */
export type DumpRecord = Readonly<Record<string, Cell>>;

/** What is added up where rows are put together; all else tells rows apart. */
const FIGURES = ['number_of_jobs', 'raw_cpu_time', 'raw_cpu_work', 'raw_wc_time', 'raw_wc_work'];
const monthOf = ({ time }: DumpRecord): string => String(time).slice(0, 7);

/** The month before the newest one: the odd things happen there. */
const oddMonth = (records: readonly DumpRecord[]): string =>
  [...new Set(records.map(monthOf))].sort().at(-2) ?? '';

/** The first row of each infrastructure and month, or in the odd month alone. */
function firstOfEach(records: readonly DumpRecord[], month?: string): DumpRecord[] {
  const first = new Map<string, DumpRecord>();
  for (const record of records) {
    const key = `${String(record.infrastructure)} ${monthOf(record)}`;
    if (!first.has(key) && (month === undefined || month === monthOf(record))) first.set(key, record);
  }
  return [...first.values()];
}

const inOdd = (records: readonly DumpRecord[], change: DumpRecord): DumpRecord[] => [
  ...records,
  ...firstOfEach(records, oddMonth(records)).map((record) => ({ ...record, ...change })),
];

/** Rows of all computing elements together. */
function withoutCe(records: readonly DumpRecord[]): DumpRecord[] {
  const sums = new Map<string, DumpRecord>();
  for (const each of records) {
    const record = Object.fromEntries(Object.entries(each).filter(([name]) => name !== 'ce'));
    const key = ['time', 'vo', 'site', 'infrastructure', 'benchmark'].map((name) => record[name]).join('\n');
    const sum = sums.get(key);
    const added = FIGURES.map(
      (name) => [name, tenThousandths(sum?.[name]) + tenThousandths(record[name])] as const,
    );
    sums.set(key, { ...record, ...Object.fromEntries(added.map(([name, figure]) => [name, figure / 1e4])) });
  }
  return [...sums.values()];
}

const tenThousandths = (cell: Cell | undefined): number => Math.round(Number(cell ?? 0) * 1e4);

/** The tag of the infrastructure got another name; the month in which it did is there under both. */
function bothNames(records: readonly DumpRecord[]): DumpRecord[] {
  const change = oddMonth(records);
  return records.flatMap((record) => {
    const { infrastructure = null, ...rest } = record;
    const [old, renamed] = [
      { ...rest, infra: infrastructure, infrastructure: null },
      { ...rest, infra: null, infrastructure },
    ];
    if (monthOf(record) === change) return [old, renamed];
    return [monthOf(record) < change ? old : renamed];
  });
}

/** One row has its VO as a field, which takes the name away from the tag of all others. */
const voAsField = (records: readonly DumpRecord[]): DumpRecord[] => [
  ...records.map(({ vo = null, ...record }) => ({ ...record, vo: null, vo_1: vo })),
  ...firstOfEach(records, oddMonth(records)).map((record) => ({ ...record, vo: 'a field', vo_1: null })),
];

const osg = (records: readonly DumpRecord[]): DumpRecord[] => [
  ...records.map((record) => ({ ...record, ngi: 'NGI_DE' })),
  ...firstOfEach(records).map((record, index) => ({
    ...record,
    site: 'MWT2',
    federation: 'US-MWT2',
    ngi: index % 2 === 0 ? 'OSG' : 'UNKNOWN',
  })),
];

const OF_NOBODY: readonly DumpRecord[] = [
  { time: '2026-05-07T00:00:00Z' },
  { time: '1970-01-21T00:00:00Z' },
  { infrastructure: 'Moon' },
  { vo: null },
  { time: '2031-01-01T00:00:00Z' },
];

/** What becomes of the rows in each form; the first ones leave all sums as they are. */
export const ROW_FORMS = {
  'without ce': withoutCe,
  'with and without ce': (records) => [
    ...records,
    ...withoutCe(records).map((sum) => ({ ...sum, ce: null })),
  ],
  'both names of the infrastructure': bothNames,
  'a VO as a field': voAsField,
  'UNKNOWN for what is missing': (records) =>
    records.map((record) => ({ ...record, benchmark: 'UNKNOWN', country: 'UNKNOWN', tier: null })),
  OSG: osg,
  'rows twice': (records) => inOdd(records, { tier: 'NON-WLCG-Tier', federation: null }),
  'the same jobs twice': (records) =>
    firstOfEach(records, oddMonth(records)).reduce<DumpRecord[]>(
      (all, record) =>
        record.infrastructure === 'Cloud' ? all : [...all, { ...record, benchmark: 'HEPSPEC' }],
      [...records],
    ),
  'rows of nobody': (records) => [
    ...records,
    ...firstOfEach(records, oddMonth(records)).flatMap((record) =>
      OF_NOBODY.map((change) => ({ ...record, site: 'NOWHERE', ...change })),
    ),
  ],
  'rows twice with other hours': (records) =>
    inOdd(records, { tier: 'NON-WLCG-Tier', federation: null, raw_wc_time: 1e6 }),
  'ce and another sum': (records) => [
    ...records,
    ...withoutCe(records).map((sum) => ({ ...sum, ce: null, raw_wc_time: Number(sum.raw_wc_time) + 7 })),
  ],
  'negative hours': (records) => inOdd(records, { site: 'NEGATIVE', raw_wc_time: -10 }),
  'no hours': (records) => inOdd(records, { site: 'NONE', raw_wc_time: null }),
} as const satisfies Record<string, (records: readonly DumpRecord[]) => DumpRecord[]>;

export type RowForm = keyof typeof ROW_FORMS;
