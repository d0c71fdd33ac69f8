const common = {
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/transform.cjs' },
};
module.exports = {
  projects: [{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts'] }],
};
