// Jest reads TypeScript through esbuild: types are checked by tsc, so here they are only stripped.
const { transformSync } = require('esbuild');
const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  // Jest's own modules know no import() of node's.
  supported: { 'dynamic-import': false },
};
module.exports = {
  process: (code, path) => ({ code: transformSync(code, { ...options, sourcefile: path }).code }),
};
