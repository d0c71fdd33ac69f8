import { ensureBuilt } from './build';
import { deployCommand } from './deploy-command';
import { refreshCommand } from './refresh-command';
import { readRefreshOptions, USAGE, WrongOption, type LocalRefresh } from './refresh-options';
import { startCommand } from './start-command';

/** Exit code for a command line that cannot be understood. */
const WRONG_OPTIONS = 2;

function refresh(options: LocalRefresh): Promise<number> {
  ensureBuilt();
  return refreshCommand(options);
}

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      if (args.length > 0) throw new WrongOption(`start has no options, but "${args.join(' ')}" was given.`);
      ensureBuilt();
      return startCommand();
    case 'refresh':
      if (args.includes('--help')) {
        console.log(USAGE);
        return 0;
      }
      return refresh(readRefreshOptions(args, process.env));
    case 'deploy':
      return deployCommand();
    default:
      throw new WrongOption(`Unknown command "${command ?? ''}": say start, refresh or deploy.`);
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isWrongOption = error instanceof WrongOption;
    console.error(isWrongOption ? `${error.message}\n\n${USAGE}` : error);
    process.exitCode = isWrongOption ? WRONG_OPTIONS : 1;
  },
);
