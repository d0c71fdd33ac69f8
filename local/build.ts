import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const BUILT = ['dist/Code.js', 'dist/appsscript.json'];
/** What the bundle is made of. */
const SOURCES = ['src', 'appsscript.json', 'webpack.config.cjs', 'package.json', 'package-lock.json'];

/** Whether dist/ is newer than all that it is built from, as far as the times of files tell. */
export function isBuildFresh(root = ROOT): boolean {
  const built = BUILT.map((file) => changedAt(path.join(root, file)) ?? 0);
  const sources = SOURCES.flatMap((name) => filesBelow(path.join(root, name)));
  return Math.min(...built) > Math.max(...sources.map((file) => changedAt(file) ?? Infinity));
}

/**
 * Builds dist/ where it is older than its sources. Types are not checked: `npm run build`, tests and CI do.
 *
 * @throws Error when it cannot be built; what is wrong has been printed then
 */
export async function ensureBuilt(): Promise<void> {
  if (isBuildFresh()) return;
  const webpack = path.join(ROOT, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const built = spawn(process.execPath, [webpack], { cwd: ROOT, stdio: 'inherit' });
  const [status] = (await once(built, 'close')) as [number | null];
  if (status !== 0) throw new Error('The script could not be built; see above.');
}

const changedAt = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;

/** The file itself, or the files and folders below a folder: a folder changes when a file in it goes. */
function filesBelow(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const below = readdirSync(place, { recursive: true, encoding: 'utf8' });
  return [place, ...below.map((name) => path.join(place, name))];
}
