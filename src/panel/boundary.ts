/**
 * All that the panel's page and the script tell each other, as plain JSON. The page imports these types and nothing
 * else of the script.
 */
import type { TotalInWords } from '../reports/total-in-words';
import type { FieldValues, SettingField } from '../settings/shown-field';

export type { FieldValues, SettingField, TotalInWords };

/** What a call gives: its value, or in words why there is none. */
export type Answer<T> = { readonly value: T } | { readonly failure: string };

/** What the page can call, each through google.script.run. */
export interface Server {
  panelState: () => PanelState;
  panelProgress: () => ProgressShown | null;
  panelRefresh: (request: RefreshRequest) => readonly ResultShown[];
  panelCancel: () => null;
  panelCheckConnection: () => readonly FindingShown[];
  /** Asks the Operations Portal alone, whether it accepts the key. */
  panelCheckKey: () => FindingShown;
  panelCheckSpreadsheet: () => CheckView;
  /** Makes the page of a quarter, of the last complete one where nothing is entered. */
  panelMakeSummary: (quarter: string, replaces: boolean) => SummaryMade;
  /** What was changed, and what all fields said when the form was opened: others may have changed some meanwhile. */
  panelSaveSettings: (changed: FieldValues, opened?: FieldValues) => SettingsSaved;
  /** Keeps what is entered and not saved yet for whoever opens the panel again; nothing: forgets it. */
  panelKeepDraft: (changed: FieldValues) => null;
  panelSaveKey: (key: string, share: boolean) => KeyShown;
  panelShareKey: (share: boolean) => KeyShown;
  panelRemoveKey: () => KeyShown;
  panelSetSchedule: (plan: PlanEntered, takeOver: boolean) => ScheduleShown;
  panelRemoveSchedule: () => ScheduleShown;
}

/** What the panel shows when it opens. */
export interface PanelState {
  readonly statistics: readonly StatisticShown[];
  readonly settings: SettingsShown;
  readonly key: KeyShown;
  readonly schedule: ScheduleShown;
  /** What was entered into the settings and not saved when the panel was closed. */
  readonly draft: FieldValues;
  /** The report of the last check of the spreadsheet; '' before the first. */
  readonly lastCheck: string;
  readonly progress: ProgressShown | null;
}

export interface StatisticShown {
  readonly id: string;
  readonly title: string;
  readonly isOn: boolean;
  /** What its last refresh did; null before the first one. */
  readonly last: LastResult | null;
}

export interface LastResult {
  readonly when: string;
  readonly who: string;
  readonly result: string;
  readonly periods: string;
  readonly changes: string;
  readonly message: string;
  readonly seconds: number;
  /** The causes that the message names, without periods. */
  readonly causes: readonly string[];
  /** Whether each old figure is still there, where not all could be refreshed. */
  readonly keepsOld: boolean;
}

export interface RefreshRequest {
  readonly statistics: readonly string[];
  readonly history: 'recent' | 'missing' | 'all';
  readonly dryRun: boolean;
  /** Whether it has nothing to do with what was shown before; else exactly that is written, or nothing. */
  readonly isAnew?: boolean;
  /** Labels of periods that take the larger of two sums. */
  readonly larger?: readonly string[];
}

export interface ResultShown {
  readonly id: string;
  readonly title: string;
  readonly result: string;
  readonly periods: string;
  readonly requests: number;
  readonly seconds: number;
  /** What was, or in a dry run would be, changed; '' for nothing. */
  readonly changes: string;
  readonly message: string;
  /** Whether each old figure is still there. */
  readonly keepsOld: boolean;
  /** How figures for all VOs change, those of one figure together. */
  readonly totals: readonly TotalInWords[];
  /** Whether a tab was not written because it would have got something else than what was shown. */
  readonly isOutdated: boolean;
  /** Periods of which nobody can tell which of two sums is right. */
  readonly twoSums: readonly TwoSumsShown[];
}

export interface TwoSumsShown {
  readonly period: string;
  readonly smaller: string;
  readonly larger: string;
}

/** How far the refresh that runs now is. */
export interface ProgressShown {
  readonly statistic: string;
  /** Which batch of requests is under way, from 1; 0 before the first. */
  readonly batch: number;
  readonly answered: number;
  readonly total: number;
  readonly by: string;
  readonly seconds: number;
  /** What came of the statistics before this one, and the titles of those after it. */
  readonly finished: readonly { readonly title: string; readonly result: string }[];
  readonly waiting: readonly string[];
}

export interface FindingShown {
  readonly portal: string;
  readonly isGood: boolean;
  readonly message: string;
}

export interface SettingsShown {
  readonly fields: readonly SettingField[];
  /** Why the stored settings cannot be used, and the defaults are shown; '' when all is well. */
  readonly problem: string;
}

export interface SettingsSaved {
  /** What is wrong, by field; when there is anything, nothing was saved. */
  readonly problems: Readonly<Record<string, string>>;
  readonly settings: SettingsShown;
  /** Which key is used depends on the settings. */
  readonly key: KeyShown;
}

/** The API key, never itself. */
export interface KeyShown {
  /** Whose key is used, or why none is. */
  readonly words: string;
  /** Host that a key is entered for. */
  readonly host: string;
  readonly hasOwn: boolean;
  /** Whether there is a key that may be sent there. */
  readonly isUsable: boolean;
  /** Who shares a key with all editors; '' for nobody. */
  readonly sharedBy: string;
  readonly isSharedByMe: boolean;
}

/** A plan as the page has it: the script checks it. */
export interface PlanEntered {
  readonly every: string;
  /** Day of the week from Monday, 1, or of the month. */
  readonly day: number;
  readonly hour: number;
}

export interface ScheduleShown {
  /** Who runs it when, or that nobody does. */
  readonly words: string;
  /** Next and last run, and what looks odd; '' for nothing. */
  readonly runs: string;
  readonly warning: string;
  /** Who runs it; '' for nobody. */
  readonly owner: string;
  readonly isMine: boolean;
  readonly plan: PlanEntered;
  readonly zone: string;
}

/** What came of making a quarterly summary. */
export interface SummaryMade {
  /** What must be agreed to first, and then nothing was made; '' for nothing. */
  readonly question: string;
  /** To be copied. */
  readonly text: string;
}

/** What a check of the spreadsheet has found. */
export interface CheckView {
  readonly summary: string;
  readonly verdicts: readonly {
    /** Null where it could not be tried. */
    readonly isGood: boolean | null;
    readonly sentence: string;
  }[];
  /** To be copied. */
  readonly report: string;
}
