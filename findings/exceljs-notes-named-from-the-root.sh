#!/usr/bin/env bash
# exceljs 4.4.0 cannot open a workbook whose notes are named from the root of the file.
# A relationship's target may be relative or begin with a slash (ISO/IEC 29500-2); openpyxl writes the latter. With the same
# file, only the target of the notes changed from ../comments1.xml to /xl/comments1.xml, load throws.
# Seen: relative: opened, from the root: Cannot read properties of undefined (reading 'comments')
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
const EXPECTED =
  "relative: opened, from the root: Cannot read properties of undefined (reading 'comments')";
const load = (bytes) =>
  new ExcelJS.Workbook().xlsx.load(bytes).then(
    () => 'opened',
    (error) => error.message,
  );
(async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('A').getCell('A1').note = 'a note';
  const relative = await workbook.xlsx.writeBuffer();
  const zip = await JSZip.loadAsync(relative);
  const path = 'xl/worksheets/_rels/sheet1.xml.rels';
  const text = await zip.file(path).async('string');
  zip.file(path, text.replace('../comments1.xml', '/xl/comments1.xml'));
  const rooted = await zip.generateAsync({ type: 'nodebuffer' });
  const seen = `relative: ${await load(relative)}, from the root: ${await load(rooted)}`;
  console.log(`${NAME}: ${seen}`);
  process.exitCode = seen === EXPECTED ? 0 : 1;
})();
JS
node check.cjs
