import { idOf } from './google/spreadsheet';
import { withErrorDialog, TITLE } from './panel/error-dialog';
import { mendDashboard } from './reports/dashboard';
import { refresh, type RefreshOptions } from './refresh/refresh';
import { STATISTIC_TITLES, type StatisticId } from './domain/catalogue';
import { STATISTIC_IDS } from './statistics/registry';
import { loadState } from './settings/state';
import { findRunLog, newestRow } from './reports/run-log';
import { Tabs } from './sheets/tabs';
import { describeResult, type ResultInWords } from './reports/describe-result';
import { version } from './version';

/** Builds the menu. A simple trigger: it may use nothing that needs authorisation, and must never fail. */
export function onOpen(): void {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu(TITLE)
    .addItem('Open panel', 'openPanel')
    .addSeparator()
    .addItem('Refresh now', 'refreshNow')
    .addItem('Refresh history...', 'refreshHistory')
    .addSubMenu(oneStatisticMenu(ui))
    .addItem('Cancel refresh', 'cancelRefresh')
    .addSeparator()
    .addItem('Schedule...', 'editSchedule')
    .addItem('API key...', 'enterApiKey')
    .addItem('Share API key...', 'shareApiKey')
    .addItem('Check connection', 'checkConnection')
    .addItem('Check this spreadsheet...', 'checkSpreadsheet')
    .addSeparator()
    .addItem('Dashboard', 'showDashboard')
    .addItem('Show run log', 'showRunLog')
    .addItem('About', 'showAbout')
    .addToUi();
}

/** What Apps Script calls when a statistic is chosen alone. */
const REFRESH_ONE: Record<StatisticId, string> = {
  'cloud-cpu': 'refreshCloudCpu',
  'htc-cpu': 'refreshHtcCpu',
  users: 'refreshUsers',
  'vo-changes': 'refreshVoChanges',
  'sla-cloud': 'refreshSlaCloud',
  'sla-htc': 'refreshSlaHtc',
};

const oneStatisticMenu = (ui: GoogleAppsScript.Base.Ui): GoogleAppsScript.Base.Menu =>
  STATISTIC_IDS.reduce(
    (menu, id) => menu.addItem(STATISTIC_TITLES[id], REFRESH_ONE[id]),
    ui.createMenu('Refresh one statistic'),
  );

/** Menu item: refreshes what is named, and says what came of it. */
export function refreshFromMenu(options: Omit<RefreshOptions, 'startedBy'> = {}): void {
  withErrorDialog((ui) => {
    SpreadsheetApp.getActive().toast(
      'The portals are being asked. This takes up to some minutes.',
      TITLE,
      30,
    );
    showResults(ui, refresh({ ...options, startedBy: 'menu' }).map(describeResult));
  });
}

/** Menu item: asks which periods; all of them only after showing what would change. */
export function refreshHistory(): void {
  withErrorDialog((ui) => {
    const { Button, ButtonSet } = ui;
    const choice = ui.alert(
      'Refresh history',
      'Yes: ask the portals for the periods that are missing in the tabs.\n' +
        'No: ask for all periods. You see what would change before anything is written.',
      ButtonSet.YES_NO_CANCEL,
    );
    if (choice === Button.YES)
      showResults(ui, refresh({ history: 'missing', startedBy: 'menu' }).map(describeResult));
    if (choice !== Button.NO) return;
    const preview = refresh({ history: 'all', dryRun: true, startedBy: 'menu' }).map(describeResult);
    const words = preview.map(describePreview).join('\n\n');
    if (preview.every(({ changes }) => changes === '')) ui.alert('Nothing would change', words, ButtonSet.OK);
    else if (ui.alert('Write these figures?', words, ButtonSet.OK_CANCEL) === Button.OK)
      showResults(ui, refresh({ history: 'all', startedBy: 'menu' }).map(describeResult));
  });
}

/** Menu item: goes to the dashboard, and makes again what is missing there. */
export function showDashboard(): void {
  withErrorDialog(mendDashboard);
}

/** Menu item: goes to the newest entry of the run log. */
export function showRunLog(): void {
  withErrorDialog((ui) => {
    const spreadsheet = SpreadsheetApp.getActive();
    const sheet = findRunLog(new Tabs(spreadsheet, loadState(idOf(spreadsheet)).tabIds));
    if (!sheet) ui.alert('There is no run log yet. The first refresh writes it.');
    else sheet.getRange(newestRow(sheet), 1).activate();
  });
}

/** Menu item: says what this is. */
export function showAbout(): void {
  withErrorDialog((ui) => {
    ui.alert(
      `${TITLE} ${version()}`,
      "Brings EGI's OKR statistics from the Accounting Portal and the Operations Portal into this spreadsheet.",
      ui.ButtonSet.OK,
    );
  });
}

const describe = ({ title, result, changes, message }: ResultInWords): string =>
  [`${title}: ${result}.`, changes === '' ? 'Nothing changed.' : changes, message]
    .filter((line) => line !== '')
    .join('\n');

/** How a statistic would change; more than that only when something failed. */
const describePreview = ({ title, result, changes, message }: ResultInWords): string =>
  [
    result === 'done' ? `${title}:` : `${title}: ${result}.`,
    changes === '' ? 'Nothing would change.' : changes,
    message,
  ]
    .filter((line) => line !== '')
    .join('\n');

/** All well: a message that goes away by itself. Else one that stays until it is read. */
function showResults(ui: GoogleAppsScript.Base.Ui, results: readonly ResultInWords[]): void {
  const failed = results.filter(({ result }) => result !== 'done');
  const isToGoOn = failed.every(({ result }) => result === 'unfinished');
  if (failed.length > 0)
    ui.alert(
      isToGoOn ? 'To be continued' : 'Not everything could be refreshed',
      failed.map(describe).join('\n\n'),
      ui.ButtonSet.OK,
    );
  else SpreadsheetApp.getActive().toast(results.map(describe).join('\n'), `${TITLE}: all done`, 10);
}
