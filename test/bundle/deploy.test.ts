import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SCOPES } from '../../local/deploy/checks';
import { isLong } from '../support/effort';
import { Computer, NEWER, removeComputers } from '../support/computer';
import { GoogleApi, type ScriptFile } from '../support/google-api';

// Many programs are started here; a busy machine takes its time over each.
jest.setTimeout(300_000);

const google = new GoogleApi();

beforeAll(() => google.start());
beforeEach(() => {
  google.projects.clear();
  google.requests.length = 0;
  google.refusals.clear();
});
afterAll(async () => {
  removeComputers();
  await google.close();
});

/** The commands of the blocks under a header of a document, one per line. */
function commandsUnder(file: string, header: string): string[][] {
  const section =
    readFileSync(file, 'utf8')
      .split(/^#+ /m)
      .find((part) => part.startsWith(`${header}\n`)) ?? '';
  return [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block.trim().split('\n'));
}

const filesOf = (id: string): readonly ScriptFile[] => google.projects.get(id)?.files ?? [];
const sentTimes = (): number => google.requests.filter((request) => request.startsWith('PUT')).length;

/** `appsscript` with our permissions, then `Code` as it was built, and nothing else. */
function expectInstalled(id: string, code = readFileSync('dist/Code.js', 'utf8')): void {
  const [manifest, script, ...others] = filesOf(id);
  expect(manifest).toMatchObject({ name: 'appsscript', type: 'JSON' });
  const { oauthScopes } = JSON.parse(manifest?.source ?? '{}') as { oauthScopes?: string[] };
  expect(oauthScopes).toEqual(SCOPES);
  expect(oauthScopes).toHaveLength(6);
  expect(script).toMatchObject({ name: 'Code', type: 'SERVER_JS' });
  expect(script?.source === code).toBe(true);
  expect(others).toEqual([]);
}

/** What is in a script project after somebody has pasted an older version, beside a macro of their own. */
const pasted: readonly ScriptFile[] = [
  { name: 'appsscript', type: 'JSON', source: readFileSync('appsscript.json', 'utf8') },
  { name: 'Code', type: 'SERVER_JS', source: 'function onOpen() {}' },
  { name: 'Macros', type: 'SERVER_JS', source: 'function own() {}' },
];

it('installs anew as README.md says, sends nothing a second time, and changes only .clasp.json', async () => {
  const computer = new Computer(google.environment);
  // The tests have just built the same; to do it anew takes as long as all the rest.
  if (isLong) computer.buildWithoutTypes();
  else computer.buildByCopying();
  const before = computer.files();
  const [commands = []] = commandsUnder('README.md', 'A new installation with clasp');
  expect(commands.at(-1)).toBe('npm run deploy');
  await computer.follow(commands, { SPREADSHEET_ID: 'the-spreadsheet' });

  expect([...google.projects.values()].map(({ title, parentId }) => [title, parentId])).toEqual([
    ['OKR Stats', 'the-spreadsheet'],
  ]);
  const [id = ''] = google.projects.keys();
  expectInstalled(id, computer.read('dist/Code.js'));
  expect(sentTimes()).toBe(1);
  const after = computer.files();
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['.clasp.json']);
  expect(Object.keys(before).filter((name) => !(name in after))).toEqual([]);

  computer.buildByCopying();
  computer.write('dist/Code.js', computer.read('dist/Code.js'));
  expect((await computer.deploy()).said).toContain('is newer than dist');
  await computer.follow(['npm run deploy']);
  expect(sentTimes()).toBe(1);

  // An update in the same folder.
  const [update = []] = commandsUnder('docs/deploy.md', 'Update');
  expect(update[0]).toBe('git pull');
  await computer.follow(update);
  expect(sentTimes()).toBe(2);
  expectInstalled(id, readFileSync('dist/Code.js', 'utf8') + NEWER);
});

it('updates what was pasted, and tries a change in a copy or a new spreadsheet, as docs/deploy.md says', async () => {
  const [real, copy] = ['the-spreadsheet', 'the-copy'].map((parent) =>
    google.addProject('Untitled project', parent, pasted),
  ) as [string, string];
  // Whoever joins, or has pasted before, does the same with the id of another script.
  const [again = []] = commandsUnder(
    'docs/deploy.md',
    'A second person, another computer, or from pasting to clasp',
  );
  const [inCopy = [], inNew = []] = commandsUnder('docs/deploy.md', 'Try a change in a copy');
  const follow = (commands: readonly string[], names = {}): Promise<void> => {
    const computer = new Computer(google.environment);
    computer.buildByCopying();
    return computer.follow(commands, names);
  };
  await Promise.all([follow(inCopy, { SCRIPT_ID: copy }), follow(inNew)]);
  expectInstalled(copy);
  expect(filesOf(real)).toBe(pasted);
  const [, , third = ''] = google.projects.keys();
  expectInstalled(third);
  expect(google.projects.get(third)).toMatchObject({ title: 'OKR Stats trial' });

  expect(again).toEqual(inCopy);
  expect(google.projects.size).toBe(3);
  expect(sentTimes()).toBe(2);
});

it('runs no command of the documents that is not tried here', () => {
  const tried = ['README.md', 'docs/deploy.md'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    ),
  );
  expect([...new Set(tried)].sort()).toEqual([
    'git pull',
    'npm ci',
    'npm ci && npm start',
    'npm ci && npm test',
    'npm run deploy',
    'npx clasp clone-script SCRIPT_ID --rootDir dist',
    'npx clasp create-script --parentId SPREADSHEET_ID --title "OKR Stats" --rootDir dist',
    'npx clasp create-script --type sheets --title "OKR Stats trial" --rootDir dist',
    'npx clasp login',
  ]);
});

describe('npm run deploy says what to do', () => {
  let id: string;
  beforeEach(() => (id = google.addProject('OKR Stats', 'x', pasted)));

  /** A computer on which all is ready to send. */
  function ready(surroundings = google.environment): Computer {
    const computer = new Computer(surroundings);
    cpSync('dist', path.join(computer.root, 'dist'), { recursive: true });
    computer.write('.clasp.json', `{ scriptId: "${id}", rootDir: "dist" /* read as clasp reads it */ }`);
    computer.login();
    return computer;
  }

  /** Deploys; nothing may have arrived. */
  async function refusedDeploy(computer: Computer): Promise<string> {
    const { code, said } = await computer.deploy();
    expect(code).toBe(1);
    expect(filesOf(id)).toBe(pasted);
    return said;
  }

  it('when nobody is logged in', async () => {
    const computer = ready();
    computer.logout();
    expect(await refusedDeploy(computer)).toContain('You are not logged in. Run "npx clasp login"');
    expect(google.requests).toEqual([]);
  });

  it('when the login has lapsed', async () => {
    google.refusals.set('POST oauth2', { status: 400, body: { error: 'invalid_grant' } });
    const computer = ready();
    computer.login(-1);
    expect(await refusedDeploy(computer)).toMatch(/invalid_grant[^]*Your login has lapsed/);
  });

  it.each([
    [
      'the Apps Script API is off',
      'GET script',
      403,
      'User has not enabled the Apps Script API.',
      'Switch it on, once',
    ],
    ['Google refuses what is sent', 'PUT script', 400, 'Syntax error: line 3', 'its reason stands above'],
  ])('when %s', async (_, part, status, message, expected) => {
    google.refuse(part, status, message);
    const said = await refusedDeploy(ready());
    expect(said).toContain(message);
    expect(said).toContain(expected);
  });

  it('when Google cannot be reached', async () => {
    const offline = { ...google.environment, HTTPS_PROXY: 'http://127.0.0.1:9' };
    expect(await refusedDeploy(ready(offline))).toContain('Google could not be reached');
  });
});
