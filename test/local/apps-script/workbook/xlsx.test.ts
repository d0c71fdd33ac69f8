import JSZip from 'jszip';
import { SpreadsheetApp } from '../../../../local/apps-script/spreadsheet/spreadsheet-app';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { contextOver, spreadsheetOver } from '../spreadsheet/context';

/** The parts of the workbook as an .xlsx file, by path. */
async function partsOf(workbook: Workbook): Promise<Record<string, string>> {
  const { files } = await JSZip.loadAsync(await workbook.toXlsx());
  const texts = Object.values(files).map(async (file) => [file.name, await file.async('string')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** The attributes of each row of the first tab that has more than its number. */
function rowsOf(parts: Record<string, string>): string[] {
  const rows = parts['xl/worksheets/sheet1.xml']?.matchAll(/<row r="(\d+) ?"([^>]+)>/gu) ?? [];
  return [...rows].map(([, number = '', rest = '']) => `${number}${rest}`);
}

describe('an .xlsx file', () => {
  it('has rows as tall as their texts need, but leaves those alone that somebody has resized', async () => {
    const workbook = Workbook.create();
    const [sheet] = spreadsheetOver(workbook).getSheets();
    sheet
      ?.getRange('A1:A6')
      .setValues([['one'], ['two\nlines'], ['a long text '.repeat(4)], ['x\ny'], ['z'], ['']]);
    sheet?.getRange('A3').setWrap(true);
    sheet?.setRowHeight(4, 50);
    sheet
      ?.getRange('B7')
      .setValue(`${'a long text '.repeat(4)}\nin two lines`)
      .setWrapStrategy('CLIP');
    expect(rowsOf(await partsOf(workbook))).toEqual([
      '2 ht="29.25"',
      '3 ht="54"',
      '4 ht="37.5" customHeight="1"',
      '7 ht="29.25"',
    ]);
  });

  it('is printed landscape, each tab one page wide, and one with charts on one page', async () => {
    const workbook = Workbook.create();
    const spreadsheet = spreadsheetOver(workbook);
    const [sheet] = spreadsheet.getSheets();
    const figures = sheet?.getRange('A1:A3').setValues([[1], [2], [3]]);
    const charts = spreadsheet.insertSheet('Charts');
    if (figures) charts.insertChart(charts.newChart().addRange(figures).setPosition(1, 1, 0, 0).build());
    const parts = await partsOf(workbook);
    const setups = [1, 2].map((number) => {
      const text = parts[`xl/worksheets/sheet${number}.xml`] ?? '';
      const setup = /<pageSetup [^>]*>/u.exec(text)?.[0] ?? '';
      const given = ['orientation', 'fitToWidth', 'fitToHeight'].map(
        (name) => new RegExp(`${name}="(\\w+)"`, 'u').exec(setup)?.[1],
      );
      return [text.includes('<pageSetUpPr fitToPage="1"/>'), ...given];
    });
    expect(setups).toEqual([
      [true, 'landscape', '1', '0'],
      [true, 'landscape', '1', '1'],
    ]);
  });

  it('repeats the frozen rows on every page, and does not take them for a loss when it is read again', async () => {
    const workbook = Workbook.create();
    const [sheet] = spreadsheetOver(workbook).getSheets();
    sheet?.setName('Figures & more').setFrozenRows(2);
    sheet?.getRange('A1').setValue('Header');
    const parts = await partsOf(workbook);
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Figures &amp; more'!$1:$2</definedName>`,
    );
    const { losses } = await Workbook.fromXlsx(Buffer.from(await workbook.toXlsx()));
    expect(losses).toEqual([]);
  });

  it('does not shrink the letters of a text that is clipped', async () => {
    const workbook = Workbook.create();
    spreadsheetOver(workbook).getRange('A1').setValue('a long text '.repeat(9)).setWrapStrategy('CLIP');
    expect((await partsOf(workbook))['xl/styles.xml']).not.toContain('shrinkToFit');
  });

  it('ends soon after the last row with content, so that formats of blank rows do not blow it up', async () => {
    const workbook = Workbook.create();
    const [sheet] = spreadsheetOver(workbook).getSheets();
    sheet?.getRange('A1:B1000').setBackground('#eeeeee');
    sheet?.getRange('A10').setValue(1234);
    const part = (await partsOf(workbook))['xl/worksheets/sheet1.xml'] ?? '';
    expect(part.match(/<row /gu)).toHaveLength(50);
  });

  it('has charts that draw the cells of another tab', async () => {
    const workbook = Workbook.create();
    const spreadsheet = spreadsheetOver(workbook);
    const data = spreadsheet.insertSheet('Cloud CPU/h');
    data.getRange('A1:B3').setValues([
      ['Period', 'CPU/h'],
      ['2020.01-03', 10],
      ['2020.04-06', 20],
    ]);
    const dashboard = spreadsheet.insertSheet('Dashboard');
    const builder = dashboard.newChart().setChartType('LINE').addRange(data.getRange('A1:B1000'));
    dashboard.insertChart(builder.setOption('title', 'Cloud').setPosition(2, 2, 0, 0).build());
    const parts = await partsOf(workbook);
    const [chart] = Object.keys(parts).filter((path) => /^xl.charts.*xml$/u.test(path));
    const references = [...(parts[chart ?? '']?.matchAll(/<c:f>(.*?)<\/c:f>/gu) ?? [])].map(
      ([, text]) => text,
    );
    const tab = "'Cloud CPU∕h'!";
    expect(parts[chart ?? '']).toContain('<c:dispBlanksAs val="gap"/>');
    expect(references).toEqual([`${tab}B1`, `${tab}A2:A3`, `${tab}B2:B3`]);
  });

  it('has charts with fonts and points of the size that they have here, whose labels are level or run the other way, as somebody has asked', async () => {
    const workbook = Workbook.create();
    const spreadsheet = spreadsheetOver(workbook);
    for (const [title, direction] of [
      ['One', 1],
      ['Two', -1],
    ] as const) {
      const sheet = spreadsheet.insertSheet(title);
      sheet.getRange('A1:B2').setValues([
        ['2020.01-03', 10],
        ['2020.04-06', 20],
      ]);
      const builder = sheet
        .newChart()
        .setChartType('LINE')
        .addRange(sheet.getRange('A1:B2'))
        .setNumHeaders(0);
      builder.setOption('title', title).setOption('hAxis.direction', direction);
      builder.setOption('hAxis.slantedText', false).setOption('vAxis.minValue', 0).setOption('pointSize', 4);
      sheet.insertChart(builder.build());
    }
    const parts = await partsOf(workbook);
    const charts = Object.entries(parts).flatMap(([path, text]) =>
      /^xl.charts.*xml$/u.test(path) ? [text] : [],
    );
    expect(
      charts.map((text) => [
        /<a:t>(.*?)</u.exec(text)?.[1],
        /<c:catAx>.*?<c:orientation val="(.*?)".*?<\/c:catAx>/su.exec(text)?.[1],
        /<c:catAx>.*?<a:bodyPr rot="(.*?)"/su.exec(text)?.[1],
        /<c:valAx>.*?<c:min val="(.*?)"/su.exec(text)?.[1],
        /<c:valAx>.*?<c:crosses val="(.*?)"/su.exec(text)?.[1],
        /<c:marker>.*?<c:size val="(.*?)"/su.exec(text)?.[1],
        /<c:title>.*?<a:rPr .*?sz="(.*?)"/su.exec(text)?.[1],
        /<c:valAx>.*?<c:numFmt formatCode="(.*?)"/su.exec(text)?.[1],
      ]),
    ).toEqual([
      ['One', 'minMax', '600', '0', 'min', '3', '1200', '#,##0'],
      ['Two', 'maxMin', '600', '0', 'max', '3', '1200', '#,##0'],
    ]);
  });

  it('has data validation; a checkbox becomes the choice between TRUE and FALSE', async () => {
    const workbook = Workbook.create();
    const app = new SpreadsheetApp(contextOver(workbook));
    const sheet = app.getActive().getActiveSheet();
    sheet.getRange('A1').insertCheckboxes();
    const list = app.newDataValidation().requireValueInList(['one', 'two']).setAllowInvalid(false);
    list.setHelpText('"one" & two');
    sheet.getRange('B1:B3').setDataValidation(list.build());
    const tooLong = app
      .newDataValidation()
      .requireValueInList(Array.from({ length: 60 }, (_, n) => `word ${n}`));
    sheet.getRange('C1').setDataValidation(tooLong.build());
    const part = (await partsOf(workbook))['xl/worksheets/sheet1.xml'] ?? '';
    const rules = [...part.matchAll(/<dataValidation (?<attributes>[^>]*)>\s*<formula1>(?<values>[^<]*)</gu)];
    expect(rules.map(({ groups }) => groups?.values)).toEqual([
      '&quot;TRUE,FALSE&quot;',
      '&quot;one,two&quot;',
    ]);
    expect(rules.map(({ groups }) => /sqref="(.*?)"/u.exec(groups?.attributes ?? '')?.[1])).toEqual([
      'A1',
      'B1:B3',
    ]);
    expect(
      rules.map(({ groups }) => /error="(.*?)" prompt="(.*?)"/u.exec(groups?.attributes ?? '')?.slice(1)),
    ).toEqual([undefined, ['&quot;one&quot; &amp; two', '&quot;one&quot; &amp; two']]);
    expect(part).toContain('<dataValidations count="2">');
    expect(part).not.toContain('errorStyle=""');
  });

  it('has conditional formats that compare with words, the first the strongest', async () => {
    const workbook = Workbook.create();
    const app = new SpreadsheetApp(contextOver(workbook));
    const sheet = app.getActive().getActiveSheet();
    const ranges = [sheet.getRange('A1:A3')];
    sheet.setConditionalFormatRules([
      app.newConditionalFormatRule().whenTextEqualTo('on "track"').setBold(true).setRanges(ranges).build(),
      app.newConditionalFormatRule().whenNumberEqualTo(5).setBold(true).setRanges(ranges).build(),
    ]);
    const part = (await partsOf(workbook))['xl/worksheets/sheet1.xml'] ?? '';
    const rules = [...part.matchAll(/<cfRule priority="(\d+)".*?<formula>(.*?)<\/formula>/gsu)];
    expect(rules.map(([, place, formula]) => [place, formula])).toEqual([
      ['1', '&quot;on &quot;&quot;track&quot;&quot;&quot;'],
      ['2', '5'],
    ]);
  });

  it('holds texts that XML cannot hold without the characters that are to blame', async () => {
    const workbook = Workbook.create();
    spreadsheetOver(workbook).getRange('A1').setValue('a\ud800b\uffffc\u0001');
    expect((await partsOf(workbook))['xl/sharedStrings.xml']).toContain('<t>abc</t>');
  });
});
