import { changeInPercent, inThousands } from '../domain/figures-in-words';
import { figureOf, isSameFormula, sourceIn } from '../sheets/formulas';
import { periodSeries, type Layout } from '../sheets/layout';
import { figureAt, formulaAt, seriesRows, textAt, type Table } from '../sheets/table';
import type { Cell, Wanted } from '../sheets/wanted';
import type { KeyFigure } from '../statistics/key-figures';
import type { SummarySources } from '../statistics/summarised';
import { cellAddress } from '../sheets/a1';
import { keyFigureAt, type FigureFact } from './figures';

/** The product's own name of the tab, and its title. */
export const [AS_REPORTED, AS_REPORTED_TITLE] = ['as-reported', 'OKR As reported'] as const;

const todayOf = (name: string): string => `${name} today`;

/** The figures of each quarter as its summary said them, each beside today's. */
export const asReportedLayout = (figures: readonly KeyFigure[]): Layout => ({
  keyColumn: { id: 'period', header: 'Period', kind: 'text' },
  columns: [
    {
      id: 'madeOn',
      header: 'Summary made on',
      kind: 'text',
      note: 'The day on which the summary of the quarter was made. Its figures are never rewritten, unless it is made anew.',
    },
    ...figures.flatMap(({ name }) => [
      { id: name, header: name, kind: 'figure' as const, note: 'As the summary of the quarter said it.' },
      {
        id: todayOf(name),
        header: todayOf(name),
        kind: 'figure' as const,
        note: 'A formula: the figure that stands in its tab today. Where it differs, it has been corrected since.',
      },
    ]),
  ],
  firstRows: [],
  rowSeries: periodSeries,
});

/** What the tab shall hold when the summary of a quarter is made: that quarter's figures, and all formulas. */
export const asReportedWanted = (
  figures: readonly KeyFigure[],
  facts: readonly FigureFact[],
  { label, madeOn }: { readonly label: string; readonly madeOn: string },
  sources: Pick<SummarySources, 'table'>,
): Wanted => ({
  rows: [{ key: label, label }],
  cells: (table) => [
    { row: label, column: 'madeOn', value: madeOn },
    ...facts.map(({ name, now }): Cell => ({ row: label, column: name, value: now ?? null })),
    ...[...new Set([...seriesRows(table), label])].flatMap((row) =>
      figures.flatMap((figure) => todayCell(table, row, figure, sources)),
    ),
  ],
});

function todayCell(
  table: Table,
  row: string,
  figure: KeyFigure,
  { table: read }: Pick<SummarySources, 'table'>,
): Cell[] {
  const tab = read(figure.tab, figure.layout);
  const source = tab && sourceIn(tab, figure.column);
  const [at, keyColumn] = [table.rows.get(row), table.columns.get('period')];
  if (!source || at === undefined || keyColumn === undefined) return [];
  const formula = `=IFERROR(${figureOf(source, cellAddress(at, keyColumn))};"")`;
  const column = todayOf(figure.name);
  return isSameFormula(formulaAt(table, row, column), formula) ? [] : [{ row, column, value: { formula } }];
}

/** A figure that its summary said otherwise than its tab has it now. */
export interface Correction {
  readonly name: string;
  readonly label: string;
  readonly reported: number;
  /** undefined: there is none any more. */
  readonly now: number | undefined;
}

/** What has been corrected of the quarters before one; undefined where no summary of any was made. */
export function correctionsOf(
  table: Table,
  figures: readonly KeyFigure[],
  sources: Pick<SummarySources, 'table'>,
  before: string,
): Correction[] | undefined {
  const earlier = seriesRows(table).filter((label) => label < before);
  if (earlier.length === 0) return undefined;
  return earlier
    .sort()
    .reverse()
    .flatMap((label) =>
      figures.flatMap((figure): Correction[] => {
        const [reported, now] = [figureAt(table, label, figure.name), keyFigureAt(sources, figure, label)];
        return reported === undefined || reported === now
          ? []
          : [{ name: figure.name, label, reported, now }];
      }),
    );
}

export function describeCorrections(corrections: readonly Correction[] | undefined, most: number): string {
  if (corrections === undefined)
    return 'Corrected since earlier summaries: not known, because there is none.';
  if (corrections.length === 0) return 'Corrected since earlier summaries: nothing.';
  const named = corrections.slice(0, most).map(({ name, label, reported, now }) => {
    const today =
      now === undefined ? 'no figure any more' : `${inThousands(now)} (${changeInPercent(reported, now)})`;
    return `${name} ${label}, reported as ${inThousands(reported)}, now ${today}`;
  });
  const more = corrections.length - most;
  return `Corrected since earlier summaries: ${named.join('; ')}${more > 0 ? `; and ${more} more, see the tab ${AS_REPORTED_TITLE}` : ''}.`;
}

/** The day on which the summary of a quarter was made; '' where none was. */
export const madeOn = (table: Table, label: string): string => textAt(table, label, 'madeOn');
