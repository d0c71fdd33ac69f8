import { quotedText } from '../sheets/formulas';
import type { MeasuredFigure } from '../statistics/key-figures';
import {
  isAsLongAsLabel,
  isPeriod,
  lastMonthOf as lastMonth,
  monthsOf,
  yearBefore,
} from '../domain/label-formulas';
import { lastComplete } from '../domain/periods';
import { inTurn, isAnyOf, byLength } from './formula-parts';
import { asksForGrowth, lookedUp, withoutGrowth } from './key-results-lookup';
import {
  isDirection,
  isGrowthAsFraction,
  isWeight,
  SCORED,
  statusFormula,
  type KeyResultCells,
  type Status,
} from './key-results-status';
import { ELSEWHERE, type KeyResultColumn, type OwnColumn } from './key-results-layout';
import { groupOf, objectiveFormulas, type Surroundings } from './key-results-objectives';
import { columnLetters } from '../sheets/a1';

/**
 * The formulas of one row. They refer to cells of their own row, to the statistics' tabs, and to whole columns, so that rows
 * can be sorted, copied and deleted.
 *
 * @param columns places of the columns, from 0
 * @param row from 1
 */
export function rowFormulas(
  figures: readonly MeasuredFigure[],
  columns: ReadonlyMap<string, number>,
  row: number,
  around: Surroundings,
): Record<OwnColumn, string> {
  const cells = cellsIn(columns, row);
  const { statistic, target, baseline, current, expected, from, until, now, vo } = cells;
  const growth = asksForGrowth(statistic);
  const found = (label: string): string => lookedUp(figures, statistic, vo, label);
  /** What is not growth is divided by 1, which changes nothing. */
  const figureAt = (label: string, elsewhere: string, before: string): string =>
    `=IF(${statistic}=${quotedText(ELSEWHERE)};IF(COUNT(${elsewhere})=1;${elsewhere};"");` +
    `IFERROR((${found(label)}/IF(${growth};${before};1)-IF(${growth};1;0))*IF(${growth};100;1);""))`;
  const yearBeforeAt = (label: string): string => `=IF(${growth};IFERROR(${found(yearBefore(label))};"");"")`;
  const elapsed = `(${lastMonth(now)}-${lastMonth(from)})/(${lastMonth(until)}-${lastMonth(from)})`;
  const isCount = isAnyOf(
    statistic,
    figures.filter(({ isCountOfPeriod }) => isCountOfPeriod),
  );
  return {
    status: `=IFERROR(${statusFormula(figures, cells)};"an entry is an error")`,
    baseline: figureAt(from, cells.elsewhereBaseline, cells.baselineBefore),
    current: figureAt(now, cells.elsewhereCurrent, cells.currentBefore),
    currentPeriod: `=IF(${isAsLongAsLabel(from)};IFERROR(${currentPeriod(figures, cells)};"");"")`,
    score:
      `=IF(AND(ISNUMBER(${expected});COUNT(${target};${current})=2;${isDirection(cells.better)};${isWeight(cells.weight)});` +
      `IF(${isCount};${countScore(cells)};IF(COUNT(${baseline})=1;${levelScore(cells)};""));"")`,
    expected:
      `=IF(AND(${isPeriod(from)};${isPeriod(until)};${isPeriod(now)});` +
      `IF(AND(${monthsOf(from)}=${monthsOf(until)};${lastMonth(until)}>${lastMonth(from)};` +
      `${lastMonth(now)}>=${lastMonth(from)});${cut(elapsed)};"");"")`,
    order: orderFormula(cells, groupOf(columns, row, around)),
    countedWeight: `=IF(AND(COUNT(${cells.score};${expected})=2;OR(${SCORED.map((word) => `${cells.status}=${quotedText(word)}`).join(';')}));IF(LEN(${cells.weight})=0;1;${cells.weight});"")`,
    weightedScore: weighted(cells, cells.score),
    weightedExpected: weighted(cells, expected),
    baselineBefore: yearBeforeAt(from),
    currentBefore: yearBeforeAt(now),
    ...objectiveFormulas(columns, row, around),
  };
}

/** Text for what counts for nothing, which SUM leaves out. */
const weighted = ({ countedWeight }: KeyResultCells, part: string): string =>
  `=IF(COUNT(${countedWeight};${part})=2;${countedWeight}*${part};"")`;

/** What the status of a row says that has been filled in and has no other formulas yet. */
export const WAITING = 'scored at the next refresh';

/** The status of a row that has no formulas yet: it answers as soon as somebody fills it in. */
export function waitingFormula(columns: ReadonlyMap<string, number>, row: number): string {
  const { keyResult, statistic, from, until, target } = cellsIn(columns, row);
  return `=IF(LEN(${[keyResult, statistic, from, until, target].join('&')})=0;"";${quotedText(WAITING)})`;
}

function cellsIn(columns: ReadonlyMap<string, number>, row: number): KeyResultCells {
  const at = (id: KeyResultColumn): string => `$${columnLetters(columns.get(id) ?? 0)}${row}`;
  // Tabs of before a column was there do without it.
  const ifThere = (id: KeyResultColumn): string => (columns.has(id) ? at(id) : '""');
  return {
    keyResult: at('keyResult'),
    status: at('status'),
    statistic: at('statistic'),
    from: at('baselinePeriod'),
    until: at('targetPeriod'),
    target: at('target'),
    better: ifThere('better'),
    vo: ifThere('vo'),
    weight: ifThere('weight'),
    elsewhereBaseline: ifThere('elsewhereBaseline'),
    elsewhereCurrent: ifThere('elsewhereCurrent'),
    elsewherePeriod: ifThere('elsewherePeriod'),
    countedWeight: ifThere('countedWeight'),
    baselineBefore: ifThere('baselineBefore'),
    currentBefore: ifThere('currentBefore'),
    baseline: at('baseline'),
    current: at('current'),
    now: at('currentPeriod'),
    score: at('score'),
    expected: at('expected'),
  };
}

const cut = (fraction: string): string => `MAX(0;MIN(1;${fraction}))`;

/** How much of the way from the baseline to the target has been made; none where the target lies on the other side. */
const levelScore = (cells: KeyResultCells): string => {
  const { better, target, baseline, current } = cells;
  const isRightSide = `(${target}-${baseline})*(1-2*(${better}="lower"))>0`;
  return (
    `IF(AND(${isRightSide};NOT(${isGrowthAsFraction(cells)}));` +
    `${cut(`(${current}-${baseline})/(${target}-${baseline})`)};"")`
  );
};

/** Counts start from 0 in each period: only the target says how many are good. */
const countScore = ({ better, target, current }: KeyResultCells): string =>
  `IF(${better}="lower";IF(${current}<=${target};1;${cut(`${target}/${current}`)});` +
  `IF(${target}>0;${cut(`${current}/${target}`)};""))`;

/** The worst come first; those without a score stand at the place that is left. */
const PLACES: Readonly<Record<Status, number>> = {
  behind: 1,
  'at risk': 2,
  'not started': 4,
  'on track': 5,
  done: 6,
};
const PLACE_OF_OTHERS = 3;

/**
 * A number by which the dashboard shows the worst first: its objective's, how bad the status is, how low the score, and the
 * number of the row, which is found again as the remainder of a division by {@link ROWS}.
 */
const orderFormula = ({ status, score }: KeyResultCells, group: string): string => {
  const place = inTurn(
    Object.entries(PLACES).map(([word, at]) => [`${status}="${word}"`, String(at)]),
    String(PLACE_OF_OTHERS),
  );
  return `=IF(${status}="";"";${group}+${place}*${1000 * ROWS}+ROUND(100*IF(ISNUMBER(${score});${score};0);0)*${ROWS}+ROW())`;
};

/** More than a tab has rows that somebody fills. */
export const ROWS = 100_000;

/**
 * The last complete period, of the baseline's length, of the statistic in a cell. The labels stand in the formula, where
 * each refresh puts them: with TODAY() a period would count as complete from its end on, although its figure is
 * that of the last refresh before.
 */
function currentPeriod(
  figures: readonly MeasuredFigure[],
  { statistic, from: baselinePeriod, elsewherePeriod }: KeyResultCells,
): string {
  const name = withoutGrowth(statistic);
  const measured = figures.filter(({ month }) => month !== '');
  const newest = measured.map(({ month }) => month).sort()[measured.length - 1];
  const ofNewest =
    newest === undefined ? '""' : byLength(baselinePeriod, (each) => lastComplete(newest, each).label);
  const labels = measured.map((figure) =>
    byLength(baselinePeriod, (each) => {
      const month = figure.monthOf?.(each) ?? figure.month;
      return month === '' ? '' : lastComplete(month, each).label;
    }),
  );
  const elsewhere = `IF(LEN(${elsewherePeriod})=0;${ofNewest};IF(${isPeriod(elsewherePeriod)};${elsewherePeriod};""))`;
  const ofFigures = [...new Set(labels)].sort().reduceRight((otherwise, label) => {
    const isOne = isAnyOf(
      name,
      measured.filter((_, index) => labels[index] === label),
    );
    return `IF(${isOne};${label};${otherwise})`;
  }, '""');
  return `IF(${statistic}=${quotedText(ELSEWHERE)};${elsewhere};${ofFigures})`;
}
