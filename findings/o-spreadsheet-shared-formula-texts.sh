#!/usr/bin/env bash
# @odoo/o-spreadsheet 19.3.7 changes words inside quotes when it reads a formula that was filled down in Excel.
# A shared formula of an .xlsx file stands in its first cell; the library moves whatever looks like a cell, also in texts:
# "Q1 ok" in row 2 becomes "Q2 ok" in row 3. Excel and LibreOffice show "Q1 ok" in both.
# Seen: row 2: Q1 ok, row 3: Q2 ok
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @odoo/o-spreadsheet@19.3.7 jsdom@25.0.1 >/dev/null
cat >check.cjs <<'JS'
const { JSDOM } = require('jsdom');
const { DOMParser, XMLSerializer } = new JSDOM().window;
Object.assign(globalThis, { DOMParser, XMLSerializer });
Object.groupBy ??= (items, key) => {
  const groups = {};
  for (const item of items) (groups[key(item)] ??= []).push(item);
  return groups;
};
console.debug = () => undefined;
const { Model } = require('@odoo/o-spreadsheet');
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PKG = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const open = (sheet, styles = '') =>
  new Model({
    '[Content_Types].xml': `<Types xmlns="${PKG}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PKG}/relationships"><Relationship Id="rId1" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOC}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts><font><sz val="10"/></font></fonts><fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
  });
const NAME = 'o-spreadsheet 19.3.7';
const EXPECTED = 'row 2: Q1 ok, row 3: Q2 ok';
const model = open(
  '<sheetData><row r="2"><c r="C2" t="str"><f t="shared" ref="C2:C3" si="0">IF(B2&gt;25,"late","Q1 ok")</f><v>Q1 ok</v></c></row><row r="3"><c r="C3" t="str"><f t="shared" si="0"/><v>Q1 ok</v></c></row></sheetData>',
);
const sheetId = model.getters.getActiveSheetId();
const value = (row) => model.getters.getEvaluatedCell({ sheetId, row: row - 1, col: 2 }).value;
const seen = `row 2: ${value(2)}, row 3: ${value(3)}`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
