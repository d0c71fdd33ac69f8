import { idOf, type Spreadsheet } from '../google/spreadsheet';
import { loadState, saveState } from '../settings/state';
import { describeFailure, describeResult, KEPT } from '../reports/describe-result';
import { logRun, RUN_LOG } from '../reports/run-log';
import { refusalOf } from '../sheets/refusals';
import { showOnDashboard } from '../reports/dashboard';
import { withLock } from '../google/lock';
import { askAgainForMail, failuresOf, mailFailures } from '../reports/mail';
import { nowIn } from '../google/now';
import { bestEffort } from '../google/best-effort';
import { summariseWhenDue } from '../summary/when-due';
import type { Work } from './work';
import { askedIn, type StatisticResult } from '../statistics/result';

/** What starts the refreshes of the schedule. */
export const SCHEDULE = 'schedule';

/** What came of a statistic is logged, and remembered before it counts as done: no later execution would find it out again. */
export function finish(work: Work, found: StatisticResult): void {
  const { run, spreadsheet, allTabs, shown, said } = work;
  const result = {
    ...found,
    remarks: found.remarks.map(({ text }) => ({ text, isNew: said.isNew(found.id, text) })),
  };
  if (run.isPreview) {
    shown.keep(result.id);
    run.note(result);
    return;
  }
  const { by: who, startedBy } = run;
  const noted = logged(result, () => {
    const when = nowIn(spreadsheet, 'yyyy-MM-dd HH:mm:ss');
    const words = describeResult(result);
    withLock(() => logRun(allTabs, { ...words, when, who, startedBy, statistic: words.title }));
  });
  shown.forget(result.id);
  const texts = result.remarks.map(({ text }) => text);
  bestEffort(() => {
    said.note(result.id, texts, askedIn(result));
  });
  remember(work);
  run.note(noted);
}

/**
 * Tells users what came of a refresh, and ends it.
 *
 * @param hasGivenUp that it could not be finished: somebody must get to know, however it was started
 */
export function conclude(work: Work, hasGivenUp = false): void {
  const { run, spreadsheet, settings, state, allTabs, tabs, cache, vos } = work;
  const { results, startedBy } = run;
  if (startedBy === SCHEDULE) askAgainForMail(state);
  if (startedBy === SCHEDULE || hasGivenUp)
    bestEffort(() => mailFailures(failuresOf(results.map(describeFailure)), state, spreadsheet.getUrl()));
  showOnDashboard({ allTabs, settings, state, tabs, isVo: vos.has }, `${run.by} (${startedBy})`, results);
  if (startedBy === SCHEDULE)
    bestEffort(() => {
      summariseWhenDue({ spreadsheet, settings, state, tabs: allTabs });
    });
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

/** A run log that cannot be written stops no statistic; the result then says so itself. */
function logged(result: StatisticResult, write: () => void): StatisticResult {
  try {
    write();
    return result;
  } catch (error) {
    const notice = `This could not be written into the run log: ${refusalOf(error, RUN_LOG).message}`;
    return { ...result, remarks: [...result.remarks, { text: notice, isNew: true, isPassing: true }] };
  }
}
