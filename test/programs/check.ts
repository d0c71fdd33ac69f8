// What other programs keep of our workbooks, and we of theirs, compared with docs/files.md: npm run test:programs.
// With --write the tables are put there.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NEW_TAB, Workbook } from '../../local/apps-script/workbook/workbook';
import { FEATURES, type Feature } from './features';
import { inventoryOf, ownWorkbook, refresh, share, type Inventory } from './own';
import { PROGRAMS, type Program } from './programs';
import { replaceTable, rowsOf, type Row } from './tables';

const DOCUMENT = path.join(__dirname, '..', '..', 'docs', 'files.md');
const THINGS = ['figures, texts', 'notes', 'charts', 'rules', 'choices', 'panes', 'names'];
const OURS = ['program', ...THINGS, 'two refreshes then'];
const THEIRS = ['program', ...FEATURES.map(({ title }) => title)];

/** Our own workbook, saved by a program, and then refreshed twice. */
async function keptByThem(program: Program, file: string, before: Inventory): Promise<string[]> {
  const out = `${file}.${program.name}.xlsx`;
  await program.saveAgain?.(file, out);
  let workbook = await Workbook.fromXlsx(readFileSync(out));
  const after = inventoryOf(workbook);
  const changes: string[] = [];
  for (let times = 1; times <= 2; times++) {
    changes.push(await refresh(workbook));
    workbook = await Workbook.fromXlsx(await workbook.toXlsx());
  }
  const said = changes.join('; ').replace(/^; $/u, '');
  return [
    ...THINGS.map((thing) => share(before[thing] ?? [], after[thing] ?? [])),
    said === '' ? 'nothing changed' : said,
  ];
}

/** A workbook of a program, opened and saved here. */
async function keptByUs(program: Program, folder: string): Promise<string[]> {
  const out = path.join(folder, `made by ${program.name}.xlsx`);
  await program.make(out);
  const before = await Workbook.fromXlsx(readFileSync(out));
  const after = await Workbook.fromXlsx(await before.toXlsx());
  return FEATURES.map((feature) =>
    program.lacks.includes(feature.title) ? '–' : fate(feature, before, after),
  );
}

/** What becomes of a feature: `kept`, `told` (the old file is kept beside), `refused`, or what is wrong. */
function fate({ title, probe, expected }: Feature, before: Workbook, after: Workbook): string {
  const losses = before.losses.filter(({ what, where }) =>
    title === 'names' ? what.startsWith('name "Rate"') : where.split('!')[0] === title,
  );
  if (losses.some(({ kind }) => kind === 'contents')) return 'refused';
  const [seen, seenAfter] = [before, after].map((workbook) => {
    const { getters } = workbook.model;
    const sheetId = workbook.sheetIds.find((id) => getters.getSheetName(id) === title);
    return JSON.stringify(sheetId === undefined ? 'no tab' : probe(workbook, sheetId));
  });
  if (expected === undefined) return losses.length > 0 ? 'told' : 'LOST';
  if (seen !== JSON.stringify(expected)) return `READ AS ${seen ?? ''}`;
  return seenAfter === seen ? 'kept' : `BECAME ${seenAfter ?? ''}`;
}

async function main(isWriting: boolean): Promise<number> {
  NEW_TAB.rows = 60;
  const folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
  const document = readFileSync(DOCUMENT, 'utf8');
  const ours: Row[] = [];
  const theirs: Row[] = [];
  const failed: string[] = [];
  const file = path.join(folder, 'own.xlsx');
  writeFileSync(file, await (await ownWorkbook()).toXlsx());
  const before = inventoryOf(await Workbook.fromXlsx(readFileSync(file)));
  for (const program of PROGRAMS) {
    const version = program.version();
    if (version === undefined) {
      console.log(`${program.name} is not installed here: its rows were not checked.`);
      continue;
    }
    const name = `${program.name} ${version}`;
    console.log(`${name} ...`);
    const attempt = async (rows: Row[], work: () => Promise<string[]>): Promise<void> => {
      try {
        rows.push([name, ...(await work())]);
      } catch (error) {
        failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    if (program.saveAgain) await attempt(ours, () => keptByThem(program, file, before));
    await attempt(theirs, () => keptByUs(program, folder));
  }
  rmSync(folder, { recursive: true });
  failed.push(...differences(document, OURS, ours), ...differences(document, THEIRS, theirs));
  if (isWriting) writeFileSync(DOCUMENT, replaceTable(replaceTable(document, OURS, ours), THEIRS, theirs));
  for (const sentence of failed) console.error(sentence);
  console.log(`${ours.length + theirs.length} rows checked, ${failed.length} differ`);
  return failed.length === 0 || isWriting ? 0 : 1;
}

/** Rows of installed programs that the document does not have so. Another version is told, and its row compared. */
function differences(document: string, headers: readonly string[], rows: readonly Row[]): string[] {
  const known = rowsOf(document, headers);
  const word = (name: string): string => name.split(' ')[0] ?? '';
  return rows.flatMap(([name = '', ...cells]) => {
    const row = known.find(([other = '']) => word(other) === word(name));
    if (!row) return [`docs/files.md has no row of ${name}: ${cells.join(' | ')}`];
    if (row[0] !== name) console.log(`docs/files.md tells of ${row[0] ?? ''}; here is ${name}.`);
    return cells.flatMap((cell, index) =>
      cell === row[index + 1]
        ? []
        : [
            `${name}, ${headers[index + 1] ?? ''}: "${cell}" here, "${row[index + 1] ?? ''}" in docs/files.md`,
          ],
    );
  });
}

void main(process.argv.includes('--write')).then((code) => (process.exitCode = code));
