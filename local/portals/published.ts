import type { StatusChange } from './world';

/** A published sum of hours that the made-up history meets exactly. */
export interface PublishedTotal {
  readonly infrastructure: 'cloud' | 'htc';
  /** All production VOs together when left out. */
  readonly vo?: string;
  readonly from: string;
  readonly to: string;
  readonly total: number;
}

const year = (infrastructure: 'cloud' | 'htc', vo: string, of: number, total: number): PublishedTotal => ({
  infrastructure,
  vo,
  from: `${of}-01`,
  to: `${of}-12`,
  total,
});

/** Figures of EGI's reports and of the portal's users. The second quarters of 2020 are half-year less first quarter. */
export const PUBLISHED_TOTALS: readonly PublishedTotal[] = [
  { infrastructure: 'cloud', from: '2020-01', to: '2020-03', total: 5_502_465 },
  { infrastructure: 'cloud', from: '2020-04', to: '2020-06', total: 12_050_254 - 5_502_465 },
  { infrastructure: 'htc', from: '2020-01', to: '2020-03', total: 1_336_676_765 },
  { infrastructure: 'htc', from: '2020-04', to: '2020-06', total: 2_677_303_881 - 1_336_676_765 },
  year('htc', 'atlas', 2023, 2_978_537_489),
  year('htc', 'atlas', 2024, 2_741_815_142),
  year('htc', 'cms', 2023, 1_950_902_847),
  year('htc', 'cms', 2024, 2_052_137_468),
  year('htc', 'alice', 2023, 937_714_967),
  year('htc', 'alice', 2024, 1_215_575_488),
  year('htc', 'lhcb', 2023, 912_644_604),
  year('htc', 'lhcb', 2024, 1_122_262_240),
  year('cloud', 'vo.ai4eosc.eu', 2023, 6_060_410),
  year('cloud', 'vo.ai4eosc.eu', 2024, 12_675_522),
  year('cloud', 'biomed', 2023, 302_630),
  year('cloud', 'biomed', 2024, 808_730),
  year('cloud', 'alice', 2023, 77_304),
  year('cloud', 'alice', 2024, 70_272),
];

/** The published VO report shows July and August 2022; September and the days are made up. */
export const PUBLISHED_CHANGES: readonly StatusChange[] = [
  { vo: 'eval.c-scale.eu', status: 'Production', date: '2022-07-05' },
  { vo: 'vo.qc-md.eli-np.eu', status: 'Production', date: '2022-07-19' },
  { vo: 'vo.fuvex.es', status: 'Production', date: '2022-08-02' },
  { vo: 'vo.fuvex.es', status: 'Leaving', date: '2022-08-25' },
  { vo: 'vo.ebrain-health.eu', status: 'Production', date: '2022-09-14' },
  { vo: 'vo.closed.example.org', status: 'Deleted', date: '2022-09-20' },
];

/** Points of monthly hours; between them growth is even, beyond them there is none. */
export type Curve = readonly (readonly [month: string, hours: number])[];

/** Curves through the published figures for the VOs that have some, and for all the others together. */
export const CURVES: Readonly<Record<'cloud' | 'htc', Readonly<Record<string, Curve>> & { others: Curve }>> =
  {
    cloud: {
      alice: [
        ['2020-01', 5_800],
        ['2026-12', 6_000],
      ],
      biomed: [
        ['2020-01', 18_000],
        ['2023-01', 21_000],
        ['2023-10', 28_000],
        ['2024-03', 68_000],
        ['2024-11', 61_000],
        ['2026-12', 75_000],
      ],
      'vo.ai4eosc.eu': [
        ['2022-10', 260_000],
        ['2023-06', 480_000],
        ['2024-01', 830_000],
        ['2024-11', 1_200_000],
        ['2026-12', 1_500_000],
      ],
      others: [
        ['2020-02', 1_810_000],
        ['2020-05', 2_156_000],
        ['2023-06', 3_400_000],
        ['2024-11', 3_820_000],
        ['2026-12', 4_700_000],
      ],
    },
    htc: {
      atlas: [
        ['2020-06', 190e6],
        ['2023-06', 248e6],
        ['2024-07', 228e6],
        ['2026-12', 262e6],
      ],
      cms: [
        ['2020-06', 130e6],
        ['2023-06', 162e6],
        ['2024-07', 171e6],
        ['2026-12', 190e6],
      ],
      alice: [
        ['2020-06', 62e6],
        ['2023-06', 78e6],
        ['2024-07', 101e6],
        ['2026-12', 118e6],
      ],
      lhcb: [
        ['2020-06', 45e6],
        ['2023-06', 76e6],
        ['2024-07', 93e6],
        ['2026-12', 104e6],
      ],
      others: [
        ['2020-06', 19e6],
        ['2023-06', 33e6],
        ['2026-12', 46e6],
      ],
    },
  };
