#!/usr/bin/env bash
# @odoo/o-spreadsheet 19.3.7 does not find a tab with an apostrophe in its title when it reads an .xlsx file.
# In a formula the apostrophe of such a title is doubled: 'It''s'!A1. Excel and LibreOffice show 42 there; the library keeps
# the tab under its title and gives #REF! for the formula, as for a tab that is not there. A tab named "Its" is found.
# Seen: 'Its'!A1: 42, 'It''s'!A1: #REF
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
const open = (title, sheet, styles = '') =>
  new Model({
    '[Content_Types].xml': `<Types xmlns="${PKG}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/><sheet name="${title}" sheetId="2" r:id="rId3"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PKG}/relationships"><Relationship Id="rId1" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId3" Type="${DOC}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId2" Type="${DOC}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts><font><sz val="10"/></font></fonts><fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>42</v></c></row></sheetData></worksheet>`,
  });
const NAME = 'o-spreadsheet 19.3.7';
const EXPECTED = "'Its'!A1: 42, 'It''s'!A1: #REF";
const value = (title) => {
  const reference = `'${title.replaceAll("'", "''")}'!A1`;
  const model = open(
    title,
    `<sheetData><row r="1"><c r="A1"><f>${reference}</f><v>42</v></c></row></sheetData>`,
  );
  const [sheetId] = model.getters.getSheetIds();
  return `${reference}: ${model.getters.getEvaluatedCell({ sheetId, row: 0, col: 0 }).value}`;
};
const seen = `${value('Its')}, ${value("It's")}`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
