import { idOf } from './google/spreadsheet';
import { withErrorDialog, TITLE } from './panel/error-dialog';
import { mendDashboard } from './reports/dashboard';
import { STATISTIC_TITLES, type StatisticId } from './domain/catalogue';
import { STATISTIC_IDS } from './statistics/registry';
import { loadState } from './settings/state';
import { findRunLog, newestRow } from './reports/run-log';
import { Tabs } from './sheets/tabs';
import { version } from './version';

/** Builds the menu. A simple trigger: it may use nothing that needs authorisation, and must never fail. */
export function onOpen(): void {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu(TITLE)
    .addItem('Open panel', 'openPanel')
    .addSeparator()
    .addItem('Refresh now', 'refreshNow')
    .addItem('Fill in missing periods', 'refreshMissing')
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
    .addItem('Quarterly summary...', 'makeSummary')
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
  'by-discipline': 'refreshByDiscipline',
};

const oneStatisticMenu = (ui: GoogleAppsScript.Base.Ui): GoogleAppsScript.Base.Menu =>
  STATISTIC_IDS.reduce(
    (menu, id) => menu.addItem(STATISTIC_TITLES[id], REFRESH_ONE[id]),
    ui.createMenu('Refresh one statistic'),
  );

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
