import { quotedText } from '../sheets/formulas';
import { FORMAT, formula, type Content, type Section } from './dashboard-content';
import { onTrack } from './dashboard-key-results';
import type { KeyResults } from './key-results-tab';
import { TICK_TEXT } from './tick-cell';

export const TITLE = 'OKR Dashboard';
/** Labels of rows at the top; beside the first users tick. */
export const REFRESH = 'Refresh now';
export const ON_TRACK = 'On track?';
export const WARNINGS = 'Warnings';
const LAST_REFRESH = 'Last refresh';
export const UP_TO_DATE = 'Up to date?';
const GAINED = 'Gained most';

/** Rows whose texts are short enough, or say what matters at their beginning. */
const RUNNING_ON = [LAST_REFRESH, UP_TO_DATE, REFRESH];

/** A statistic whose last refresh has not measured the newest figures. */
export interface Unwell {
  readonly statistic: string;
  /** When that was, `2026-11-23 10:05`. */
  readonly when: string;
  /** The day on which they were measured last; '' for never. */
  readonly measuredOn: string;
}

/** The rows at the top. */
export interface Top {
  /** When and by whom the last refresh was, and what came of it. */
  readonly lastRefresh: string;
  readonly warnings: string;
  /** The statistics whose last refresh has not measured the newest figures, and titles of all that are switched on. */
  readonly unwell: readonly Unwell[];
  readonly statistics: readonly string[];
  /** Whether something else than the newest figures could not be refreshed. */
  readonly hasGaps: boolean;
  /** The day since which some statistic has not been refreshed, `2026-11-23`; '' when one never was. */
  readonly oldest: string;
  /** After how many days figures are stale. */
  readonly staleAfterDays: number;
  /** The VOs that gained most, and between which periods. */
  readonly gained: readonly [gains: string, compared: string];
  /** What ticking does. */
  readonly besideTick: string;
  /** Address of the dashboard as a PDF of one page; undefined: what is there stays. */
  readonly pdf: string | undefined;
}

export const topSection = (top: Top, keyResults: KeyResults | undefined): Section => {
  const lines: Section['lines'] = [
    ...(keyResults ? [[ON_TRACK, formula(onTrack(keyResults))] as const] : []),
    [WARNINGS, top.warnings],
    [LAST_REFRESH, top.lastRefresh],
    [UP_TO_DATE, upToDate(top)],
    // A refresh leaves the address alone: it has the id of the tab, which another refresh may have made anew.
    [REFRESH, undefined, top.pdf && formula(`HYPERLINK(${quotedText(top.pdf)};"PDF of this tab, one page")`)],
    // In a row of its own, so that a phone shows it too.
    [TICK_TEXT, top.besideTick],
    [GAINED, ...top.gained],
  ];
  return {
    id: 'top',
    header: [TITLE],
    lines,
    formatsOf: () => [FORMAT.text, FORMAT.any, FORMAT.any],
    runsOn: (line) => RUNNING_ON.some((label) => label === lines[line]?.[0]),
  };
};

/** By the day on which somebody looks, because no refresh tells that none has run. */
function upToDate({ oldest, staleAfterDays, unwell, statistics, hasGaps }: Top): Content {
  if (unwell.length > 0) {
    const sinces = unwell.map(notSince);
    const [since = ''] = new Set(sinces).size === 1 ? sinces : [];
    const named = unwell.map(({ statistic }, index) => `${statistic}${since === '' ? sinces[index] : ''}`);
    if (unwell.length === statistics.length) {
      return since === '' ? `NO: nothing refreshed: ${named.join(', ')}.` : `NO: nothing refreshed${since}.`;
    }
    return `NO: ${unwell.length} of ${statistics.length} not refreshed${since}: ${named.join(', ')}.`;
  }
  if (oldest === '') return 'No: some statistics have never been refreshed completely, see below.';
  const days = `DAYS(TODAY();DATE(${oldest.split('-').map(Number).join(';')}))`;
  return formula(
    `IF(${days}>${staleAfterDays};"NO: some figures are "&${days}&" days old. Refresh, or see what became of the schedule.";` +
      `"Yes: ${hasGaps ? 'all newest figures have' : 'everything has'} been refreshed "&IF(${days}=0;"today";"since ${oldest}")&` +
      `"${hasGaps ? '; Warnings say what is missing' : ''}.")`,
  );
}

/** Since when it has not been refreshed; of one that was refreshed on the same day, when it was not. */
function notSince({ when, measuredOn }: Unwell): string {
  if (measuredOn === '') return '';
  const [day, time = ''] = when.split(' ');
  return day === measuredOn
    ? ` at ${time.slice(0, 'HH:mm'.length)} on ${measuredOn} (only earlier that day)`
    : ` since ${measuredOn}`;
}

/** What came of a statistic when it was last refreshed. */
export interface ResultView {
  readonly statistic: string;
  readonly result: string;
  readonly when: string;
  readonly message: string;
}

export const resultsSection = (results: readonly ResultView[]): Section => ({
  id: 'results',
  header: ['Statistic', 'Result', 'When', 'Message'],
  lines: results.map(({ statistic, result, when, message }) => [statistic, result, when, message]),
  formatsOf: () => [FORMAT.text, FORMAT.text, FORMAT.text, FORMAT.text],
  runsOn: () => true,
});

/** What is to be known of the figures of each statistic, as long as it holds. */
export const remarksSection = (remarks: ReadonlyMap<string, readonly string[]>): Section => ({
  id: 'remarks',
  header: ['Remarks', '', 'What is to be known, and no failure'],
  lines: [...remarks].map(([statistic, texts]) => [
    statistic,
    undefined,
    texts.length === 0 ? 'None' : texts.join('\n'),
  ]),
  formatsOf: () => [FORMAT.text, FORMAT.text, FORMAT.text],
  runsOn: () => true,
});
