import { lastMonthOf as lastMonth, quotedText } from '../sheets/formulas';
import type { MeasuredFigure } from '../statistics/key-figures';
import { byLength, inTurn, isAnyOf, isPeriod, monthsOf } from './formula-parts';

/** Where a row of key results has what. */
export type KeyResultCells = Readonly<
  Record<
    | 'keyResult'
    | 'status'
    | 'statistic'
    | 'from'
    | 'until'
    | 'target'
    | 'better'
    | 'baseline'
    | 'current'
    | 'now'
    | 'score'
    | 'expected',
    string
  >
>;

/** What a score of one, at least the expected one, at least 0.7 of it, and less are called. */
const SCORED = ['done', 'on track', 'at risk', 'behind'] as const;
const AT_RISK = '7/10';
/** Scores are compared to nine decimals, because fractions are not exact. */
const DECIMALS = 9;

/** Of the words before it the first that applies: why there is no score and what to do, else how good it is. */
export const statusFormula = (figures: readonly MeasuredFigure[], cells: KeyResultCells): string =>
  inTurn(
    [
      ...whatIsMissing(figures, cells),
      ...whatHasNoFigure(figures, cells),
      ...whatIsBetter(figures, cells),
      ...howGood(cells),
    ],
    quotedText(SCORED[3]),
  );

type Case = readonly [condition: string, outcome: string];

const whatIsMissing = (
  figures: readonly MeasuredFigure[],
  { keyResult, statistic, from, until, target, better }: KeyResultCells,
): Case[] => [
  [`${keyResult}&${statistic}&${from}&${until}&${target}=""`, '""'],
  [`${statistic}=""`, '"choose a statistic"'],
  [`NOT(${isAnyOf(statistic, figures)})`, '"unknown statistic: choose one"'],
  [`NOT(${isPeriod(from)})`, '"baseline period: write 2026.07-09"'],
  [`NOT(${isPeriod(until)})`, '"target period: write 2026.07-09"'],
  [`${monthsOf(from)}<>${monthsOf(until)}`, '"periods differ in length"'],
  [`${lastMonth(until)}<=${lastMonth(from)}`, '"target period too early"'],
  [`${target}=""`, '"enter a target"'],
  [`COUNT(${target})=0`, '"target is not a number"'],
  [`NOT(OR(${better}="";${better}="higher";${better}="lower"))`, '"better is higher or lower"'],
];

function whatHasNoFigure(
  figures: readonly MeasuredFigure[],
  { statistic, from, baseline, current, now, expected }: KeyResultCells,
): Case[] {
  const { switchedOff = [] } = figures[0] ?? {};
  const ofToday = isAnyOf(
    statistic,
    figures.filter(({ isKnownOfTodayOnly }) => isKnownOfTodayOnly),
  );
  const noFigure = byLength(from, (granularity) =>
    switchedOff.includes(granularity) ? `switch on by ${granularity} in Settings` : 'no figure yet',
  );
  const sinceToday = quotedText('known from today on only');
  return [
    [
      `COUNT(${current})=0`,
      `IF(AND(${ofToday};${now}<>"";${noFigure}="no figure yet");${sinceToday};${noFigure})`,
    ],
    [`${expected}=""`, '"baseline is not over"'],
    [
      `AND(COUNT(${baseline})=0;NOT(${isCount(figures, statistic)}))`,
      `IF(${ofToday};${sinceToday};"baseline has no figure")`,
    ],
  ];
}

const isCount = (figures: readonly MeasuredFigure[], statistic: string): string =>
  isAnyOf(
    statistic,
    figures.filter(({ isCountOfPeriod }) => isCountOfPeriod),
  );

function whatIsBetter(
  figures: readonly MeasuredFigure[],
  { statistic, target, baseline, better }: KeyResultCells,
): Case[] {
  const isLevel = `NOT(${isCount(figures, statistic)})`;
  return [
    [`AND(NOT(${isLevel});${better}<>"lower";${target}<=0)`, '"target is not above 0"'],
    [`AND(${isLevel};${target}=${baseline})`, '"baseline is the target"'],
    [`AND(${isLevel};${better}="lower";${target}>${baseline})`, '"target is above baseline"'],
    [`AND(${isLevel};${better}<>"lower";${target}<${baseline})`, '"target is below baseline"'],
  ];
}

const howGood = ({ score, expected }: KeyResultCells): Case[] => [
  [`${expected}=0`, '"not started"'],
  [`${score}=1`, quotedText(SCORED[0])],
  [`ROUND(${score}-${expected};${DECIMALS})>=0`, quotedText(SCORED[1])],
  [`ROUND(${score}-${AT_RISK}*${expected};${DECIMALS})>=0`, quotedText(SCORED[2])],
];
