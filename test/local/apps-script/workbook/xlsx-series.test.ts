import JSZip from 'jszip';
import type { Options } from '../../../../local/apps-script/workbook/chart-options';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { spreadsheetOver } from '../spreadsheet/context';

/** The chart of a workbook in its .xlsx file, with three series that have these options. */
async function chartWith(type: string, series: Options): Promise<string> {
  const workbook = Workbook.create();
  const [sheet] = spreadsheetOver(workbook).getSheets();
  if (!sheet) throw new Error('no tab');
  sheet.getRange('A1:D2').setValues([
    ['2020.01-03', 1, 2, 5],
    ['2020.04-06', 3, 4, 5],
  ]);
  const builder = sheet.newChart().setChartType(type).setNumHeaders(0);
  for (const column of ['A', 'B', 'C', 'D']) builder.addRange(sheet.getRange(`${column}1:${column}2`));
  builder.setOption('seriesType', 'bars').setOption('pointSize', 4).setOption('series', { 2: series });
  sheet.insertChart(builder.build());
  const zip = await JSZip.loadAsync(await workbook.toXlsx());
  return (await zip.file('xl/charts/chart1.xml')?.async('string')) ?? '';
}

/** The columns that a part of a chart draws. */
const columnsIn = (chart: string, part: string): string[] => {
  const inside = new RegExp(`<c:${part}>(.*)</c:${part}>`, 'u').exec(chart)?.[1] ?? '';
  return [...inside.matchAll(/<c:val>.*?!\$?([A-Z])/gu)].map(([, column = '']) => column);
};

describe('charts in .xlsx files', () => {
  it('draw each series of a combination as what it is, and a line without an area', async () => {
    const chart = await chartWith('COMBO', { type: 'line' });
    expect([columnsIn(chart, 'barChart'), columnsIn(chart, 'lineChart')]).toEqual([['B', 'C'], ['D']]);
    const [, line = ''] = /<c:lineChart>.*?<c:spPr>(.*?)<\/c:spPr>/u.exec(chart) ?? [];
    expect(line).toMatch(/^<a:ln /u);
  });

  it('have broken lines without points where somebody has asked for them', async () => {
    const chart = await chartWith('LINE', { lineDashStyle: [4, 4], pointSize: 0 });
    const series = chart.split('<c:ser>').slice(1);
    expect(series.map((each) => each.includes('sysDash'))).toEqual([false, false, true]);
    expect(series.map((each) => each.includes('<c:symbol val="none"/>'))).toEqual([false, false, true]);
  });
});
