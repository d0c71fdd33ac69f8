import { ensureBuilt } from './build';
import { readRefreshOptions, USAGE, WrongOption, type LocalRefresh } from './refresh-options';
import { FileProblem } from './file-problem';

/** Exit code for a command line that cannot be understood, and for files that cannot be read or written. */
const WRONG_OPTIONS = 2;

/**
 * Runs the command that a command line asks for, and says on standard error what keeps it from going well.
 *
 * @param args without the program's own name
 * @param build brings dist/ up to date
 * @returns the exit code: 0 all done, 1 something failed, 2 it cannot begin and nothing was done
 */
export async function runCommandLine(args: readonly string[], build: Build = ensureBuilt): Promise<number> {
  try {
    return await run(args, build);
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ?? error);
    return sentence === undefined ? 1 : WRONG_OPTIONS;
  }
}

type Build = () => Promise<void> | undefined;

/** Each command loads only what it needs, while the script is built: the spreadsheet alone takes a second. */
async function run([command, ...args]: readonly string[], build: Build): Promise<number> {
  switch (command) {
    case 'start':
      if (args.some((arg) => arg !== '--new'))
        throw new WrongOption(`start has one option, --new, but "${args.join(' ')}" was given.`);
      return (await loaded(build, () => import('./start-command'))).startCommand({
        afresh: args.includes('--new'),
      });
    case 'refresh':
      if (args.includes('--help')) {
        console.log(USAGE);
        return 0;
      }
      return refresh(readRefreshOptions(args, process.env), build);
    case 'deploy':
      return (await import('./deploy-command')).deployCommand();
    default:
      throw new WrongOption(`Unknown command "${command ?? ''}": say start, refresh or deploy.`);
  }
}

const refresh = async (options: LocalRefresh, build: Build): Promise<number> =>
  (await loaded(build, () => import('./refresh-command'))).refreshCommand(options);

async function loaded<T>(build: Build, load: () => Promise<T>): Promise<T> {
  const [command] = await Promise.all([load(), build()]);
  return command;
}

/** What a person can do something about; undefined for faults of the program. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof WrongOption) return `${error.message}\n\n${USAGE}`;
  if (error instanceof FileProblem) return error.message;
  const { code, path, port } = error as { code?: unknown; path?: unknown; port?: unknown };
  if (code === 'ENOSPC') return 'The disk is full: nothing more was saved. Make room and try again.';
  if (code === 'EADDRINUSE') return `Port ${String(port)} is in use: end what uses it, and try again.`;
  if (code === 'EACCES' || code === 'ENOENT' || code === 'EISDIR' || code === 'EROFS')
    return `${String(path)} cannot be read or written: ${(error as Error).message}.`;
  return undefined;
}
