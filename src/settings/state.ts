/** Which source of an Accounting Portal has answered. */
export interface AnsweringSource {
  /** The portal's address. */
  readonly url: string;
  readonly source: 'views' | 'dump';
  /** When it was found out, in milliseconds since 1970. */
  readonly since: number;
}

/** What the product remembers about its spreadsheet between refreshes. */
export interface State {
  /** Sheet ids by the product's own names of the tabs. */
  readonly tabIds: Record<string, number>;
  /** By the sheet id of each tab that the product has written: what people call its columns, where it is not their header. */
  readonly wordings: Record<string, Readonly<Record<string, string>>>;
  /** Number of VOs in the last vo-list that was believed; 0: none yet. */
  voListLength: number;
  /** What the last mail about a failed scheduled refresh said, '' when all has been well since. */
  mailedFailures: string;
  /** Totals that wait for another refresh to give the same, by tab and period; the newest ones last. */
  doubts: Readonly<Record<string, Doubt>>;
  /** undefined: it must be found out. */
  accountingSource?: AnsweringSource | undefined;
  /** The day on which each statistic was last refreshed completely, `2026-11-23`: earlier periods were complete then. */
  readonly measuredOn: Record<string, string>;
  readonly dashboard: DashboardState;
}

/** What was once made of the dashboard: when it is gone, people have deleted it. */
export interface DashboardState {
  /** Ids of sections and rows. */
  made: readonly string[];
  /** Charts by the product's own name: Google's id of each, and what it draws. */
  readonly charts: Record<string, { readonly id: number; readonly ranges: string }>;
}

const PROPERTY = 'state';

/**
 * Loads what is remembered. A copy of the spreadsheet has the same properties, so what another spreadsheet remembered
 * (by its id) is not believed.
 */
export function loadState(
  spreadsheetId: string,
  properties = PropertiesService.getDocumentProperties(),
): State {
  const stored = properties.getProperty(PROPERTY);
  const fresh: State = {
    tabIds: {},
    wordings: {},
    voListLength: 0,
    mailedFailures: '',
    doubts: {},
    measuredOn: {},
    dashboard: { made: [], charts: {} },
  };
  if (stored === null) return fresh;
  try {
    const { spreadsheetId: owner, ...state } = JSON.parse(stored) as State & { spreadsheetId: string };
    if (owner !== spreadsheetId) return fresh;
    const known: Readonly<Record<string, unknown>> = { ...fresh };
    const sound = Object.entries(state).filter(([name, value]) => isLike(value, known[name]));
    return { ...fresh, ...Object.fromEntries(sound) };
  } catch {
    return fresh; // All of it can be found out again.
  }
}

/** Whether what is remembered can be what it is meant to be: of the same kind, where there is a model. */
const isLike = (value: unknown, model: unknown): boolean =>
  value !== null && (model === undefined || typeof value === typeof model);

export function saveState(
  spreadsheetId: string,
  state: State,
  properties = PropertiesService.getDocumentProperties(),
): void {
  properties.setProperty(PROPERTY, JSON.stringify({ spreadsheetId, ...state }));
}
/** Where the tabs are: sheet ids by tab, kept between refreshes, because people rename tabs. */
export type TabIds = Record<string, number>;
/** A total that was not written when a refresh first gave it, and that refresh. */
export interface Doubt {
  readonly total: number;
  readonly runId: string;
}
