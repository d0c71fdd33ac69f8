import { existsSync, realpathSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { checkPlace, FileProblem } from './workbook-file';

/** Milliseconds between signs of life. */
const HEARTBEAT = 10_000;
/** Milliseconds after which a lock counts as left behind, whoever has its process number now. */
const ABANDONED = 10 * 60_000;

/**
 * Does work on a file that no other process works on. A lock that a crash has left is taken over.
 *
 * @throws FileProblem when another process works on it
 */
export async function withFileLock<T>(file: string | undefined, work: () => Promise<T>): Promise<T> {
  if (file === undefined) return work();
  await checkPlace(file);
  const lock = `${existsSync(file) ? realpathSync(file) : file}.lock`;
  take(lock, file);
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT);
  const release = (): void => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

function take(lock: string, file: string): void {
  if (existsSync(lock) && isAbandoned(lock)) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new FileProblem(`Another refresh is working on ${file}: wait until it has ended, then try again.`);
  }
}

function isAbandoned(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > ABANDONED) return true;
    // Signal 0 only asks whether there is such a process.
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function touch(lock: string): void {
  const now = new Date();
  if (existsSync(lock)) utimesSync(lock, now, now);
}
