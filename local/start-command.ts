import { once } from 'node:events';
import type { RunRefreshOptions } from '../src/refresh/refresh';
import { RunningClock } from './apps-script/clock';
import { openByHand } from './by-hand';
import { figuresTable } from './figures-table';
import { LOCAL_USER, startLocalScript } from './local-script';
import { PageUserInterface } from './page/page-user-interface';
import { startPage } from './page/server';
import { startHttpServer } from './portals/http-server';
import { SamplePortals } from './portals/portals';
import { SAMPLE_TITLE, tellResults, withProgress } from './refresh-command';
import { enterSampleAgreements } from './sample-agreements';
import { enterSampleKeyResults } from './sample-key-results';
import { openWorkbook, saveWorkbook } from './workbook-file';
import type { ResultInWords } from '../src/reports/describe-result';

const FILE = 'okr-stats.xlsx';

/**
 * The first refresh, from sample portals over HTTP into a new spreadsheet, which a page then shows until Ctrl-C.
 *
 * @returns the exit code: 0 all done, 1 some statistic failed
 */
export async function startCommand(): Promise<0 | 1> {
  const today = new Date().toISOString().slice(0, 10);
  const portals = new SamplePortals({ today });
  const server = await startHttpServer(portals);
  const { accountingUrl, operationsUrl } = server;
  console.log(`Sample portals (made-up figures): ${accountingUrl} and ${operationsUrl}`);
  const workbook = await openWorkbook(undefined, SAMPLE_TITLE);
  const settings = { accountingUrl, operationsUrl };
  const ui = new PageUserInterface();
  const clock = new RunningClock();
  enterSampleAgreements(openByHand(workbook, clock, LOCAL_USER));
  const host = await startLocalScript({ workbook, clock, portals, settings, apiKey: portals.apiKey, ui });
  const options: RunRefreshOptions = { how: 'command line' };
  const execution = host.run('runRefresh', { origin: 'panel', args: [options] });
  const results = (await withProgress(host, execution.result)) as ResultInWords[];
  enterSampleKeyResults(openByHand(workbook, clock, LOCAL_USER), today);
  console.log(figuresTable(workbook));
  const code = tellResults(results, false);
  await saveWorkbook(workbook, FILE);
  const page = await startPage({ host, ui });
  console.log(`The spreadsheet is at ${page.url} until you press Ctrl-C, and in ${FILE}.`);
  await once(process, 'SIGINT');
  await page.close();
  await server.close();
  return code;
}
