import { addMonths, lastComplete, LENGTH_IN_MONTHS, monthOfDay, periodOf } from '../domain/periods';
import type { KeyFigure } from '../statistics/key-figures';
import { KEY_FIGURES } from '../statistics/registry';
import { FORMAT, type Section } from './dashboard-content';
import type { Tables } from './figure-sources';
import { describeMover, MOST_MOVERS, moversIn, type Mover } from './movers';

type Line = Section['lines'][number];

/**
 * The VOs that moved most in the last complete quarter of each figure that is known by VO.
 *
 * @param measuredOn days on which statistics were last measured, by their ids
 * @param isVo whether a label is that of a VO
 */
export const moversSection = (
  tables: Tables,
  measuredOn: Readonly<Record<string, string>>,
  isVo: (label: string) => boolean,
): Section => ({
  id: 'movers',
  header: [
    'VOs that moved most',
    ...Array.from({ length: MOST_MOVERS }, (_, index) => String(index + 1)),
    'Compared',
  ],
  lines: KEY_FIGURES.flatMap((figure) =>
    figure.byVo
      ? linesOf(figure, figure.byVo, tables, monthOfDay(measuredOn[figure.statistic] ?? ''), isVo)
      : [],
  ),
  formatsOf: () => Array.from({ length: MOST_MOVERS + 2 }, () => FORMAT.text),
  isWrittenWhole: true,
  quiet: [MOST_MOVERS + 1],
});

function linesOf(
  { name }: KeyFigure,
  { tab, layout, isBlankNone }: NonNullable<KeyFigure['byVo']>,
  tables: Tables,
  month: string,
  isVo: (label: string) => boolean,
): Line[] {
  const line = (way: string, movers: readonly Mover[] | undefined, compared: string): Line => [
    `${name}: ${way}`,
    ...Array.from({ length: MOST_MOVERS }, (_, index) => {
      const mover = movers?.[index];
      if (mover) return describeMover(mover);
      return index > 0 ? '' : movers ? 'none' : 'no figures of two periods yet';
    }),
    compared,
  ];
  const table = month === '' ? undefined : tables.get(tab, layout);
  const last = lastComplete(month === '' ? '2000-01' : month);
  const before = periodOf(addMonths(last.firstMonth, -LENGTH_IN_MONTHS.quarter));
  const movers = table && moversIn(table, [last.label, before.label], isBlankNone === true, isVo);
  const compared = movers ? `${last.label} with ${before.label}` : '';
  return [line('gained', movers?.gained, compared), line('lost', movers?.lost, compared)];
}
