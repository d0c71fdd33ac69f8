import { checkSpreadsheet } from '../check/check';
import { checkConnection, checkKey } from './check-connection';
import { describeResult, saysKept, type ResultInWords } from '../reports/describe-result';
import { describeTotals, describeTwoSums } from '../reports/describe-totals';
import { bestEffort } from '../google/best-effort';
import { keepDraft } from '../settings/draft';
import { tellTick } from '../reports/dashboard';
import { refresh, stopRefresh } from '../refresh/refresh';
import { PANEL } from '../refresh/work';
import { STATISTIC_IDS } from '../statistics/registry';
import { forgetApiKey, saveApiKey, shareApiKey, sharedBy, stopSharingApiKey } from '../settings/api-key';
import { checkPlan } from '../settings/schedule-plan';
import { removeSchedule, setSchedule } from '../settings/schedule';
import { whoRuns } from '../google/user';
import { saveSettings, settingsToShow } from '../settings/settings';
import { withLock } from '../google/lock';
import { boundSpreadsheet } from '../google/spreadsheet';
import type { Answer, KeyShown, Server } from './boundary';
import page from './page/page.html';
import { summaryForPanel } from './make-summary';
import { keyShown, progressShown, scheduleShown, settingsShown, stateShown, today } from './panel-state';
import { messageOf, withErrorDialog, TITLE } from './error-dialog';
import { monthOfDay } from '../domain/periods';

/** Menu item: shows the panel beside the grid. */
export function openPanel(): void {
  withErrorDialog((ui) => {
    ui.showSidebar(HtmlService.createHtmlOutput(page).setTitle(TITLE));
  });
}

/**
 * A function as the page calls it: an error that is thrown would reach the page mixed with Google's own words, so it
 * becomes an answer.
 */
export const answering =
  <Arguments extends unknown[], T>(work: (...args: Arguments) => T) =>
  (...args: Arguments): Answer<T> => {
    try {
      return { value: work(...args) };
    } catch (error) {
      return { failure: messageOf(error) };
    }
  };

/** What the page calls. */
export const server: Server = {
  panelState: stateShown,
  panelProgress: progressShown,
  panelRefresh: ({ statistics, history, dryRun, isAnew = false, larger = [] }) => {
    const ids = STATISTIC_IDS.filter((id) => statistics.includes(id));
    const { restatementThreshold } = settingsToShow().settings;
    return refresh({ statistics: ids, history, dryRun, isAnew, larger, startedBy: PANEL }).map((result) => ({
      ...describeResult(result),
      keepsOld: dryRun || keepsOld(describeResult(result)),
      totals: dryRun ? describeTotals(result.changes.totals, restatementThreshold) : [],
      isOutdated: result.isOutdated,
      twoSums: dryRun ? describeTwoSums(result.twoSums) : [],
    }));
  },
  panelCancel: () => {
    stopRefresh();
    return null;
  },
  panelCheckConnection: checkConnection,
  panelCheckKey: checkKey,
  panelCheckSpreadsheet: checkSpreadsheet,
  panelMakeSummary: summaryForPanel,
  panelSaveSettings: (changed, opened = {}) => {
    const problems = withLock(() => saveSettings(changed, opened, monthOfDay(today())));
    if (Object.keys(problems).length === 0) bestEffort(() => keepDraft({}));
    return { problems, settings: settingsShown(), key: keyShown() };
  },
  panelKeepDraft: (changed) => {
    keepDraft(changed);
    return null;
  },
  panelSaveKey: (key, share) => {
    saveApiKey(key, settingsToShow().settings.operationsUrl);
    return shareKey(share);
  },
  panelShareKey: shareKey,
  panelRemoveKey: () => {
    forgetApiKey();
    return keyShown();
  },
  panelSetSchedule: (plan, takeOver) => {
    setSchedule(boundSpreadsheet(), checkPlan(plan), takeOver);
    tellTick(boundSpreadsheet());
    return scheduleShown();
  },
  panelRemoveSchedule: () => {
    removeSchedule();
    tellTick(boundSpreadsheet());
    return scheduleShown();
  },
};

/** Whether a refresh has left each old figure where it was. */
const keepsOld = ({ result, changes, message }: ResultInWords): boolean =>
  changes === '' && (result === 'done' || saysKept(message));

/** Not sharing ends one's own sharing only. */
function shareKey(share: boolean): KeyShown {
  if (share) shareApiKey(today());
  else if (sharedBy() === whoRuns()) stopSharingApiKey();
  return keyShown();
}
