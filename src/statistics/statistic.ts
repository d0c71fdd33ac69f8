import { Failure } from '../failure';
import type { KeyFigure, Trend } from './key-figures';
import type { PortalClient } from '../portals/client';
import type { PortalRequest } from '../portals/request';
import { isTooLongAgo } from '../settings/definitions';
import type { Summarise } from './summarised';
import type { Settings } from '../settings/settings';
import type { KnownVos } from '../settings/known-vos';
import type { State } from '../settings/state';
import type { Plan } from '../sheets/plan';
import type { Tab } from '../sheets/tab';
import type { Tabs } from '../sheets/tabs';
import type { Layout } from '../sheets/layout';
import type { Table } from '../sheets/table';
import {
  parsePeriod,
  periodOf,
  periodsBetween,
  periodsToAsk,
  readPeriod,
  type Granularity,
  type History,
  type Period,
  monthOfDay,
} from '../domain/periods';
import type { Wanted } from '../sheets/wanted';
import type { AccountingSource } from '../portals/accounting/source';
import type { WaitingFigure } from './result';

/** What a refresh of one statistic works with. */
export interface RefreshContext {
  readonly settings: Settings;
  readonly state: State;
  readonly client: PortalClient;
  /** Where CPU/h come from, the same for all statistics of a refresh. */
  readonly accounting: AccountingSource;
  /** What several statistics need, such as a tab that users fill: made once in a refresh, by the function that makes it. */
  readonly once: <T>(make: (tabs: Tabs, settings: Settings, mayCreate: boolean) => T) => T;
  /** The VOs that portals have named. */
  readonly vos: KnownVos;
  /** Tells this refresh from all others, over all its executions. */
  readonly runId: string;
  /** Today in the spreadsheet's time zone, `2026-11-23`. */
  readonly today: string;
  readonly history: History;
  /** Whether somebody has been shown what a refresh of all periods makes of the figures, and wants it. */
  readonly isAccepted: boolean;
  /**
   * Whether a figure that the portals may give otherwise at any moment is the one that somebody was shown and wants.
   *
   * @param what which figure it is, a name of the product's own
   */
  readonly accepts: (what: string, figure: number) => boolean;
  /** How long the periods are: with others than quarters a statistic fills tabs of their own. */
  readonly granularity: Granularity;
  /** The API key of whoever runs the refresh; throws Failure when there is none. */
  readonly apiKey: () => string;
  /**
   * The tab of the product's own name; the title is that of a new one, unless the settings give another. Both stand for
   * the tab of quarters: which tab it is, and how long the periods of its layout are, follows the granularity.
   */
  readonly tab: (id: string, title: string, layout: Layout) => Tab;
  /** What such a tab holds: as this refresh has last read or written it, else as it stands. */
  readonly tableOf: (id: string, title: string, layout: Layout) => Table;
  /** Brings a tab to what is wanted; in a dry run only works out what that would change. */
  readonly update: (tab: Tab, wanted: Wanted) => Plan;
}

/** What is known of a refresh before anything is judged. */
export type AskingContext = Omit<RefreshContext, 'isAccepted' | 'accepts'>;

/** Something that could not be refreshed: a period's label or a VO's name, and why. */
export interface NotRefreshed {
  readonly what: Period | string;
  readonly failure: Failure;
}

/** What came of refreshing one statistic. */
export interface StatisticOutcome {
  readonly periods: readonly Period[];
  /** Plans of the tabs that were (or, in a dry run, would be) written. */
  readonly plans: readonly Plan[];
  readonly misses: readonly NotRefreshed[];
  /** Figures that wait for a refresh on a later day to give the same. */
  readonly waiting: readonly WaitingFigure[];
  /** Sentences about what is odd or to be known, while the figures are as they should be. */
  readonly remarks: readonly string[];
  /** Whether anything at all could be measured. */
  readonly hasFigures: boolean;
}

/** What came of a statistic that had nothing to ask. */
export const NOTHING_ASKED: StatisticOutcome = {
  periods: [],
  plans: [],
  misses: [],
  waiting: [],
  remarks: [],
  hasFigures: false,
};

export interface Statistic {
  readonly title: string;
  /** What key results can be about and the dashboard shows. */
  readonly keyFigures: readonly KeyFigure[];
  /** Its chart on the dashboard; undefined for none. */
  readonly trend: Trend | undefined;
  /** What the quarterly summary says of it besides its key figures. */
  readonly summarise: Summarise;
  /** Throws Failure when nothing of it can be refreshed. */
  readonly refresh: (context: RefreshContext) => StatisticOutcome;
  /** Requests that it is going to make whatever its tabs hold, so that they may go along with others; throws Failure. */
  readonly upcoming?: (context: AskingContext) => readonly PortalRequest<unknown>[];
}

/** Whether a period, whatever its length, ended before the first one that is not frozen: it is never written again. */
export function isFrozen({ frozenBefore }: Settings, label: string): boolean {
  const lastMonth = readPeriod(label)?.lastMonth;
  const firstMonth = parsePeriod(frozenBefore)?.firstMonth;
  return lastMonth !== undefined && firstMonth !== undefined && lastMonth < firstMonth;
}

/**
 * All periods that the tabs shall have, ascending, without the frozen ones; from the one on that holds the first month of
 * history.
 *
 * @throws Failure when there is none
 */
export function allPeriods({ settings, today, granularity }: AskingContext): Period[] {
  const first = parsePeriod(settings.firstPeriod) ?? periodOf(monthOfDay(today));
  if (isTooLongAgo(first.label, monthOfDay(today)))
    throw new Failure(`The first period ${first.label} is too long ago. Enter a later one.`);
  const periods = periodsBetween(first.firstMonth, monthOfDay(today), granularity);
  if (periods.length === 0) {
    throw new Failure(`The first period ${settings.firstPeriod} lies in the future. Enter an earlier one.`);
  }
  const open = periods.filter((period) => !isFrozen(settings, period.label));
  if (open.length === 0)
    throw new Failure(
      `All periods are frozen, those before ${settings.frozenBefore}, so nothing was refreshed. Enter an earlier one in the settings.`,
    );
  return open;
}

/** Those of them that are asked for whatever the tabs hold; throws Failure when there is none. */
export const certainPeriods = (context: AskingContext): Period[] =>
  periodsToAsk(allPeriods(context), context.history, () => false);
