#!/usr/bin/env bash
# xlsx-populate 1.21.0 adds a tab whose part has no content type.
# [Content_Types].xml must say what each part is (ISO/IEC 29500-2). The file that addSheet and outputAsync give names the first
# tab there and not the added one, so readers that go by types lose it without a word.
# Seen: named: sheet1.xml; parts: sheet1.xml sheet2.xml
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts xlsx-populate@1.21.0 jszip@3.10.1 >/dev/null
cat >check.cjs <<'JS'
const XlsxPopulate = require('xlsx-populate');
const JSZip = require('jszip');
const NAME = 'xlsx-populate 1.21.0';
const EXPECTED = 'named: sheet1.xml; parts: sheet1.xml sheet2.xml';
(async () => {
  const workbook = await XlsxPopulate.fromBlankAsync();
  workbook.addSheet('Second').cell('A1').value(1);
  const zip = await JSZip.loadAsync(await workbook.outputAsync());
  const types = await zip.file('[Content_Types].xml').async('string');
  const parts = Object.keys(zip.files).flatMap((path) => /worksheets\/(sheet\d+\.xml)$/.exec(path)?.[1] ?? []);
  const named = parts.filter((part) => types.includes(`/xl/worksheets/${part}`));
  const seen = `named: ${named.sort().join(' ')}; parts: ${parts.sort().join(' ')}`;
  console.log(`${NAME}: ${seen}`);
  process.exitCode = seen === EXPECTED ? 0 : 1;
})();
JS
node check.cjs
