// What may import what. Lower rooms first: nobody imports upwards (docs/design.md has the map).
const ROOMS = [
  'domain',
  'google',
  'settings',
  'portals',
  'sheets',
  'statistics',
  'reports',
  'summary',
  'refresh',
  'check',
  'panel',
];
const ABOVE_ALL = '^src/(triggers/|menu\\.ts|index\\.ts)';

// The imitation of Google's own object model, in which a Range hands out its Sheet and a Sheet its Ranges.
const OBJECT_MODEL = '^local/apps-script/spreadsheet/';

const rule = (name, from, to) => ({ name, severity: 'error', from, to });

const looksDownOnly = (room, floor) => {
  const upper = ROOMS.slice(floor + 1).map((each) => `^src/${each}/`);
  return rule(
    `${room}-looks-down-only`,
    { path: `^src/${room}/` },
    { path: [...upper, ABOVE_ALL].join('|') },
  );
};

const PURE = '^src/domain/|^src/statistics/[^/]+/figures\\.ts$|^src/statistics/admission[^/]*\\.ts$';

module.exports = {
  forbidden: [
    rule('no-circle', { pathNot: OBJECT_MODEL }, { circular: true }),
    ...ROOMS.map(looksDownOnly),
    rule('portals-know-no-sheets', { path: '^src/portals/' }, { path: '^src/(google|settings|sheets)/' }),
    rule('sheets-know-no-portals', { path: '^src/sheets/' }, { path: '^src/portals/' }),
    rule('figures-are-pure', { path: PURE }, { path: '^src/(google|settings|sheets|reports|refresh)/' }),
    // A statistic is a folder: the register names them, and nobody else does.
    rule(
      'the-engine-knows-no-statistic',
      { path: '^src/', pathNot: '^src/statistics/([^/]+/|registry\\.ts$)' },
      { path: '^src/statistics/[^/]+/' },
    ),
    // What its figures mean may build on what another's mean: the hours behind agreements are CPU/h.
    rule(
      'a-statistic-knows-of-another-its-figures-only',
      { path: '^src/statistics/([^/]+)/' },
      { path: '^src/statistics/[^/]+/', pathNot: '^src/statistics/($1/|[^/]+/figures\\.ts$)' },
    ),
    rule('the-product-knows-no-local', { path: '^src/' }, { path: '^local/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
