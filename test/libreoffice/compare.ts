// Whether LibreOffice works out the same as the local spreadsheet: npm run test:libreoffice
import { helpers } from '@odoo/o-spreadsheet';
import { RunningClock } from '../../local/apps-script/clock';
import type { Workbook } from '../../local/apps-script/workbook/workbook';
import { LOCAL_USER, startLocalScript } from '../../local/local-script';
import { SamplePortals } from '../../local/portals/portals';
import { openWorkbook } from '../../local/workbook-file';
import { findLibreOffice, recalculate, type Values } from './libreoffice';

const KEY_RESULTS = 'Key results';

/** A tab with everything a refresh writes, from the sample portals. */
async function refreshedWorkbook(): Promise<Workbook> {
  const portals = new SamplePortals({ today: new Date().toISOString().slice(0, 10) });
  const workbook = await openWorkbook(undefined, 'LibreOffice');
  const clock = new RunningClock();
  const host = await startLocalScript({ workbook, clock, portals, settings: {}, apiKey: portals.apiKey });
  const refresh = (): Promise<unknown> =>
    host.run('runRefresh', { origin: 'panel', args: [{ how: 'command line' }] }).result;
  await refresh();
  if (workbook.sheetWithTitle(KEY_RESULTS) !== undefined) {
    const row = ['Grow', 'Cloud use', 'Cloud CPU/h', '2025.10-12', '2026.10-12', '22000000'];
    for (const [index, text] of row.entries()) {
      await host.edit(LOCAL_USER, KEY_RESULTS, 2, index + 1, text);
    }
    await refresh();
  }
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

/** Such as `A2:A` or `B:B`; texts in the formula do not count. */
const isOpenEnded = (formula: string): boolean =>
  /(?<![A-Z0-9_.])\$?[A-Z]{1,3}\$?\d*:\$?[A-Z]{1,3}(?![A-Z$]*\d)/iu.test(
    formula.replace(/"(?:[^"]|"")*"/gu, ''),
  );

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
