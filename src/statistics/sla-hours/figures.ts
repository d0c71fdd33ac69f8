import { cpuFigures } from '../cpu-hours/figures';
import { dayAfter, firstDayOf, lastDayOf, readDay, type Day } from '../../domain/days';
import { plainLabel } from '../../domain/labels';
import type { Period } from '../../domain/periods';
import type { Agreement, SlaKind } from './agreements';
import { voKey } from '../../domain/vo-names';
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

/**
 * The VOs that have an agreement of a kind on each day of a period. The days of all rows of a VO count together, because
 * an agreement that is renewed gets a row of its own.
 */
export function vosInForce(agreements: readonly Agreement[], kind: SlaKind, period: Period): VosInForce {
  const [first, last] = [firstDayOf(period.firstMonth), lastDayOf(period.lastMonth)];
  const names = new Map<string, string>();
  const spans = new Map<string, [start: Day, end: Day][]>();
  const unreadable: UnreadableDate[] = [];
  for (const agreement of agreements) {
    if (!agreement.kinds.includes(kind)) continue;
    const [start, end] = [readDay(agreement.start), readDay(agreement.end)];
    if ((start ?? '') > last || (end !== undefined && end < first)) continue;
    if (start === undefined || end === undefined) {
      unreadable.push({ agreement, which: start === undefined ? 'start' : 'end' });
      continue;
    }
    for (const vo of agreement.vos) {
      const key = voKey(vo);
      names.set(key, names.get(key) ?? vo);
      spans.set(key, [...(spans.get(key) ?? []), [start, end]]);
    }
  }
  const inForce = [...names].filter(([key]) => isCovered(first, last, spans.get(key) ?? []));
  const isInForce = new Set(inForce.map(([key]) => key));
  return {
    vos: inForce.map(([, name]) => name),
    unreadable: unreadable.filter(
      ({ agreement }) => !agreement.vos.every((vo) => isInForce.has(voKey(vo))) && mayCover(agreement),
    ),
  };

  /** Whether its readable date, with those of other rows, leaves it open that all of the period is covered. */
  function mayCover({ vos, start, end }: Agreement): boolean {
    const span: [Day, Day] = [readDay(start) ?? first, readDay(end) ?? last];
    return vos.some((vo) => isCovered(first, last, [...(spans.get(voKey(vo)) ?? []), span]));
  }
}

function isCovered(first: Day, last: Day, spans: readonly (readonly [start: Day, end: Day])[]): boolean {
  let next = first;
  for (const [start, end] of [...spans].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (start <= next && end >= next) next = dayAfter(end);
  }
  return next > last;
}

/** Characters of what stands in place of a date that a message quotes. */
const LONGEST_DATE = 60;

/** Which agreement it is about, and what to do. */
export const describeUnreadable = (title: string, { agreement, which }: UnreadableDate): string => {
  const text = agreement[which];
  const what =
    text === '' ? 'has no date' : `"${plainLabel(text).slice(0, LONGEST_DATE)}" cannot be read as a date`;
  return `Row ${agreement.row} of the tab "${title}": the ${which} ${what}. Write it as in 31 Dec 2026.`;
};

/** What has been measured of one period. */
export interface SlaFigures {
  /** Of the VOs with an agreement, each once. */
  readonly vos: readonly VoHours[];
  /** Undefined: it is not known which VOs it would have to count. */
  readonly total: number | undefined;
  /** VOs with an agreement that the portal does not list: they have 0 hours. */
  readonly absent: readonly string[];
  /** Sentences for the run log about what looked odd and was counted all the same. */
  readonly warnings: readonly string[];
  /** The smaller of two sums of which the larger one was accepted. */
  readonly smaller?: number;
}

/** The figures of one period from the portal's checked answer about the VOs in force. */
export function slaFigures(answer: CpuAnswer, { vos, unreadable }: VosInForce): SlaFigures {
  const { vos: listed, warnings, smaller } = cpuFigures(answer);
  const hoursOf = new Map(listed.map((vo) => [voKey(vo.name), vo]));
  return {
    vos: vos.map((name) => ({ hours: 0, ...hoursOf.get(voKey(name)), name })),
    total: unreadable.length > 0 ? undefined : answer.total,
    absent: vos.filter((name) => !hoursOf.has(voKey(name))),
    warnings,
    ...(smaller !== undefined && { smaller }),
  };
}
