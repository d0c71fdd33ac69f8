import { settingsToShow } from '../settings/settings';
import type { State } from '../settings/state';
import { whoRuns } from '../google/user';
import { bestEffort } from '../google/best-effort';
import { missingPermissions } from '../google/permissions';
import { notPermitted, SEND_MAIL } from '../not-permitted';
import type { ResultInWords } from './describe-result';

interface Message {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** What a mail tells of something that failed. */
export type Failed = Pick<ResultInWords, 'title' | 'result' | 'message'> & { readonly id: string };

/** What failed. Cancelling is somebody's wish, and no failure. */
export const failuresOf = (results: readonly ResultInWords[]): Failed[] =>
  results.filter(({ result }) => result !== 'done' && result !== 'cancelled');

/**
 * When a scheduled refresh fails, its owner and whoever the settings name get one mail, and no other until what fails
 * changes or has been well again.
 *
 * @param state remembers what the last mail was about
 * @param url of the spreadsheet
 */
export function mailFailures(failed: readonly Failed[], state: State, url: string): void {
  const failures = failed.map((each) => each.id).join(',');
  const isTold = failures === '' || failures === state.mailedFailures || mail(failed, state, url);
  // Where nobody was told, the next refresh tries again.
  state.mailedFailures = isTold && state.mailRefused === '' ? failures : '';
}

/** A permission that was missing may have been given since. */
export function askAgainForMail(state: State): void {
  if (state.mailRefused !== '') state.mailRefused = missingPermissions([SEND_MAIL])[0]?.message ?? '';
}

/**
 * Mails the summary of a quarter.
 *
 * @param url of its tab
 * @returns whether it was sent
 */
export function mailSummary(text: string, state: State, url: string): boolean {
  const subject = text.split('\n')[0] ?? '';
  return send({ to: recipients(), subject, body: `${text}\n\n${url}` }, state);
}

/** Whoever runs the script, and those that the settings name. */
const recipients = (): string =>
  [bestEffort(whoRuns) ?? '', ...settingsToShow().settings.mailTo]
    .filter((address) => address !== '')
    .join(', ');

/** Mails what failed. @returns whether it was sent */
function mail(failed: readonly Failed[], state: State, url: string): boolean {
  const message = {
    to: recipients(),
    subject: `OKR Stats: ${failed.map(({ title }) => title).join(', ')} could not be refreshed`,
    body: [
      ...failed.map((each) => `${each.title}: ${each.result}\n${each.message}\n`),
      'What to do: what a message above asks for; when none does, wait for the next scheduled refresh, which tries again.',
      'You get another mail only when something else fails.',
      url,
    ].join('\n'),
  };
  return send(message, state);
}

/**
 * A mail that cannot be sent is only logged, because the figures are there, and Google's limit is 100 recipients a day; but
 * where a permission is missing, users must know it.
 *
 * @returns whether it was sent
 */
function send(message: Message, state: State): boolean {
  try {
    MailApp.sendEmail(message);
    state.mailRefused = '';
    return true;
  } catch (error) {
    console.warn(error instanceof Error ? error.stack : error);
    state.mailRefused = notPermitted(error)?.message ?? state.mailRefused;
    return false;
  }
}
