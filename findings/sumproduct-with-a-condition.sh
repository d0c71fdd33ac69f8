#!/usr/bin/env bash
# SUMPRODUCT((A1:A3="done")*B1:B3) adds up the rows that are done in Excel, LibreOffice and Google Sheets, in whatever cell it
# stands: SUMPRODUCT takes its arguments as arrays. Two engines for JavaScript do not, and give a number instead of an error.
# hyperformula 3.5.0, as it is by default, takes the row in which the formula stands, so that each row has another sum and
# rows beside have #VALUE!; with ARRAYFORMULA around it or useArrayArithmetic it is right. fast-formula-parser 1.0.19 gives 0.
# Seen for done 9, at risk 2, done 4: hyperformula 9, 0, 4, then #VALUE!, in ARRAYFORMULA 13; fast-formula-parser 0
# Exit code 0: they still do so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0 fast-formula-parser@1.0.19 >/dev/null
cat >check.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const FormulaParser = require('fast-formula-parser');
const FORMULA = 'SUMPRODUCT((A1:A3="done")*B1:B3)';
const ROWS = [['done', 9], ['at risk', 2], ['done', 4]];

const sheet = [...ROWS, ['', '']].map((row) => [...row, `=${FORMULA}`, `=ARRAYFORMULA(${FORMULA})`]);
const engine = HyperFormula.buildFromArray(sheet, { licenseKey: 'gpl-v3' });
const shown = (value) => (typeof value === 'object' ? value.value : value);
const column = (col) => sheet.map((_, row) => shown(engine.getCellValue({ sheet: 0, row, col })));

const parser = new FormulaParser({
  onCell: ({ row, col }) => ROWS[row - 1]?.[col - 1],
  onRange: ({ from, to }) => ROWS.slice(from.row - 1, to.row).map((row) => row.slice(from.col - 1, to.col)),
});
const parsed = parser.parse(FORMULA, { row: 1, col: 3, sheet: 'Sheet1' });

const seen = [column(2), column(3), parsed].join(' | ');
console.log(`hyperformula 3.5.0: ${column(2)}; in ARRAYFORMULA: ${column(3)}; fast-formula-parser 1.0.19: ${parsed}`);
process.exitCode = seen === '9,0,4,#VALUE! | 13,13,13,13 | 0' ? 0 : 1;
JS
node check.cjs
