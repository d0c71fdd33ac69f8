import { Failure } from '../failure';
import { isScheduled, noteScheduledRun } from '../settings/schedule';
import { loadState, saveState } from '../settings/state';
import { boundSpreadsheet } from '../google/spreadsheet';
import { mailFailures } from '../reports/mail';
import { refresh, SCHEDULE } from '../refresh/refresh';
import { Busy } from '../refresh/run';

/** The refresh of a time-driven trigger. While somebody refreshes anyway, there is nothing to do. */
export function scheduledRefresh(event?: { readonly triggerUid?: string }): void {
  const spreadsheet = boundSpreadsheet();
  const id = spreadsheet.getId();
  if (!isScheduled(spreadsheet, event?.triggerUid)) return;
  noteScheduledRun(spreadsheet);
  try {
    refresh({ startedBy: SCHEDULE });
  } catch (error) {
    if (error instanceof Busy) return;
    if (!(error instanceof Failure)) throw error;
    // Such as settings that cannot be used.
    const state = loadState(id);
    const message = `${error.message} The old figures are kept.`;
    const failed = [{ id: 'all', title: 'The statistics', result: 'failed' as const, message }];
    mailFailures(failed, state, spreadsheet.getUrl());
    saveState(id, state);
  }
}
