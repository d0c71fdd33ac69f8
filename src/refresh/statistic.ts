import { Failure } from '../failures';
import type { Asker } from '../portals/ask';
import type { Settings } from '../settings/settings';
import type { State } from '../settings/state';
import type { Plan, Wanted } from '../sheets/plan';
import type { Tab } from '../sheets/tab';
import type { Layout } from '../sheets/layout';
import { parsePeriod, periodOf, periodsBetween, type History, type Period } from '../statistics/periods';

/** The product's own names of the statistics, as the command line and the settings write them. */
export type StatisticId = 'cloud-cpu' | 'htc-cpu' | 'users';

/** What a refresh of one statistic works with. */
export interface RefreshContext {
  readonly settings: Settings;
  readonly state: State;
  readonly asker: Asker;
  /** Today in the spreadsheet's time zone, `2026-11-23`. */
  readonly today: string;
  readonly history: History;
  /** The API key of whoever runs the refresh; throws Failure when there is none. */
  readonly apiKey: () => string;
  /** The tab of the product's own name; the title is that of a new one, unless the settings give another. */
  readonly tab: (id: string, title: string, layout: Layout) => Tab;
  /** Brings a tab to what is wanted; in a dry run only works out what that would change. */
  readonly update: (tab: Tab, wanted: Wanted) => Plan;
}

/** Something that could not be refreshed: a period's label or a VO's name, and why. */
export interface Miss {
  readonly what: Period | string;
  readonly failure: Failure;
}

/** What came of refreshing one statistic. */
export interface StatisticOutcome {
  readonly periods: readonly Period[];
  /** Plans of the tabs that were (or, in a dry run, would be) written. */
  readonly plans: readonly Plan[];
  readonly misses: readonly Miss[];
  readonly warnings: readonly string[];
  /** Whether anything at all could be measured. */
  readonly hasFigures: boolean;
}

export interface Statistic {
  readonly title: string;
  /** Throws Failure when nothing of it can be refreshed. */
  readonly refresh: (context: RefreshContext) => StatisticOutcome;
}

/** The month of a day. */
export const monthOfDay = (day: string): string => day.slice(0, 7);

/** Whether a period is frozen: its figures are never written again. */
export const isFrozen = ({ frozenBefore }: Settings, label: string): boolean => label < frozenBefore;

/**
 * All periods that the tabs shall have, ascending, without the frozen ones.
 *
 * @throws Failure when there is none
 */
export function allPeriods({ settings, today }: RefreshContext): Period[] {
  const first = parsePeriod(settings.firstPeriod) ?? periodOf(monthOfDay(today));
  const periods = periodsBetween(first.firstMonth, monthOfDay(today));
  if (periods.length === 0) {
    throw new Failure(`The first period ${settings.firstPeriod} lies in the future. Enter an earlier one.`);
  }
  return periods.filter((period) => !isFrozen(settings, period.label));
}
