// Jest reads TypeScript through esbuild: types are checked by tsc, so here they are only stripped.
const { createHash } = require('node:crypto');
const { transformSync } = require('esbuild');
const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  // Jest's own modules know no import() of node's.
  supported: { 'dynamic-import': false },
};
const key = JSON.stringify(options);
module.exports = {
  // Other options give other code.
  getCacheKey: (code, path) => createHash('sha256').update([key, path, code].join('\0')).digest('hex'),
  process: (code, path) => ({ code: transformSync(code, { ...options, sourcefile: path }).code }),
};
