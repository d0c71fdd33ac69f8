import { lastComplete, monthOfDay, periodBefore } from '../domain/periods';
import type { KeyFigure } from '../statistics/key-figures';
import { KEY_FIGURES } from '../statistics/registry';
import { FORMAT, type Section } from './dashboard-content';
import type { Tables } from './figure-sources';
import { describeGain, describeMover, MOST_MOVERS, moversIn, type Mover } from './movers';

type Line = Section['lines'][number];
type ByVo = NonNullable<KeyFigure['byVo']>;

/** The VOs that moved most of a figure that is known by VO. */
export interface FigureMovers {
  readonly name: string;
  readonly byVo: ByVo;
  /** The largest change first; undefined where there are no two periods to compare. */
  readonly gained: readonly Mover[] | undefined;
  readonly lost: readonly Mover[] | undefined;
  /** Which periods, in words; '' for none. */
  readonly compared: string;
}

/**
 * The VOs that moved most in the last complete quarter of each figure that is known by VO.
 *
 * @param measuredOn days on which statistics were last measured, by their ids
 * @param isVo whether a label is that of a VO
 */
export const moversOf = (
  tables: Tables,
  measuredOn: Readonly<Record<string, string>>,
  isVo: (label: string) => boolean,
): FigureMovers[] =>
  KEY_FIGURES.flatMap(({ name, byVo, statistic }) => {
    const month = monthOfDay(measuredOn[statistic] ?? '');
    return byVo ? [{ name, byVo, ...moversUpTo(month, byVo, tables, isVo) }] : [];
  });

function moversUpTo(
  month: string,
  { tab, layout, isBlankNone }: ByVo,
  tables: Tables,
  isVo: (label: string) => boolean,
): Pick<FigureMovers, 'gained' | 'lost' | 'compared'> {
  const table = month === '' ? undefined : tables.get(tab, layout);
  const last = lastComplete(month === '' ? '2000-01' : month);
  const before = periodBefore(last);
  const movers = table && moversIn(table, [last.label, before.label], isBlankNone === true, isVo);
  const compared = movers ? `${last.label} with ${before.label}` : '';
  return { gained: movers?.gained, lost: movers?.lost, compared };
}

const NONE_YET = 'no figures of two periods yet';

/** The VO that gained most in each figure that is known of the newest period, a line each, and what is compared. */
export function mostGained(movers: readonly FigureMovers[]): readonly [gains: string, compared: string] {
  const newest = movers.reduce((last, { compared }) => (compared > last ? compared : last), '');
  if (newest === '') return [NONE_YET, ''];
  const gains = movers
    .filter(({ compared }) => compared === newest)
    .map(({ gained: [first] = [], byVo }) => (first ? describeGain(first, byVo) : `no VO, ${byVo.short}`));
  return [gains.join('\n'), newest];
}

export const moversSection = (movers: readonly FigureMovers[]): Section => ({
  id: 'movers',
  header: [
    'VOs that moved most',
    ...Array.from({ length: MOST_MOVERS }, (_, index) => String(index + 1)),
    'Compared',
  ],
  lines: movers.flatMap((figure) => [
    lineOf(figure, 'gained', figure.gained),
    lineOf(figure, 'lost', figure.lost),
  ]),
  formatsOf: () => Array.from({ length: MOST_MOVERS + 2 }, () => FORMAT.text),
  isWrittenWhole: true,
  quiet: [MOST_MOVERS + 1],
});

const lineOf = (
  { name, byVo, compared }: FigureMovers,
  way: string,
  movers: readonly Mover[] | undefined,
): Line => [
  `${name}: ${way}`,
  ...Array.from({ length: MOST_MOVERS }, (_, index) => {
    const mover = movers?.[index];
    if (mover) return describeMover(mover, byVo.unit);
    return index > 0 ? '' : movers ? 'none' : NONE_YET;
  }),
  compared,
];
