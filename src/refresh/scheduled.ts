import { Failure } from '../failures';
import { isScheduled, noteScheduledRun } from '../settings/schedule';
import { settingsToShow } from '../settings/settings';
import { loadState, saveState } from '../settings/state';
import { whoRuns } from '../settings/who-runs';
import { boundSpreadsheet } from '../sheets/spreadsheet';
import { MINUTE, nowIn } from './now';
import { refresh } from './refresh';

/** Something that a mail tells of. */
interface Trouble {
  /** Tells failing states apart. */
  readonly id: string;
  readonly title: string;
  readonly message: string;
}

/**
 * The refresh of a time-driven trigger. When statistics fail, its owner and whoever the settings name get one mail, and
 * no other until what fails changes or has been well again.
 */
export function scheduledRefresh(event?: { readonly triggerUid?: string }): void {
  const spreadsheet = boundSpreadsheet();
  const id = spreadsheet.getId();
  if (!isScheduled(id, event?.triggerUid)) return;
  noteScheduledRun(id, nowIn(spreadsheet, MINUTE));
  const troubles = refreshAndCollect();
  const state = loadState(id);
  const failures = troubles.map((trouble) => trouble.id).join(',');
  if (failures === state.mailedFailures) return;
  if (failures !== '') mail(troubles, spreadsheet.getUrl());
  saveState(id, { ...state, mailedFailures: failures });
}

/** A cancelled refresh is somebody's wish, and no trouble. */
function refreshAndCollect(): Trouble[] {
  try {
    return refresh({ how: 'schedule' })
      .filter(({ result }) => result !== 'done' && result !== 'cancelled')
      .map(({ id, title, result, message }) => ({ id, title, message: `${title}: ${result}\n${message}` }));
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error instanceof Error ? error.stack : error);
    const message = `${error instanceof Error ? error.message : String(error)} The old figures are kept.`;
    return [{ id: 'everything', title: 'Nothing', message }];
  }
}

/** A mail that cannot be sent is only logged: Google's limit is 100 recipients a day. */
function mail(troubles: readonly Trouble[], url: string): void {
  const titles = troubles.map(({ title }) => title).join(', ');
  const isAll = troubles.some(({ id }) => id === 'everything');
  try {
    MailApp.sendEmail({
      to: [whoRuns(), settingsToShow().settings.mailTo].filter((address) => address !== '').join(','),
      subject: `OKR Stats: ${isAll ? 'nothing' : titles} could ${isAll ? '' : 'not '}be refreshed`,
      body: [
        ...troubles.map(({ message }) => `${message}\n`),
        'What to do: what a message asks for, if anything; otherwise wait. The next scheduled refresh tries again.',
        'You get another mail only when something else fails.',
        url,
      ].join('\n'),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
  }
}
