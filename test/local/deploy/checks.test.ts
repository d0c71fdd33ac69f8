import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkBeforeDeploy, NoScript, NotReady, SCOPES } from '../../../local/deploy/checks';

const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000;
const MANIFEST = JSON.stringify({ oauthScopes: SCOPES });
let root: string;

/** Writes a file that was last changed at a moment, in seconds around that of the build. */
function put(name: string, text: string, seconds = 0): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, NOW + seconds, NOW + seconds);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'okr-stats-checks-'));
  for (const source of ['src/menu.ts', 'appsscript.json', 'package.json', 'webpack.config.cjs'])
    put(source, '', -60);
  put('dist/Code.js', '');
  put('dist/appsscript.json', MANIFEST);
  put('.clasp.json', '{ "scriptId": "the-script", "rootDir": "dist" }');
});
afterEach(() => rmSync(root, { recursive: true }));

const check = (): string => checkBeforeDeploy(root);

/** What a refusal says. */
function refusal(): string {
  try {
    return `sends to ${check()}`;
  } catch (error) {
    if (error instanceof NotReady) return error.message;
    throw error;
  }
}

it.each([
  [
    'is as clasp writes it',
    '{\n  "scriptId": "the-script",\n  "rootDir": "dist",\n  "htmlExtensions": [".html"]\n}',
  ],
  [
    'has comments and names without quotes',
    '// mine\n{ scriptId: "the-script", /* built */ rootDir: "./dist/", }',
  ],
])('sends to the script that is named when .clasp.json %s', (_, text) => {
  put('.clasp.json', text);
  expect(check()).toBe('the-script');
});

it.each([
  ['is missing', undefined, 'There is no .clasp.json'],
  ['cannot be read', '{ "rootDir": ', '.clasp.json cannot be read'],
  ['holds no settings', 'null', 'it holds no settings'],
  ['has no rootDir', '{ "scriptId": "the-script" }', 'Write "rootDir": "dist" there'],
  ['has an empty rootDir', '{ "scriptId": "the-script", "rootDir": "" }', 'git checkout appsscript.json'],
  ['has the sources', '{ "scriptId": "the-script", "rootDir": "src" }', 'other files than the two'],
  [
    'has an older name of rootDir',
    '{ "scriptId": "the-script", "rootDir": "dist", "srcDir": "." }',
    '"rootDir": "."',
  ],
])('sends nothing when .clasp.json %s', (_, text, expected) => {
  if (text === undefined) rmSync(path.join(root, '.clasp.json'));
  else put('.clasp.json', text);
  expect(refusal()).toContain(expected);
});

it.each([
  ['none', '{ "rootDir": "dist" }'],
  ['one in a comment', '{ "rootDir": "dist" /* "scriptId": "x" */ }'],
  ['an empty one', '{ "scriptId": "", "rootDir": "dist" }'],
])('says how to name a script where .clasp.json has %s', (_, text) => {
  put('.clasp.json', text);
  expect(check).toThrow(NoScript);
  expect(refusal()).toContain('npx clasp clone-script SCRIPT_ID --rootDir dist');
  expect(refusal()).toContain(
    'npx clasp create-script --parentId SPREADSHEET_ID --title "OKR Stats" --rootDir dist',
  );
});

it.each([
  [
    'is older than a source',
    () => put('src/panel/page/page.html', '', 1),
    'src/panel/page/page.html is newer',
  ],
  ['is older than the manifest', () => put('appsscript.json', '', 1), 'appsscript.json is newer than dist'],
  ['lacks the script', () => rmSync(path.join(root, 'dist/Code.js')), 'There is no dist/Code.js'],
  [
    'lacks the manifest',
    () => rmSync(path.join(root, 'dist/appsscript.json')),
    'There is no dist/appsscript.json',
  ],
  ['is not there', () => rmSync(path.join(root, 'dist'), { recursive: true }), 'Build it: npm run build'],
  ['has a file of another origin', () => put('dist/Macros.gs', ''), 'would send: Macros.gs'],
  ['has a page in a folder', () => put('dist/page/page.html', ''), 'would send: page/page.html'],
  ['has Google’s own manifest', () => put('dist/appsscript.json', '{}'), `missing: ${SCOPES[0] ?? ''}`],
  [
    'asks for one permission more',
    () => put('dist/appsscript.json', JSON.stringify({ oauthScopes: [...SCOPES, 'drive'] })),
    'not wanted: drive',
  ],
])('sends nothing when the build %s', (_, change, expected) => {
  change();
  expect(refusal()).toContain(expected);
});

it('knows the six permissions that the manifest asks for', () => {
  const { oauthScopes } = JSON.parse(readFileSync('appsscript.json', 'utf8')) as { oauthScopes: string[] };
  expect(oauthScopes).toEqual(SCOPES);
  expect(oauthScopes).toHaveLength(6);
});
