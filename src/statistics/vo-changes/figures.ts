import { printableVoName, voKey } from '../../domain/vo-names';
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

/** As the portal usually writes it. */
const usualStatus = (status: string): string =>
  Object.keys(MARKS).find((known) => known.toLowerCase() === status.toLowerCase()) ?? status;

const markOf = (status: string): string => MARKS[status] ?? printableVoName(status);

/** The figures of one period from the portal's checked report. */
export function voChanges(answer: readonly VosByStatus[]): VoChanges {
  const report = answer.map((change) => ({ ...change, status: usualStatus(change.status) }));
  const countOf = (changes: readonly VosByStatus[]): number =>
    changes.reduce((sum, { count }) => sum + count, 0);
  const ofStatus = (status: string): number => countOf(report.filter((change) => change.status === status));
  const entries = report.flatMap(({ status, vos }) =>
    vos.map((vo) => `${printableVoName(vo)}(${markOf(status)})`),
  );
  return {
    total: countOf(report),
    deleted: ofStatus('Deleted'),
    production: ofStatus('Production'),
    list: entries.length === 0 ? '-' : entries.join(', '),
    warnings: report.flatMap(warningsOf),
  };
}

/** What is odd in the VOs of one status; the portal's count is the figure all the same. */
function warningsOf({ status, count, vos }: VosByStatus): string[] {
  const twice = vos.find((vo, at) => vos.findIndex((other) => voKey(other) === voKey(vo)) < at);
  return [
    ...(count === vos.length
      ? []
      : [`The portal counts ${count} VOs as "${printableVoName(status)}" but names ${vos.length}.`]),
    ...(twice === undefined
      ? []
      : [
          `The portal names ${printableVoName(twice)} twice as "${printableVoName(status)}", and may count it twice.`,
        ]),
  ];
}

/** How many VOs are counted without being named, by the mark of their status. */
export const unnamedIn = (report: readonly VosByStatus[]): ReadonlyMap<string, number> =>
  new Map(
    report.map(({ status, count, vos }) => [markOf(usualStatus(status)), Math.max(0, count - vos.length)]),
  );

/** A VO and the mark of the status that it got, as the list names them. */
export interface Entry {
  readonly vo: string;
  readonly mark: string;
}

/** The entries of a list; the programs before this one put `['...']` around the VOs of a status. */
export const readEntries = (list: string): Entry[] =>
  [...list.matchAll(/([^\s,()[\]'][^,()[\]']*)\(([^()]+)\)/g)].map(([, vo = '', mark = '']) => ({
    vo: vo.trim(),
    mark: mark.trim(),
  }));

const keyOf = ({ vo, mark }: Entry): string => `${voKey(vo)} ${mark}`;

/**
 * With what the period has had before: the portal lists VOs by their present status and its last change, so one that is
 * deleted is gone from the period in which it was leaving.
 *
 * VOs in production are listed by the day of that, which does not change: where as many are listed as before, one that
 * is missing has another name now.
 *
 * Where the portal counts more VOs of a status than it names, those that are gone from the list are among them: they stay
 * there, and do not count again.
 *
 * @param before the period's list so far; '' for none
 * @param unnamed how many VOs are counted without being named, by mark
 * @returns the figures; the entries that the portal does not give any more; and those that have other names now
 */
export function withFormer(
  changes: VoChanges,
  before: string,
  unnamed: ReadonlyMap<string, number>,
): WithFormer {
  const present = new Set(readEntries(changes.list).map(keyOf));
  const had = readEntries(before);
  const lost = had.filter((entry) => !present.has(keyOf(entry)));
  const isUnnamed = (entry: Entry): boolean =>
    lost.filter(({ mark }) => mark === entry.mark).indexOf(entry) < (unnamed.get(entry.mark) ?? 0);
  const gone = lost.filter((entry) => !isUnnamed(entry));
  const hasAllInProduction = changes.production >= had.filter(({ mark }) => mark === MARKS.Production).length;
  const isRenamed = ({ mark }: Entry): boolean => mark === MARKS.Production && hasAllInProduction;
  const former = gone.filter((entry) => !isRenamed(entry));
  const renamed = gone.filter(isRenamed).map(written);
  const marked = (mark: string): number => former.filter((entry) => entry.mark === mark).length;
  const stays = [...lost.filter(isUnnamed), ...former].map(written);
  return {
    changes: {
      ...changes,
      total: changes.total + former.length,
      deleted: changes.deleted + marked('D'),
      production: changes.production + marked('P'),
      list: [...(changes.list === '-' && stays.length > 0 ? [] : [changes.list]), ...stays].join(', '),
    },
    former: former.map(written),
    renamed,
  };
}

/** Figures with what the period has had before. */
export interface WithFormer {
  readonly changes: VoChanges;
  readonly former: readonly string[];
  readonly renamed: readonly string[];
}

const written = ({ vo, mark }: Entry): string => `${vo}(${mark})`;
