import { Failure } from '../failures';
import { loadState, saveState } from '../settings/state';
import { boundSpreadsheet } from '../sheets/spreadsheet';
import { refresh, type StatisticResult } from './refresh';

/**
 * The refresh of a time-driven trigger. When statistics fail, its owner gets one mail, and no other until what fails
 * changes or has been well again.
 */
export function scheduledRefresh(): void {
  const failed = failuresOf(() => refresh({ how: 'schedule' }));
  const spreadsheet = boundSpreadsheet();
  const state = loadState(spreadsheet.getId());
  const failures = failed.map(({ id }) => id).join(',');
  if (failures !== '' && failures !== state.mailedFailures) {
    MailApp.sendEmail({
      to: Session.getEffectiveUser().getEmail(),
      subject: `OKR Stats: ${failed.map(({ title }) => title).join(', ')} could not be refreshed`,
      body: [
        ...failed.map(({ title, result, message }) => `${title}: ${result}\n${message}\n`),
        'The next scheduled refresh tries again. You get another mail only when something else fails.',
        spreadsheet.getUrl(),
      ].join('\n'),
    });
  }
  saveState(spreadsheet.getId(), { ...state, mailedFailures: failures });
}

/** What failed; settings that cannot be used leave nothing to refresh. */
function failuresOf(
  run: () => StatisticResult[],
): (Pick<StatisticResult, 'title' | 'result' | 'message'> & { readonly id: string })[] {
  try {
    return run().filter(({ result }) => result !== 'done');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ id: 'all', title: 'The statistics', result: 'failed', message: error.message }];
  }
}
