import { isPeriod, lastMonthOf as lastMonth, monthsOf } from '../domain/label-formulas';
import { periodOf } from '../domain/periods';
import { quotedText } from '../sheets/formulas';
import type { MeasuredFigure } from '../statistics/key-figures';
import { ELSEWHERE } from './key-results-layout';
import { asksForGrowth, isGrowth, withoutGrowth } from './key-results-lookup';
import { byLength, inTurn, isAnyOf } from './formula-parts';

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
    | 'expected'
    | 'vo'
    | 'weight'
    | 'elsewhereBaseline'
    | 'elsewhereCurrent'
    | 'elsewherePeriod'
    | 'countedWeight'
    | 'baselineBefore'
    | 'currentBefore',
    string
  >
>;

/** What a score of one, at least the expected one, at least 0.7 of it, and less are called. */
export const SCORED = ['done', 'on track', 'at risk', 'behind'] as const;
/** What a key result is called of which no time has passed yet. */
export const NOT_STARTED = 'not started';
/** The words of those that stand well or badly; any other status says why there is no score. */
export type Status = (typeof SCORED)[number] | typeof NOT_STARTED;
export const AT_RISK = [7, 10] as const;
/** How a period is to be written. */
const EXAMPLE = periodOf('2026-07').label;
/** Scores are compared to nine decimals, because fractions are not exact. */
const DECIMALS = 9;

/** Of the words before it the first that applies: why there is no score and what to do, else how good it is. */
export const statusFormula = (figures: readonly MeasuredFigure[], cells: KeyResultCells): string =>
  inTurn(
    [
      ...whatIsMissing(figures, cells),
      ...whatElseIsMissing(figures, cells),
      ...whatHasNoFigure(figures, cells),
      ...whatIsBetter(figures, cells),
      ...howGood(cells),
    ],
    quotedText(SCORED[3]),
  );

export const isDirection = (better: string): string =>
  `OR(${better}="";${better}="higher";${better}="lower")`;
export const isWeight = (weight: string): string => `OR(${weight}="";AND(COUNT(${weight})=1;${weight}>=0))`;

type Case = readonly [condition: string, outcome: string];

const whatIsMissing = (
  figures: readonly MeasuredFigure[],
  { keyResult, statistic, from, until, target, better, weight }: KeyResultCells,
): Case[] => [
  [`${keyResult}&${statistic}&${from}&${until}&${target}=""`, '""'],
  [`${statistic}=""`, '"choose a statistic"'],
  [
    `NOT(OR(${isAnyOf(statistic, [...figures, { name: ELSEWHERE }])};${isGrowth(statistic, figures)}))`,
    '"unknown statistic: choose one"',
  ],
  [`NOT(${isPeriod(from)})`, `"baseline period: write ${EXAMPLE}"`],
  [`NOT(${isPeriod(until)})`, `"target period: write ${EXAMPLE}"`],
  [`${monthsOf(from)}<>${monthsOf(until)}`, '"periods differ in length"'],
  [`${lastMonth(until)}<=${lastMonth(from)}`, '"target period too early"'],
  [`${target}=""`, '"enter a target"'],
  [`COUNT(${target})=0`, '"target is not a number"'],
  [`NOT(${isDirection(better)})`, '"better is higher or lower"'],
  [`NOT(${isWeight(weight)})`, '"weight is a number from 0"'],
];

/** What rows about one VO, about growth, and those whose figures users enter themselves need besides. */
const whatElseIsMissing = (figures: readonly MeasuredFigure[], cells: KeyResultCells): Case[] => {
  const { statistic, from, vo, baseline, current, now, elsewherePeriod, currentBefore, baselineBefore } =
    cells;
  const isElsewhere = `${statistic}=${quotedText(ELSEWHERE)}`;
  const growth = isGrowth(statistic, figures);
  const ofOneVo = isAnyOf(
    withoutGrowth(statistic),
    figures.filter(({ byVo }) => byVo),
  );
  const isVo = `LEN(TRIM(${vo}))>0`;
  const isZero = (cell: string): string => `AND(${growth};COUNT(${cell})=1;${cell}=0)`;
  return [
    ...(currentBefore === '""' ? [[growth, '"choose OKR Stats > Dashboard for its columns"'] as const] : []),
    [
      `AND(${isElsewhere};LEN(${elsewherePeriod})>0;NOT(${isPeriod(elsewherePeriod)}))`,
      `"period elsewhere: write ${EXAMPLE}"`,
    ],
    [
      `AND(${isElsewhere};LEN(${elsewherePeriod})>0;${monthsOf(from)}<>IFERROR(${monthsOf(elsewherePeriod)};0))`,
      '"periods differ in length"',
    ],
    [
      `AND(${isElsewhere};LEN(${elsewherePeriod})>0;IFERROR(${lastMonth(elsewherePeriod)}<${lastMonth(from)};FALSE))`,
      '"period elsewhere too early"',
    ],
    [`AND(${isElsewhere};COUNT(${current})=0)`, '"enter the current figure"'],
    [`AND(${isElsewhere};COUNT(${baseline})=0)`, '"enter the baseline figure"'],
    [`AND(${isVo};NOT(${ofOneVo}))`, '"one VO: choose CPU/h or actual users"'],
    [`AND(${isVo};${monthsOf(from)}<>3)`, '"one VO: by quarters only"'],
    // What was not measured at all is told as such, not as lacking a year before.
    [
      `AND(${growth};${now}<>"";${whyNoFigure(figures, from)}=${quotedText(NO_FIGURE)};COUNT(${currentBefore})=0)`,
      '"no figure a year before"',
    ],
    [isZero(currentBefore), '"0 a year before: no growth"'],
    [`AND(${isVo};COUNT(${current})=0;${now}<>"")`, '"no figure of this VO"'],
    [`AND(${growth};COUNT(${current})=1;COUNT(${baselineBefore})=0)`, '"none a year before baseline"'],
    [isZero(baselineBefore), '"0 a year before baseline"'],
  ];
};

const NO_FIGURE = 'no figure yet';

/** Why a period of the length of the baseline's may have no figure. */
const whyNoFigure = ([figure]: readonly MeasuredFigure[], from: string): string =>
  byLength(from, (granularity) =>
    figure?.switchedOff.includes(granularity) ? `switch on by ${granularity} in Settings` : NO_FIGURE,
  );

function whatHasNoFigure(
  figures: readonly MeasuredFigure[],
  { statistic, from, baseline, current, now, expected }: KeyResultCells,
): Case[] {
  const ofToday = isAnyOf(
    withoutGrowth(statistic),
    figures.filter(({ isKnownOfTodayOnly }) => isKnownOfTodayOnly),
  );
  const noFigure = whyNoFigure(figures, from);
  const sinceToday = quotedText('known from today on only');
  const off = figures.filter(({ isOff }) => isOff);
  const isOff = isAnyOf(withoutGrowth(statistic), off);
  return [
    ...(off.length > 0
      ? [[`AND(COUNT(${current})=0;${isOff})`, '"switch its statistic on in Settings"'] as const]
      : []),
    [
      `COUNT(${current})=0`,
      `IF(AND(${ofToday};${now}<>"";${noFigure}=${quotedText(NO_FIGURE)});${sinceToday};${noFigure})`,
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

/** Whether the target of a growth seems to have been typed in per cent: 15 % is 0.15 in a cell, and the growth is 15. */
export const isGrowthAsFraction = ({ statistic, target }: KeyResultCells): string =>
  `AND(${asksForGrowth(statistic)};${target}<>0;ABS(${target})<1)`;

function whatIsBetter(figures: readonly MeasuredFigure[], cells: KeyResultCells): Case[] {
  const { statistic, target, baseline, better } = cells;
  const isLevel = `NOT(${isCount(figures, statistic)})`;
  return [
    [`AND(NOT(${isLevel});${better}<>"lower";${target}<=0)`, '"target is not above 0"'],
    [isGrowthAsFraction(cells), '"growth: write 15 for 15 %"'],
    [`AND(${isLevel};${target}=${baseline})`, '"baseline is the target"'],
    [`AND(${isLevel};${better}="lower";${target}>${baseline})`, '"target is above baseline"'],
    [`AND(${isLevel};${better}<>"lower";${target}<${baseline})`, '"target is below baseline"'],
  ];
}

const howGood = ({ score, expected }: KeyResultCells): Case[] => [
  [`${expected}=0`, quotedText(NOT_STARTED)],
  [`${score}=1`, quotedText(SCORED[0])],
  [`ROUND(${score}-${expected};${DECIMALS})>=0`, quotedText(SCORED[1])],
  [`ROUND(${score}-${AT_RISK.join('/')}*${expected};${DECIMALS})>=0`, quotedText(SCORED[2])],
];
