#!/usr/bin/env bash
# @odoo/o-spreadsheet 19.3.7 keeps one conditional format of several that an .xlsx file has for the same cells.
# The format lets a range have many rules in one element, which is how Excel and XlsxWriter write a traffic light: the library
# reads the first rule of each element and drops the others.
# Seen: 1 of 3 rules
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
const EXPECTED = '1 of 3 rules';
const rule = (word, priority) =>
  `<cfRule type="cellIs" dxfId="0" priority="${priority}" operator="equal"><formula>"${word}"</formula></cfRule>`;
const model = open(
  `<sheetData/><conditionalFormatting sqref="A1:A9">${rule('red', 1)}${rule('amber', 2)}${rule('green', 3)}</conditionalFormatting>`,
  '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs>',
);
const seen = `${model.exportData().sheets[0].conditionalFormats.length} of 3 rules`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
