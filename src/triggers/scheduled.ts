import { Failure } from '../failure';
import { isScheduled, noteScheduledRun } from '../settings/schedule';
import { bestEffort } from '../google/best-effort';
import { boundSpreadsheet } from '../google/spreadsheet';
import { Told } from '../refresh/carry-out';
import { mailThatNothingRan, SCHEDULE } from '../refresh/conclude';
import { refresh } from '../refresh/refresh';
import { Busy } from '../refresh/run';

/** The refresh of a time-driven trigger. While somebody refreshes anyway, there is nothing to do. */
export function scheduledRefresh(event?: { readonly triggerUid?: string }): void {
  const spreadsheet = boundSpreadsheet();
  if (!isScheduled(spreadsheet, event?.triggerUid)) return;
  bestEffort(() => noteScheduledRun(spreadsheet));
  try {
    refresh({ startedBy: SCHEDULE });
  } catch (error) {
    if (error instanceof Busy || error instanceof Told) return;
    if (!(error instanceof Failure)) throw error;
    mailThatNothingRan(spreadsheet, error.message); // Such as settings that cannot be used.
  }
}
