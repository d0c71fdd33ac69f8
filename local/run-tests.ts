import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

/** The parts of `npm test` before the tests themselves; the first that fails ends it. */
const CHECKS = [
  ['npm', 'run', '--silent', 'lint'],
  ['npm', 'run', '--silent', 'build'],
] as const;

const REPORT = '.tmp/test-report.json';

/** Runs one command in this terminal. @returns whether it went well */
function run([command, ...args]: readonly string[]): boolean {
  return spawnSync(command ?? '', args, { stdio: 'inherit' }).status === 0;
}

function main(): number {
  for (const check of CHECKS) {
    console.log(`> ${check.join(' ')}`);
    if (!run(check)) {
      console.log('0 passed, 1 failed');
      return 1;
    }
  }
  mkdirSync('.tmp', { recursive: true });
  const isGood = run(['npx', 'jest', '--json', `--outputFile=${REPORT}`]);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
  return isGood && failed === 0 ? 0 : 1;
}

process.exitCode = main();
