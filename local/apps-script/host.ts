import type { Transport } from '../transport';
import type { LateRefusal } from './bundled-writes';
import type { Clock } from './clock';
import type { Deviation } from './deviations';
import { EmulationFault } from './errors';
import { clockEvent, installedEvent, simpleEvent } from './events';
import { Execution, type AroundCall } from './execution';
import { globalFunctions } from './global-functions';
import { panelRefusal, panelResult } from './panel-calls';
import { authorise } from './scopes';
import type { ExecutionContext, Origin } from './service-object';
import { CacheStores } from './services/cache-service';
import { globalServices, type Manifest } from './services/global-services';
import { Locks } from './services/lock-service';
import type { LogEntry } from './services/logger';
import type { Mail } from './services/mail-app';
import type { PropertyStores } from './services/properties-service';
import { Ui } from './services/ui';
import type { FetchQuota, FetchRecord } from './services/url-fetch-app';
import { SpreadsheetApp } from './spreadsheet/spreadsheet-app';
import { Triggers, type InstalledTrigger } from './triggers';
import { uuids } from './uuids';
import type { UserInterface } from './user-interface';
import type { Workbook } from './workbook/workbook';

export type { LogEntry } from './services/logger';
export type { Manifest } from './services/global-services';

/** What a script keeps between executions besides its spreadsheet, as data that can be saved as JSON. */
export interface ScriptState {
  readonly properties: PropertyStores;
  readonly triggers: readonly InstalledTrigger[];
}

export interface ScriptHostOptions {
  /** Text of Code.js. */
  readonly bundle: string;
  readonly manifest: Manifest;
  readonly workbook: Workbook;
  readonly clock: Clock;
  readonly transport: Transport;
  /** Where people meet the script; without it there is no user interface at all. */
  readonly ui?: UserInterface;
  /** Who does things when nobody else is named; `owner@example.org` by default. */
  readonly owner?: string;
  /** What a script kept before, from {@link ScriptHost.state}. */
  readonly state?: ScriptState;
  /** Makes Utilities.getUuid give the same ids in every run. */
  readonly seed?: string;
}

/** What happens to the calls of an execution. */
export interface Fates {
  readonly aroundCall?: AroundCall | undefined;
  /** Refusals are told at the call without it. */
  readonly lateRefusal?: LateRefusal | undefined;
}

export interface RunOptions extends Fates {
  /** Address of the person; the owner by default. */
  readonly as?: string;
  /** `menu` by default. */
  readonly origin?: Origin;
  readonly args?: readonly unknown[];
}

/** Who and what an execution is for. */
interface Start extends Fates {
  readonly functionName: string;
  /** Whose rights it has. */
  readonly user: string;
  /** Who is at the keyboard, if anybody. */
  readonly person: string | undefined;
  readonly origin: Origin;
  readonly args: (context: ExecutionContext) => readonly unknown[];
}

/** Milliseconds. */
const shortLimit = 30_000;
const longLimit = 6 * 60_000;

/** Where a person sits in front of the script. */
const attended: readonly Origin[] = ['menu', 'panel', 'simple trigger'];

/** One script project bound to one spreadsheet, with all that it keeps and all that it does to the world. */
export class ScriptHost {
  readonly workbook: Workbook;
  readonly clock: Clock;
  readonly manifest: Manifest;
  readonly owner: string;
  readonly properties: PropertyStores;
  readonly cache = new CacheStores();
  readonly triggers: Triggers;
  /** Mail that the script sent. */
  readonly outbox: Mail[] = [];
  readonly logs: LogEntry[] = [];
  /** Every request that left for the network, redirect hops included. */
  readonly fetches: FetchRecord[] = [];
  readonly quota: FetchQuota & { mailsPerDay: number } = {
    perDay: 20_000,
    inShortTime: Infinity,
    mailsPerDay: 100,
  };
  /** Scopes of the manifest that users have not granted. */
  readonly withheldScopes = new Set<string>();
  /** What happens to the calls of executions that are not told otherwise, those of triggers included. */
  fates: Fates = {};
  readonly locks: Locks;
  readonly transport: Transport;
  readonly newUuid: () => string;
  readonly #bundle: string;
  readonly #ui: UserInterface | undefined;
  /** Those that are not over. */
  readonly #executions = new Set<Execution>();
  #functionNames: readonly string[] | undefined;

  constructor(options: ScriptHostOptions) {
    this.workbook = options.workbook;
    this.clock = options.clock;
    this.manifest = options.manifest;
    this.transport = options.transport;
    this.owner = options.owner ?? 'owner@example.org';
    this.newUuid = uuids(options.seed);
    this.#bundle = options.bundle;
    this.#ui = options.ui;
    this.properties = structuredClone(options.state?.properties) ?? { script: {}, document: {}, users: {} };
    this.triggers = new Triggers(
      options.state?.triggers ?? [],
      this.clock,
      (trigger) => this.#tick(trigger),
      this.deviations,
    );
    this.locks = new Locks(this.#executions);
  }

  /** How Google behaves otherwise than usual; add to them and take from them. */
  get deviations(): Set<Deviation> {
    return this.workbook.deviations;
  }

  /** What must be saved for the script to go on another day. */
  get state(): ScriptState {
    return structuredClone({ properties: this.properties, triggers: this.triggers.list() });
  }

  /** Scopes that the script has. */
  get grantedScopes(): readonly string[] {
    return this.manifest.oauthScopes.filter((scope) => !this.withheldScopes.has(scope));
  }

  /** Names of the functions that can be run. */
  functionNames(): readonly string[] {
    return (this.#functionNames ??= globalFunctions(this.#bundle));
  }

  /** Runs a function for a person; from the panel only what google.script.run can call. */
  run(functionName: string, options: RunOptions = {}): Execution {
    const { as: user = this.owner, origin = 'menu', args = [], ...fates } = options;
    return this.#start({ functionName, user, person: user, origin, args: () => args, ...fates });
  }

  /**
   * A person opens the spreadsheet: runs the simple trigger onOpen and those installed, one after another.
   * @returns their executions, all over
   */
  open(user: string = this.owner): Promise<Execution[]> {
    return this.#fire('onOpen', 'ON_OPEN', user, () => ({}));
  }

  /**
   * A person types into a cell: writes it and runs the simple trigger onEdit and those installed, one after another.
   * @returns their executions, all over
   * @throws Google's error when the person may not edit there
   */
  async edit(
    user: string,
    sheetName: string,
    row: number,
    column: number,
    value: string | number | boolean,
  ): Promise<Execution[]> {
    const cellOf = (context: ExecutionContext) => {
      const sheet = new SpreadsheetApp(context).getActiveSpreadsheet().getSheetByName(sheetName);
      if (sheet === null) throw new EmulationFault(`There is no tab ${sheetName}.`);
      return sheet.getRange(row, column);
    };
    const cell = cellOf(this.#context({ user, origin: 'menu' }, undefined));
    const before = cell.getValue();
    cell.setValue(value);
    const told = {
      ...(value !== '' && { value: asEventText(value) }),
      ...(before !== '' && { oldValue: asEventText(before) }),
    };
    return this.#fire('onEdit', 'ON_EDIT', user, (context) => ({ range: cellOf(context), ...told }));
  }

  /** Runs a simple trigger, where the script has it, and then the installed ones. */
  async #fire(
    simple: string,
    event: 'ON_OPEN' | 'ON_EDIT',
    person: string,
    told: (context: ExecutionContext) => Record<string, unknown>,
  ): Promise<Execution[]> {
    const source = (context: ExecutionContext) => new SpreadsheetApp(context).getActiveSpreadsheet();
    const starts: Start[] = this.triggers.list({ event }).map((trigger) => ({
      functionName: trigger.functionName,
      user: trigger.owner,
      person,
      origin: 'edit trigger',
      args: (context) => [{ ...told(context), ...installedEvent(source(context), person, trigger) }],
    }));
    if (this.functionNames().includes(simple)) {
      const args: Start['args'] = (context) => [
        { ...told(context), ...simpleEvent(source(context), person) },
      ];
      starts.unshift({ functionName: simple, user: person, person, origin: 'simple trigger', args });
    }
    const executions: Execution[] = [];
    for (const start of starts) {
      const execution = this.#start(start);
      executions.push(execution);
      await execution.result.catch(() => undefined);
    }
    return executions;
  }

  /** A clock trigger fires. */
  #tick(trigger: InstalledTrigger): Execution {
    const { functionName, owner: user } = trigger;
    const args = [clockEvent(this.clock.now(), trigger)];
    return this.#start({ functionName, user, person: undefined, origin: 'clock trigger', args: () => args });
  }

  #start(start: Start): Execution {
    const { functionName, person, origin } = start;
    const usual: Fates = this.deviations.has('refused late') ? { lateRefusal: {} } : {};
    const { aroundCall, lateRefusal } = { ...usual, ...this.fates, ...start };
    const short = origin === 'simple trigger' || origin === 'custom function';
    const execution = new Execution({
      functionName,
      bundle: this.#bundle,
      zone: this.manifest.timeZone,
      clock: this.clock,
      limitMilliseconds: short ? shortLimit : longLimit,
      authorise: (call) => authorise(call, origin, this.grantedScopes),
      accept: (returned) => (origin === 'panel' ? panelResult(functionName, returned) : returned),
      onOver: () => this.#executions.delete(execution),
      aroundCall,
      lateRefusal,
    });
    this.#executions.add(execution);
    const context = this.#context(start, execution);
    const args = start.args(context);
    const refusal = origin === 'panel' ? panelRefusal(functionName, args) : undefined;
    if (refusal !== undefined) execution.fail(refusal);
    else execution.start(globalServices(this, { execution, context, functionName, person }), args);
    return execution;
  }

  #context(
    { user, origin }: Pick<Start, 'user' | 'origin'>,
    execution: Execution | undefined,
  ): ExecutionContext {
    return {
      origin,
      user,
      workbook: this.workbook,
      clock: execution?.clock ?? this.clock,
      ui: () => this.#uiOf(origin, execution),
      toast: (message, title) => this.#ui?.toast(message, title),
    };
  }

  #uiOf(origin: Origin, execution: Execution | undefined): Ui {
    if (this.#ui === undefined || execution === undefined || !attended.includes(origin)) {
      throw new Error('Cannot call SpreadsheetApp.getUi() from this context.');
    }
    return new Ui(this.#ui, (ask) => {
      this.locks.releaseAll(execution);
      return execution.whileWaiting(ask);
    });
  }
}

/** Events carry values as text, as a cell with a tick or number would be typed. */
function asEventText(value: unknown): string {
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}
