import {
  columnRange,
  figureInCell,
  quotedText,
  quotedTitle,
  voFigureOf,
  type Source,
} from '../sheets/formulas';
import { GROWTH, measuredFigureOf, type MeasuredFigure } from '../statistics/key-figures';
import { inTurn, isAnyOf } from './formula-parts';
import { columnLetters } from '../sheets/a1';

/** The name of a statistic without the words that ask for its growth. */
export const withoutGrowth = (statistic: string): string =>
  `SUBSTITUTE(${statistic};${quotedText(GROWTH)};"")`;

/** Whether a cell asks for growth, of whatever it be. */
export const asksForGrowth = (statistic: string): string =>
  `RIGHT(${statistic};${GROWTH.length})=${quotedText(GROWTH)}`;

/** Whether a cell asks for the growth of one of the statistics. */
export const isGrowth = (statistic: string, figures: readonly MeasuredFigure[]): string =>
  isAnyOf(
    statistic,
    figures.filter(({ canGrow }) => canGrow).map(({ name }) => ({ name: `${name}${GROWTH}` })),
  );

/**
 * The figure of the statistic, and of the VO, that cells name; an error when there is none.
 *
 * @param statistic the cell with the statistic's name
 * @param vo the cell with the VO's name; '""' where there is no such column
 * @param label what gives the period's label
 */
export function lookedUp(
  figures: readonly MeasuredFigure[],
  statistic: string,
  vo: string,
  label: string,
): string {
  const ofAll = inTurn(
    groupsOf(figures).map((group) => [isOneOf(statistic, group), figureOfGroup(group, statistic, label)]),
    NOTHING,
  );
  if (vo === '""') return ofAll;
  const ofOne = inTurn(
    figures.flatMap((figure): [string, string][] =>
      figure.byVo ? [[isOneOf(statistic, [figure]), voFigureOf(figure.byVo, `TRIM(${vo})`, label)]] : [],
    ),
    NOTHING,
  );
  return `IF(LEN(TRIM(${vo}))=0;${ofAll};${ofOne})`;
}

/** An error: programs disagree about what a text without letters is as a number. */
const NOTHING = '1/0';

/** Whether a cell names one of the figures, or the growth of one. */
function isOneOf(statistic: string, group: Group): string {
  const named = group.map(
    ({ name, canGrow }) => `${canGrow ? withoutGrowth(statistic) : statistic}=${quotedText(name)}`,
  );
  return named.length === 1 ? named.join() : `OR(${named.join(';')})`;
}

type Group = readonly MeasuredFigure[];

/** Figures of the same tabs together, so that the formula stays below the 8,192 characters that Excel takes. */
function groupsOf(figures: readonly MeasuredFigure[]): Group[] {
  const groups = new Map<string, MeasuredFigure[]>();
  for (const figure of figures.filter(({ sources }) => sources.length > 0)) {
    const isAlone = figure.sources.some(({ mark }) => mark !== undefined);
    const key = isAlone ? figure.name : JSON.stringify(figure.sources.map(({ title }) => title));
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()];
}

function figureOfGroup(group: Group, statistic: string, label: string): string {
  const [first, ...others] = group;
  if (!first) return NOTHING;
  if (others.length === 0) return measuredFigureOf(first, label);
  const ofSource = first.sources.map((source, index) => {
    const columns = group.map(({ sources }) => sources[index]?.column ?? source.column);
    const column = inTurn(
      others.map((figure, place) => [isOneOf(statistic, [figure]), String((columns[place + 1] ?? 0) + 1)]),
      String(source.column + 1),
    );
    return figureInColumn(source, Math.max(...columns), column, label);
  });
  return ofSource.reduceRight((otherwise, figure) => `IFERROR(${figure};${otherwise})`);
}

const figureInColumn = (
  { title, keyColumn, rows }: Source,
  last: number,
  column: string,
  label: string,
): string =>
  figureInCell(
    `${quotedTitle(title)}!$A$1:$${columnLetters(last)}$${rows}`,
    column,
    `MATCH(${label};${columnRange(title, keyColumn, rows)};0)`,
  );
