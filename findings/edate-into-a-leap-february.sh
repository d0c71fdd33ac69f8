#!/usr/bin/env bash
# A month after 31 January 2024 is 29 February in Excel, LibreOffice and Google Sheets. hyperformula 3.5.0 gives 28 February,
# and gives it even for 29 January, although it knows DATE(2024,2,29) and its EOMONTH is right. fast-formula-parser 1.0.19
# runs on into March. Periods that are worked out by EDATE so end a day early or two days late in a leap year.
# Seen: hyperformula EDATE of 31 and 29 January: 2024-02-28 2024-02-28, EOMONTH: 2024-02-29; fast-formula-parser EDATE of 31
# and 29 January: 2024-03-02 2024-02-29, EOMONTH: 2024-02-29
# Exit code 0: they still do so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0 fast-formula-parser@1.0.19 >/dev/null
cat >check.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const Parser = require('fast-formula-parser');
const FORMULAS = ['EDATE(DATE(2024,1,31),1)', 'EDATE(DATE(2024,1,29),1)', 'EOMONTH(DATE(2024,1,31),1)'];
const EXPECTED = [
  'hyperformula: 2024-02-28 2024-02-28 2024-02-29',
  'fast-formula-parser: 2024-03-02 2024-02-29 2024-02-29',
];
// Serial numbers count the days since 30 December 1899.
const day = (serial) => new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
const inHyperFormula = (formula) =>
  HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: 'gpl-v3' }).getCellValue({ sheet: 0, row: 0, col: 0 });
const parser = new Parser();
const inParser = (formula) => parser.parse(formula, { sheet: 'Sheet1', row: 1, col: 1 });
const seen = [
  `hyperformula: ${FORMULAS.map((each) => day(inHyperFormula(each))).join(' ')}`,
  `fast-formula-parser: ${FORMULAS.map((each) => day(inParser(each))).join(' ')}`,
];
console.log(seen.join('\n'));
process.exitCode = seen.join() === EXPECTED.join() ? 0 : 1;
JS
node check.cjs
