import { runInNewContext } from 'node:vm';
import { bundle, TestWorld } from '../support/world';

const FUNCTIONS = [
  'cancelRefresh',
  'checkConnection',
  'checkFromTrigger',
  'checkSpreadsheet',
  'continueRefresh',
  'editSchedule',
  'enterApiKey',
  'makeSummary',
  'onOpen',
  'openPanel',
  'panelCancel',
  'panelCheckConnection',
  'panelCheckKey',
  'panelCheckSpreadsheet',
  'panelKeepDraft',
  'panelMakeSummary',
  'panelProgress',
  'panelRefresh',
  'panelRemoveKey',
  'panelRemoveSchedule',
  'panelSaveKey',
  'panelSaveSettings',
  'panelSetSchedule',
  'panelShareKey',
  'panelState',
  'refreshByDiscipline',
  'refreshCloudCpu',
  'refreshHistory',
  'refreshHtcCpu',
  'refreshMissing',
  'refreshNow',
  'refreshSlaCloud',
  'refreshSlaHtc',
  'refreshUsers',
  'refreshVoChanges',
  'runRefresh',
  'scheduledRefresh',
  'shareApiKey',
  'showAbout',
  'showDashboard',
  'showRunLog',
  'tickRefresh',
];

it('loads where there is nothing but the language, and calls nothing', () => {
  const context: Record<string, unknown> = {};
  runInNewContext(bundle(), context);
  const functions = Object.keys(context).filter((name) => typeof context[name] === 'function');
  expect(functions.sort()).toEqual(FUNCTIONS);
});

it('has exactly its functions as top-level ones, which Apps Script finds without running it', () => {
  const declared = [...bundle().matchAll(/^function (\w+)\(/gm)].map(([, name]) => name);
  expect(declared.sort()).toEqual(FUNCTIONS);
  expect([...new TestWorld().host.functionNames()].sort()).toEqual(FUNCTIONS);
});

it('makes no service call while it is loaded', async () => {
  const test = new TestWorld();
  const execution = test.host.run('showAbout');
  await execution.result;
  expect([...execution.calls.keys()]).toEqual(['SpreadsheetApp.getUi', 'Ui.alert']);
});

/** The bundle without the panel's page, which runs in a browser. */
function withoutPage(): string {
  const page = /(['"])<!doctype html>(?:\\.|(?!\1)[^\\])*\1/s;
  expect(bundle()).toMatch(page);
  return bundle().replace(page, "''");
}

it('uses nothing newer than ES2020, and no names that Apps Script does not know', () => {
  expect(withoutPage()).not.toMatch(
    /\b(setTimeout|clearTimeout|queueMicrotask|TextEncoder|TextDecoder|URLSearchParams|structuredClone|atob|btoa|process\.env|require\(|replaceAll|\.at\()/,
  );
  expect(withoutPage()).not.toMatch(/\?\?=|\|\|=|&&=|(?<![}'])#[a-z]\w*\s*(\(|=|;)|static \{/);
});
