import { existsSync, readFileSync } from 'node:fs';
import { SteeredClock } from '../../local/apps-script/clock';
import type { Deviation } from '../../local/apps-script/deviations';
import type { Execution } from '../../local/apps-script/execution';
import { ScriptHost, type Manifest, type RunOptions } from '../../local/apps-script/host';
import type { Sheet } from '../../local/apps-script/spreadsheet/sheet';
import type { Spreadsheet } from '../../local/apps-script/spreadsheet/spreadsheet';
import { ScriptedUserInterface } from '../../local/apps-script/user-interface';
import type { CellValue } from '../../local/apps-script/workbook/cells';
import { NEW_TAB, Workbook, type LocaleCode } from '../../local/apps-script/workbook/workbook';
import { openByHand } from '../../local/by-hand';
import { countCalls, type Calls } from '../../local/calls';
import { makeWorld } from '../../local/portals/generated-world';
import { inProcess } from '../../local/portals/in-process';
import { SamplePortals } from '../../local/portals/portals';
import type { World } from '../../local/portals/world';
import type { RunRefreshOptions } from '../../src/refresh/refresh';
import { monthOfDay, parsePeriod } from '../../src/domain/periods';
import { STATISTIC_IDS } from '../../src/statistics/registry';
import type { StatisticId } from '../../src/domain/catalogue';
import type { ResultInWords } from '../../src/reports/describe-result';

/** Text of the bundle that the tests are about. */
export const bundle = (): string => {
  if (!existsSync('dist/Code.js')) throw new Error('There is no dist/Code.js. Run npm run build first.');
  return readFileSync('dist/Code.js', 'utf8');
};

export const CLOUD = 'Accounting Cloud CPU/h';
export const HTC = 'Accounting HTC CPU/h';
export const CLOUD_BY_VO = 'Cloud CPU/h by VO';
export const HTC_BY_VO = 'HTC CPU/h by VO';
export const USERS = 'VOs statistics (certs)';
export const OKR_USERS = 'OKR Users';
export const RUN_LOG = 'OKR Run log';
export const DASHBOARD = 'OKR Dashboard';
export const VO_CHANGES = 'Num. of VOs created';
export const SLA_CLOUD = 'Accounting SLAs Cloud CPU/h';
export const SLA_HTC = 'Accounting SLAs HTC CPU/h';
export const SLAS = 'SLAs';

const MAIN_STATISTICS: readonly StatisticId[] = ['cloud-cpu', 'htc-cpu', 'users'];

/** A key that occurs nowhere else, so that a leak can be found. */
export const API_KEY = 'k3y-THAT-must-not-leak';

export interface TestWorldOptions {
  readonly today?: string;
  /** What the portals know; by default a generated world with `vos` VOs from `firstPeriod` on. */
  readonly world?: World;
  readonly vos?: number;
  /** Where history starts; a year and a quarter before the default day, so that there are 5 periods. */
  readonly firstPeriod?: string;
  /** The statistics that are switched on: by default those of the main tabs, because every tab takes time. */
  readonly statistics?: readonly StatisticId[];
  /** Settings besides the first period. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The person's key; undefined: sends the right one, null: has none. */
  readonly apiKey?: string | null;
  readonly locale?: LocaleCode;
  /** The spreadsheet's; `Etc/GMT` by default. */
  readonly timeZone?: string;
  /** Hour of the day, UTC, at which the clock starts; noon by default. */
  readonly hour?: number;
  readonly workbook?: Workbook;
  /** How Google behaves otherwise than is thought. */
  readonly deviations?: readonly Deviation[];
  /** Rows of new tabs: few, because formatting Google's 1000 takes the local spreadsheet half a second a tab. */
  readonly tabRows?: number;
}

/** A spreadsheet with the bundle bound to it, portals, and a person with an API key. */
export class TestWorld {
  readonly portals: SamplePortals;
  readonly host: ScriptHost;
  readonly clock: SteeredClock;
  readonly today: string;
  readonly ui = new ScriptedUserInterface();
  /** What the last refresh did. */
  calls: Calls = countCalls([], [], []);

  readonly #options: TestWorldOptions;
  /** The spreadsheet as saved, until it changes. */
  #json: string | undefined;

  constructor(options: TestWorldOptions = {}) {
    this.#options = options;
    const { today = '2026-11-23', firstPeriod = '2025.10-12', vos = 8, apiKey = API_KEY } = options;
    const firstMonth = parsePeriod(firstPeriod)?.firstMonth ?? monthOfDay(today);
    const world = options.world ?? makeWorld({ today, vos, firstMonth });
    NEW_TAB.rows = options.tabRows ?? 25;
    this.today = today;
    this.portals = new SamplePortals({ today, world, apiKey: API_KEY });
    this.clock = new SteeredClock(new Date(Date.parse(today) + (options.hour ?? 12) * 3_600_000));
    this.host = new ScriptHost({
      bundle: bundle(),
      manifest: JSON.parse(readFileSync('appsscript.json', 'utf8')) as Manifest,
      workbook:
        options.workbook ??
        Workbook.create({ locale: options.locale ?? 'en_US', timeZone: options.timeZone ?? 'Etc/GMT' }),
      clock: this.clock,
      transport: inProcess(this.portals),
      ui: this.ui,
    });
    for (const each of options.deviations ?? []) this.host.workbook.deviations.add(each);
    this.host.workbook.onChange(() => (this.#json = undefined));
    this.set({ firstPeriod, ...options.settings });
    const host = new URL(this.portals.operationsUrl).host;
    if (apiKey !== null) this.userProperties.apiKey = JSON.stringify({ key: apiKey, host });
  }

  /** Another copy of this world, its spreadsheet and properties included, that goes on with other options. */
  later(options: TestWorldOptions = {}): TestWorld {
    this.#json ??= this.host.workbook.toJson();
    const workbook = Workbook.fromJson(this.#json);
    const test = new TestWorld({ world: this.world, ...this.#options, ...options, workbook });
    const { settings, ...document } = this.host.properties.document;
    Object.assign(test.host.properties.document, structuredClone(document));
    if (!options.settings && !options.firstPeriod && settings !== undefined) {
      test.host.properties.document.settings = settings;
    }
    return test;
  }

  get world(): World {
    return this.portals.world;
  }

  /** Properties of the person who refreshes. */
  get userProperties(): Record<string, string> {
    return (this.host.properties.users[this.host.owner] ??= {});
  }

  /** Stores settings; those that are not named get their defaults, but for the statistics that are switched on. */
  set(settings: Readonly<Record<string, unknown>>): void {
    const { statistics: on = MAIN_STATISTICS } = this.#options;
    const statistics: object = {
      ...Object.fromEntries(STATISTIC_IDS.map((id) => [id, on.includes(id)])),
      ...(settings.statistics as object | undefined),
    };
    this.host.properties.document.settings = JSON.stringify({ ...settings, statistics });
  }

  /** Runs a function of the bundle and counts its calls. */
  async run(functionName: string, options: RunOptions = {}): Promise<unknown> {
    const before = this.host.fetches.length;
    const execution = this.host.run(functionName, options);
    try {
      return await execution.result;
    } finally {
      this.calls = this.#count(execution, before);
    }
  }

  #count(execution: Execution, fetchesBefore: number): Calls {
    return countCalls([execution], this.host.fetches.slice(fetchesBefore), this.portals.addresses);
  }

  /** One refresh, as the panel starts it. */
  async refresh(options: Partial<RunRefreshOptions> = {}): Promise<ResultInWords[]> {
    const args = [{ how: 'command line', ...options }];
    return (await this.run('runRefresh', { origin: 'panel', args })) as ResultInWords[];
  }

  /** Refreshes one statistic. */
  async refreshOne(id: StatisticId, options: Partial<RunRefreshOptions> = {}): Promise<ResultInWords> {
    const [result] = await this.refresh({ ...options, statistics: [id] });
    if (!result) throw new Error(`no result for ${id}`);
    return result;
  }

  /** The spreadsheet in the hands of a person. */
  get spreadsheet(): Spreadsheet {
    return openByHand(this.host.workbook, this.clock, this.host.owner);
  }

  sheet(title: string): Sheet {
    const sheet = this.spreadsheet.getSheetByName(title);
    if (!sheet) throw new Error(`There is no tab "${title}".`);
    return sheet;
  }

  titles(): string[] {
    return this.spreadsheet.getSheets().map((sheet) => sheet.getName());
  }

  values(title: string): CellValue[][] {
    return this.sheet(title).getDataRange().getValues();
  }

  /** Rows below the header by their first cell. */
  rows(title: string): Record<string, CellValue[]> {
    return Object.fromEntries(
      this.values(title)
        .slice(1)
        .map((row) => [String(row[0]), row]),
    );
  }

  /** Labels of the rows, from top to bottom. */
  labels(title: string): string[] {
    return this.values(title)
      .slice(1)
      .map((row) => String(row[0]));
  }

  /** What stands in a cell; throws where there is no such row or column. */
  cell(title: string, rowLabel: string, header: string): CellValue {
    const [row, column] = this.#place(title, rowLabel, header);
    return this.values(title)[row]?.[column] ?? '';
  }

  note(title: string, rowLabel: string, header: string): string {
    const [row, column] = this.#place(title, rowLabel, header);
    return this.sheet(title)
      .getRange(row + 1, column + 1)
      .getNote();
  }

  formula(title: string, rowLabel: string, header: string): string {
    const [row, column] = this.#place(title, rowLabel, header);
    return this.sheet(title)
      .getRange(row + 1, column + 1)
      .getFormula();
  }

  /** A person types into a cell. */
  type(title: string, rowLabel: string, header: string, value: string | number): void {
    const [row, column] = this.#place(title, rowLabel, header);
    this.sheet(title)
      .getRange(row + 1, column + 1)
      .setValue(value);
  }

  #place(title: string, rowLabel: string, header: string): [row: number, column: number] {
    const values = this.values(title);
    const row = values.findIndex((cells) => cells[0] === rowLabel);
    const column = values[0]?.indexOf(header) ?? -1;
    if (row < 0 || column < 0) throw new Error(`no cell "${rowLabel}", "${header}" in "${title}"`);
    return [row, column];
  }

  /** All tabs but the run log and the dashboard, with values, formulas, notes and formats, for "nothing has changed". */
  snapshot(...without: string[]): Record<string, unknown> {
    const sheets = this.spreadsheet.getSheets().filter((sheet) => {
      // The hours by VO are written together with the reported ones.
      const title = { [CLOUD_BY_VO]: CLOUD, [HTC_BY_VO]: HTC }[sheet.getName()] ?? sheet.getName();
      return ![RUN_LOG, DASHBOARD, ...without].includes(title);
    });
    return Object.fromEntries(
      sheets.map((sheet) => {
        const range = sheet.getDataRange();
        return [
          sheet.getName(),
          {
            size: [sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getFrozenRows()],
            values: range.getValues(),
            formulas: range.getFormulas(),
            notes: range.getNotes(),
            formats: range.getNumberFormats(),
          },
        ];
      }),
    );
  }

  /** The newest entries of the run log, oldest first, by header. */
  log(): Record<string, CellValue>[] {
    const [headers = [], ...rows] = this.values(RUN_LOG);
    return rows.map((row) =>
      Object.fromEntries(headers.map((header, column) => [String(header), row[column] ?? ''])),
    );
  }
}
