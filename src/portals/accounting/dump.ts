import { Failure } from '../../failure';
import { coverage, hoursOf, INFRASTRUCTURES, type DumpHours, type Infrastructure } from './dump-hours';
import type { Month, Period } from '../../domain/periods';
import { voKey } from '../../domain/vo-names';
import { attempt } from '../request';
import type { CpuAnswer, ViewScope, AccountingSource, CpuResult, ViewChoices, VosOfPeriod } from './source';

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

  get note(): string {
    return this.options.note;
  }

  ofPeriods(
    scope: ViewScope,
    periods: readonly Period[],
    named: (period: Period) => readonly string[],
  ): CpuResult[] {
    return each(periods, () => {
      const countsOf = this.#group(scope);
      return (period) => this.#hours(scope, period, countsOf(named(period)));
    });
  }

  ofVos(scope: ViewScope, asked: readonly VosOfPeriod[]): CpuResult[] {
    return each(
      asked,
      () =>
        ({ period, vos }) =>
          this.#hours(scope, period, isOneOf(vos)),
    );
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
          'Choose egi, all or custom- and a list in the settings.',
      );
    }
    const isListed = isOneOf(this.options.egiVos());
    return (named) => {
      const isNamed = isOneOf(named);
      return (vo) => isListed(vo) || isNamed(vo);
    };
  }

  #hours(scope: ViewScope, period: Period, counts: Counts): CpuAnswer | undefined {
    const { choices, thisMonth } = this.options;
    const { metric, localJobs } = choices[scope];
    if (metric !== METRICS[scope]) {
      throw new Failure(
        `The Accounting Portal's dump has no hours of "${metric}". ` +
          'Choose elapsed time x processors in the settings.',
      );
    }
    const dump = this.options.dump();
    const infrastructures =
      scope === 'cloud' ? (['Cloud'] as const) : (LOCAL_JOBS[localJobs] ?? INFRASTRUCTURES);
    const held = coverage(dump, infrastructures, period, thisMonth);
    if (held === 'not whole') {
      throw new Failure("Not available: the Accounting Portal's dump does not hold all months of it.");
    }
    return held === 'nothing yet' ? undefined : hoursOf(dump, infrastructures, period, counts);
  }
}

/** One result an item; what fails in preparing fails them all. */
function each<T>(items: readonly T[], prepare: () => (item: T) => CpuAnswer | undefined): CpuResult[] {
  const prepared = attempt(prepare);
  return items.map((item) => ('failure' in prepared ? prepared : attempt(() => prepared.value(item))));
}
