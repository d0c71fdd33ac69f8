// Jest runs files in a context of its own, where each use of a global name is looked up at length: with the names that the
// spreadsheet library uses most handed to each file, a refresh takes two thirds of the time. No name may be here that a package
// gives to something of its own at the top of a file, as asn1js does with Set.
const sandboxInjectedGlobals = [
  ...['Array', 'Error', 'Infinity', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Reflect', 'RegExp'],
  ...['String', 'Symbol', 'WeakMap', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
];

const project = (displayName, testMatch, others = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/transform.cjs' },
  sandboxInjectedGlobals,
  ...others,
});
module.exports = {
  // Jest would leave one of two processors alone.
  maxWorkers: '100%',
  // Generous, because a slow machine is no fault; what hangs is bounded all the same.
  testTimeout: 60_000,
  projects: [
    project('unit', ['<rootDir>/test/**/*.test.ts'], { testPathIgnorePatterns: ['/bundle/', '/browser/'] }),
    project('bundle', ['<rootDir>/test/bundle/**/*.test.ts']),
    project('browser', ['<rootDir>/test/browser/**/*.test.ts']),
  ],
};
