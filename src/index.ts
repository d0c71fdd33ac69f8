// What Apps Script may call, one line each: the menu's items, the triggers' functions, and those that a page calls.
import { onOpen, showAbout, showDashboard, showRunLog } from './menu';
import {
  cancelFromMenu,
  checkConnectionFromMenu,
  checkSpreadsheetFromMenu,
  editSchedule,
  enterApiKey,
  shareKeyWithEditors,
} from './panel/dialogs';
import { answering, openPanel, server } from './panel/panel';
import { refreshFromMenu, refreshHistory } from './panel/refresh-dialogs';
import { makeSummaryFromMenu } from './panel/summary-dialog';
import { checkFromTrigger } from './check/check';
import { describeResult } from './reports/describe-result';
import { refresh, type RunRefreshOptions } from './refresh/refresh';
import { bestEffort } from './google/best-effort';
import { continuation } from './triggers/continuation';
import { scheduledRefresh } from './triggers/scheduled';
import { tickRefresh } from './triggers/tick';

declare const global: Record<string, unknown>;

global.onOpen = onOpen;
global.refreshNow = () => refreshFromMenu();
global.refreshMissing = () => refreshFromMenu({ history: 'missing' });
global.refreshHistory = refreshHistory;
global.refreshCloudCpu = () => refreshFromMenu({ statistics: ['cloud-cpu'] });
global.refreshHtcCpu = () => refreshFromMenu({ statistics: ['htc-cpu'] });
global.refreshUsers = () => refreshFromMenu({ statistics: ['users'] });
global.refreshVoChanges = () => refreshFromMenu({ statistics: ['vo-changes'] });
global.refreshSlaCloud = () => refreshFromMenu({ statistics: ['sla-cloud'] });
global.refreshSlaHtc = () => refreshFromMenu({ statistics: ['sla-htc'] });
global.refreshByDiscipline = () => refreshFromMenu({ statistics: ['by-discipline'] });
global.openPanel = openPanel;
global.cancelRefresh = cancelFromMenu;
global.editSchedule = editSchedule;
global.enterApiKey = enterApiKey;
global.shareApiKey = shareKeyWithEditors;
global.checkConnection = checkConnectionFromMenu;
global.checkSpreadsheet = checkSpreadsheetFromMenu;
global.checkFromTrigger = () => bestEffort(checkFromTrigger);
global.showDashboard = showDashboard;
global.makeSummary = makeSummaryFromMenu;
global.showRunLog = showRunLog;
global.showAbout = showAbout;
global.scheduledRefresh = scheduledRefresh;
global.tickRefresh = tickRefresh;
global.continueRefresh = continuation;
global.runRefresh = ({ how: startedBy, ...options }: RunRefreshOptions) =>
  refresh({ ...options, startedBy }).map(describeResult);
global.panelState = answering(server.panelState);
global.panelProgress = answering(server.panelProgress);
global.panelRefresh = answering(server.panelRefresh);
global.panelCancel = answering(server.panelCancel);
global.panelCheckConnection = answering(server.panelCheckConnection);
global.panelCheckSpreadsheet = answering(server.panelCheckSpreadsheet);
global.panelMakeSummary = answering(server.panelMakeSummary);
global.panelCheckKey = answering(server.panelCheckKey);
global.panelKeepDraft = answering(server.panelKeepDraft);
global.panelSaveSettings = answering(server.panelSaveSettings);
global.panelSaveKey = answering(server.panelSaveKey);
global.panelShareKey = answering(server.panelShareKey);
global.panelRemoveKey = answering(server.panelRemoveKey);
global.panelSetSchedule = answering(server.panelSetSchedule);
global.panelRemoveSchedule = answering(server.panelRemoveSchedule);
