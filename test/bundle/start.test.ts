import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NEW_TAB, Workbook } from '../../local/apps-script/workbook/workbook';
import { startCommand } from '../../local/start-command';
import { FileProblem } from '../../local/workbook-file';
import { STATISTIC_IDS } from '../../src/statistics/registry';
import { consoleOutput } from '../support/console-output';

const home = process.cwd();
const usual = NEW_TAB.rows;
let folder: string;
const said = consoleOutput();
beforeAll(() => {
  // Formatting 1000 rows takes the local spreadsheet half a second a tab.
  NEW_TAB.rows = 25;
  folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
  process.chdir(folder);
});
afterAll(() => {
  NEW_TAB.rows = usual;
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Few figures, of which some are known by VO, as the sample disciplines want. */
const settings = {
  firstPeriod: '2026.07-09',
  statistics: Object.fromEntries(STATISTIC_IDS.map((id) => [id, ['vo-changes', 'cloud-cpu'].includes(id)])),
};

/** npm start until Ctrl-C, which comes once something was done at its page. @returns the exit code */
async function start(afresh: boolean, atPage: (url: string) => Promise<void>): Promise<number> {
  const ended = startCommand({ afresh, settings });
  let url: string | undefined;
  const failed = ended.catch(() => undefined);
  while (url === undefined) {
    url = /The spreadsheet is at (\S+) until/.exec(said().join('\n'))?.[1];
    const isOver = await Promise.race([failed.then(() => true), pause().then(() => false)]);
    if (isOver) return ended;
  }
  await atPage(url);
  process.emit('SIGINT');
  return ended;
}
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Somebody types into a cell of the first tab, at a page. */
async function type(url: string, content: string): Promise<void> {
  const events = new AbortController();
  await fetch(`${url}/events?page=a`, { signal: events.signal });
  const sheetId = sheetIdOf(saved());
  const edit = { kind: 'edit', edits: [{ sheetId, row: 39, col: 0, content }] };
  await fetch(`${url}/say?page=a`, { method: 'POST', body: JSON.stringify(edit) });
  events.abort();
}
const saved = (): Workbook => Workbook.fromJson(readFileSync('okr-stats.json', 'utf8'));
const sheetIdOf = ({ sheetIds }: Workbook): string => sheetIds[0] ?? '';
function cell(): unknown {
  const workbook = saved();
  return workbook.model.getters.getEvaluatedCell({ sheetId: sheetIdOf(workbook), row: 39, col: 0 }).value;
}

describe('npm start', () => {
  it('makes a workbook and a copy of it, and saves what is typed on the page', async () => {
    expect(await start(false, (url) => type(url, 'typed'))).toBe(0);
    expect(readdirSync('.').sort()).toEqual(['okr-stats.json', 'okr-stats.xlsx']);
    expect(cell()).toBe('typed');
  });

  it('goes on with the workbook of last time', async () => {
    expect(await start(false, () => Promise.resolve())).toBe(0);
    expect(said().join('\n')).toContain('Nothing changed.');
    expect(cell()).toBe('typed');
    expect(readdirSync('.').sort()).toEqual(['okr-stats.json', 'okr-stats.xlsx']);
  });

  it('leaves a copy that another program has changed alone until it ends, and then keeps it beside', async () => {
    const copy = (kept = ''): string => readFileSync(`okr-stats.xlsx${kept}`, 'utf8');
    writeFileSync('okr-stats.xlsx', 'edited before');
    const later = new Date(Date.now() + 120_000);
    utimesSync('okr-stats.xlsx', later, later);
    let there = '';
    const look = async (): Promise<void> => {
      await pause();
      there = copy();
    };
    expect(await start(false, look)).toBe(0);
    expect([there, copy('.bak')]).toEqual(['edited before', 'edited before']);
    rmSync('okr-stats.xlsx.bak');
  });

  it('begins afresh with --new, and keeps the old workbook and its copy beside', async () => {
    const before = readFileSync('okr-stats.json');
    expect(await start(true, () => Promise.resolve())).toBe(0);
    expect(cell()).not.toBe('typed');
    expect(readFileSync('okr-stats.json.bak')).toEqual(before);
    expect(existsSync('okr-stats.xlsx.bak')).toBe(true);
  });

  it('ends in a sentence when the workbook of last time is damaged, and leaves it as it is', async () => {
    writeFileSync('okr-stats.json', 'half');
    await expect(start(false, () => Promise.resolve())).rejects.toThrow(FileProblem);
    expect(readFileSync('okr-stats.json', 'utf8')).toBe('half');
  });

  it('leaves a file of somebody alone that has the name of its copy', async () => {
    rmSync('okr-stats.json');
    writeFileSync('okr-stats.xlsx', 'somebody’s');
    expect(await start(false, () => Promise.resolve())).toBe(0);
    expect(readFileSync('okr-stats.xlsx', 'utf8')).toBe('somebody’s');
    expect(said().join('\n')).toContain('okr-stats.xlsx is not from here and stays as it is');
  });

  it('makes no file that git and the formatter would look at, so that npm test passes afterwards', () => {
    const patterns = readFileSync(path.join(home, '.gitignore'), 'utf8').split('\n');
    const ignored = patterns
      .filter((pattern) => pattern.startsWith('okr-stats'))
      .map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
    const files = readdirSync('.');
    expect(files).toContain('okr-stats.json.bak');
    expect(files.filter((file) => !ignored.some((pattern) => pattern.test(file)))).toEqual([]);
  });
});
