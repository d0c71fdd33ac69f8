#!/usr/bin/env bash
# hyperformula 3.5.0 takes the average of a blank cell for 0 when INDEX gives that cell, and for an error when it is named.
# In Excel and LibreOffice both are #DIV/0!, because INDEX gives a reference and a blank cell does not count. A missing figure so
# becomes a zero in whatever is worked out from it.
# Seen: AVERAGE(B1): DIV_BY_ZERO, AVERAGE(INDEX(B1:B2,1)): 0
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0 >/dev/null
cat >check.cjs <<'JS'
const { HyperFormula } = require('hyperformula');
const NAME = 'hyperformula 3.5.0';
const EXPECTED = 'AVERAGE(B1): DIV_BY_ZERO, AVERAGE(INDEX(B1:B2,1)): 0';
const engine = HyperFormula.buildFromArray(
  [['=AVERAGE(B1)', null], ['=AVERAGE(INDEX(B1:B2,1))', 5]],
  { licenseKey: 'gpl-v3' },
);
const value = (row) => {
  const result = engine.getCellValue({ sheet: 0, row, col: 0 });
  return result?.type ?? result;
};
const seen = `AVERAGE(B1): ${value(0)}, AVERAGE(INDEX(B1:B2,1)): ${value(1)}`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
