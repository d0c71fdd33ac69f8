import { ServiceObject } from '../service-object';
import type { InstalledTrigger, Triggers } from '../triggers';
import { Trigger } from './trigger';
import { TriggerBuilder } from './trigger-builders';

/** What ScriptApp needs to know of its execution. */
export interface ScriptAppOptions {
  readonly triggers: Triggers;
  readonly user: string;
  readonly now: () => number;
  readonly zone: string;
  /** Scopes in the manifest, and those of them that the user has granted. */
  readonly scopes: readonly string[];
  readonly granted: readonly string[];
}

const same = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

/** The script itself: its triggers and permissions. */
export class ScriptApp extends ServiceObject {
  static override readonly enumerations = {
    AuthMode: same('NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL'),
    AuthorizationStatus: same('REQUIRED', 'NOT_REQUIRED'),
    EventType: same('CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_CHANGE', 'ON_FORM_SUBMIT', 'ON_EVENT_UPDATED'),
    TriggerSource: same('SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR'),
    WeekDay: same('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'),
  };
  readonly #options: ScriptAppOptions;

  constructor(options: ScriptAppOptions) {
    super();
    this.#options = options;
  }

  newTrigger(functionName: string): TriggerBuilder {
    const { triggers, user, now, zone } = this.#options;
    const install = (...what: [InstalledTrigger['event'], InstalledTrigger['schedule']?]) =>
      new Trigger(triggers.install(user, functionName, ...what));
    return new TriggerBuilder({ install, now, zone });
  }

  /** Those of the user whose rights the execution has: nobody sees another's. */
  getProjectTriggers(): Trigger[] {
    const { triggers, user } = this.#options;
    return triggers.list({ owner: user }).map((trigger) => new Trigger(trigger));
  }

  deleteTrigger(trigger: Trigger): void {
    this.#options.triggers.delete(trigger.getUniqueId());
  }

  getAuthorizationInfo(_mode: string, scopes = this.#options.scopes): AuthorizationInfo {
    return new AuthorizationInfo(scopes, this.#options.granted);
  }

  requireScopes(_mode: string, scopes: string[]): void {
    if (scopes.some((scope) => !this.#options.granted.includes(scope))) {
      throw new Error('Authorization is required to perform that action.');
    }
  }
}

/** Whether the user has granted what the script asks for. */
export class AuthorizationInfo extends ServiceObject {
  readonly #scopes: readonly string[];
  readonly #granted: readonly string[];

  constructor(scopes: readonly string[], granted: readonly string[]) {
    super();
    this.#scopes = scopes;
    this.#granted = granted;
  }

  getAuthorizationStatus(): string {
    return this.#scopes.every((scope) => this.#granted.includes(scope)) ? 'NOT_REQUIRED' : 'REQUIRED';
  }

  getAuthorizedScopes(): string[] {
    return [...this.#granted];
  }

  getAuthorizationUrl(): string | null {
    return this.getAuthorizationStatus() === 'REQUIRED' ? 'https://script.google.com/authorize' : null;
  }
}
