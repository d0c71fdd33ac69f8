import { cpuFigures } from '../cpu-hours/figures';
import { firstDayOf, lastDayOf, readDay } from '../../domain/days';
import type { Period } from '../../domain/periods';
import type { Agreement, SlaKind } from './agreements';
import { printableVoName, voKey } from '../../domain/vo-names';
import type { CpuAnswer, VoHours } from '../../portals/accounting/source';

/** An agreement that would count in a period if one of its dates could be read. */
export interface UnreadableDate {
  readonly agreement: Agreement;
  readonly which: 'start' | 'end';
}

/** The VOs that have an agreement of a kind during the whole of a period. */
export interface VosInForce {
  /** Each once, in the order of the tab, and as it is written there first. */
  readonly vos: readonly string[];
  /** What keeps VOs from being among them, or not being. */
  readonly unreadable: readonly UnreadableDate[];
}

export function vosInForce(agreements: readonly Agreement[], kind: SlaKind, period: Period): VosInForce {
  const vos = new Map<string, string>();
  const unreadable: UnreadableDate[] = [];
  for (const agreement of agreements) {
    if (!agreement.kinds.includes(kind)) continue;
    const [start, end] = [readDay(agreement.start), readDay(agreement.end)];
    const isOutside =
      (start ?? '') > firstDayOf(period.firstMonth) ||
      (end !== undefined && end < lastDayOf(period.lastMonth));
    if (isOutside) continue;
    if (start === undefined || end === undefined) {
      unreadable.push({ agreement, which: start === undefined ? 'start' : 'end' });
      continue;
    }
    for (const vo of agreement.vos) vos.set(voKey(vo), vos.get(voKey(vo)) ?? vo);
  }
  return {
    vos: [...vos.values()],
    unreadable: unreadable.filter(({ agreement }) => !agreement.vos.every((vo) => vos.has(voKey(vo)))),
  };
}

/** Which agreement it is about, and what to do. */
export const describeUnreadable = (title: string, { agreement, which }: UnreadableDate): string => {
  const text = agreement[which];
  const what = text === '' ? 'has no date' : `"${printableVoName(text)}" cannot be read as a date`;
  return `Row ${agreement.row} of the tab "${title}": the ${which} ${what}. Write it as in 31 Dec 2026.`;
};

/** What has been measured of one period. */
export interface SlaFigures {
  /** Of the VOs with an agreement, each once. */
  readonly hours: readonly VoHours[];
  /** Undefined: it is not known which VOs it would have to count. */
  readonly total: number | undefined;
  /** VOs with an agreement that the portal does not list: they have 0 hours. */
  readonly absent: readonly string[];
  /** Sentences for the run log about what looked odd and was counted all the same. */
  readonly warnings: readonly string[];
}

/** The figures of one period from the portal's checked answer about the VOs in force. */
export function slaFigures(answer: CpuAnswer, { vos, unreadable }: VosInForce): SlaFigures {
  const { vos: listed, warnings } = cpuFigures(answer);
  const hoursOf = new Map(listed.map(({ name, hours }) => [voKey(name), hours]));
  return {
    hours: vos.map((name) => ({ name, hours: hoursOf.get(voKey(name)) ?? 0 })),
    total: unreadable.length > 0 ? undefined : answer.total,
    absent: vos.filter((name) => !hoursOf.has(voKey(name))),
    warnings,
  };
}
