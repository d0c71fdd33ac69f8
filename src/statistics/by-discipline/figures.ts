import { addMonths, lastComplete, periodOf, periodsBetween, type Period } from '../../domain/periods';
import { voKey } from '../../domain/vo-names';

/** What the VOs have together that no discipline names. */
export const NO_DISCIPLINE = 'no discipline known';

/** The quarters of a year that are over, and the same ones of the year before. */
export interface Compared {
  readonly now: readonly Period[];
  readonly before: readonly Period[];
}

/** What is compared by the figures that were measured in a month: the year of the last complete quarter, up to it. */
export function comparedUpTo(month: string): Compared {
  const last = lastComplete(month);
  const first = `${last.firstMonth.slice(0, 4)}-01`;
  const now = periodsBetween(first, last.lastMonth);
  return { now, before: now.map(({ firstMonth }) => periodOf(addMonths(firstMonth, -12))) };
}

/** A figure by VO, by {@link voKey}. */
export type ByVo = ReadonlyMap<string, number>;

/** The VOs of each discipline by {@link voKey}, each once, however often it stands there. */
export type VosOfDisciplines = ReadonlyMap<string, ReadonlySet<string>>;

export const vosOf = (
  disciplines: readonly { readonly name: string; readonly vos: readonly string[] }[],
): VosOfDisciplines => new Map(disciplines.map(({ name, vos }) => [name, new Set(vos.map(voKey))]));

/** Sums of each discipline, and of the VOs that none names. A VO that stands under several counts under each. */
export function sumsOf(disciplines: VosOfDisciplines, figures: ByVo): Map<string, number> {
  const sums = new Map<string, number>();
  const named = new Set<string>();
  for (const [name, vos] of disciplines) {
    vos.forEach((vo) => named.add(vo));
    sums.set(
      name,
      [...vos].reduce((sum, vo) => sum + (figures.get(vo) ?? 0), 0),
    );
  }
  const others = [...figures].filter(([vo]) => !named.has(vo));
  return sums.set(
    NO_DISCIPLINE,
    others.reduce((sum, [, figure]) => sum + figure, 0),
  );
}

/** The VOs with a figure that stand under more than one discipline. */
export const underSeveral = (disciplines: VosOfDisciplines, figures: readonly ByVo[]): string[] =>
  [...new Set(figures.flatMap((each) => [...each.keys()]))].filter(
    (vo) => [...disciplines.values()].filter((vos) => vos.has(vo)).length > 1,
  );

/**
 * Whether each VO counted once comes to what is reported.
 *
 * @param areRounded whether each of the figures, and what is reported, has been rounded by itself
 */
export function isSumOf(reported: number, figures: readonly number[], areRounded: boolean): boolean {
  const off = Math.abs(figures.reduce((sum, figure) => sum + figure, 0) - reported);
  return off <= (areRounded ? (figures.length + 1) / 2 : 0);
}
