import { lastMonthOf as lastMonth, quotedText } from '../sheets/formulas';
import { measuredFigureOf, type MeasuredFigure } from '../statistics/key-figures';
import { LABEL, lastComplete } from '../domain/periods';
import { inTurn, isAnyOf, isPeriod, monthsOf, byLength } from './formula-parts';
import { statusFormula, type KeyResultCells } from './key-results-status';
import type { KeyResultColumn, OwnColumn } from './key-results-layout';
import { columnLetters } from '../sheets/a1';

/**
 * The formulas of one row. They refer to cells of their own row and to the statistics' tabs only, so that rows can be
 * sorted, copied and deleted.
 *
 * @param columns places of the columns, from 0
 * @param row from 1
 */
export function rowFormulas(
  figures: readonly MeasuredFigure[],
  columns: ReadonlyMap<string, number>,
  row: number,
): Record<OwnColumn, string> {
  const cells = cellsIn(columns, row);
  const { statistic, target, baseline, current, expected, from, until, now } = cells;
  const figureAt = (label: string): string =>
    `=IFERROR(${figures
      .filter(({ sources }) => sources.length > 0)
      .reduceRight(
        (otherwise, figure) =>
          `IF(${statistic}=${quotedText(figure.name)};${measuredFigureOf(figure, label)};${otherwise})`,
        '""',
      )};"")`;
  const elapsed = `(${lastMonth(now)}-${lastMonth(from)})/(${lastMonth(until)}-${lastMonth(from)})`;
  const isCount = isAnyOf(
    statistic,
    figures.filter(({ isCountOfPeriod }) => isCountOfPeriod),
  );
  return {
    status: `=IFERROR(${statusFormula(figures, cells)};"an entry is an error")`,
    baseline: figureAt(from),
    current: figureAt(now),
    currentPeriod: `=IF(LEN(${from})=${LABEL.length};IFERROR(${currentPeriod(figures, statistic, from)};"");"")`,
    score:
      `=IF(AND(ISNUMBER(${expected});COUNT(${target};${current})=2);` +
      `IF(${isCount};${countScore(cells)};IF(COUNT(${baseline})=1;${levelScore(cells)};""));"")`,
    expected:
      `=IF(AND(${isPeriod(from)};${isPeriod(until)};${isPeriod(now)});` +
      `IF(AND(${monthsOf(from)}=${monthsOf(until)};${lastMonth(until)}>${lastMonth(from)};` +
      `${lastMonth(now)}>=${lastMonth(from)});${cut(elapsed)};"");"")`,
    order: orderFormula(cells),
  };
}

/** The status of a row that has no formulas yet: it answers as soon as somebody fills it in. */
export function waitingFormula(columns: ReadonlyMap<string, number>, row: number): string {
  const { keyResult, statistic, from, until, target } = cellsIn(columns, row);
  return `=IF(LEN(${[keyResult, statistic, from, until, target].join('&')})=0;"";"scored at the next refresh")`;
}

function cellsIn(columns: ReadonlyMap<string, number>, row: number): KeyResultCells {
  const at = (id: KeyResultColumn): string => `$${columnLetters(columns.get(id) ?? 0)}${row}`;
  return {
    keyResult: at('keyResult'),
    status: at('status'),
    statistic: at('statistic'),
    from: at('baselinePeriod'),
    until: at('targetPeriod'),
    target: at('target'),
    // Tabs of before that column was there: more is better.
    better: columns.has('better') ? at('better') : '""',
    baseline: at('baseline'),
    current: at('current'),
    now: at('currentPeriod'),
    score: at('score'),
    expected: at('expected'),
  };
}

const cut = (fraction: string): string => `MAX(0;MIN(1;${fraction}))`;

/** How much of the way from the baseline to the target has been made; none where the target lies on the other side. */
const levelScore = ({ better, target, baseline, current }: KeyResultCells): string =>
  `IF((${target}-${baseline})*(1-2*(${better}="lower"))>0;${cut(`(${current}-${baseline})/(${target}-${baseline})`)};"")`;

/** Counts start from 0 in each period: only the target says how many are good. */
const countScore = ({ better, target, current }: KeyResultCells): string =>
  `IF(${better}="lower";IF(${current}<=${target};1;${cut(`${target}/${current}`)});` +
  `IF(${target}>0;${cut(`${current}/${target}`)};""))`;

/**
 * A number by which the dashboard shows the worst first: how bad the status is, how low the score, and the number of the
 * row, which is found again as the remainder of a division by {@link ROWS}.
 */
const orderFormula = ({ status, score }: KeyResultCells): string => {
  const places: [string, number][] = [
    ['behind', 1],
    ['at risk', 2],
    ['not started', 4],
    ['on track', 5],
    ['done', 6],
  ];
  const place = inTurn(
    places.map(([word, at]) => [`${status}="${word}"`, String(at)]),
    '3',
  );
  return `=IF(${status}="";"";${place}*${1000 * ROWS}+ROUND(100*IF(ISNUMBER(${score});${score};0);0)*${ROWS}+ROW())`;
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
  statistic: string,
  baselinePeriod: string,
): string {
  const measured = figures.filter(({ month }) => month !== '');
  return [...new Set(measured.map(({ month }) => month))].reduceRight((otherwise, month) => {
    const label = byLength(baselinePeriod, (granularity) => lastComplete(month, granularity).label);
    const isOne = isAnyOf(
      statistic,
      measured.filter((figure) => figure.month === month),
    );
    return `IF(${isOne};${label};${otherwise})`;
  }, '""');
}
