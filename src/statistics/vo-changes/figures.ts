import { printableVoName } from '../../domain/vo-names';
import type { VosByStatus } from '../../portals/operations';

/** One period's row of the tab about VO changes. */
export interface VoChanges {
  /** All changes of status; a VO that got two of them counts twice, as the portal counts it. */
  readonly total: number;
  readonly deleted: number;
  readonly production: number;
  /** Which VO got which status: `vo.x(P), vo.y(L)`, or `-` for none. */
  readonly list: string;
  /** Sentences for the run log about what looked odd and was counted all the same. */
  readonly warnings: readonly string[];
}

/** How the list marks a status; one that is not known stands there under its own name. */
const MARKS: Readonly<Record<string, string>> = {
  Production: 'P',
  Leaving: 'L',
  Deleted: 'D',
  Pending: 'PE',
};

/** The figures of one period from the portal's checked report. */
export function voChanges(report: readonly VosByStatus[]): VoChanges {
  const countOf = (changes: readonly VosByStatus[]): number =>
    changes.reduce((sum, { count }) => sum + count, 0);
  const ofStatus = (status: string): number => countOf(report.filter((change) => change.status === status));
  const entries = report.flatMap(({ status, vos }) =>
    vos.map((vo) => `${printableVoName(vo)}(${MARKS[status] ?? printableVoName(status)})`),
  );
  return {
    total: countOf(report),
    deleted: ofStatus('Deleted'),
    production: ofStatus('Production'),
    list: entries.length === 0 ? '-' : entries.join(', '),
    warnings: report
      .filter(({ count, vos }) => count !== vos.length)
      .map(
        ({ status, count, vos }) =>
          `The portal counts ${count} VOs as "${printableVoName(status)}" but names ${vos.length}.`,
      ),
  };
}
