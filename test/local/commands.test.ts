import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Workbook } from '../../local/apps-script/workbook/workbook';
import { refreshCommand } from '../../local/refresh-command';
import { readRefreshOptions } from '../../local/refresh-options';
import { FileProblem, keepBackup, openWorkbook, saveWorkbook } from '../../local/workbook-file';
import { xlsxFile } from '../support/xlsx-file';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});
const inFolder = (name: string): string => path.join(folder, name);

/** What a refresh of a file says that is refused before anything is asked. */
const refused = (...args: string[]): Promise<unknown> =>
  refreshCommand(readRefreshOptions(args, {})).then(
    () => undefined,
    (error: unknown) => error,
  );

/** A file of somebody with everything in it that could be lost. */
function everything(): Promise<Buffer> {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return xlsxFile({
    tabs: {
      Notes:
        '<row r="1"><c r="A1"><f>Rate*2</f><v>4</v></c><c r="B1"><f>IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""id"",""A1"")"),5)</f><v>5</v></c></row>',
    },
    after: {
      Notes:
        '<autoFilter ref="A1:B9"><filterColumn colId="0"/></autoFilter>' +
        '<conditionalFormatting sqref="A1:A9"><cfRule type="aboveAverage" priority="1"/></conditionalFormatting>' +
        '<hyperlinks><hyperlink ref="B7" location="Notes!A1"/></hyperlinks>',
    },
    definedNames: '<definedName name="Rate">2</definedName>',
    relationships: {
      Notes:
        relation('c', 'comments', '../comments1.xml') +
        relation('d', 'drawing', '../drawings/drawing1.xml') +
        relation('p', 'pivotTable', '../pivotTables/p.xml'),
    },
    parts: {
      'xl/comments1.xml':
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Board</author></authors><commentList><comment ref="A1" authorId="0"><text><t>agreed</t></text></comment></commentList></comments>',
      'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="${DRAWING}"/>`,
      'xl/drawings/_rels/drawing1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('i', 'image', '../media/i.png')}${relation('k', 'chart', '../charts/c.xml')}</Relationships>`,
      'xl/charts/c.xml': '<c:chartSpace xmlns:c="c"><c:areaChart></c:areaChart></c:chartSpace>',
    },
  });
}

describe('a refresh that cannot go well is refused in sentences, before anything is asked', () => {
  it('for a file with everything in it: with a list, and byte for byte what it was', async () => {
    const file = inFolder('a.xlsx');
    const bytes = await everything();
    writeFileSync(file, bytes);
    const error = await refused('--workbook', file);
    expect(error).toBeInstanceOf(FileProblem);
    expect((error as FileProblem).message.split('\n')).toEqual([
      `${file} holds what this program cannot write back:`,
      '  the workbook: name "Rate" for 2',
      '  Notes: picture',
      '  Notes: pivot table',
      '  Notes!A1:B9: filter that hides rows',
      '  Notes!B7: link',
      '  Notes: chart of the kind areaChart',
      'Nothing was done, the file is as it was. Add --export NEW.xlsx to have the refreshed workbook in a file of its own.',
    ]);
    expect(readFileSync(file)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['a.xlsx']);
  });

  it('for a file with a chart tab, which is named', async () => {
    const change = (name: string, text: string): string =>
      name === 'xl/_rels/workbook.xml.rels'
        ? text.replace(/\/worksheet"(?=[^>]*sheet2)/u, '/chartsheet"')
        : text;
    const file = inFolder('a.xlsx');
    writeFileSync(file, await xlsxFile({ tabs: { Notes: '', Graph: '' }, change }));
    expect(String(await refused('--workbook', file))).toContain('\n  Graph: tab that is a chart\n');
  });

  it.each([
    ['a file that is none of ours', 'a.json', '{}', 'is no workbook of OKR Stats, or damaged'],
    ['a file of commas under another name', 'a.xlsx', 'a,b\n1,2', 'is no .xlsx file, or damaged.'],
  ])('for %s', async (_what, name, text, sentence) => {
    writeFileSync(inFolder(name), text);
    expect(await refused('--workbook', inFolder(name))).toMatchObject({
      message: expect.stringContaining(sentence) as string,
    });
    expect(readFileSync(inFolder(name), 'utf8')).toBe(text);
  });

  it.each(['--workbook', '--export'])('for a folder of %s that does not exist', async (option) => {
    const error = await refused(option, inFolder('no/a.xlsx'));
    expect(String(error)).toContain(`The folder ${inFolder('no')} does not exist: make it first`);
  });

  it('for a day before the newest refresh', async () => {
    const workbook = Workbook.create();
    const state = JSON.stringify({ measuredOn: { users: '2026-11-23' } });
    workbook.scriptState = { properties: { document: { state } } };
    await saveWorkbook(workbook, inFolder('a.json'));
    expect(String(await refused('--workbook', inFolder('a.json'), '--today', '2026-06-30'))).toContain(
      '--today 2026-06-30 is before the newest refresh of this workbook, 2026-11-23',
    );
  });

  it('for a day after 2100', () => {
    expect(() => readRefreshOptions(['--today', '2101-01-01'], {})).toThrow(
      '--today "2101-01-01": give a day from 2000 to 2100.',
    );
  });
});

describe('a file', () => {
  it('is what it was when the disk is full, and nothing unfinished is left', async () => {
    const file = inFolder('a.json');
    const workbook = await openWorkbook(undefined, 'title');
    await saveWorkbook(workbook, file);
    const before = readFileSync(file);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const files = jest.requireActual<typeof Files>('node:fs/promises');
    jest.spyOn(files, 'rename').mockRejectedValueOnce(full);
    await expect(saveWorkbook(workbook, file)).rejects.toThrow(
      new FileProblem(`${file} could not be saved: the disk is full. The file is as it was before.`),
    );
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('is kept beside under a name that nothing has', async () => {
    writeFileSync(inFolder('a.xlsx'), 'first');
    expect(await keepBackup(inFolder('a.xlsx'))).toBe(inFolder('a.xlsx.bak'));
    writeFileSync(inFolder('a.xlsx'), 'second');
    expect(await keepBackup(inFolder('a.xlsx'))).toBe(inFolder('a.xlsx.bak2'));
    expect(['.bak', '.bak2'].map((end) => readFileSync(inFolder(`a.xlsx${end}`), 'utf8'))).toEqual([
      'first',
      'second',
    ]);
  });
});
