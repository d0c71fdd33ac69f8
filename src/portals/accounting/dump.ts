import { Failure } from '../../failure';
import {
  coverage,
  cutMonth,
  hoursOf,
  INFRASTRUCTURES,
  monthsHeld,
  type DumpHours,
  type Infrastructure,
  type MonthHours,
} from './dump-hours';
import {
  doubtInWords,
  findingsInWords,
  futureInWords,
  leftOutInWords,
  oddLeftOutInWords,
  straysInWords,
} from './dump-words';
import type { Month, Period } from '../../domain/periods';
import { voKey } from '../../domain/vo-names';
import { attempt } from '../request';
import {
  TwoSums,
  type AccountingSource,
  type CpuAnswer,
  type CpuResult,
  type ViewChoices,
  type ViewScope,
  type VosOfPeriod,
} from './source';

/** What the dump is asked with. */
export interface DumpOptions {
  readonly choices: ViewChoices;
  /** The present month. */
  readonly thisMonth: Month;
  /** All that the dump holds; throws Failure. */
  readonly dump: () => DumpHours;
  /** The VOs of the group `egi`; throws Failure. */
  readonly egiVos: () => readonly string[];
  /** A sentence for the log about why the dump is used. */
  readonly note: string;
  /** Whether a user accepts the larger hours of rows that are there twice in a month. */
  readonly takesLarger: (month: Month) => boolean;
}

/** The metrics of the views that `raw_wc_time` is: wall-clock hours x cores. */
const METRICS: Readonly<Record<ViewScope, string>> = { cloud: 'sum_elap_processors', egi: 'elap_processors' };

/** Which rows a choice of local jobs means; there are none in the cloud. */
const LOCAL_JOBS: Readonly<Record<string, readonly Infrastructure[]>> = {
  onlyinfrajobs: ['Grid'],
  localinfrajobs: ['Grid', 'Grid-Local'],
  onlylocaljobs: ['Grid-Local'],
};

type Counts = (vo: string) => boolean;

const isOneOf = (names: readonly string[]): Counts => {
  const keys = new Set(names.map(voKey));
  return (vo) => keys.has(voKey(vo));
};

/** The portal's dump: one download for everything, from which each figure is computed as the views do. */
export class Dump implements AccountingSource {
  constructor(private readonly options: DumpOptions) {}

  /** Sentences about what was found in the periods that were asked for last. */
  #told: string[] = [];

  get note(): string {
    return [this.options.note, ...this.#told].join('\n');
  }

  ofPeriods(
    scope: ViewScope,
    periods: readonly Period[],
    named: (period: Period) => readonly string[],
  ): CpuResult[] {
    this.#told = [];
    const { voGroup } = this.options.choices[scope];
    const counted: Counted[] = [];
    const results = each(periods, () => {
      const countsOf = this.#group(scope);
      const mayLackMonths = voGroup.startsWith('custom-');
      return (period) =>
        this.#hours(scope, period, { counts: countsOf(named(period)), mayLackMonths }, counted);
    });
    this.#tell(scope, counted, voGroup);
    return results;
  }

  /** The dump is one download, which its first use makes. */
  upcoming(): [] {
    return [];
  }

  ofVos(scope: ViewScope, asked: readonly VosOfPeriod[]): CpuResult[] {
    this.#told = [];
    const counted: Counted[] = [];
    const results = each(
      asked,
      () =>
        ({ period, vos }: VosOfPeriod) =>
          this.#hours(scope, period, { counts: isOneOf(vos), mayLackMonths: true }, counted),
    );
    this.#tell(scope, counted);
    return results;
  }

  /**
   * Keeps what is to be said of the periods that were counted.
   *
   * @param voGroup of which it is said who does not belong to it
   */
  #tell(scope: ViewScope, counted: readonly Counted[], voGroup?: string): void {
    if (counted.length === 0) return;
    const { dump, thisMonth } = this.options;
    const held = dump();
    const infrastructures = this.#infrastructures(scope);
    const counts: Counts = (vo) => counted.some((one) => one.counts(vo));
    const future = infrastructures.flatMap((infrastructure) =>
      [...(held.months.get(infrastructure) ?? [])]
        .filter(([month]) => month > thisMonth)
        .map(([month, hours]) => [infrastructure, month, hours] as const),
    );
    const months = counted.flatMap((one) => one.months);
    this.#told = [
      ...findingsInWords(counted, counts),
      ...(voGroup === 'egi' ? leftOutInWords(months, counts) : []),
      ...(voGroup === undefined ? [] : oddLeftOutInWords(counted, counts)),
      ...straysInWords(held.strays, infrastructures),
      ...futureInWords(future),
    ];
  }

  #infrastructures(scope: ViewScope): readonly Infrastructure[] {
    const { localJobs } = this.options.choices[scope];
    return scope === 'cloud' ? ['Cloud'] : (LOCAL_JOBS[localJobs] ?? INFRASTRUCTURES);
  }

  /** Who counts, given who is named already: VOs that have been closed since are in no list any more. */
  #group(scope: ViewScope): (named: readonly string[]) => Counts {
    const { voGroup } = this.options.choices[scope];
    if (voGroup === 'all') return () => () => true;
    if (voGroup.startsWith('custom-')) {
      const counts = isOneOf(voGroup.slice('custom-'.length).split(','));
      return () => counts;
    }
    if (voGroup !== 'egi') {
      throw new Failure(
        `The Accounting Portal's dump does not say which VOs are "${voGroup}". ` +
          'Choose egi, all or a list of VOs in the settings: in "VOs that count" these are those of the Operations ' +
          'Portal, all, and these.',
      );
    }
    const isListed = isOneOf(this.options.egiVos());
    return (named) => {
      const isNamed = isOneOf(named);
      return (vo) => isListed(vo) || isNamed(vo);
    };
  }

  /** @param mayLackMonths whether those who count may well have done nothing in a month */
  #hours(
    scope: ViewScope,
    period: Period,
    { counts, mayLackMonths }: Group,
    counted: Counted[],
  ): CpuAnswer | undefined {
    const { choices, thisMonth, takesLarger } = this.options;
    const { metric } = choices[scope];
    if (metric !== METRICS[scope]) {
      throw new Failure(
        `The Accounting Portal's dump has no hours of "${metric}". ` +
          'Choose elapsed time x processors in the settings.',
      );
    }
    const dump = this.options.dump();
    const infrastructures = this.#infrastructures(scope);
    const cut = cutMonth(dump, thisMonth);
    if (cut !== undefined && cut <= period.lastMonth) {
      throw new Failure(
        `The Accounting Portal's dump may have been cut off, so rows of ${cut} and later may be missing. Refresh again on ` +
          'another day.',
      );
    }
    // Local jobs besides are no sign that the grid's own are there.
    const held = coverage(dump, infrastructures.slice(0, 1), period, thisMonth);
    if (held === 'not whole') {
      throw new Failure("Not available: the Accounting Portal's dump does not hold all months of it.");
    }
    if (held === 'nothing yet') return undefined;
    const months = monthsHeld(dump, infrastructures, period, thisMonth);
    const doubts = doubtsIn(months, counts, takesLarger);
    const answer = hoursOf(months, counts, takesLarger);
    if (doubts.length > 0) throw doubtful(doubts, answer.total, hoursOf(months, counts, () => true).total);
    const missing = mayLackMonths ? undefined : monthWithoutHours(months, counts);
    if (missing !== undefined && missing < thisMonth)
      throw new Failure(
        `Not available: the Accounting Portal's dump has no hours of VOs that count in ${missing}.`,
      );
    counted.push({ period, months, counts });
    return withSmaller(answer, hoursOf(months, counts));
  }
}

/** Hours with the smaller ones of what is there twice beside them, where these are others. */
function withSmaller(answer: CpuAnswer, smaller: CpuAnswer): CpuAnswer {
  if (smaller.total === answer.total) return answer;
  const smallerOf = new Map(smaller.vos.map(({ name, hours }) => [name, hours]));
  return {
    total: answer.total,
    smaller: smaller.total,
    vos: answer.vos.map((vo) => {
      const hours = smallerOf.get(vo.name) ?? vo.hours;
      return hours === vo.hours ? vo : { ...vo, smaller: hours };
    }),
  };
}

/** Who counts, and whether they may have done nothing in a month. */
interface Group {
  readonly counts: Counts;
  readonly mayLackMonths: boolean;
}

/** The first month in which the first of the infrastructures has no row of a VO that counts: only others' rows are there. */
const monthWithoutHours = (months: Counted['months'], counts: Counts): Month | undefined =>
  months.find(
    ([infrastructure, , { hours }]) => infrastructure === months[0]?.[0] && ![...hours.keys()].some(counts),
  )?.[1];

/** A period whose hours were counted, and of whom. */
interface Counted {
  readonly period: Period;
  readonly months: readonly (readonly [Infrastructure, Month, MonthHours])[];
  readonly counts: Counts;
}

/** Why months cannot be told, in words. */
const doubtsIn = (
  months: Counted['months'],
  counts: Counts,
  takesLarger: (month: Month) => boolean,
): string[] =>
  months.flatMap(([, month, { findings }]) =>
    findings
      .filter((finding) => counts(finding.vo) && !(finding.larger !== undefined && takesLarger(month)))
      .flatMap((finding) => doubtInWords(finding, month) || []),
  );

/**
 * Why a period has no hours.
 *
 * @param smaller its hours with the smaller ones of what is there twice; larger: with the larger ones
 */
function doubtful(doubts: readonly string[], smaller: number, larger: number): Failure {
  const why = doubts.join('; ');
  if (smaller === larger || !doubts.every((doubt) => doubt.includes(' is there twice')))
    return new Failure(`${why}. The Accounting Portal's dump must come right first.`);
  const [one, other] = [smaller, larger].map((hours) => hours.toLocaleString('en-US'));
  return new TwoSums(
    `${why}. So its hours are ${one} or ${other}, and nobody can tell which. If that stays so, accept the larger sum in ` +
      'OKR Stats > Refresh history...',
    smaller,
    larger,
  );
}

/** One result an item; what fails in preparing fails them all. */
function each<T>(items: readonly T[], prepare: () => (item: T) => CpuAnswer | undefined): CpuResult[] {
  const prepared = attempt(prepare);
  return items.map((item) => ('failure' in prepared ? prepared : attempt(() => prepared.value(item))));
}
