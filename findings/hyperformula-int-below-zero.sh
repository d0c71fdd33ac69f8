#!/usr/bin/env bash
# INT(-2.5) is -3 in Excel, LibreOffice and Google Sheets: INT goes down, and only TRUNC cuts off. hyperformula 3.5.0 gives -2,
# although its FLOOR(-2.5,1) is -3 and its MOD(-3,2) is 1: x-n*INT(x/n), which is how MOD is defined, is not MOD there.
# Seen: INT(-2.5): -2, FLOOR(-2.5,1): -3, MOD(-3,2): 1, -3-2*INT(-3/2): -1
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0 >/dev/null
cat >check.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const FORMULAS = ['INT(-2.5)', 'FLOOR(-2.5,1)', 'MOD(-3,2)', '-3-2*INT(-3/2)'];
const EXPECTED = '-2 -3 1 -1';
const inHyperFormula = (formula) =>
  HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: 'gpl-v3' }).getCellValue({ sheet: 0, row: 0, col: 0 });
const seen = FORMULAS.map(inHyperFormula).join(' ');
console.log(`hyperformula 3.5.0: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
