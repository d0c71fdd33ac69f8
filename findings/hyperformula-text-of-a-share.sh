#!/usr/bin/env bash
# TEXT(0.125,"0%") is 13% in Excel, LibreOffice and Google Sheets, and TEXT(1234567,"#,##0") is 1,234,567. hyperformula 3.5.0
# rounds the share to a whole number before it sets the sign behind it, and takes all behind the first group of signs for words:
# a sentence that a formula makes then says "0%", or "1234567,##0", and no error tells.
# Seen: TEXT(0.125,"0%"): 0%, TEXT(2.5,"0.0%"): 2.5%, TEXT(1234567,"#,##0"): 1234567,##0
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0 >/dev/null
cat >check.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const FORMULAS = ['TEXT(0.125,"0%")', 'TEXT(2.5,"0.0%")', 'TEXT(1234567,"#,##0")'];
const inHyperFormula = (formula) =>
  HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: 'gpl-v3' }).getCellValue({ sheet: 0, row: 0, col: 0 });
const seen = FORMULAS.map(inHyperFormula).join(' ');
console.log(`hyperformula 3.5.0: ${seen}`);
process.exitCode = seen === '0% 2.5% 1234567,##0' ? 0 : 1;
JS
node check.cjs
