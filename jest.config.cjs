const project = (displayName, testMatch, others = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/transform.cjs' },
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
