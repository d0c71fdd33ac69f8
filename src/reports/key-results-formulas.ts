import { labelPart as part, lastMonthOf as lastMonth, quotedText } from '../sheets/formulas';
import { KEY_FIGURES, measuredFigureOf, type MeasuredFigure } from '../statistics/key-figures';
import { columnLetters } from '../sheets/a1';
import { GRANULARITIES, LABEL, lastComplete, periodsBetween, type Granularity } from '../domain/periods';

/** Columns of people and of the product in the tab "Key results", by id. */
export type KeyResultColumn =
  'objective' | 'keyResult' | 'statistic' | 'baselinePeriod' | 'targetPeriod' | 'target' | OwnColumn;

/** Those that the product fills with formulas. */
export const OWN_COLUMNS = ['baseline', 'current', 'currentPeriod', 'score', 'expected', 'status'] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];

/** What a score of one, at least the expected one, at least 0.7 of it, and less are called. */
export const SCORED = ['done', 'on track', 'at risk', 'behind'] as const;
const AT_RISK = '7/10';
/** Scores are compared to nine decimals, because fractions are not exact. */
const DECIMALS = 9;

/** Lengths of periods in months, each with its place in CHOOSE. */
const GRANULARITY_OF: Partial<Record<number, Granularity>> = {
  1: 'month',
  3: 'quarter',
  6: 'half-year',
  12: 'year',
};

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
  const at = (id: KeyResultColumn): string => `$${columnLetters(columns.get(id) ?? 0)}${row}`;
  const [statistic, target, baseline, current, score] = [
    at('statistic'),
    at('target'),
    at('baseline'),
    at('current'),
    at('score'),
  ];
  const [from, until, now] = [at('baselinePeriod'), at('targetPeriod'), at('currentPeriod')];
  const figureAt = (label: string): string =>
    `=IFERROR(${figures
      .filter(({ sources }) => sources.length > 0)
      .reduceRight(
        (otherwise, figure) =>
          `IF(${statistic}=${quotedText(figure.name)};${measuredFigureOf(figure, label)};${otherwise})`,
        '""',
      )};"")`;
  const elapsed = `(${lastMonth(now)}-${lastMonth(from)})/(${lastMonth(until)}-${lastMonth(from)})`;
  return {
    baseline: figureAt(from),
    current: figureAt(now),
    currentPeriod: `=IF(LEN(${from})=${LABEL.length};IFERROR(${currentPeriod(figures, statistic, from)};"");"")`,
    score:
      `=IF(AND(ISNUMBER(${at('expected')});COUNT(${target};${baseline};${current})=3);` +
      `IF(${target}=${baseline};"";${cut(`(${current}-${baseline})/(${target}-${baseline})`)});"")`,
    expected:
      `=IF(AND(${isPeriod(from)};${isPeriod(until)};${isPeriod(now)});` +
      `IF(AND(${months(from)}=${months(until)};${lastMonth(until)}>${lastMonth(from)};` +
      `${lastMonth(now)}>=${lastMonth(from)});${cut(elapsed)};"");"")`,
    // As short as the columns that show it are wide: rows do not grow with what formulas say.
    status: `=IFERROR(${inTurn(
      [
        [`${statistic}&${from}&${until}&${target}=""`, '""'],
        [`${statistic}=""`, '"choose a statistic"'],
        [
          `NOT(OR(${KEY_FIGURES.map(({ name }) => `${statistic}=${quotedText(name)}`).join(';')}))`,
          '"unknown statistic"',
        ],
        [`NOT(${isPeriod(from)})`, '"no such baseline period"'],
        [`NOT(${isPeriod(until)})`, '"no such target period"'],
        [`${months(from)}<>${months(until)}`, '"periods differ in length"'],
        [`${lastMonth(until)}<=${lastMonth(from)}`, '"target period too early"'],
        [`${target}=""`, '"enter a target"'],
        [`COUNT(${target})=0`, '"target is not a number"'],
        [`COUNT(${current})=0`, '"no figure yet"'],
        [`${at('expected')}=""`, '"baseline is not over"'],
        [`COUNT(${baseline})=0`, '"baseline has no figure"'],
        [`${target}=${baseline}`, '"baseline is the target"'],
        [`${score}=1`, quotedText(SCORED[0])],
        [`ROUND(${score}-${at('expected')};${DECIMALS})>=0`, quotedText(SCORED[1])],
        [`ROUND(${score}-${AT_RISK}*${at('expected')};${DECIMALS})>=0`, quotedText(SCORED[2])],
      ],
      quotedText(SCORED[3]),
    )};"an entry is an error")`,
  };
}

const cut = (fraction: string): string => `MAX(0;MIN(1;${fraction}))`;

/** The outcome of the first condition that holds. */
const inTurn = (
  cases: readonly (readonly [condition: string, outcome: string])[],
  otherwise: string,
): string =>
  cases.reduceRight((rest, [condition, outcome]) => `IF(${condition};${outcome};${rest})`, otherwise);

/** How many months the period has whose label a cell holds. */
const months = (cell: string): string => `(${part(cell, LABEL.last)}-${part(cell, LABEL.first)}+1)`;

/** What labels of the periods of a year have behind the year: ` .01-01 .02-02 ... .01-03 .04-06 ... .01-12 `. */
const MONTHS_OF_PERIODS = ` ${GRANULARITIES.flatMap((granularity) =>
  periodsBetween('2000-01', '2000-12', granularity).map(({ label }) => label.slice(LABEL.months[0] - 1)),
).join(' ')} `;

/**
 * Whether a cell holds the label of a month, quarter, half-year or year, as parsePeriod reads them. Shorter than 256
 * characters, which is what Excel takes as a rule for what may be entered.
 */
export const isPeriod = (cell: string): string =>
  `IFERROR(AND(LEN(${cell})=${LABEL.length};${part(cell, LABEL.year)}>=1000;` +
  `FIND(" "&MID(${cell};${LABEL.months.join(';')})&" ";${quotedText(MONTHS_OF_PERIODS)})>0);FALSE)`;

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
    const names = measured.filter((figure) => figure.month === month).map(({ name }) => name);
    const labels = Array.from({ length: 12 }, (_, index) => {
      const granularity = GRANULARITY_OF[index + 1];
      return granularity ? quotedText(lastComplete(month, granularity).label) : '""';
    });
    return (
      `IF(OR(${names.map((name) => `${statistic}=${quotedText(name)}`).join(';')});` +
      `CHOOSE(${months(baselinePeriod)};${labels.join(';')});${otherwise})`
    );
  }, '""');
}
