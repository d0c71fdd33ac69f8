import type { Origin } from '../../../local/apps-script/service-object';
import { ScriptedUserInterface } from '../../../local/apps-script/user-interface';
import { hostOf, manifest } from './script-host';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;
const page = 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))';

const needsScope = [
  ['UrlFetchApp.fetch', 'UrlFetchApp.fetch("https://a.org")', 'script.external_request'],
  ['UrlFetchApp.fetchAll', 'UrlFetchApp.fetchAll(["https://a.org"])', 'script.external_request'],
  ['ScriptApp.newTrigger', 'ScriptApp.newTrigger("f")', 'script.scriptapp'],
  ['ScriptApp.getProjectTriggers', 'ScriptApp.getProjectTriggers()', 'script.scriptapp'],
  ['MailApp.sendEmail', 'MailApp.sendEmail("a@example.org", "s", "b")', 'script.send_mail'],
  ['Session.getEffectiveUser', 'Session.getEffectiveUser()', 'userinfo.email'],
  ['Ui.showSidebar', page, 'script.container.ui'],
] as const;

const run = (body: string, origin: Origin, scopes: readonly string[] = manifest.oauthScopes) => {
  const options = { ui: new ScriptedUserInterface(), manifest: { ...manifest, oauthScopes: scopes } };
  return hostOf(`function main() { ${body} }`, options).host.run('main', { origin }).result;
};

describe('permissions', () => {
  test.each(needsScope)('%s is refused without its scope in the manifest', async (name, body, needed) => {
    const others = manifest.oauthScopes.filter((one) => one !== scope(needed));
    await expect(run(body, 'menu', others)).rejects.toThrow(
      `You do not have permission to call ${name}. Required permissions: ${scope(needed)}`,
    );
  });

  test.each(needsScope)('%s is refused in a simple trigger', async (name, body, needed) => {
    await expect(run(body, 'simple trigger')).rejects.toThrow(
      `You do not have permission to call ${name}. Required permissions: ${scope(needed)}`,
    );
  });

  test.each(needsScope)('%s works from a menu with its scope', async (_, body) => {
    await expect(run(body, 'menu')).resolves.toBeUndefined();
  });

  test('the spreadsheet is refused without either of its scopes', async () => {
    const either = `${scope('spreadsheets.currentonly')} || ${scope('spreadsheets')}`;
    await expect(run('SpreadsheetApp.getActiveSpreadsheet()', 'menu', [])).rejects.toThrow(
      `You do not have permission to call SpreadsheetApp.getActiveSpreadsheet. Required permissions: (${either})`,
    );
  });

  test.each([
    ['the spreadsheet', 'SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(1, 1).setValue(1)'],
    ['menus', 'SpreadsheetApp.getUi().createMenu("M").addItem("I", "f").addToUi()'],
    ['properties', 'PropertiesService.getDocumentProperties().getProperties()'],
    ['the cache', 'CacheService.getDocumentCache().get("x")'],
    ['locks', 'LockService.getDocumentLock().tryLock(0)'],
    ['utilities', 'Utilities.getUuid()'],
  ])('a simple trigger may use %s', async (_, body) => {
    await expect(run(body, 'simple trigger')).resolves.toBeUndefined();
  });

  test('a custom function may fetch, but not write', async () => {
    await expect(run('UrlFetchApp.fetch("https://a.org")', 'custom function')).resolves.toBeUndefined();
    const write = 'SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(1, 1).setValue(1)';
    await expect(run(write, 'custom function')).rejects.toThrow(
      'You do not have permission to call Range.setValue',
    );
  });

  test('a scope that the user has not granted is missing', async () => {
    const external = scope('script.external_request');
    const { host } = hostOf(`
      function status() { return ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationStatus(); }
      function require() { ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ['${external}']); }
      function fetch() { UrlFetchApp.fetch('https://a.org'); }`);
    await expect(host.run('status').result).resolves.toBe('NOT_REQUIRED');
    host.withheldScopes.add(external);
    await expect(host.run('status').result).resolves.toBe('REQUIRED');
    await expect(host.run('require').result).rejects.toThrow(
      'Authorization is required to perform that action.',
    );
    await expect(host.run('fetch').result).rejects.toThrow(
      'You do not have permission to call UrlFetchApp.fetch.',
    );
  });
});
