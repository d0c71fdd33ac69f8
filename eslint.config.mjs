import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Which room may name which of Google's services; a name used elsewhere is a mistake in the design (docs/design.md).
 * What a room may import is held by .dependency-cruiser.cjs.
 */
const rooms = {
  google: ['SpreadsheetApp', 'PropertiesService', 'LockService', 'Session', 'Utilities', 'ScriptApp'],
  portals: ['UrlFetchApp', 'Utilities'],
  sheets: ['SpreadsheetApp'],
  reports: ['SpreadsheetApp', 'Charts', 'MailApp'],
  summary: [],
  settings: ['ScriptApp', 'CacheService'],
  refresh: ['CacheService', 'ScriptApp', 'Utilities'],
  // Tries what all the others lean on.
  check: ['SpreadsheetApp', 'Charts', 'CacheService', 'UrlFetchApp', 'ScriptApp', 'Session', 'Utilities'],
  panel: ['SpreadsheetApp', 'HtmlService'],
  triggers: [],
  statistics: [],
  domain: [],
};

const services = [
  ...[
    'UrlFetchApp',
    'SpreadsheetApp',
    'Charts',
    'HtmlService',
    'PropertiesService',
    'CacheService',
    'LockService',
  ],
  ...['ScriptApp', 'MailApp', 'Session', 'Utilities'],
];

/** Forbids every Google service but those named, and more names besides. */
const onlyServices = (allowed, ...more) => [
  'error',
  ...services
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ name, message: `Not in this room: see the table in eslint.config.mjs.` })),
  ...more,
];

const noClock = { name: 'Date', message: 'Today comes in as a parameter.' };

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
  { files: ['src/**/*.ts'], rules: { 'no-restricted-globals': onlyServices([]) } },
  ...Object.entries(rooms).map(([room, allowed]) => ({
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-globals': onlyServices(allowed) },
  })),
  { files: ['src/menu.ts'], rules: { 'no-restricted-globals': onlyServices(rooms.panel) } },
  {
    files: ['src/domain/**/*.ts', 'src/statistics/*/figures.ts'],
    rules: { 'no-restricted-globals': onlyServices([], noClock) },
  },
  {
    // A tab of people's own: IMPORTRANGE may still be loading, and dates come in the spreadsheet's zone.
    files: ['src/statistics/sla-hours/{agreements-tab,load-agreements}.ts'],
    rules: { 'no-restricted-globals': onlyServices(['SpreadsheetApp', 'Utilities']) },
  },
);
