import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';

const LINT = ['npm', 'run', '--silent', 'lint'];
const BUILD = ['npm', 'run', '--silent', 'build'];
const REPORT = '.tmp/test-report.json';

/** Runs one command in this terminal. @returns whether it went well */
function run([command, ...args]: readonly string[]): boolean {
  return spawnSync(command ?? '', args, { stdio: 'inherit' }).status === 0;
}

/** The test files that ask test/support/effort.ts how much they may do. */
function filesWithLongForm(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`);
  return files.filter((file) => readFileSync(file, 'utf8').includes('support/effort'));
}

/** All tests after all checks; with `long` only the tests that have a long form, in that form. */
function main(isLong: boolean): number {
  for (const check of isLong ? [BUILD] : [LINT, BUILD]) {
    console.log(`> ${check.join(' ')}`);
    if (!run(check)) {
      console.log('0 passed, 1 failed');
      return 1;
    }
  }
  if (isLong) process.env.OKR_STATS_TESTS = 'long';
  const which = isLong ? ['--testTimeout=3600000', ...filesWithLongForm()] : [];
  mkdirSync('.tmp', { recursive: true });
  const isGood = run(['npx', 'jest', '--json', `--outputFile=${REPORT}`, ...which]);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
  return isGood && failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.includes('long'));
