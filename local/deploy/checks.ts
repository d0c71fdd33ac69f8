import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import JSON5 from 'json5';

/** Where clasp looks for what it shall send, and to which script. */
export const CLASP_SETTINGS = '.clasp.json';
/** Where the build puts the two files that are all there is to send. */
const BUILT = 'dist';
const BUILT_FILES = ['Code.js', 'appsscript.json'];
/** What the build makes them of. */
const SOURCES = ['src', 'appsscript.json', 'package.json', 'webpack.config.cjs'];
/** By these ends of their names clasp knows what is for Google; all others stay. */
const SENT = /(^|\/)appsscript\.json$|\.(js|gs|ts|html)$/;

/** What the script asks its users to allow. One more would stop everybody's triggers until they allow it. */
export const SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.external_request',
  'https://www.googleapis.com/auth/script.scriptapp',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.send_mail',
  'https://www.googleapis.com/auth/userinfo.email',
];

/** Why nothing is sent: what is wrong, and what to do. */
export class NotReady extends Error {}

/** No script is known yet: that is no fault, but the first thing to do. */
export class NoScript extends NotReady {}

const HOW_TO_NAME_A_SCRIPT = [
  'Log in, unless you have done so:',
  '  npx clasp login',
  "Then, where the spreadsheet has OKR Stats already (its script's id is under Extensions > Apps Script > Project Settings):",
  '  npx clasp clone-script SCRIPT_ID --rootDir dist',
  "or, for a new installation (the spreadsheet's id stands in its address):",
  '  npx clasp create-script --parentId SPREADSHEET_ID --title "OKR Stats" --rootDir dist',
  'Then run npm run deploy again.',
].join('\n');

/**
 * Checks, before anything is sent, that exactly the two files of a fresh build go to a script that is known.
 *
 * @param root the project's folder
 * @returns the id of that script
 * @throws NotReady saying what to do; NoScript when only that is missing
 */
export function checkBeforeDeploy(root: string): string {
  const settings = readSettings(root);
  checkRootDir(root, settings);
  if (settings.scriptId === '') {
    throw new NoScript(`${CLASP_SETTINGS} names no Apps Script project yet.\n${HOW_TO_NAME_A_SCRIPT}`);
  }
  checkBuild(root);
  checkManifest(root);
  return settings.scriptId;
}

interface ClaspSettings {
  readonly scriptId: string;
  /** As clasp reads it: an older name of rootDir goes first. */
  readonly rootDir: string;
}

/** Read as clasp reads it: with comments, commas at ends, and names without quotes. */
function readSettings(root: string): ClaspSettings {
  const file = path.join(root, CLASP_SETTINGS);
  const restore = `Restore it with "git checkout ${CLASP_SETTINGS}", or write { "rootDir": "dist" } into it.`;
  if (!existsSync(file)) throw new NotReady(`There is no ${CLASP_SETTINGS} in ${root}.\n${restore}`);
  let read: unknown;
  try {
    read = JSON5.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new NotReady(`${CLASP_SETTINGS} cannot be read: ${(error as Error).message}\n${restore}`);
  }
  if (typeof read !== 'object' || read === null) {
    throw new NotReady(`${CLASP_SETTINGS} cannot be read: it holds no settings.\n${restore}`);
  }
  const { scriptId, srcDir, rootDir } = read as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  return { scriptId: text(scriptId), rootDir: text(srcDir) || text(rootDir) };
}

/** With any other folder clasp would send sources, tests, pages, and two manifests. */
function checkRootDir(root: string, { rootDir }: ClaspSettings): void {
  if (path.resolve(root, rootDir) === path.resolve(root, BUILT)) return;
  throw new NotReady(
    [
      `${CLASP_SETTINGS} has "rootDir": "${rootDir}", so clasp would send other files than the two that are built.`,
      `Write "rootDir": "${BUILT}" there. When "git status" says that appsscript.json has changed, clasp has`,
      'overwritten it: restore it with "git checkout appsscript.json". Then run npm run deploy again.',
    ].join('\n'),
  );
}

/** The build is there, it is newer than what it is made of, and nothing else lies beside it. */
function checkBuild(root: string): void {
  const built = path.join(root, BUILT);
  const isMissing = BUILT_FILES.find((file) => !existsSync(path.join(built, file)));
  if (isMissing !== undefined) {
    throw new NotReady(`There is no ${BUILT}/${isMissing}. Build it: npm run build`);
  }
  const stray = filesIn(built)
    .map((file) => path.relative(built, file).split(path.sep).join('/'))
    .filter((file) => SENT.test(file) && !BUILT_FILES.includes(file));
  if (stray.length > 0) {
    throw new NotReady(
      `${BUILT} holds what the build has not made and clasp would send: ${stray.join(', ')}. Build anew: npm run build`,
    );
  }
  const oldest = Math.min(...BUILT_FILES.map((file) => statSync(path.join(built, file)).mtimeMs));
  const newer = SOURCES.flatMap((source) => filesIn(path.join(root, source))).find(
    (file) => statSync(file).mtimeMs > oldest,
  );
  if (newer !== undefined) {
    throw new NotReady(`${path.relative(root, newer)} is newer than ${BUILT}. Build anew: npm run build`);
  }
}

/** All files in a folder and the folders in it; a file is itself. */
function filesIn(place: string): string[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesIn(path.join(place, name)));
}

function checkManifest(root: string): void {
  const read = JSON.parse(readFileSync(path.join(root, BUILT, 'appsscript.json'), 'utf8')) as {
    oauthScopes?: readonly string[];
  };
  const asked = read.oauthScopes ?? [];
  const missing = SCOPES.filter((scope) => !asked.includes(scope));
  const further = asked.filter((scope) => !SCOPES.includes(scope));
  if (missing.length === 0 && further.length === 0) return;
  throw new NotReady(
    [
      'The manifest does not ask for the permissions that the script needs.',
      ...missing.map((scope) => `  missing: ${scope}`),
      ...further.map((scope) => `  not wanted: ${scope}`),
      'Perhaps clasp has overwritten it: "git checkout appsscript.json", then run npm run deploy again.',
    ].join('\n'),
  );
}
