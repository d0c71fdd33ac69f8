import { idOf, type Spreadsheet } from '../google/spreadsheet';
import { loadState, saveState } from '../settings/state';
import { describeFailure, describeResult, KEPT } from '../reports/describe-result';
import { logRuns, RUN_LOG } from '../reports/run-log';
import { refusalOf } from '../sheets/refusals';
import { showOnDashboard } from '../reports/dashboard';
import { withLock } from '../google/lock';
import { askAgainForMail, failuresOf, mailFailures } from '../reports/mail';
import { nowIn } from '../google/now';
import { bestEffort } from '../google/best-effort';
import { mailWaitingSummary, summariseWhenDue } from '../summary/when-due';
import type { Work } from './work';
import { askedIn, withoutReference, type StatisticResult } from '../statistics/result';

/** What starts the refreshes of the schedule. */
export const SCHEDULE = 'schedule';

/** What came of a statistic is remembered before it counts as done: no later execution would find it out again. */
export function finish(work: Work, found: StatisticResult): void {
  const { run, spreadsheet, shown, said } = work;
  const result = {
    ...found,
    remarks: found.remarks.map(({ text }) => ({ text, isNew: said.isNew(found.id, text) })),
  };
  const when = nowIn(spreadsheet, 'yyyy-MM-dd HH:mm:ss');
  if (run.isPreview) {
    const history = run.todo.find(({ id }) => id === result.id)?.history ?? 'recent';
    shown.keep(result.id, history);
    run.note(result, when);
    return;
  }
  shown.forget(result.id);
  remember(work);
  run.note(result, when);
  // Should it be cut off in between, a remark is rather made twice than never.
  const texts = result.remarks.map(({ text }) => text);
  bestEffort(() => {
    said.note(result.id, texts, askedIn(result));
  });
}

/**
 * Writes what came of the statistics into the run log, those of one execution together. What one that dies leaves unlogged
 * is logged by the next. A run log that cannot be written stops no refresh; the results then say so themselves.
 */
export function logResults({ run, allTabs }: Work): void {
  if (run.isPreview || run.unlogged.length === 0) return;
  const due = run.unlogged.flatMap(({ id, ...entry }) => {
    const result = run.results.find((each) => each.id === id);
    return result ? [{ result, entry }] : [];
  });
  try {
    const entries = due.map(({ result, entry }) => {
      const { title: statistic, message, ...words } = describeResult(result);
      return { ...words, ...entry, statistic, message: withoutReference(message) };
    });
    withLock(() => {
      logRuns(allTabs, entries);
    });
    run.noteLogged();
  } catch (error) {
    const text = `This could not be written into the run log: ${refusalOf(error, RUN_LOG).message}`;
    const notice = { text, isNew: true, isPassing: true } as const;
    run.noteLogged(due.map(({ result }) => ({ ...result, remarks: [...result.remarks, notice] })));
  }
}

/**
 * Tells users what came of a refresh, and ends it.
 *
 * @param hasGivenUp that it could not be finished: somebody must get to know, however it was started
 */
export function conclude(work: Work, hasGivenUp = false): void {
  const { run, spreadsheet, settings, state, allTabs, tabs, cache, vos } = work;
  logResults(work);
  const { results, startedBy } = run;
  if (startedBy === SCHEDULE) askAgainForMail(state);
  if (startedBy === SCHEDULE || hasGivenUp)
    bestEffort(() => mailFailures(failuresOf(results.map(describeFailure)), state, spreadsheet.getUrl()));
  const summary = { spreadsheet, settings, state, tabs: allTabs };
  if (startedBy === SCHEDULE) bestEffort(() => mailWaitingSummary(summary));
  showOnDashboard({ allTabs, settings, state, tabs, isVo: vos.has }, `${run.by} (${startedBy})`, results);
  if (startedBy === SCHEDULE) bestEffort(() => summariseWhenDue(summary));
  remember(work);
  run.end();
  cache.clear();
}

/**
 * Mails that nothing could be refreshed at all.
 *
 * @param isFirst whether no execution before it may have written anything
 */
export function mailThatNothingRan(spreadsheet: Spreadsheet, reason: string, isFirst = true): void {
  const id = idOf(spreadsheet);
  const state = loadState(id);
  const message = isFirst ? `${reason} ${KEPT}` : reason;
  mailFailures(
    [{ id: 'all', title: 'The statistics', result: 'failed', message }],
    state,
    spreadsheet.getUrl(),
  );
  bestEffort(() => saveState(id, state));
}

/** All of it can be found out again, so that a store that is full ends no refresh. */
function remember({ run, state, vos }: Work): void {
  bestEffort(() => {
    saveState(run.spreadsheetId, state);
    vos.save();
  });
}
