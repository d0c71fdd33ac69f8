import { dayAfter, daysBetween, firstDayOf, lastDayOf, type Day } from '../domain/days';
import { countOf, inThousands, share } from '../domain/figures-in-words';
import { isRunning, monthOfDay, parsePeriod, periodOf, type Period } from '../domain/periods';
import type { KeyResultRow } from '../reports/key-result-rows';
import type { KeyFigure } from '../statistics/key-figures';
import { shortName, type SummarySources } from '../statistics/summarised';
import { keyFigureAt } from './figures';

/** What a running quarter comes to, if the rest of it goes on like its days that are measured. */
export interface Projection {
  readonly name: string;
  readonly quarter: Period;
  /** Whole days that are measured, and those of the quarter. */
  readonly days: number;
  readonly of: number;
  readonly figure: number;
}

/** Less of a period tells too little of the rest. */
const LEAST_PART = 1 / 5;
/** Digits that "about" can mean. */
const DIGITS = 3;

/**
 * Projects what flows, such as hours; a level, such as users, is none.
 *
 * @param measuredOn the day on which it was last measured: the days before it are in the figure; '' for never
 * @param today a quarter that is over on it runs no more
 */
export function projectionOf(
  sources: Pick<SummarySources, 'table'>,
  figure: KeyFigure,
  measuredOn: Day,
  today: Day,
): Projection | undefined {
  if (!figure.isFlow || measuredOn === '') return undefined;
  const quarter = periodOf(monthOfDay(measuredOn));
  if (!isRunning(quarter, monthOfDay(today))) return undefined;
  const first = firstDayOf(quarter.firstMonth);
  const [days, of] = [
    daysBetween(first, measuredOn),
    daysBetween(first, dayAfter(lastDayOf(quarter.lastMonth))),
  ];
  const soFar = keyFigureAt(sources, figure, quarter.label);
  if (soFar === undefined || days / of < LEAST_PART) return undefined;
  return { name: figure.name, quarter, days, of, figure: Number(((soFar / days) * of).toPrecision(DIGITS)) };
}

/** A sentence for the projections of as many days each, because statistics may have been refreshed on different days. */
export function describeProjections(
  projections: readonly Projection[],
  keyResults: readonly KeyResultRow[],
  most: number,
): string[] {
  const days = [...new Set(projections.map((each) => each.days))].sort((a, b) => b - a);
  const sentences = days.map((measured) =>
    describeAlike(
      projections.filter((each) => each.days === measured),
      keyResults,
      most,
    ),
  );
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function describeAlike(
  projections: readonly Projection[],
  keyResults: readonly KeyResultRow[],
  most: number,
): string {
  const [first] = projections;
  if (!first) return '';
  const named = projections.map(({ name, figure }) => `about ${inThousands(figure)} ${name}`).join(', ');
  return (
    `The running quarter ${first.quarter.label}, by ${first.days} of ${countOf(first.of, 'day')}: ${named}, if the rest of ` +
    'the quarter goes on like this; late accounting may raise it.' +
    describeScores(projections, keyResults, most)
  );
}

function describeScores(
  projections: readonly Projection[],
  keyResults: readonly KeyResultRow[],
  most: number,
): string {
  const scores = keyResults.flatMap((row) => {
    const projection = projections.find(({ name }) => name === row.statistic && row.vo === '');
    const score = projection && projectedScore(row, projection.figure);
    return score === undefined ? [] : [`${shortName(row.keyResult)} about ${share(score)}`];
  });
  return scores.length === 0 ? '' : ` Scores would then be: ${scores.slice(0, most).join(', ')}.`;
}

/** As the column Score computes it, of key results by quarter; undefined where there is none. */
function projectedScore(
  { baselinePeriod, baseline, target, better, score }: KeyResultRow,
  figure: number,
): number | undefined {
  if (!parsePeriod(baselinePeriod) || score === undefined) return undefined;
  if (baseline === undefined || target === undefined) return undefined;
  if ((target - baseline) * (better.toLowerCase() === 'lower' ? -1 : 1) <= 0) return undefined;
  return Math.max(0, Math.min(1, (figure - baseline) / (target - baseline)));
}
