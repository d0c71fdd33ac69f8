import * as v from 'valibot';
import { remembered } from '../google/property';

/** What is worthless on its own is left out, and all else of the state is kept. */
const orElse = <S extends v.GenericSchema>(
  schema: S,
  initial: () => v.InferOutput<S>,
): v.SchemaWithFallback<S, () => v.InferOutput<S>> => v.fallback(schema, initial);

const numbers = v.record(v.string(), v.number());
const texts = v.record(v.string(), v.string());

const answeringSource = v.object({
  /** The portal's address. */
  url: v.string(),
  source: v.picklist(['views', 'dump']),
  /** When it was found out, in milliseconds since 1970. */
  since: v.number(),
});

const pending = v.object({ figure: v.number(), day: v.string() });

const measuredRun = v.tuple([v.string(), v.string(), v.boolean(), v.string()]);

const dashboard = v.object({
  /** Ids of sections and rows. */
  made: v.array(v.string()),
  /** Charts by the product's own name: Google's id of each, and what it draws. */
  charts: v.record(v.string(), v.object({ id: v.number(), ranges: v.string() })),
});

/** `why` is empty while it is being made. */
const summaryWaits = v.object({ quarter: v.string(), for: v.picklist(['page', 'mail']), why: v.string() });

const stored = v.object({
  /** Sheet ids by the product's own names of the tabs. */
  tabIds: orElse(numbers, () => ({})),
  /** By the sheet id of each tab that the product has written: what users call its columns, where it is not their header. */
  wordings: orElse(v.record(v.string(), texts), () => ({})),
  /** Number of VOs in the last vo-list that was believed; 0: none yet. */
  voListLength: orElse(v.number(), () => 0),
  /** Ids of the statistics that the last mail about failures named, with commas; '' when all has been well since. */
  mailedFailures: orElse(v.string(), () => ''),
  /** Why the last mail could not be sent, where a permission is missing; '' otherwise. */
  mailRefused: orElse(v.string(), () => ''),
  /** Figures that wait for a refresh on a later day to give the same, by tab and period; the newest ones last. */
  pending: orElse(v.record(v.string(), pending), () => ({})),
  /** By tab: the periods whose figures have a note, because the larger of two sums was accepted. */
  larger: orElse(v.record(v.string(), v.array(v.string())), () => ({})),
  /** By tab: periods in a row, whether they were measured after they were over, and with which choices. */
  measured: orElse(v.record(v.string(), v.array(measuredRun)), () => ({})),
  /** undefined: it must be found out. */
  accountingSource: orElse(v.optional(answeringSource), () => undefined),
  /** The day on which each statistic was last refreshed completely, `2026-11-23`: earlier periods were complete then. */
  measuredOn: orElse(texts, () => ({})),
  /** The month after which key results have been kept for good, how many, and a sign of which, `2026-10 12 1x2y3z`; '' for none. */
  keptKeyResults: orElse(v.string(), () => ''),
  /** The newest quarter whose summary was made and mailed by a schedule; '' for none. */
  summarised: orElse(v.string(), () => ''),
  /** The summary that a schedule could not make, or not mail, and why; undefined where there is none. */
  summaryWaits: orElse(v.optional(summaryWaits), () => undefined),
  dashboard: orElse(dashboard, () => ({ made: [], charts: {} })),
});

/** What the product remembers about its spreadsheet between refreshes. */
export type State = v.InferOutput<typeof stored>;
/** Where the tabs are: sheet ids by tab, kept between refreshes, because users rename tabs. */
export type TabIds = State['tabIds'];
/** Which source of an Accounting Portal has answered. */
export type AnsweringSource = Readonly<v.InferOutput<typeof answeringSource>>;
/** What was once made of the dashboard: when it is gone, users have deleted it. */
export type DashboardState = State['dashboard'];

/**
 * Without its oldest pending figure; when there is none, without which figures have a note, how the periods of a tab were measured, what
 * users call the columns of one, and then without the place of one. The least harmful is forgotten first: a figure only
 * waits for a day more, columns and tabs are found by their titles.
 */
function shortened(state: State): State | undefined {
  const { pending: waiting, larger, measured, wordings, tabIds } = state;
  if (!isEmpty(waiting)) return { ...state, pending: withoutFirst(waiting) };
  if (!isEmpty(larger)) return { ...state, larger: withoutFirst(larger) };
  if (!isEmpty(measured)) return { ...state, measured: withoutFirst(measured) };
  if (!isEmpty(wordings)) return { ...state, wordings: withoutFirst(wordings) };
  return isEmpty(tabIds) ? undefined : { ...state, tabIds: withoutFirst(tabIds) };
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

const withoutFirst = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).slice(1));

const property = remembered('state', stored, shortened);

/** What is remembered of a spreadsheet; all of it can be found out again. */
export const loadState: (...args: Parameters<typeof property.load>) => State = (...args) =>
  property.load(...args) ?? v.parse(stored, {});

export const saveState = property.save;
