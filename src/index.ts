// What Apps Script may call, one line each: the menu's items, the triggers' functions, and those that a page calls.
import { enterApiKey, onOpen, refreshFromMenu, refreshHistory, showAbout, showRunLog } from './menu';
import { refresh, type RefreshOptions } from './refresh/refresh';
import { scheduledRefresh } from './refresh/scheduled';

declare const global: Record<string, unknown>;

global.onOpen = onOpen;
global.refreshNow = () => refreshFromMenu();
global.refreshHistory = refreshHistory;
global.refreshCloudCpu = () => refreshFromMenu({ statistics: ['cloud-cpu'] });
global.refreshHtcCpu = () => refreshFromMenu({ statistics: ['htc-cpu'] });
global.refreshUsers = () => refreshFromMenu({ statistics: ['users'] });
global.enterApiKey = enterApiKey;
global.showRunLog = showRunLog;
global.showAbout = showAbout;
global.scheduledRefresh = scheduledRefresh;
global.runRefresh = (options: RefreshOptions) => refresh(options);
