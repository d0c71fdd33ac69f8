import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withFileLock } from '../../local/file-lock';
import { refuseLosses } from '../../local/losses-in-words';
import { newestRefresh } from '../../local/newest-refresh';
import { FileProblem, openWorkbook, saveWorkbook } from '../../local/workbook-file';
import { xlsxFile } from '../support/xlsx-file';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string): string => path.join(folder, name);

it('a file with what cannot be written back is refused with a list of what and where', async () => {
  const file = inFolder('a.xlsx');
  const after =
    '<autoFilter ref="A1:B9"><filterColumn colId="0"/></autoFilter>' +
    '<hyperlinks><hyperlink ref="B7" location="Notes!A1"/></hyperlinks>' +
    '<dataValidations><dataValidation type="whole" sqref="C1"><formula1>$A$1</formula1></dataValidation></dataValidations>';
  const bytes = await xlsxFile({
    tabs: { Notes: '<row r="1"><c r="A1"><f>Rate*2</f><v>4</v></c></row>' },
    after: { Notes: after },
    definedNames: '<definedName name="Rate">2</definedName>',
    relationships: {
      Notes: `<Relationship Id="p" Type="${RELATIONS}/pivotTable" Target="../pivotTables/p.xml"/>`,
    },
  });
  writeFileSync(file, bytes);
  const workbook = await openWorkbook(file, 'title');
  expect(() => refuseLosses(workbook, file)).toThrow(
    new FileProblem(
      `${file} holds what this program cannot write back:\n` +
        '  the workbook: name "Rate" for 2\n  Notes: pivot table\n  Notes!A1:B9: filter that hides rows\n  Notes!B7: link\n' +
        '  Notes!C1: data validation\n' +
        'Nothing was done, the file is as it was. Add --export NEW.xlsx to have the refreshed workbook in a file of its own.',
    ),
  );
  expect(readFileSync(file)).toEqual(bytes);
});

it('a file that a program has filled with its usual settings is not refused', async () => {
  const file = inFolder('a.xlsx');
  const after =
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
    '<headerFooter><oddHeader>&amp;C&amp;"Times,Regular"&amp;12&amp;A</oddHeader><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter>';
  writeFileSync(file, await xlsxFile({ after: { Sheet1: after } }));
  expect((await openWorkbook(file, 'title')).losses).toEqual([]);
});

it('what the script remembers is in the file, and ids of tabs are what they were', async () => {
  const workbook = await openWorkbook(undefined, 'title');
  workbook.addSheet('Second', 0);
  const document = { state: JSON.stringify({ measuredOn: { users: '2026-11-23' } }), long: 'ä'.repeat(999) };
  workbook.scriptState = { properties: { document } };
  await saveWorkbook(workbook, inFolder('a.xlsx'));
  const again = await openWorkbook(inFolder('a.xlsx'), 'title');
  expect(again.scriptState).toEqual(workbook.scriptState);
  expect(again.sheetIds).toEqual(workbook.sheetIds);
  expect(newestRefresh(again)).toBe('2026-11-23');
});

it('a file that another program has changed in the meantime is not overwritten', async () => {
  const file = inFolder('a.json');
  const workbook = await openWorkbook(undefined, 'title');
  await saveWorkbook(workbook, file);
  await saveWorkbook(workbook, file);
  writeFileSync(file, 'somebody else');
  await expect(saveWorkbook(workbook, file)).rejects.toThrow(
    'was changed by another program in the meantime',
  );
  expect(readFileSync(file, 'utf8')).toBe('somebody else');
});

it('a second refresh of the same file is refused, and a lock that a crash has left is taken over', async () => {
  const file = inFolder('a.json');
  await withFileLock(file, async () => {
    await expect(withFileLock(file, () => Promise.resolve())).rejects.toThrow(
      'Another refresh is working on',
    );
  });
  // No process has this number.
  writeFileSync(`${file}.lock`, '4194999');
  await expect(withFileLock(file, () => Promise.resolve('done'))).resolves.toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

it.each([
  ['a.json', 'no JSON', 'is no workbook of OKR Stats, or damaged'],
  ['a.xlsx', 'no zip', 'is no .xlsx file, or damaged.'],
])('%s with something else in it is refused in a sentence', async (name, text, message) => {
  writeFileSync(inFolder(name), text);
  await expect(openWorkbook(inFolder(name), 'title')).rejects.toThrow(message);
});

it('a folder that does not exist is named', async () => {
  const workbook = await openWorkbook(undefined, 'title');
  await expect(saveWorkbook(workbook, inFolder('no/a.json'))).rejects.toThrow(
    'does not exist: make it first',
  );
});
