import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';

const LINT = ['npm', 'run', '--silent', 'lint'];
const BUILD = ['npm', 'run', '--silent', 'build'];
const REPORT = '.tmp/test-report.json';

/** Runs one command in this terminal. @returns whether it went well */
async function run([command = '', ...args]: readonly string[]): Promise<boolean> {
  console.log(`> ${[command, ...args].join(' ')}`);
  const [status] = (await once(spawn(command, args, { stdio: 'inherit' }), 'close')) as [number | null];
  return status === 0;
}

/** The test files that ask test/support/effort.ts how much they may do. */
function filesWithLongForm(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`);
  return files.filter((file) => readFileSync(file, 'utf8').includes('support/effort'));
}

/** All tests, with `long` only those that have a long form, in that form; beside the lint rules, which take as long. */
async function main(isLong: boolean): Promise<number> {
  const linting = isLong || run(LINT);
  if (!(await run(BUILD))) {
    await linting;
    console.log('0 passed, 1 failed');
    return 1;
  }
  if (isLong) process.env.OKR_STATS_TESTS = 'long';
  const which = isLong ? ['--testTimeout=3600000', ...filesWithLongForm()] : [];
  mkdirSync('.tmp', { recursive: true });
  const isGood = await run(['npx', 'jest', '--json', `--outputFile=${REPORT}`, ...which]);
  const isLinted = await linting;
  if (!isLinted) console.log(`Failed, see above: ${LINT.join(' ')}`);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (isLinted ? 0 : 1);
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
  return isGood && failed === 0 ? 0 : 1;
}

void main(process.argv.includes('long')).then((status) => (process.exitCode = status));
