import type { Call } from './call';
import type { Origin } from './service-object';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

const spreadsheet = [scope('spreadsheets.currentonly'), scope('spreadsheets')];
const anySpreadsheet = [scope('spreadsheets')];
const externalRequest = [scope('script.external_request')];
const scriptApp = [scope('script.scriptapp')];
const containerUi = [scope('script.container.ui')];
const sendMail = [scope('script.send_mail')];
const userInfo = [scope('userinfo.email')];

/** The scopes that a call needs, of which one is enough. What is not named needs none. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'SpreadsheetApp.getActive': spreadsheet,
  'SpreadsheetApp.getActiveSpreadsheet': spreadsheet,
  'SpreadsheetApp.getActiveSheet': spreadsheet,
  'SpreadsheetApp.getActiveRange': spreadsheet,
  'SpreadsheetApp.flush': spreadsheet,
  'SpreadsheetApp.openById': anySpreadsheet,
  'SpreadsheetApp.openByUrl': anySpreadsheet,
  'SpreadsheetApp.create': anySpreadsheet,
  'UrlFetchApp.fetch': externalRequest,
  'UrlFetchApp.fetchAll': externalRequest,
  'ScriptApp.newTrigger': scriptApp,
  'ScriptApp.getProjectTriggers': scriptApp,
  'ScriptApp.deleteTrigger': scriptApp,
  'ClockTriggerBuilder.create': scriptApp,
  'SpreadsheetTriggerBuilder.create': scriptApp,
  'Ui.showSidebar': containerUi,
  'Ui.showModalDialog': containerUi,
  'Ui.showModelessDialog': containerUi,
  'MailApp.sendEmail': sendMail,
  'MailApp.getRemainingDailyQuota': sendMail,
  'Session.getActiveUser': userInfo,
  'Session.getEffectiveUser': userInfo,
};

/** What needs a scope but works (perhaps with an empty answer) where nobody has authorised the script. */
const anonymous = (name: string): boolean => needed[name] === spreadsheet || name === 'Session.getActiveUser';

/** Calls by which a custom function would change the spreadsheet. */
const changes =
  /\.(set|clear|insert|delete|append|move|copy|sort|merge|protect|hide|show|create|rename|remove|add|update)/;

/**
 * Refuses a call that the script may not make, in Google's words.
 * @param granted the scopes in the manifest that the user has granted
 */
export function authorise(call: Call, origin: Origin, granted: readonly string[]): void {
  const { name } = call;
  if (origin === 'custom function' && call.service === 'SpreadsheetApp' && changes.test(name)) {
    throw new Error(`You do not have permission to call ${name}`);
  }
  const scopes = needed[name];
  if (scopes === undefined) return;
  const unauthorised =
    origin === 'simple trigger' || (origin === 'custom function' && scopes !== externalRequest);
  if (scopes.some((one) => granted.includes(one)) && (!unauthorised || anonymous(name))) return;
  const list = scopes.length === 1 ? scopes.join() : `(${scopes.join(' || ')})`;
  throw new Error(`You do not have permission to call ${name}. Required permissions: ${list}`);
}
