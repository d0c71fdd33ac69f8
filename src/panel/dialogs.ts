import { checkSpreadsheet } from '../check/check';
import { checkConnection, checkKey } from './check-connection';
import { tellTick } from '../reports/dashboard';
import { stopRefresh } from '../refresh/refresh';
import {
  describeApiKey,
  forgetApiKey,
  saveApiKey,
  shareApiKey,
  sharedBy,
  stopSharingApiKey,
} from '../settings/api-key';
import { parsePlan } from '../settings/schedule-plan';
import { loadSchedule, removeSchedule, setSchedule } from '../settings/schedule';
import { loadSettings } from '../settings/settings';
import { whoRuns } from '../google/user';
import { boundSpreadsheet } from '../google/spreadsheet';
import { scheduleShown, today } from './panel-state';
import { askToPermit, missingPermissions } from '../google/permissions';
import { withErrorDialog } from './error-dialog';
import { whileToasting } from './toasts';

/** Menu item: asks for the Operations Portal's API key, and keeps it for whoever enters it. */
export function enterApiKey(): void {
  withErrorDialog((ui) => {
    const { operationsUrl } = loadSettings();
    const answer = ui.prompt(
      'API key',
      `${describeApiKey(operationsUrl)}\n\nPaste your API key for ${operationsUrl}. Only you can use it. ` +
        'Enter nothing to remove the one you have.',
      ui.ButtonSet.OK_CANCEL,
    );
    if (answer.getSelectedButton() !== ui.Button.OK) return;
    const key = answer.getResponseText();
    if (key.trim() === '') {
      forgetApiKey();
      ui.alert('Your API key has been removed.');
      return;
    }
    saveApiKey(key, operationsUrl);
    const { message } = whileToasting('The key is being tried.', 30, checkKey);
    ui.alert(`Your API key has been saved. ${message}`);
  });
}

/** Menu item: lets all editors use one's key, or no longer. */
export function shareKeyWithEditors(): void {
  withErrorDialog((ui) => {
    const { Button, ButtonSet } = ui;
    if (sharedBy() === whoRuns()) {
      const stop = ui.alert(
        'Share API key',
        'All editors can use and read your key. Stop sharing it?',
        ButtonSet.YES_NO,
      );
      if (stop === Button.YES) stopSharingApiKey();
      return;
    }
    const share = ui.alert(
      'Share API key',
      'Let all editors of this spreadsheet use your API key? Everybody who may edit it can then also read the key.',
      ButtonSet.YES_NO,
    );
    if (share === Button.YES) shareApiKey(today());
  });
}

/** Menu item: asks each portal for something small, and says what it found. */
export function checkConnectionFromMenu(): void {
  withErrorDialog((ui) => {
    const findings = whileToasting('The portals are being asked.', 30, checkConnection).map(
      ({ message }) => message,
    );
    ui.alert('Connection', findings.join('\n\n'), ui.ButtonSet.OK);
    const missing = missingPermissions().map(({ scope }) => scope);
    if (missing.length > 0) askToPermit(missing);
  });
}

/** Menu item: tries whether Google does what the product expects, after saying what that is. */
export function checkSpreadsheetFromMenu(): void {
  withErrorDialog((ui) => {
    const { Button, ButtonSet } = ui;
    const words =
      'Tries, within a minute, whether Google does in this spreadsheet what OKR Stats expects. It works in a hidden ' +
      'tab that it deletes afterwards, and changes nothing of yours.';
    if (ui.alert('Check this spreadsheet', words, ButtonSet.OK_CANCEL) !== Button.OK) return;
    const { summary, verdicts } = whileToasting('The spreadsheet is being checked.', 60, checkSpreadsheet);
    const odd = verdicts.filter(({ isGood }) => isGood !== true).map(({ sentence }) => sentence);
    const where = 'The whole report, to be copied, is in the run log and in the panel under Check.';
    ui.alert('Check of this spreadsheet', [summary, ...odd, where].join('\n\n'), ButtonSet.OK);
  });
}

/** Menu item: shows the schedule, and sets, changes, takes over or removes it. */
export function editSchedule(): void {
  withErrorDialog((ui) => {
    const spreadsheet = boundSpreadsheet();
    const { words, runs, warning, zone } = scheduleShown();
    const answer = ui.prompt(
      'Schedule',
      `${[words, runs, warning].filter((line) => line !== '').join('\n')}\n\n` +
        `Type daily 6, weekly Monday 6 or monthly 1 6; the last number is the hour (${zone}). Type off to remove it.`,
      ui.ButtonSet.OK_CANCEL,
    );
    if (answer.getSelectedButton() !== ui.Button.OK) return;
    const typed = answer.getResponseText();
    if (typed.trim().toLowerCase() === 'off') removeSchedule();
    else {
      const plan = parsePlan(typed);
      const owner = loadSchedule(spreadsheet)?.owner ?? whoRuns();
      const isOthers = owner !== whoRuns();
      if (isOthers && !isAgreed(ui, `${owner} already runs it. Take over? From then on it runs as you.`))
        return;
      setSchedule(spreadsheet, plan, isOthers);
    }
    tellTick(spreadsheet);
    const { words: set, warning: now } = scheduleShown();
    ui.alert('Schedule', [set, now].filter((line) => line !== '').join('\n\n'), ui.ButtonSet.OK);
  });
}

const isAgreed = (ui: GoogleAppsScript.Base.Ui, question: string): boolean =>
  ui.alert('Schedule', question, ui.ButtonSet.YES_NO) === ui.Button.YES;

/** Menu item: stops the refresh that runs now. */
export function cancelFromMenu(): void {
  withErrorDialog((ui) => {
    ui.alert(
      'Cancel refresh',
      stopRefresh()
        ? 'The refresh stops before its next requests. What is not written yet stays as it is.'
        : 'No refresh is running.',
      ui.ButtonSet.OK,
    );
  });
}
