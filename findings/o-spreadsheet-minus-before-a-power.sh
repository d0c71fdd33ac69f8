#!/usr/bin/env bash
# @odoo/o-spreadsheet 19.3.7 takes -2^2 for -4; Excel, LibreOffice and Google Sheets take it for 4.
# In spreadsheets the minus sign before a number binds more strongly than the power (Excel: "Calculation operators and
# precedence"). An .xlsx file whose formula has -A1^2 so gets another figure, without an error.
# Seen: =-2^2 is -4, =A1^2 with -2 in A1 is 4
# Exit code 0: it still does so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @odoo/o-spreadsheet@19.3.7 >/dev/null
cat >check.cjs <<'JS'
Object.groupBy ??= (items, key) => {
  const groups = {};
  for (const item of items) (groups[key(item)] ??= []).push(item);
  return groups;
};
console.debug = () => undefined;
const { Model } = require('@odoo/o-spreadsheet');
const NAME = 'o-spreadsheet 19.3.7';
const EXPECTED = '=-2^2 is -4, =A1^2 with -2 in A1 is 4';
const model = new Model();
const sheetId = model.getters.getActiveSheetId();
const value = (row, content) => {
  model.dispatch('UPDATE_CELL', { sheetId, row, col: 0, content });
  return model.getters.getEvaluatedCell({ sheetId, row, col: 0 }).value;
};
value(0, '-2');
const seen = `=-2^2 is ${value(1, '=-2^2')}, =A1^2 with -2 in A1 is ${value(2, '=A1^2')}`;
console.log(`${NAME}: ${seen}`);
process.exitCode = seen === EXPECTED ? 0 : 1;
JS
node check.cjs
