import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Each Google service has its room; a name used outside it is a mistake in the design (docs/design.md). */
const services = {
  UrlFetchApp: 'src/portals asks the portals.',
  SpreadsheetApp: 'src/sheets reads and writes tabs; src/menu.ts and src/panel show pages.',
  Charts: 'src/sheets draws charts.',
  HtmlService: 'src/menu.ts and src/panel show pages.',
  PropertiesService: 'src/settings keeps settings, secrets and state.',
  CacheService: 'src/refresh keeps progress.',
  LockService: 'src/refresh takes the lock.',
  ScriptApp: 'src/settings and src/refresh set up triggers.',
  MailApp: 'src/refresh sends mail.',
  Session: 'src/refresh and src/settings ask who is there.',
  Utilities: 'src/portals, src/refresh and src/settings use Utilities.',
};

/** Forbids every Google service in a folder but those named. */
const onlyServices = (...allowed) => [
  'error',
  ...Object.entries(services)
    .filter(([name]) => !allowed.includes(name))
    .map(([name, message]) => ({ name, message: `Not in this room: ${message}` })),
];

/** Forbids imports of the named rooms: data flows portals -> statistics -> sheets, driven by refresh. */
const notFrom = (...rooms) => [
  'error',
  {
    patterns: rooms.map((room) => ({
      group: [`**/${room}`, `**/${room}/**`],
      message: `This room may not import from ${room}.`,
    })),
  },
];

export default tseslint.config(
  { ignores: ['dist/', '.tmp/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-globals': onlyServices() } },
  {
    files: ['src/portals/**/*.ts'],
    rules: {
      'no-restricted-globals': onlyServices('UrlFetchApp', 'Utilities'),
      'no-restricted-imports': notFrom('sheets', 'refresh', 'settings', 'local'),
    },
  },
  {
    files: ['src/statistics/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        ...onlyServices(),
        { name: 'Date', message: 'Today comes in as a parameter.' },
      ],
      'no-restricted-imports': notFrom('portals', 'sheets', 'refresh', 'settings', 'local'),
    },
  },
  {
    files: ['src/sheets/**/*.ts'],
    rules: {
      'no-restricted-globals': onlyServices('SpreadsheetApp', 'Charts'),
      'no-restricted-imports': notFrom('portals', 'refresh', 'local'),
    },
  },
  {
    files: ['src/refresh/**/*.ts'],
    rules: {
      'no-restricted-globals': onlyServices(
        'CacheService',
        'LockService',
        'ScriptApp',
        'MailApp',
        'Session',
        'Utilities',
      ),
      'no-restricted-imports': notFrom('local'),
    },
  },
  {
    files: ['src/settings/**/*.ts'],
    rules: { 'no-restricted-globals': onlyServices('PropertiesService', 'ScriptApp', 'Session') },
  },
  {
    files: ['src/menu.ts', 'src/panel/**/*.ts'],
    rules: { 'no-restricted-globals': onlyServices('SpreadsheetApp', 'HtmlService') },
  },
);
