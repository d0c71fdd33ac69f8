import { Failure } from '../failures';
import { isScheduled, noteScheduledRun } from '../settings/schedule';
import { settingsToShow } from '../settings/settings';
import { loadState, saveState } from '../settings/state';
import { whoRuns } from '../settings/who-runs';
import { boundSpreadsheet } from '../sheets/spreadsheet';
import { MINUTE, nowIn } from './now';
import { quietly } from './quietly';
import { refresh, type StatisticResult } from './refresh';

/** What a mail tells of something that failed. */
type Failed = Pick<StatisticResult, 'title' | 'result' | 'message'> & { readonly id: string };

/**
 * The refresh of a time-driven trigger. When statistics fail, its owner and whoever the settings name get one mail, and
 * no other until what fails changes or has been well again.
 */
export function scheduledRefresh(event?: { readonly triggerUid?: string }): void {
  const spreadsheet = boundSpreadsheet();
  const id = spreadsheet.getId();
  if (!isScheduled(id, event?.triggerUid)) return;
  noteScheduledRun(id, nowIn(spreadsheet, MINUTE));
  const failed = failuresOf(() => refresh({ how: 'schedule' }));
  const state = loadState(id);
  const failures = failed.map((each) => each.id).join(',');
  if (failures !== '' && failures !== state.mailedFailures) mail(failed, spreadsheet.getUrl());
  saveState(id, { ...state, mailedFailures: failures });
}

/** What failed; settings that cannot be used leave nothing to refresh. Cancelling is somebody's wish, and no failure. */
function failuresOf(run: () => StatisticResult[]): Failed[] {
  try {
    return run().filter(({ result }) => result !== 'done' && result !== 'cancelled');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = `${error.message} The old figures are kept.`;
    return [{ id: 'all', title: 'The statistics', result: 'failed', message }];
  }
}

/** A mail that cannot be sent is only logged: the figures are there, and Google's limit is 100 recipients a day. */
function mail(failed: readonly Failed[], url: string): void {
  const recipients = [whoRuns(), settingsToShow().settings.mailTo].filter((address) => address !== '');
  const message = {
    to: recipients.join(', '),
    subject: `OKR Stats: ${failed.map(({ title }) => title).join(', ')} could not be refreshed`,
    body: [
      ...failed.map((each) => `${each.title}: ${each.result}\n${each.message}\n`),
      'What to do: what a message above asks for; when none does, wait for the next scheduled refresh, which tries again.',
      'You get another mail only when something else fails.',
      url,
    ].join('\n'),
  };
  quietly(() => {
    MailApp.sendEmail(message);
  });
}
