import { exec } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { deployCommand } from '../../local/deploy-command';

/** By what a new version of the bundle differs. */
export const NEWER = '// newer\n';
const NOT_COPIED = ['node_modules', 'dist', '.tmp', '.git', 'coverage'];
const environment = { ...process.env };
const folders: string[] = [];

/** Takes away all computers. */
export function removeComputers(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

const temporary = (): string => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'okr-stats-deploy-')));
  folders.push(folder);
  return folder;
};

/** Somebody's computer: a home, and a clone of this project with its packages installed. */
export class Computer {
  readonly #home = temporary();
  readonly root = path.join(temporary(), 'okr-stats');
  readonly #built = temporary();
  readonly #env: NodeJS.ProcessEnv;

  /** @param surroundings what programs get told there, such as where Google is */
  constructor(surroundings: Readonly<Record<string, string>>) {
    mkdirSync(this.root);
    for (const name of readdirSync('.')) {
      if (!NOT_COPIED.includes(name)) cpSync(name, path.join(this.root, name), { recursive: true });
    }
    writeFileSync(this.#path('.clasp.json'), '{ "rootDir": "dist" }\n');
    symlinkSync(path.resolve('node_modules'), this.#path('node_modules'), 'junction');
    this.#env = {
      ...environment,
      ...surroundings,
      HOME: this.#home,
      USERPROFILE: this.#home,
      NO_PROXY: '',
      no_proxy: '',
      npm_config_update_notifier: 'false',
    };
  }

  #path(name: string): string {
    return path.join(this.root, name);
  }

  read(name: string): string {
    return readFileSync(this.#path(name), 'utf8');
  }

  write(name: string, text: string): void {
    writeFileSync(this.#path(name), text);
  }

  /** Takes what `npm run build` has made here instead of making it anew, which takes its time. */
  buildByCopying(): void {
    cpSync('dist', this.#built, { recursive: true });
    const fs = "require('node:fs')";
    const remove = `${fs}.rmSync('dist', { recursive: true, force: true })`;
    this.#setBuild(`node -e "${remove}; ${fs}.cpSync('${this.#built}', 'dist', { recursive: true })"`);
  }

  /** A new version of this project arrives. */
  #pull(): void {
    appendFileSync(path.join(this.#built, 'Code.js'), NEWER);
  }

  /** Builds as a clone does, but for the types, which were checked before. */
  buildWithoutTypes(): void {
    this.#setBuild('webpack');
  }

  #setBuild(build: string): void {
    const { scripts, ...others } = JSON.parse(this.read('package.json')) as {
      scripts: Record<string, string>;
    };
    this.write('package.json', JSON.stringify({ ...others, scripts: { ...scripts, build } }));
  }

  /** In place of the page on which people log in: what clasp keeps of it. */
  login(validFor = 3_600_000): void {
    const credentials = {
      type: 'authorized_user',
      client_id: 'made',
      client_secret: 'made',
      refresh_token: 'made',
      access_token: 'made',
      expiry_date: Date.now() + validFor,
    };
    writeFileSync(
      path.join(this.#home, '.clasprc.json'),
      JSON.stringify({ tokens: { default: credentials } }),
    );
  }

  /** Forgets the login. */
  logout(): void {
    rmSync(path.join(this.#home, '.clasprc.json'));
  }

  /** Follows the commands of a document. */
  async follow(commands: readonly string[], names: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const command of commands) await this.#run(command, names);
  }

  async #run(command: string, names: Readonly<Record<string, string>>): Promise<void> {
    if (command === 'npx clasp login') this.login();
    else if (command === 'npm ci') expect(existsSync(this.#path('node_modules/@google/clasp'))).toBe(true);
    else if (command === 'git pull') this.#pull();
    else {
      const filledIn = Object.entries(names).reduce((text, [name, id]) => text.replace(name, id), command);
      expect(filledIn).not.toMatch(/[A-Z]+_ID/);
      await promisify(exec)(filledIn, { cwd: this.root, env: this.#env });
    }
  }

  /** npm run deploy in this process, without building. @returns its exit code and what it says */
  async deploy(): Promise<{ code: number; said: string }> {
    const said: string[] = [];
    const hear = (text: unknown): boolean => said.push(String(text)) > 0;
    const spies = [
      jest.spyOn(console, 'log').mockImplementation(hear),
      jest.spyOn(console, 'error').mockImplementation(hear),
      jest.spyOn(process.stdout, 'write').mockImplementation(hear),
      jest.spyOn(process.stderr, 'write').mockImplementation(hear),
    ];
    process.env = this.#env;
    try {
      return { code: await deployCommand(this.root), said: said.join('\n') };
    } finally {
      process.env = environment;
      for (const spy of spies) spy.mockRestore();
    }
  }

  /** Hashes of all files that git would know, by their names. */
  files(folder = '.'): Record<string, string> {
    return Object.fromEntries(
      readdirSync(this.#path(folder), { withFileTypes: true })
        .filter(({ name }) => folder !== '.' || !NOT_COPIED.includes(name))
        .flatMap((entry) => {
          const name = path.posix.join(folder, entry.name);
          if (entry.isDirectory()) return Object.entries(this.files(name));
          return [
            [
              name,
              createHash('sha256')
                .update(readFileSync(this.#path(name)))
                .digest('hex'),
            ],
          ];
        }),
    );
  }
}
