import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Workbook as OtherWorkbook } from 'exceljs';
import { NEW_TAB } from '../../local/apps-script/workbook/workbook';
import { runCommandLine } from '../../local/command-line';
import { consoleOutput } from '../support/console-output';
import { xlsxFile } from '../support/xlsx-file';

let folder: string;
const said = consoleOutput();
const usual = NEW_TAB.rows;
beforeAll(() => {
  // Formatting 1000 rows takes the local spreadsheet half a second a tab.
  NEW_TAB.rows = 25;
  folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
});
afterAll(() => {
  NEW_TAB.rows = usual;
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);
const run = (...args: string[]): Promise<number> => runCommandLine(args, () => undefined);
/** A refresh of few figures. */
const refresh = (...args: string[]): Promise<number> =>
  run('refresh', '--statistics', 'vo-changes', '--first-period', '2026.07-09', ...args);

it('a command ends its process with that code', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'local/cli.ts', 'begin'], {
    encoding: 'utf8',
  });
  expect([status, stderr.split('\n')[0]]).toEqual([
    2,
    'Unknown command "begin": say start, refresh or deploy.',
  ]);
});

describe('npm run refresh', () => {
  const file = (): string => inFolder('own.xlsx');

  it('ends with 0 when all is done, also for a day long ago in a new workbook, and then changes nothing', async () => {
    expect(await refresh('--workbook', file(), '--today', '2026-10-30')).toBe(0);
    expect(said().at(-1)).toMatch(/^VO changes: done, \d requests, \d+ s\. \d+ cells filled\.$/);
    expect(await refresh('--workbook', file(), '--today', '2026-10-30')).toBe(0);
    expect(said().at(-1)).toMatch(/Nothing changed\.$/);
  });

  it('ends with 2 for a day before the newest refresh, and leaves the file alone', async () => {
    const before = readFileSync(file());
    expect(await refresh('--workbook', file(), '--today', '2026-10-29')).toBe(2);
    expect(said()).toEqual([expect.stringMatching(/^--today 2026-10-29 is before the newest refresh/)]);
    expect(readFileSync(file())).toEqual(before);
  });

  it('changes nothing, twice, after exceljs has saved the file', async () => {
    const other = new OtherWorkbook();
    await other.xlsx.readFile(file());
    await other.xlsx.writeFile(file());
    for (const times of [1, 2]) {
      expect(await refresh('--workbook', file(), '--today', '2026-10-30')).toBe(0);
      const lines = said().filter((line) => line.startsWith('VO changes'));
      expect([lines.length, lines.at(-1)]).toEqual([times, expect.stringMatching(/Nothing changed\.$/)]);
    }
  });

  it('ends with 1 when a statistic failed, without a stack', async () => {
    expect(await refresh('--api-key', 'wrong')).toBe(1);
    expect(said().join('\n')).toMatch(/^VO changes: failed, .*\n.*API key/m);
    expect(said().join('\n')).not.toMatch(/^\s+at /m);
  });

  it.each([
    [['begin'], 'Unknown command "begin": say start, refresh or deploy.'],
    [['refresh', '--colour', 'blue'], "Unknown option '--colour'"],
    [['start', '--old'], 'start has one option, --new, but "--old" was given.'],
    [['refresh', '--workbook', 'a.ods'], '--workbook "a.ods": give a file that ends in .json or .xlsx.'],
    [['refresh', '--calls', '/no/a.json'], 'The folder /no does not exist: make it first'],
  ])('ends with 2 for %j, and says what to write', async (args, sentence) => {
    expect(await run(...args)).toBe(2);
    expect(said().join('\n')).toContain(sentence);
    expect(said().join('\n')).not.toMatch(/^\s+at /m);
  });

  it('keeps a file whose looks it cannot write beside, as it was, and lists them', async () => {
    const headers = '<headerFooter><oddHeader>Board only</oddHeader></headerFooter>';
    const bytes = await xlsxFile({ after: { Sheet1: headers } });
    writeFileSync(inFolder('looks.xlsx'), bytes);
    expect(await refresh('--workbook', inFolder('looks.xlsx'))).toBe(0);
    expect(readFileSync(inFolder('looks.xlsx.bak'))).toEqual(bytes);
    expect(readFileSync(inFolder('looks.xlsx'))).not.toEqual(bytes);
    expect(said().join('\n')).toContain(
      `does not hold these any more, ${inFolder('looks.xlsx.bak')} does:\n  Sheet1: header or footer`,
    );
  });

  it('leaves a file alone that holds what it cannot write, and exports the refreshed workbook', async () => {
    const link = '<hyperlinks><hyperlink ref="B7" location="Sheet1!A1"/></hyperlinks>';
    const bytes = await xlsxFile({ after: { Sheet1: link } });
    writeFileSync(inFolder('link.xlsx'), bytes);
    expect(await refresh('--workbook', inFolder('link.xlsx'), '--export', inFolder('new.xlsx'))).toBe(0);
    expect(readFileSync(inFolder('link.xlsx'))).toEqual(bytes);
    const { worksheets } = await new OtherWorkbook().xlsx.readFile(inFolder('new.xlsx'));
    expect(worksheets.map(({ name }) => name)).toContain('Num. of VOs created');
    expect(readdirSync(folder).filter((name) => /lock|part/.test(name))).toEqual([]);
  });
});
