import type { Doubt } from '../statistics/restatements';

/** Which face of an Accounting Portal has answered. */
export interface AccountingFace {
  /** The portal's address. */
  readonly url: string;
  readonly face: 'views' | 'dump';
  /** When it was found out, in milliseconds since 1970. */
  readonly since: number;
}

/** What the product remembers about its spreadsheet between refreshes. */
export interface State {
  /** Sheet ids by the product's own names of the tabs. */
  readonly tabIds: Record<string, number>;
  /** Number of VOs in the last vo-list that was believed; 0: none yet. */
  voListLength: number;
  /** What the last mail about a failed scheduled refresh said, '' when all has been well since. */
  mailedFailures: string;
  /** Totals that wait for another refresh to give the same, by tab and period; the newest ones last. */
  doubts: Readonly<Record<string, Doubt>>;
  /** undefined: it must be found out. */
  accountingFace?: AccountingFace | undefined;
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
  const fresh: State = { tabIds: {}, voListLength: 0, mailedFailures: '', doubts: {} };
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
