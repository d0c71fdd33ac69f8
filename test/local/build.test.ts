import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isBuildFresh } from '../../local/build';

const FILES = [
  ...['src/index.ts', 'src/reports/mail.ts', 'appsscript.json', 'webpack.config.cjs'],
  ...['package.json', 'package-lock.json', 'dist/Code.js', 'dist/appsscript.json'],
];

let root: string;
const touch = (name: string, minute: number): void =>
  utimesSync(path.join(root, name), new Date(2026, 0, 1, 0, minute), new Date(2026, 0, 1, 0, minute));

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'okr-stats-build-'));
  for (const name of FILES) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(root, name), '');
  }
  for (const name of [...FILES, 'src', 'src/reports']) touch(name, name.startsWith('dist') ? 2 : 1);
});
afterEach(() => rmSync(root, { recursive: true }));

it('a build that is newer than all its sources is used as it is', () => {
  expect(isBuildFresh(root)).toBe(true);
});

it.each([
  'src/index.ts',
  'src/reports/mail.ts',
  'appsscript.json',
  'webpack.config.cjs',
  'package-lock.json',
])('a build that is older than %s is made anew', (name) => {
  touch(name, 3);
  expect(isBuildFresh(root)).toBe(false);
});

it('a build is made anew when a source has gone, and when one of its own files is missing', () => {
  rmSync(path.join(root, 'src/reports/mail.ts'));
  expect(isBuildFresh(root)).toBe(false);
  touch('src/reports', 1);
  expect(isBuildFresh(root)).toBe(true);
  rmSync(path.join(root, 'dist/appsscript.json'));
  expect(isBuildFresh(root)).toBe(false);
});
