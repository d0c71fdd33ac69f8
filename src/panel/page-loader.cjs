// Makes one text of a page with its script (main.ts) and style (style.css), which stand beside it. Apps Script serves no
// other files than pages, and with the page inside Code.js there are only two files to paste.
const path = require('node:path');
const { buildSync } = require('esbuild');

module.exports = function pageLoader(html) {
  const folder = path.dirname(this.resourcePath);
  this.addContextDependency(folder);
  const built = buildSync({
    entryPoints: ['main.ts', 'style.css'].map((name) => path.join(folder, name)),
    outdir: folder,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
  });
  const textOf = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending)).text;
  // Replaced by functions, because "$" has a meaning in replacements.
  const page = html
    .replace('<style></style>', () => `<style>${textOf('.css')}</style>`)
    .replace(
      '<script></script>',
      () => `<script>${textOf('.js').replace(/<\/script/g, '<\\/script')}</script>`,
    );
  return `export default ${JSON.stringify(page)};`;
};
