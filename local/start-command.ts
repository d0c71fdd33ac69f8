import { once } from 'node:events';
import { existsSync, renameSync, statSync } from 'node:fs';
import type { RunRefreshOptions } from '../src/refresh/refresh';
import { RunningClock } from './apps-script/clock';
import { openByHand } from './by-hand';
import { figuresTable } from './figures-table';
import type { Workbook } from './apps-script/workbook/workbook';
import { withFileLock } from './file-lock';
import { keepScriptState, LOCAL_USER, startLocalScript } from './local-script';
import { PageUserInterface } from './page/page-user-interface';
import { startPage } from './page/server';
import { startHttpServer } from './portals/http-server';
import { SamplePortals } from './portals/portals';
import { SAMPLE_TITLE, tellResults, withProgress } from './refresh-command';
import { enterSampleAgreements } from './sample-agreements';
import { enterSampleKeyResults } from './sample-key-results';
import { freeName, openWorkbook, saveWorkbook } from './workbook-file';
import type { ResultInWords } from '../src/reports/describe-result';

/** The workbook, and a copy of it for spreadsheet programs. */
const FILE = 'okr-stats.json';
const COPY = 'okr-stats.xlsx';
/** Milliseconds after a change before it is saved, so that several are saved at once. */
const PAUSE = 1000;

/**
 * A refresh from sample portals over HTTP, into the spreadsheet of last time or a new one, which a page then shows until
 * Ctrl-C. What is typed there is saved.
 *
 * @param options `afresh`: with a new spreadsheet; the old one is kept under another name
 * @returns the exit code: 0 all done, 1 some statistic failed
 */
export const startCommand = (options: { readonly afresh: boolean }): Promise<0 | 1> =>
  withFileLock(FILE, () => start(options));

async function start({ afresh }: { readonly afresh: boolean }): Promise<0 | 1> {
  if (afresh)
    for (const file of [FILE, COPY]) if (existsSync(file)) renameSync(file, freeName(`${file}.bak`));
  const isNew = !existsSync(FILE);
  // A file of that name that does not come from here is somebody's.
  const copy = isNew && existsSync(COPY) ? undefined : COPY;
  if (copy === undefined)
    console.log(`${COPY} is not from here and stays as it is: the workbook is in ${FILE} alone.`);
  const today = new Date().toISOString().slice(0, 10);
  const portals = new SamplePortals({ today });
  const server = await startHttpServer(portals);
  const { accountingUrl, operationsUrl } = server;
  console.log(`Sample portals (made-up figures): ${accountingUrl} and ${operationsUrl}`);
  const workbook = await openWorkbook(FILE, SAMPLE_TITLE);
  const settings = { accountingUrl, operationsUrl };
  const ui = new PageUserInterface();
  const clock = new RunningClock();
  if (isNew) enterSampleAgreements(openByHand(workbook, clock, LOCAL_USER));
  const host = await startLocalScript({ workbook, clock, portals, settings, apiKey: portals.apiKey, ui });
  const options: RunRefreshOptions = { how: 'command line' };
  const execution = host.run('runRefresh', { origin: 'panel', args: [options] });
  const results = (await withProgress(host, execution.result)) as ResultInWords[];
  if (isNew) enterSampleKeyResults(openByHand(workbook, clock, LOCAL_USER), today);
  console.log(figuresTable(workbook));
  const code = tellResults(results, false);
  const save = async (): Promise<void> => {
    keepScriptState(host, settings);
    await saveWorkbook(workbook, FILE);
  };
  await save();
  if (copy !== undefined) await saveCopy(workbook, copy);
  const saver = new Saver(save);
  const stop = workbook.onChange(() => saver.isDue());
  const page = await startPage({ host, ui });
  console.log(`The spreadsheet is at ${page.url} until you press Ctrl-C, and in ${copy ?? FILE}.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  stop();
  await page.close();
  await saver.end();
  if (copy !== undefined) await saveCopy(workbook, copy);
  await server.close();
  return code;
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

/** Saves the copy; one that somebody has changed since is kept under another name. */
async function saveCopy(workbook: Workbook, file: string): Promise<void> {
  if (existsSync(file) && savedAt !== statSync(file).mtimeMs && isNewer(file)) {
    const kept = freeName(`${file}.bak`);
    renameSync(file, kept);
    console.log(`${file} was changed by another program: that one is now ${kept}.`);
  }
  await saveWorkbook(workbook, file);
  savedAt = statSync(file).mtimeMs;
}

let savedAt = 0;

/** The workbook is saved just before or after its copy. */
const isNewer = (copy: string): boolean => statSync(copy).mtimeMs > statSync(FILE).mtimeMs + 60_000;
