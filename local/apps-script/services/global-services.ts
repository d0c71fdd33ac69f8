import type { Transport } from '../../transport';
import type { Deviations } from '../deviations';
import type { Execution } from '../execution';
import type { ExecutionContext, ServiceObject } from '../service-object';
import { SpreadsheetApp } from '../spreadsheet/spreadsheet-app';
import type { Triggers } from '../triggers';
import { CacheService, type CacheStores } from './cache-service';
import { Charts } from './charts';
import { HtmlService } from './html-service';
import { LockService, type Locks } from './lock-service';
import { Console, Logger, type LogEntry, type WriteLog } from './logger';
import { MailApp, type Mail } from './mail-app';
import { PropertiesService, type PropertyStores } from './properties-service';
import { ScriptApp } from './script-app';
import { Session } from './session';
import { UrlFetchApp, type FetchQuota, type FetchRecord } from './url-fetch-app';
import { Utilities } from './utilities';

/** What we read of appsscript.json. */
export interface Manifest {
  readonly timeZone: string;
  readonly oauthScopes: readonly string[];
}

/** What all executions of a script share. */
export interface Script {
  readonly manifest: Manifest;
  readonly properties: PropertyStores;
  readonly cache: CacheStores;
  readonly triggers: Triggers;
  readonly locks: Locks;
  readonly outbox: Mail[];
  readonly logs: LogEntry[];
  readonly fetches: FetchRecord[];
  readonly quota: FetchQuota & { readonly mailsPerDay: number };
  readonly transport: Transport;
  readonly grantedScopes: readonly string[];
  readonly newUuid: () => string;
  readonly deviations: Deviations;
}

/** What the services know of their execution. */
export interface ForExecution {
  readonly execution: Execution;
  readonly context: ExecutionContext;
  readonly functionName: string;
  /** Who is at the keyboard, if anybody. */
  readonly person: string | undefined;
}

/** The services of one execution, under the names by which the script finds them. */
export function globalServices(script: Script, about: ForExecution): Record<string, ServiceObject> {
  const { execution, context, functionName, person } = about;
  const { clock, user, origin } = context;
  const zone = script.manifest.timeZone;
  const writeLog: WriteLog = (level, text) =>
    script.logs.push({ time: clock.now(), level, text, functionName });
  const { transport, fetches, quota, deviations } = script;
  // Google tells a script who is at the keyboard only if that person has authorised it.
  const active = person === user && origin !== 'simple trigger' && origin !== 'custom function' ? person : '';
  const isHidden = origin.endsWith('trigger') && deviations.has('triggers tell no user');
  return {
    SpreadsheetApp: new SpreadsheetApp(context),
    Charts: new Charts(),
    UrlFetchApp: new UrlFetchApp({ transport, clock, fetches, quota, deviations }),
    PropertiesService: new PropertiesService(script.properties, user, deviations),
    CacheService: new CacheService(script.cache, clock, user, deviations),
    LockService: new LockService(script.locks, execution, user),
    ScriptApp: new ScriptApp({
      triggers: script.triggers,
      user,
      now: () => clock.now(),
      zone,
      scopes: script.manifest.oauthScopes,
      granted: script.grantedScopes,
    }),
    Session: new Session({ effective: isHidden ? '' : user, active }, zone),
    MailApp: new MailApp(script.outbox, clock, user, quota.mailsPerDay),
    Utilities: new Utilities(clock, () => script.newUuid()),
    HtmlService: new HtmlService(),
    Logger: new Logger(writeLog),
    console: new Console(writeLog),
  };
}
