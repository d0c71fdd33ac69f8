import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunRefreshOptions } from '../src/refresh/refresh';
import { RunningClock } from './apps-script/clock';
import type { Execution } from './apps-script/execution';
import type { RunOptions, ScriptHost } from './apps-script/host';
import { countCalls } from './calls';
import type { Workbook } from './apps-script/workbook/workbook';
import { figuresTable } from './figures-table';
import { withFileLock } from './file-lock';
import { keepScriptState, startLocalScript } from './local-script';
import { losesContents, losesLooks, lostLooks, refuseLosses } from './losses-in-words';
import { newestRefresh } from './newest-refresh';
import { SamplePortals } from './portals/portals';
import { showProgressBar } from './progress-bar';
import type { LocalRefresh } from './refresh-options';
import { checkPlace, FileProblem, keepBackup, openWorkbook, saveWorkbook } from './workbook-file';
import type { ResultInWords } from '../src/reports/describe-result';

/** Title of a local spreadsheet with figures of the sample portals, which are made up. */
export const SAMPLE_TITLE = 'OKR Stats (sample data, not real figures)';

/**
 * One refresh through the bundle.
 *
 * @returns the exit code: 0 all done, 1 some statistic failed
 * @throws FileProblem before anything is asked, when the workbook cannot be read, written, or saved without loss
 */
export function refreshCommand(options: LocalRefresh): Promise<0 | 1> {
  const { workbook, dryRun } = options;
  return withFileLock(dryRun ? undefined : workbook, () => refreshLocked(options));
}

async function refreshLocked(options: LocalRefresh): Promise<0 | 1> {
  const { settings, dryRun } = options;
  const clock = new RunningClock(
    options.today === undefined ? new Date() : new Date(`${options.today}T12:00:00Z`),
  );
  const isSample = !settings.operationsUrl;
  const workbook = await openWorkbook(options.workbook, isSample ? SAMPLE_TITLE : 'OKR Stats');
  await checkBefore(workbook, options);
  const portals = new SamplePortals({ today: options.today ?? new Date().toISOString().slice(0, 10) });
  const apiKey = options.apiKey ?? (isSample ? portals.apiKey : undefined);
  const host = await startLocalScript({ workbook, clock, portals, settings, apiKey });

  const executions: Execution[] = [];
  const run = async (functionName: string, start: RunOptions = {}): Promise<ResultInWords[]> => {
    const execution = host.run(functionName, start);
    executions.push(execution);
    return (await withProgress(host, execution.result)) as ResultInWords[];
  };
  const refresh: RunRefreshOptions = {
    statistics: options.statistics,
    history: options.history,
    dryRun,
    how: 'command line',
  };
  let results = await run('runRefresh', { origin: 'panel', args: [refresh] });
  // Nobody waits here for the trigger that continues it.
  while (results.some(({ result }) => result === 'unfinished')) results = await run('continueRefresh');

  keepScriptState(host, settings);
  if (options.workbook !== undefined && !dryRun) await saveInPlace(workbook, options.workbook);
  if (options.export !== undefined) await saveWorkbook(workbook, options.export);
  if (options.calls !== undefined) {
    const { accountingUrl = portals.accountingUrl, operationsUrl = portals.operationsUrl } = settings;
    const calls = countCalls(executions, host.fetches, [accountingUrl, operationsUrl]);
    await writeFile(options.calls, `${JSON.stringify(calls, null, 2)}\n`);
  }
  const table = figuresTable(workbook);
  if (table !== '') console.log(table);
  return tellResults(results, dryRun);
}

/** Everything that can be known before the portals are asked. */
async function checkBefore(
  workbook: Workbook,
  { workbook: file, export: copy, calls, today, dryRun }: LocalRefresh,
): Promise<void> {
  for (const place of [file, copy, calls]) if (place !== undefined) await checkPlace(place);
  const newest = newestRefresh(workbook);
  if (today !== undefined && newest !== undefined && today < newest) {
    throw new FileProblem(
      `--today ${today} is before the newest refresh of this workbook, ${newest}: active and total users are known of the day of a refresh only. Give that day or a later one, or a new workbook.`,
    );
  }
  if (file === undefined || dryRun || !file.endsWith('.xlsx')) return;
  if (copy !== undefined && path.resolve(copy) === path.resolve(file)) refuseLosses(workbook, file);
  if (copy === undefined) refuseLosses(workbook, file);
}

/** Saves the workbook where it was opened, unless its file holds what cannot be written back. */
async function saveInPlace(workbook: Workbook, file: string): Promise<void> {
  if (file.endsWith('.xlsx') && losesContents(workbook)) {
    console.log(`${file} stays as it was, because it holds what this program cannot write back.`);
    return;
  }
  const backup = file.endsWith('.xlsx') && losesLooks(workbook) ? await keepBackup(file) : undefined;
  await saveWorkbook(workbook, file);
  if (backup !== undefined) console.log(lostLooks(workbook, file, backup));
}

/** Shows the progress while something runs, and ends the bar however it ends. */
export async function withProgress<T>(host: ScriptHost, work: Promise<T>): Promise<T> {
  const end = showProgressBar(host);
  try {
    return await work;
  } finally {
    end();
  }
}

/** Prints a line a statistic; those that failed on standard error. */
export function tellResults(results: readonly ResultInWords[], dryRun: boolean): 0 | 1 {
  for (const { title, result, changes, message, requests, seconds } of results) {
    const changed = changes === '' ? 'Nothing changed.' : `${dryRun ? 'Would change: ' : ''}${changes}`;
    const line = `${title}: ${result}, ${requests} requests, ${seconds} s. ${changed}`;
    if (result === 'done') console.log([line, message].filter((text) => text !== '').join('\n'));
    else console.error(`${line}\n${message}`);
  }
  return results.every(({ result }) => result === 'done') ? 0 : 1;
}
