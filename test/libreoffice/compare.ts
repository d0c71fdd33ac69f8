// Whether LibreOffice works out the same as the local spreadsheet: npm run test:libreoffice
import { helpers } from '@odoo/o-spreadsheet';
import { RunningClock } from '../../local/apps-script/clock';
import type { Workbook } from '../../local/apps-script/workbook/workbook';
import { openByHand } from '../../local/by-hand';
import { LOCAL_USER, startLocalScript } from '../../local/local-script';
import { SamplePortals } from '../../local/portals/portals';
import { enterSampleAgreements } from '../../local/sample-agreements';
import { openWorkbook } from '../../local/workbook-file';
import { STATISTIC_IDS } from '../../src/statistics/registry';
import { keyResultsLayout } from '../../src/reports/key-results-layout';
import { isOpenEnded } from '../support/open-ended';
import { findLibreOffice, recalculate, type Values } from './libreoffice';
import type { StatisticId } from '../../src/domain/catalogue';

const KEY_RESULTS = 'Key results';
const TYPED = [
  ...['Key result', 'Statistic', 'Baseline period', 'Target period', 'Target', 'Better is', 'Objective'],
];
/** Key results of every kind, as people type them, in these columns. */
const ROWS: readonly (readonly string[])[] = [
  ['normal', 'Cloud CPU/h', '2025.10-12', '2026.10-12', '22000000', 'higher', 'More use'],
  ['a reduction', 'HTC CPU/h', '2025.10-12', '2027.10-12', '1000000', 'lower', '> 5 % less'],
  ['too low', 'HTC CPU/h', '2025.10-12', '2027.10-12', '1000'],
  ['a count', 'VOs created', '2025.10-12', '2027.10-12', '3', 'higher', 'more use '],
  ['fewer of a count', 'VO changes', '2025.10-12', '2027.10-12', '1', 'lower', '> 5 % less'],
  ['just begun', 'Cloud CPU/h', '2026.07-09', '2027.10-12', '99000000'],
  ['overshoot', 'Actual users', '2024.10-12', '2027.10-12', '=1+1000000'],
  ['a formula for a target', 'VOs created', '2024.10-12', '2027.10-12', '=2+3'],
  ['no baseline', 'Cloud CPU/h', '2019.10-12', '2027.10-12', '22000000'],
  ['no figure', 'Active users', '2024.10-12', '2027.10-12', '22000'],
  ['running period', 'Cloud CPU/h', '2030.10-12', '2031.10-12', '22000000'],
  ['text in target', 'Cloud VOs with accounting', '2025.10-12', '2026.10-12', 'many'],
  ['hours of agreements', 'SLA Cloud CPU/h', '2024.10-12', '2027.10-12', '9000000'],
  ['months', 'HTC CPU/h', '2025.10-10', '2027.12-12', '900000000'],
  ['years without a tab', 'HTC CPU/h', '2024.01-12', '2027.01-12', '900000000'],
  ['no period', 'HTC CPU/h', 'autumn', '2027.01-12', '900000000'],
  ['unequal periods', 'SLA HTC CPU/h', '2025.10-12', '2027.12-12', '900000000'],
  ['an error', 'HTC CPU/h', '2025.10-12', '2027.10-12', '=1/0'],
  ['unknown', 'Cups of coffee', '2025.10-12', '2026.10-12', '22000000'],
];

/** A spreadsheet with everything a refresh writes, from the sample portals, and key results of every kind. */
async function refreshedWorkbook(): Promise<Workbook> {
  const portals = new SamplePortals({ today: new Date().toISOString().slice(0, 10) });
  const workbook = await openWorkbook(undefined, 'LibreOffice');
  const clock = new RunningClock();
  enterSampleAgreements(openByHand(workbook, clock, LOCAL_USER));
  const settings = {
    firstPeriod: '2024.01-03',

    granularities: { month: true },
  };
  const host = await startLocalScript({ workbook, clock, portals, settings, apiKey: portals.apiKey });
  const refresh = (statistics: readonly StatisticId[]): Promise<unknown> =>
    host.run('runRefresh', { origin: 'panel', args: [{ how: 'command line', statistics }] }).result;
  await refresh(STATISTIC_IDS);
  for (const [row, texts] of ROWS.entries()) {
    for (const [column, text] of texts.entries()) {
      const place = keyResultsLayout.columns.findIndex(({ header }) => header === TYPED[column]) + 2;
      await host.edit(LOCAL_USER, KEY_RESULTS, row + 2, place, text);
    }
  }
  // Rows behind the first ten have no formulas before a refresh.
  await refresh(['vo-changes']);
  return workbook;
}

/** Compares each formula cell of the workbook. @returns a sentence for each that differs, and how many are equal */
function compare(
  { model: { getters }, sheetIds }: Workbook,
  theirs: Values,
): { differ: string[]; same: number } {
  const differ: string[] = [];
  let same = 0;
  for (const sheetId of sheetIds) {
    for (const cell of getters.getCells(sheetId).filter(({ isFormula }) => isFormula)) {
      const { col, row } = getters.getCellPosition(cell.id);
      const name = `${getters.getSheetName(sheetId)}!${helpers.toXC(col, row)}`;
      const ours = getters.getEvaluatedCell({ sheetId, col, row }).value ?? '';
      const their = theirs.get(name);
      const formula = cell.isFormula ? cell.compiledFormula.toFormulaString(getters) : '';
      if (isOpenEnded(formula)) differ.push(`${name} ${formula} has a range without an end.`);
      else if (isEqual(ours, their)) same++;
      else
        differ.push(
          `${name} ${formula} is ${JSON.stringify(ours)} here, ${JSON.stringify(their)} in LibreOffice.`,
        );
    }
  }
  return { differ, same };
}

function isEqual(ours: string | number | boolean, theirs: string | number | boolean | undefined): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours));
  }
  const areErrors = [ours, theirs].every((value) => typeof value === 'string' && value.startsWith('#'));
  return areErrors || ours === theirs;
}

async function main(): Promise<number> {
  const command = findLibreOffice();
  if (command === undefined) {
    console.log('Skipped: LibreOffice (the command "soffice") is not installed here.');
    return 0;
  }
  const workbook = await refreshedWorkbook();
  const { differ, same } = compare(workbook, await recalculate(command, await workbook.toXlsx()));
  for (const sentence of differ) console.error(sentence);
  if (same === 0) console.error('There is no formula to compare.');
  console.log(`${same} passed, ${same === 0 ? Math.max(1, differ.length) : differ.length} failed`);
  return differ.length === 0 && same > 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
