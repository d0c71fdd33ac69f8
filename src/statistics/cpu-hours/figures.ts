import { inThousands } from '../../domain/figures-in-words';
import { printableVoName, voKey } from '../../domain/vo-names';
import { largerOf } from '../larger-sums';
import type { CpuAnswer, VoHours } from '../../portals/accounting/source';

/** One period's row of a CPU/h tab, and its column of the tab by VO. */
export interface CpuFigures {
  readonly cpuHours: number;
  /** All VOs that the portal lists, each once. */
  readonly vos: readonly VoHours[];
  /** VOs with hours, in the portal's order, named as the portal names them. */
  readonly withAccounting: readonly string[];
  /** VOs that the portal lists with no hours. */
  readonly withoutAccounting: readonly string[];
  /** The smaller of two sums of which the larger one was accepted. */
  readonly smaller?: number;
  /** Sentences for the run log about what looked odd and was counted all the same. */
  readonly warnings: readonly string[];
}

/** The hours of a VO under two spellings. */
const together = (first: VoHours, again: VoHours): VoHours => ({
  name: first.name,
  hours: first.hours + again.hours,
  ...((first.smaller ?? again.smaller) !== undefined && {
    smaller: (first.smaller ?? first.hours) + (again.smaller ?? again.hours),
  }),
});

/** Names that differ only in case are one VO: its hours are added up under the name that came first. */
function mergeCases(vos: readonly VoHours[]): { merged: VoHours[]; warnings: string[] } {
  const merged = new Map<string, VoHours>();
  const warnings: string[] = [];
  for (const vo of vos) {
    const first = merged.get(voKey(vo.name));
    if (first) {
      warnings.push(sameVo(printableVoName(first.name), printableVoName(vo.name)));
    }
    merged.set(voKey(vo.name), first ? together(first, vo) : vo);
  }
  return { merged: [...merged.values()], warnings };
}

/** What to say of two names of one VO, which may look alike: blanks and invisible signs are not shown. */
const sameVo = (one: string, other: string): string =>
  one.toLowerCase() === other.toLowerCase() && one !== other
    ? `"${one}" and "${other}" differ only in case and are counted as one VO.`
    : `"${one}" and "${other}" are taken for the same VO and are counted as one.`;

/** The figures of one period from the portal's checked answer. */
export function cpuFigures(answer: CpuAnswer): CpuFigures {
  const { merged, warnings } = mergeCases(answer.vos);
  return {
    cpuHours: answer.total,
    vos: merged,
    withAccounting: merged.filter((vo) => vo.hours > 0).map((vo) => vo.name),
    withoutAccounting: merged.filter((vo) => vo.hours <= 0).map((vo) => vo.name),
    ...(answer.smaller !== undefined && { smaller: answer.smaller }),
    warnings: [...warnings, ...largerTaken(answer)],
  };
}

/** What to say of a total that is the larger one of two sums. */
const largerTaken = ({ total, smaller }: CpuAnswer): string[] =>
  smaller === undefined ? [] : [`${inThousands(total)} hours are ${largerOf(smaller)}.`];
