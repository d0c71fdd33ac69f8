import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { adviceFor } from './deploy/advice';
import { checkBeforeDeploy, NoScript, NotReady } from './deploy/checks';

/** Exit code when no script is known yet. */
const NO_SCRIPT = 2;

/** clasp itself, not npx, which is another program on each system. */
const CLASP = path.join('node_modules', '@google', 'clasp', 'build', 'src', 'index.js');

/**
 * Pushes the built bundle to the Apps Script project that .clasp.json names.
 *
 * @param root the project's folder
 * @returns the exit code: 0 sent or nothing to send, 1 not sent, 2 no script is known yet
 */
export async function deployCommand(root = process.cwd()): Promise<number> {
  try {
    const scriptId = checkBeforeDeploy(root);
    console.log(
      `Sends dist/appsscript.json and dist/Code.js to https://script.google.com/d/${scriptId}/edit`,
    );
    return await push(root);
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    console.error(error.message);
    return error instanceof NoScript ? NO_SCRIPT : 1;
  }
}

/** Runs clasp in this terminal, and adds what to do when it fails. */
async function push(root: string): Promise<number> {
  const clasp = path.join(root, CLASP);
  if (!existsSync(clasp))
    throw new NotReady('clasp is not installed. Run npm ci, then npm run deploy again.');
  // Without -f, clasp skips the push in silence when the manifest has changed and nobody is there to ask.
  const child = spawn(process.execPath, [clasp, 'push', '-f'], {
    cwd: root,
    env: process.env,
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  let said = '';
  const pass = (from: NodeJS.ReadableStream, to: NodeJS.WritableStream): void => {
    from.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      to.write(chunk);
    });
  };
  pass(child.stdout, process.stdout);
  pass(child.stderr, process.stderr);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
  if (code !== 0) console.error(`\n${adviceFor(said)}`);
  return code === 0 ? 0 : 1;
}
