import type { Execution } from '../execution';
import type { ScriptHost } from '../host';
import type { ExecutionContext, ServiceObject } from '../service-object';
import { SpreadsheetApp } from '../spreadsheet/spreadsheet-app';
import { CacheService } from './cache-service';
import { Charts } from './charts';
import { HtmlService } from './html-service';
import { LockService } from './lock-service';
import { Console, Logger, type WriteLog } from './logger';
import { MailApp } from './mail-app';
import { PropertiesService } from './properties-service';
import { ScriptApp } from './script-app';
import { Session } from './session';
import { UrlFetchApp } from './url-fetch-app';
import { Utilities } from './utilities';

/** What the services know of their execution. */
export interface ForExecution {
  readonly execution: Execution;
  readonly context: ExecutionContext;
  readonly functionName: string;
  /** Who is at the keyboard, if anybody. */
  readonly person: string | undefined;
}

/** The services of one execution, under the names by which the script finds them. */
export function globalServices(host: ScriptHost, about: ForExecution): Record<string, ServiceObject> {
  const { execution, context, functionName, person } = about;
  const { clock, user, origin } = context;
  const zone = host.manifest.timeZone;
  const writeLog: WriteLog = (level, text) =>
    host.logs.push({ time: clock.now(), level, text, functionName });
  const { transport, fetches, quota } = host;
  // Google tells a script who is at the keyboard only if that person has authorised it.
  const active = person === user && origin !== 'simple trigger' && origin !== 'custom function' ? person : '';
  return {
    SpreadsheetApp: new SpreadsheetApp(context),
    Charts: new Charts(),
    UrlFetchApp: new UrlFetchApp({ transport, clock, fetches, quota }),
    PropertiesService: new PropertiesService(host.properties, user),
    CacheService: new CacheService(host.cache, clock, user),
    LockService: new LockService(host.locks, execution, user),
    ScriptApp: new ScriptApp({
      triggers: host.triggers,
      user,
      now: () => clock.now(),
      zone,
      scriptId: 'local-script',
      scopes: host.manifest.oauthScopes,
      granted: host.grantedScopes,
    }),
    Session: new Session({ effective: user, active }, zone),
    MailApp: new MailApp(host.outbox, clock, user, quota.mailsPerDay),
    Utilities: new Utilities(clock, () => host.newUuid()),
    HtmlService: new HtmlService(),
    Logger: new Logger(writeLog),
    console: new Console(writeLog),
  };
}
