#!/usr/bin/env bash
# exceljs 4.4.0 saves a workbook without a theme as one that names a theme part it does not have.
# A theme is optional in .xlsx. Opened and saved, such a workbook has a relationship to theme/theme1.xml and no such part:
# Microsoft's Open XML SDK refuses the file, others stumble.
# Seen: relationship: true, part: false
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 jszip@3.10.1 >/dev/null
cat >check.cjs <<'JS'
const ExcelJS = require('exceljs');
const JSZip = require('jszip');
const NAME = 'exceljs 4.4.0';
const EXPECTED = 'relationship: true, part: false';
(async () => {
  const first = new ExcelJS.Workbook();
  first.addWorksheet('A').getCell('A1').value = 1;
  const zip = await JSZip.loadAsync(await first.xlsx.writeBuffer());
  zip.remove('xl/theme/theme1.xml');
  for (const [path, pattern] of [
    ['xl/_rels/workbook.xml.rels', /<Relationship [^>]*theme[^>]*>/],
    ['[Content_Types].xml', /<Override [^>]*theme[^>]*>/],
  ])
    zip.file(path, (await zip.file(path).async('string')).replace(pattern, ''));
  const second = new ExcelJS.Workbook();
  await second.xlsx.load(await zip.generateAsync({ type: 'nodebuffer' }));
  const saved = await JSZip.loadAsync(await second.xlsx.writeBuffer());
  const relationships = await saved.file('xl/_rels/workbook.xml.rels').async('string');
  const seen = `relationship: ${relationships.includes('theme/theme1.xml')}, part: ${saved.file('xl/theme/theme1.xml') !== null}`;
  console.log(`${NAME}: ${seen}`);
  process.exitCode = seen === EXPECTED ? 0 : 1;
})();
JS
node check.cjs
