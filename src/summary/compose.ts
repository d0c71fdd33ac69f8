import { MONTHS } from '../domain/days';
import { joined } from '../domain/figures-in-words';
import { describePeriods, type Period } from '../domain/periods';
import type { KeyResultRow } from '../reports/key-result-rows';
import { describeCorrections, type Correction } from './as-reported';
import { describeUnmeasured, figureRows, type FigureFact } from './figures';
import { describeKeyResults } from './key-results';
import { heightOfPage, PAGE_HEIGHT, type PageRow } from './page';
import { describeProjections, type Projection } from './projection';

/** All that a summary tells, read from the tabs. */
export interface SummaryFacts {
  readonly quarter: Period;
  readonly quarterBefore: Period;
  /** `2026-11-23`. */
  readonly madeOn: string;
  readonly figures: readonly FigureFact[];
  readonly keyResults: readonly KeyResultRow[];
  /** Those that were kept of the quarter before, and of the periods before theirs. */
  readonly keyResultsBefore: readonly KeyResultRow[];
  /** What the statistics say of themselves, naming at most so many of each kind. */
  readonly sentences: (most: number) => readonly string[];
  readonly corrections: readonly Correction[] | undefined;
  readonly gaps: readonly { readonly name: string; readonly periods: readonly Period[] }[];
  /** What is in doubt, each a part of a sentence. */
  readonly doubts: readonly string[];
  readonly projections: readonly Projection[];
  /** Key results as they stand today, which the projection is about. */
  readonly keyResultsToday: readonly KeyResultRow[];
}

/** How many of each kind are named, when there is room for them. */
const MOST_NAMED = 6;

/** The page, from top to bottom; so much is named as fits on it. */
export function composePage(facts: SummaryFacts): PageRow[] {
  for (let most = MOST_NAMED; most > 1; most--) {
    const page = pageNaming(facts, most);
    if (heightOfPage(page) <= PAGE_HEIGHT) return page;
  }
  return pageNaming(facts, 1);
}

function pageNaming(facts: SummaryFacts, most: number): PageRow[] {
  const { quarter, quarterBefore, figures, keyResults, keyResultsBefore } = facts;
  const text = (sentence: string): PageRow => ({ kind: 'text', text: sentence });
  const blank: PageRow = { kind: 'blank' };
  const labels = { now: quarter.label, before: quarterBefore.label };
  return [
    { kind: 'title', text: `OKR summary of ${inMonths(quarter)} (${quarter.label})` },
    text(`Made on ${facts.madeOn} from the tabs of this spreadsheet; later refreshes leave it as it is.`),
    blank,
    ...figureRows(figures, quarter),
    ...describeUnmeasured(figures).map(text),
    blank,
    ...describeKeyResults(keyResults, keyResultsBefore, labels, most).map(text),
    blank,
    ...facts.sentences(most).map(text),
    blank,
    text(describeCorrections(facts.corrections, most)),
    text(describeGaps(facts.gaps, most)),
    ...(facts.doubts.length > 0 ? [text(`In doubt: ${some(facts.doubts, most)}.`)] : []),
    ...describeProjections(facts.projections, facts.keyResultsToday, most).map(text),
  ];
}

/** `July to September 2026`. */
function inMonths({ firstMonth, lastMonth }: Period): string {
  const nameOf = (month: string): string => {
    const name = MONTHS[Number(month.slice(5)) - 1] ?? '';
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  return `${nameOf(firstMonth)} to ${nameOf(lastMonth)} ${firstMonth.slice(0, 4)}`;
}

const some = (parts: readonly string[], most: number): string => {
  const more = parts.length - most;
  return `${parts.slice(0, most).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

/** Characters that the periods of a gap take at most. */
const LONGEST_GAP = 60;

function inFewWords(periods: readonly Period[]): string {
  const words = describePeriods(periods);
  if (words.length <= LONGEST_GAP) return words;
  return `${periods.length} quarters from ${periods[0]?.label ?? ''} to ${periods[periods.length - 1]?.label ?? ''}`;
}

/** Figures that lack the same periods are named together. */
function describeGaps(gaps: SummaryFacts['gaps'], most: number): string {
  if (gaps.length === 0) return 'Gaps: none.';
  const byPeriods = new Map<string, string[]>();
  for (const { name, periods } of gaps) {
    const words = inFewWords(periods);
    byPeriods.set(words, [...(byPeriods.get(words) ?? []), name]);
  }
  return `Gaps: ${some(
    [...byPeriods].map(([periods, names]) => `no ${joined(names)} of ${periods}`),
    most,
  )}.`;
}
