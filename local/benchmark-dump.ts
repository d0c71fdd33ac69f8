/**
 * How long a refresh takes with a large dump, and how much memory: as JSON of 300,000 rows, and as CSV of 150 MB that is
 * read in pieces. The file comes over HTTP from this process; each refresh runs in a process of its own.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { COLUMNS, dumpCsv, dumpJson, dumpRows } from './portals/accounting-dump';
import { makeWorld } from './portals/generated-world';
import { refreshCommand } from './refresh-command';
import { readRefreshOptions } from './refresh-options';

const TODAY = '2026-08-20';
const JSON_ROWS = 300_000;
/** More than 150 MB. */
const CSV_ROWS = 1_400_000;

/** A dump of at least so many rows. */
function rowsOf(count: number): ReturnType<typeof dumpRows> {
  const world = makeWorld({ today: TODAY });
  const records = dumpRows(world, 1).length;
  return dumpRows(world, Math.ceil(count / records));
}

/** Too large for one answer, so that only its size is ever asked for. */
const TOO_LARGE = { '/json': Buffer.alloc(64 * 1024 * 1024) };

function files(kind: 'json' | 'csv'): Record<string, Buffer> {
  if (kind === 'json') return { '/json': Buffer.from(dumpJson(rowsOf(JSON_ROWS))) };
  const rows = rowsOf(CSV_ROWS);
  const parts = Array.from({ length: 20 }, (_, part) => {
    const size = Math.ceil(rows.length / 20);
    const csv = dumpCsv(rows.slice(part * size, (part + 1) * size));
    return Buffer.from(part === 0 ? csv : csv.slice(COLUMNS.join(',').length + 2));
  });
  return { ...TOO_LARGE, '/csv': Buffer.concat(parts) };
}

/** Serves files by byte ranges. */
async function serve(content: Record<string, Buffer>): Promise<{ url: string; close: () => void }> {
  const server = createServer(({ url = '', headers }, response) => {
    const file = content[url];
    if (!file) return void response.writeHead(404).end();
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    if (first === undefined) return void response.writeHead(200).end(file);
    const [start, end] = [Number(first), Math.min(Number(last), file.length - 1)];
    response.writeHead(206, { ETag: '"1"', 'Content-Range': `bytes ${start}-${end}/${file.length}` });
    response.end(file.subarray(start, end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => void server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** One refresh of the CPU/h from 2020 on, in a process of its own; gives what it prints at its end. */
function refreshed(...options: string[]): Promise<string> {
  const [node, tool, script] = [process.execPath, require.resolve('tsx/cli'), __filename];
  const child = spawn(node, [tool, script, 'refresh', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  return new Promise((resolve) =>
    child.on('close', () => resolve(printed.trimEnd().split('\n').slice(-LAST_LINES).join('\n'))),
  );
}

/** What is printed of the statistics and of the process. */
const LAST_LINES = 5;

async function child(options: readonly string[]): Promise<void> {
  const start = Date.now();
  const usual = ['--today', TODAY, '--first-period', '2020.01-03', '--statistics', 'cloud-cpu,htc-cpu'];
  process.exitCode = await refreshCommand(readRefreshOptions([...usual, ...options], {}));
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${Math.round((Date.now() - start) / 1000)} s, at most ${megabytes} MB in the whole process`);
}

async function main(): Promise<void> {
  console.log(`views, to compare with:\n${await refreshed('--source', 'views')}`);
  for (const kind of ['json', 'csv'] as const) {
    const content = files(kind);
    const { url, close } = await serve(content);
    const megabytes = Math.round((content[`/${kind}`]?.length ?? 0) / 1e6);
    console.log(
      `dump as ${kind}, ${megabytes} MB:\n${await refreshed('--source', 'dump', '--accounting-url', url)}`,
    );
    close();
  }
}

const [command, ...options] = process.argv.slice(2);
void (command === 'refresh' ? child(options) : main());
