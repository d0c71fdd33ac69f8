import { deployCommand } from './deploy-command';
import { refreshCommand } from './refresh-command';
import { readRefreshOptions, USAGE, WrongOption } from './refresh-options';
import { startCommand } from './start-command';

/** Exit code for a command line that cannot be understood. */
const WRONG_OPTIONS = 2;

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      if (args.length > 0) throw new WrongOption(`start has no options, but "${args.join(' ')}" was given.`);
      return startCommand();
    case 'refresh':
      if (args.includes('--help')) {
        console.log(USAGE);
        return 0;
      }
      return refreshCommand(readRefreshOptions(args, process.env));
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
