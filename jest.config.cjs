const common = {
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/transform.cjs' },
};
module.exports = {
  // Generous, because a slow machine is no fault; what hangs is bounded all the same.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/browser/'],
    },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/test/browser/*.test.ts'] },
  ],
};
