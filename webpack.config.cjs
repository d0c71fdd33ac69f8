// Builds dist/Code.js, the one file that Apps Script runs, and puts the manifest beside it.
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const GasPlugin = require('gas-webpack-plugin');
const TerserPlugin = require('terser-webpack-plugin');
const { DefinePlugin } = require('webpack');
const { version } = require('./package.json');

const target = 'es2020'; // what Apps Script's V8 runtime is sure to understand

module.exports = {
  mode: 'production',
  target,
  entry: './src/index.ts',
  output: {
    path: path.resolve(__dirname, 'dist'),
    filename: 'Code.js',
    clean: true,
    compareBeforeEmit: false, // npm run deploy sees by the files' times that they are newer than the sources
    chunkFormat: false,
    chunkLoading: false,
    wasmLoading: false,
  },
  devtool: false,
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      { test: /\.ts$/, loader: 'esbuild-loader', options: { target } },
      { test: /\.html$/, loader: path.resolve(__dirname, 'src/panel/page-loader.cjs') },
    ],
  },
  // What is never used goes; names and lines stay as they are, because Apps Script has no source maps and a stack of
  // one-letter names helps nobody.
  optimization: {
    minimizer: [
      new TerserPlugin({
        extractComments: false,
        terserOptions: {
          compress: { defaults: false, dead_code: true, side_effects: true, unused: true },
          mangle: false,
          format: { beautify: true, indent_level: 2 },
        },
      }),
    ],
  },
  plugins: [
    new DefinePlugin({ OKR_STATS_VERSION: JSON.stringify(version) }),
    new GasPlugin({ include: ['src/index.ts'] }),
    new CopyPlugin({ patterns: ['appsscript.json'] }),
  ],
  performance: { hints: false },
  stats: 'errors-warnings',
};
