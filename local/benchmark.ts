/**
 * The present state beside an older one: calls to the spreadsheet, their modelled time, how long a newcomer waits, and the
 * memory that a dump takes. Both are checked out of git into temporary folders, and measured in turn, in one run.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BATCH_SIZE } from '../src/portals/client';
import type { Calls } from './calls';

const REFRESH = [
  'refresh',
  ...['--today', '2026-08-20', '--first-period', '2020.01-03'],
  ...['--statistics', 'cloud-cpu,htc-cpu,users,vo-changes'],
];

/** Seconds of the model: a full batch of requests, a call that reads the sheet, and one that changes it. */
const SECONDS = { batch: 0.3, read: 0.3, write: 0.4 };

/** What was measured, by its row in the table: a figure for each round. */
type Measures = Map<string, number[]>;

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** A checkout with the packages of this one. */
function checkout(commit: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'okr-stats-benchmark-')), 'checkout');
  git('worktree', 'add', '--detach', folder, commit);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

function removeCheckout(folder: string): void {
  git('worktree', 'remove', '--force', folder);
  rmSync(join(folder, '..'), { recursive: true, force: true });
}

/** Runs a command of a checkout. @returns what it prints */
const run = (folder: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const tsx = (folder: string, ...args: string[]): string =>
  run(folder, process.execPath, require.resolve('tsx/cli'), ...args);

function note(measures: Measures, name: string, figure: number): void {
  measures.set(name, [...(measures.get(name) ?? []), figure]);
}

/** Two refreshes of the sample portals' whole history into a new workbook. */
function measureRefreshes(folder: string, measures: Measures): void {
  const files = [
    '--workbook',
    join(folder, '..', 'benchmark.json'),
    '--calls',
    join(folder, '..', 'calls.json'),
  ];
  rmSync(files[1] ?? '', { force: true });
  for (const which of ['first', 'unchanged']) {
    tsx(folder, 'local/cli.ts', ...REFRESH, ...files);
    const { portal, sheet } = JSON.parse(readFileSync(files[3] ?? '', 'utf8')) as Calls;
    const reads = Object.entries(sheet.byMethod)
      .filter(([method]) => method.includes('.get'))
      .reduce((sum, [, count]) => sum + count, 0);
    const writes = sheet.total - reads;
    const batches = Math.ceil(portal.total / BATCH_SIZE);
    note(measures, `${which} refresh: calls to the sheet`, sheet.total);
    note(measures, `${which} refresh: those that change it`, writes);
    note(
      measures,
      `${which} refresh: modelled seconds`,
      SECONDS.batch * batches + SECONDS.read * reads + SECONDS.write * writes,
    );
  }
}

/** From `npm start` in a checkout that was never built until its page is there. */
async function measureNewcomer(folder: string, measures: Measures): Promise<void> {
  for (const file of ['dist', '.tmp', 'okr-stats.json', 'okr-stats.xlsx'])
    rmSync(join(folder, file), { recursive: true, force: true });
  const start = Date.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  await new Promise<void>((done, fail) => {
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      if (printed.includes('The spreadsheet is at')) done();
    });
    child.once('close', () => fail(new Error(`npm start ended in ${folder}:\n${printed}`)));
  });
  note(measures, 'npm start, until the page is there: seconds', (Date.now() - start) / 1000);
  const isOver = new Promise((done) => child.once('close', done));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await isOver;
}

/** What `npm run benchmark:dump` says of the process that reads the dump. */
function measureDump(folder: string, measures: Measures): void {
  const printed = tsx(folder, 'local/benchmark-dump.ts');
  for (const kind of ['json', 'csv']) {
    const [, after = ''] = printed.split(`dump as ${kind}`);
    const [, megabytes] = /at most (\d+) MB/.exec(after) ?? [];
    if (megabytes === undefined)
      throw new Error(`The benchmark of the dump says nothing of ${kind}:\n${printed}`);
    note(measures, `dump as ${kind.toUpperCase()}: peak memory of the process, MB`, Number(megabytes));
  }
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const shown = (figure: number): string => figure.toLocaleString('en', { maximumFractionDigits: 1 });

function table(old: Measures, now: Measures, commit: string): string {
  const rows = [...now].map(([name, figures]) => {
    const [before, after] = [median(old.get(name) ?? []), median(figures)];
    return `| ${name} | ${shown(before)} | ${shown(after)} | ${shown(before / after)} |`;
  });
  return [`| median | ${commit} | now | ratio |`, '| --- | --- | --- | --- |', ...rows].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      against: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      'without-dump': { type: 'boolean', default: false },
    },
  });
  const commit = git('rev-parse', '--short', values.against ?? git('describe', '--tags', '--abbrev=0'));
  const sides = [commit, 'HEAD'].map((each) => ({ folder: checkout(each), measures: new Map() as Measures }));
  try {
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const { folder, measures } of sides) {
        await measureNewcomer(folder, measures); // Builds it, too.
        if (round === 0) measureRefreshes(folder, measures); // Counts come out the same each time.
        if (!values['without-dump']) measureDump(folder, measures);
      }
    }
    const [old, now] = sides;
    if (old && now) console.log(table(old.measures, now.measures, commit));
  } finally {
    for (const { folder } of sides) removeCheckout(folder);
  }
}

void main();
