import { once } from 'node:events';
import { existsSync, renameSync, statSync } from 'node:fs';
import type { RunRefreshOptions } from '../src/refresh/refresh';
import type { Settings } from '../src/settings/settings';
import { RunningClock } from './apps-script/clock';
import type { ScriptHost } from './apps-script/host';
import { openByHand } from './by-hand';
import { figuresTable } from './figures-table';
import type { Workbook } from './apps-script/workbook/workbook';
import { withFileLock } from './file-lock';
import { keepScriptState, LOCAL_USER, startLocalScript } from './local-script';
import { clientFiles } from './page/client-code';
import { PageUserInterface } from './page/page-user-interface';
import { startPage } from './page/server';
import { startHttpServer, type PortalServer } from './portals/http-server';
import { SamplePortals } from './portals/portals';
import { SAMPLE_TITLE, tellResults, withProgress } from './refresh-command';
import { enterSampleAgreements } from './sample-agreements';
import { prepareSampleMeeting, switchOnSamples } from './sample-meeting';
import { freeName, openWorkbook, saveWorkbook } from './workbook-file';
import type { ResultInWords } from '../src/reports/describe-result';

/** The workbook, and a copy of it for spreadsheet programs. */
const FILE = 'okr-stats.json';
const COPY = 'okr-stats.xlsx';
/** Milliseconds after a change before it is saved, so that several are saved at once. */
const PAUSE = 1000;

export interface StartOptions {
  /** With a new spreadsheet; the old one is kept under another name. */
  readonly afresh: boolean;
  /** Of this run, beside the addresses of the sample portals. */
  readonly settings?: Partial<Settings>;
}

/**
 * A refresh from sample portals over HTTP, into the spreadsheet of last time or a new one, which a page then shows until
 * Ctrl-C. What is typed there is saved. Files are in the folder in which the command is given.
 *
 * @returns the exit code: 0 all done, 1 some statistic failed
 * @throws FileProblem when the spreadsheet of last time cannot be read
 */
export const startCommand = (options: StartOptions): Promise<0 | 1> =>
  withFileLock(FILE, async () => {
    if (options.afresh) setAside();
    const isNew = !existsSync(FILE);
    const workbook = await openWorkbook(FILE, SAMPLE_TITLE);
    // A file of that name that does not come from here is somebody's.
    const copy = isNew && existsSync(COPY) ? undefined : COPY;
    if (copy === undefined)
      console.log(`${COPY} is not from here and stays as it is: the workbook is in ${FILE} alone.`);
    const portals = new SamplePortals({ today: new Date().toISOString().slice(0, 10) });
    const server = await startHttpServer(portals);
    try {
      return await start({ workbook, isNew, copy, portals, server, settings: options.settings });
    } finally {
      await server.close();
    }
  });

/** Keeps the spreadsheet of last time under a name that nothing has. */
function setAside(): void {
  for (const file of [FILE, COPY]) if (existsSync(file)) renameSync(file, freeName(`${file}.bak`));
}

interface Start {
  readonly workbook: Workbook;
  readonly isNew: boolean;
  /** Where the copy goes; undefined where none may. */
  readonly copy: string | undefined;
  readonly portals: SamplePortals;
  readonly server: PortalServer;
  readonly settings: Partial<Settings> | undefined;
}

async function start({ workbook, isNew, copy, portals, server, ...options }: Start): Promise<0 | 1> {
  // Built beside the refresh, in a process of its own; where that fails, startPage says so.
  clientFiles().catch(() => undefined);
  const { accountingUrl, operationsUrl } = server;
  console.log(`Sample portals (made-up figures): ${accountingUrl} and ${operationsUrl}`);
  const settings = { ...options.settings, accountingUrl, operationsUrl };
  const ui = new PageUserInterface();
  const clock = new RunningClock();
  if (isNew) enterSampleAgreements(openByHand(workbook, clock, LOCAL_USER));
  const copyAtStart = copy !== undefined && !isNew ? savedAt(copy) : undefined;
  const host = await startLocalScript({ workbook, clock, portals, settings, apiKey: portals.apiKey, ui });
  if (isNew) switchOnSamples(host);
  const refresh: RunRefreshOptions = { how: 'command line' };
  const execution = host.run('runRefresh', { origin: 'panel', args: [refresh] });
  const results = (await withProgress(host, execution.result)) as ResultInWords[];
  if (isNew) await prepareSampleMeeting(host, new Date().toISOString().slice(0, 10));
  console.log(figuresTable(workbook));
  const code = tellResults(results, false);
  const save = async (): Promise<void> => {
    keepScriptState(host, settings);
    await saveWorkbook(workbook, FILE);
  };
  await save();
  await showUntilEnd(host, ui, save, copy);
  if (copy !== undefined) await saveCopy(workbook, copy, copyAtStart);
  return code;
}

/** Shows the spreadsheet until Ctrl-C, and saves what is typed. */
async function showUntilEnd(
  host: ScriptHost,
  ui: PageUserInterface,
  save: () => Promise<void>,
  copy: string | undefined,
): Promise<void> {
  const saver = new Saver(save);
  const stop = host.workbook.onChange(() => saver.isDue());
  const page = await startPage({ host, ui });
  console.log(`The spreadsheet is at ${page.url} until you press Ctrl-C, and then in ${copy ?? FILE}.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  stop();
  await page.close();
  await saver.end();
}

/** Saves soon after changes, never twice at a time. */
class Saver {
  readonly #save: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  isDue(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), PAUSE);
  }

  /** Saves what is not saved yet. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#run();
    await this.#last;
  }

  #run(): void {
    this.#last = this.#last.then(this.#save).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
  }
}

/**
 * When the copy was saved, in milliseconds since 1970; undefined where there is none, or somebody has changed it since: the
 * workbook is saved just before it.
 */
function savedAt(copy: string): number | undefined {
  if (!existsSync(copy)) return undefined;
  const changed = statSync(copy).mtimeMs;
  return changed <= statSync(FILE).mtimeMs + LONGEST_SAVE ? changed : undefined;
}

/** Milliseconds between the workbook and its copy, at most. */
const LONGEST_SAVE = 60_000;

/** Saves the copy; one that somebody has changed is kept under another name. */
async function saveCopy(workbook: Workbook, copy: string, atStart: number | undefined): Promise<void> {
  if (existsSync(copy) && statSync(copy).mtimeMs !== atStart) {
    const kept = freeName(`${copy}.bak`);
    renameSync(copy, kept);
    console.log(`${copy} was changed by another program: that one is now ${kept}.`);
  }
  await saveWorkbook(workbook, copy);
}
