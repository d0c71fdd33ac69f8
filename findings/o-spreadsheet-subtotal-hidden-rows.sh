#!/usr/bin/env bash
# @odoo/o-spreadsheet 19.3.7 counts hidden rows in SUBTOTAL(109, ...) of an .xlsx file, although it knows the function.
# 109 means: the sum without hidden rows. The library's own SUBTOTAL does that; but on the way in from .xlsx it replaces
# SUBTOTAL(109, by SUM(, and the hidden row counts.
# Seen: 111 from the file, 101 for the same formula typed in
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
const EXPECTED = '111 from the file, 101 for the same formula typed in';
const model = open(
  '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUBTOTAL(109,A1:A3)</f><v>101</v></c></row><row r="2" hidden="1"><c r="A2"><v>10</v></c></row><row r="3"><c r="A3"><v>100</v></c></row></sheetData>',
);
const sheetId = model.getters.getActiveSheetId();
model.dispatch('UPDATE_CELL', { sheetId, row: 0, col: 2, content: '=SUBTOTAL(109,A1:A3)' });
const value = (col) => model.getters.getEvaluatedCell({ sheetId, row: 0, col }).value;
const seen = `${value(1)} from the file, ${value(2)} for the same formula typed in`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
