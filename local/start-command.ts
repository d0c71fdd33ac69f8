import type { RefreshOptions, StatisticResult } from '../src/refresh/refresh';
import { RunningClock } from './apps-script/clock';
import { figuresTable } from './figures-table';
import { startLocalScript } from './local-script';
import { startHttpServer } from './portals/http-server';
import { SamplePortals } from './portals/portals';
import { SAMPLE_TITLE, tellResults, withProgress } from './refresh-command';
import { openWorkbook, saveWorkbook } from './workbook-file';

const FILE = 'okr-stats.xlsx';

/** The first refresh, from sample portals over HTTP into a new spreadsheet. */
export async function startCommand(): Promise<0 | 1> {
  const portals = new SamplePortals({ today: new Date().toISOString().slice(0, 10) });
  const server = await startHttpServer(portals);
  try {
    console.log(`Sample portals (made-up figures): ${server.accountingUrl} and ${server.operationsUrl}`);
    const { accountingUrl, operationsUrl } = server;
    const workbook = await openWorkbook(undefined, SAMPLE_TITLE);
    const settings = { accountingUrl, operationsUrl };
    const clock = new RunningClock();
    const host = await startLocalScript({ workbook, clock, portals, settings, apiKey: portals.apiKey });
    const options: RefreshOptions = { how: 'command line' };
    const execution = host.run('runRefresh', { origin: 'panel', args: [options] });
    const results = (await withProgress(host, execution.result)) as StatisticResult[];
    console.log(figuresTable(workbook));
    await saveWorkbook(workbook, FILE);
    console.log(`The spreadsheet is in ${FILE}.`);
    return tellResults(results, false);
  } finally {
    await server.close();
  }
}
