import { changeInPercent, inThousands, signed } from '../domain/figures-in-words';
import { addMonths, periodOf, readPeriod, type Period } from '../domain/periods';
import { figureAt, type Table } from '../sheets/table';
import type { KeyFigure } from '../statistics/key-figures';
import type { SummarySources } from '../statistics/summarised';
import { FIGURE_HEADER, type PageRow } from './page';

/** A key figure of a quarter, beside the quarter and the year before. */
export interface FigureFact {
  readonly name: string;
  readonly isFew: boolean;
  readonly now: number | undefined;
  readonly quarterBefore: number | undefined;
  readonly yearBefore: number | undefined;
  /** Why there is none now; '' where there is one. */
  readonly why: string;
}

/** The figure of a period in its tab; undefined where there is none, or the column may be a person's own. */
export const keyFigureAt = (
  { table: read }: Pick<SummarySources, 'table'>,
  { tab, column, layout }: KeyFigure,
  label: string,
): number | undefined => {
  const table = read(tab, layout);
  return !table || table.guessed.has(column) ? undefined : figureAt(table, label, column);
};

/** What the summary's table says of each key figure. */
export const figureFacts = (
  sources: Pick<SummarySources, 'table'>,
  figures: readonly KeyFigure[],
  quarter: Period,
): FigureFact[] =>
  figures.map((figure) => {
    const at = (months: number): number | undefined =>
      keyFigureAt(sources, figure, periodOf(addMonths(quarter.firstMonth, -months)).label);
    const now = at(0);
    return {
      name: figure.name,
      isFew: figure.isFew === true,
      now,
      quarterBefore: at(3),
      yearBefore: at(12),
      why: now === undefined ? whyNot(sources.table(figure.tab, figure.layout), figure) : '',
    };
  });

function whyNot(table: Table | undefined, { column, isKnownOfTodayOnly }: KeyFigure): string {
  if (!table || table.rows.size === 0) return 'there is no tab with it';
  if (table.guessed.has(column)) return 'it is not clear which column of its tab it is';
  return isKnownOfTodayOnly
    ? 'it was not asked for while the quarter ran'
    : 'its tab has none of this quarter';
}

const [NUMBER, TEXT, PERCENT, FEW] = ['#,##0', '@', '+0.0%;-0.0%;0.0%', '+#,##0;-#,##0;0'];
const UNKNOWN = 'not known';

/** The rows of the summary's table. */
export const figureRows = (facts: readonly FigureFact[], { label }: Period): PageRow[] => [
  {
    kind: 'header',
    cells: [FIGURE_HEADER, label, 'Change on the quarter before', 'Change on the year before'],
  },
  ...facts.map((fact): PageRow => {
    const { name, now } = fact;
    const change = (before: number | undefined) => {
      if (now === undefined || before === undefined) return { value: UNKNOWN, format: TEXT };
      if (fact.isFew) return { value: now - before, format: FEW };
      return before === 0 ? { value: 'was 0', format: TEXT } : { value: now / before - 1, format: PERCENT };
    };
    return {
      kind: 'figures',
      cells: [
        { value: name, format: TEXT },
        now === undefined ? { value: 'not measured', format: TEXT } : { value: now, format: NUMBER },
        change(fact.quarterBefore),
        change(fact.yearBefore),
      ],
      text: describeFigure(fact),
    };
  }),
];

function describeFigure({ name, now, quarterBefore, yearBefore, isFew, why }: FigureFact): string {
  if (now === undefined) return `${name}: not measured, because ${why}.`;
  const change = (before: number | undefined): string => {
    if (before === undefined) return UNKNOWN;
    return isFew ? signed(now - before) : changeInPercent(before, now);
  };
  return `${name}: ${inThousands(now)} (${change(quarterBefore)} on the quarter before, ${change(yearBefore)} on the year before).`;
}

/** Why figures of the table are not measured, those of one reason together; nothing where all are. */
export function describeUnmeasured(facts: readonly FigureFact[]): string[] {
  const reasons = [...new Set(facts.map(({ why }) => why))].filter((why) => why !== '');
  if (reasons.length === 0) return [];
  const named = reasons.map(
    (why) =>
      `${facts
        .filter((fact) => fact.why === why)
        .map(({ name }) => name)
        .join(', ')}: ${why}`,
  );
  return [`Not measured: ${named.join('; ')}.`];
}

/** Periods between the first one of a tab and a quarter that have no figure, by the name of the figure. */
export function gapsOf(
  sources: Pick<SummarySources, 'table'>,
  figures: readonly KeyFigure[],
  quarters: readonly Period[],
): { name: string; periods: Period[] }[] {
  return figures
    .filter(({ isKnownOfTodayOnly }) => isKnownOfTodayOnly !== true)
    .flatMap((figure) => {
      const table = sources.table(figure.tab, figure.layout);
      const first = [...(table?.rows.keys() ?? [])].filter((label) => readPeriod(label)).sort()[0] ?? '~';
      const periods = quarters.filter(
        ({ label }) => label >= first && keyFigureAt(sources, figure, label) === undefined,
      );
      return periods.length > 0 ? [{ name: figure.name, periods }] : [];
    });
}
