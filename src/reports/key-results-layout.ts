import {
  GRANULARITIES,
  monthOf,
  periodOf,
  periodsBetween,
  yearOf,
  type Granularity,
} from '../domain/periods';
import type { Column, Layout } from '../sheets/layout';

/** The product's own name of the tab, and its title. */
export const [ID, TITLE] = ['key-results', 'Key results'] as const;

/** The same of the tab with what was kept of it. */
export const [HISTORY_ID, HISTORY_TITLE] = ['key-results-history', 'Key results history'] as const;

/** Characters of the name of a record of it: formulas compare at most 255 in Excel. */
export const LONGEST_RECORD = 250;

/** Columns of users and of the product in the tab "Key results", by id. */
export type KeyResultColumn =
  | 'objective'
  | 'keyResult'
  | 'statistic'
  | 'baselinePeriod'
  | 'targetPeriod'
  | 'better'
  | 'target'
  | 'vo'
  | 'elsewhereBaseline'
  | 'elsewhereCurrent'
  | 'elsewherePeriod'
  | 'owner'
  | 'weight'
  | OwnColumn;

/** Those that the product fills with formulas; behind the status they stand side by side in a new tab. */
export const OWN_COLUMNS = [
  'status',
  'baselineBefore',
  'currentBefore',
  'baseline',
  'current',
  'currentPeriod',
  'score',
  'expected',
  'order',
  'objectiveOrder',
  'countedWeight',
  'weightedScore',
  'weightedExpected',
  'objectiveScore',
  'objectiveExpected',
  'objectiveStatus',
  'scoreBefore',
] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];

/** What users fill in. */
export const TYPED = ['keyResult', 'statistic', 'baselinePeriod', 'targetPeriod', 'target'] as const;

/** Columns that older tabs lack, and do without. */
export const LATER_COLUMNS: readonly string[] = [
  ...['better', 'vo', 'elsewhereBaseline', 'elsewhereCurrent', 'elsewherePeriod', 'owner', 'weight'],
  ...['order', 'countedWeight', 'weightedScore', 'weightedExpected', 'baselineBefore', 'currentBefore'],
  ...['objectiveOrder', 'objectiveScore', 'objectiveExpected', 'objectiveStatus', 'scoreBefore'],
];

/** How periods of each length are written: those that hold October 2025. */
export const EXAMPLES = Object.fromEntries(
  GRANULARITIES.map((granularity) => [granularity, periodOf('2025-10', granularity).label]),
) as Record<Granularity, string>;

/** The statistic of a row whose figures users enter themselves. */
export const ELSEWHERE = 'measured elsewhere';

const column = (id: KeyResultColumn, header: string, note: string): Column => ({
  id,
  header,
  kind: 'text',
  note,
});

export const keyResultsLayout: Layout = {
  keyColumn: column('objective', 'Objective', ''),
  columns: [
    column('keyResult', 'Key result', 'In words.'),
    column(
      'status',
      'Status',
      'Computed: done (score 100%), on track (at least the expected score), at risk (at least 0.7 of it), behind, not started (no time has passed yet); or why there is no score, and what to do.',
    ),
    column('statistic', 'Statistic', 'What it is measured by: choose from the list.'),
    column(
      'baselinePeriod',
      'Baseline period',
      `Where it starts, such as ${EXAMPLES.quarter} for October to December 2025. A month is ${EXAMPLES.month}, a half-year ${EXAMPLES['half-year']}, a year ${EXAMPLES.year}: for those, switch on their tabs in the settings.`,
    ),
    column(
      'targetPeriod',
      'Target period',
      'By the end of which the target shall be reached. As long as the baseline period.',
    ),
    column(
      'better',
      'Better is',
      'higher or lower; blank: higher. Choose lower for a target below the baseline.',
    ),
    column('target', 'Target', 'The figure that shall be reached.'),
    column(
      'vo',
      'VO',
      'The name of one VO, as it stands in the tabs by VO: its CPU/h or actual users alone, by quarter. Blank: all VOs.',
    ),
    column(
      'elsewhereBaseline',
      'Baseline elsewhere',
      'For the statistic "measured elsewhere": the figure of the baseline period, typed or computed by you.',
    ),
    column(
      'elsewhereCurrent',
      'Current elsewhere',
      'For the statistic "measured elsewhere": the newest figure, typed or computed by you.',
    ),
    column(
      'elsewherePeriod',
      'Period elsewhere',
      `For the statistic "measured elsewhere": the period of the newest figure, such as ${periodOf('2026-07').label}. Blank: the last complete period.`,
    ),
    column('owner', 'Owner', 'Who answers for it.'),
    column('weight', 'Weight', 'How much it counts in the score of its objective; blank: 1.'),
    column('baselineBefore', 'Baseline a year before', 'Computed, for growth: a year before the baseline.'),
    column(
      'currentBefore',
      'Current a year before',
      'Computed, for growth: a year before the current period.',
    ),
    column('baseline', 'Baseline', 'Computed: the figure of the baseline period.'),
    column('current', 'Current', 'Computed: the figure of the current period.'),
    column(
      'currentPeriod',
      'Current period',
      'Computed: the last period, as long as the baseline period, that was over when the statistic was last refreshed.',
    ),
    column(
      'score',
      'Score',
      'Computed: (current - baseline) / (target - baseline), from 0% to 100%. VOs created and VO changes start from 0 in each period: current / target.',
    ),
    column(
      'expected',
      'Expected',
      'Computed: the part of the time from the end of the baseline period to the end of the target period that had passed at the end of the current period.',
    ),
    column('order', 'Order', 'Computed: by it the dashboard shows the worst first, objective by objective.'),
    column('objectiveOrder', 'Order of objective', 'Computed: where its heading stands.'),
    column('countedWeight', 'Counted weight', 'Computed: the weight, where there is a score that counts.'),
    column('weightedScore', 'Weighted score', 'Computed: weight x score, for the score of the objective.'),
    column('weightedExpected', 'Weighted expected', 'Computed: weight x expected score.'),
    column(
      'objectiveScore',
      'Score of objective',
      'Computed: the mean of the scores of its key results that count, by their weights.',
    ),
    column('objectiveExpected', 'Expected of objective', 'Computed: the same of their expected scores.'),
    column('objectiveStatus', 'Status of objective', 'Computed: as that of a key result with this score.'),
    column(
      'scoreBefore',
      'Score before',
      'Computed: the score that the tab Key results history has of the period before the current one.',
    ),
  ],
  firstRows: [],
  // Rows are users': none has a key.
  rowSeries: { keyOf: () => undefined, compare: () => 0 },
};
export const COLUMNS = [keyResultsLayout.keyColumn, ...keyResultsLayout.columns];

/** Pixels, in the order of the columns; few runs of equal widths, each of which costs a call. */
export const WIDTHS = [95, 190, 190, 170, ...Array.from({ length: COLUMNS.length - 4 }, () => 90)];

/** How many years back and ahead the list reaches; Google takes at most 500 items in a list. */
const YEARS_AHEAD = 5;

/**
 * Labels of all periods that a key result can be about, quarters first.
 *
 * @param firstPeriod the first period of history
 * @param month today's month
 */
export function periodsToChoose(firstPeriod: string, month: string): string[] {
  const year = Number(month.slice(0, 4));
  const first = Math.max(Number(yearOf(firstPeriod)), year - YEARS_AHEAD);
  const last = monthOf(year + YEARS_AHEAD, 12);
  return ['quarter' as const, ...GRANULARITIES.filter((each) => each !== 'quarter')].flatMap((granularity) =>
    periodsBetween(monthOf(first, 1), last, granularity).map(({ label }) => label),
  );
}
