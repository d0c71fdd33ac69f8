import type { Sheet } from '../../../../local/apps-script/spreadsheet/sheet';
import type { Spreadsheet } from '../../../../local/apps-script/spreadsheet/spreadsheet';
import { Workbook } from '../../../../local/apps-script/workbook/workbook';
import { drawAxesLikeGoogle } from '../../../../local/page/client/chart-axes';
import { hostOf } from '../script-host';
import { EDITOR, spreadsheetOver } from './context';

interface Start {
  readonly workbook: Workbook;
  readonly spreadsheet: Spreadsheet;
  /** The tab with the figures: names of periods, two series, a note column between them. */
  readonly data: Sheet;
  readonly dashboard: Sheet;
}

function start(): Start {
  const workbook = Workbook.create();
  const spreadsheet = spreadsheetOver(workbook);
  const data = spreadsheet.insertSheet('Cloud CPU/h');
  data.getRange('A1:D3').setValues([
    ['Period', 'CPU/h', 'Note', 'VOs'],
    ['2020.01-03', 10, 'x', 1],
    ['2020.04-06', 20, 'y', 2],
  ]);
  return { workbook, spreadsheet, data, dashboard: spreadsheet.insertSheet('Dashboard') };
}

/** A line chart of both series on the dashboard, at B3. */
function withChart({ data, dashboard }: Start): void {
  const chart = dashboard
    .newChart()
    .setChartType('LINE')
    .addRange(data.getRange('A1:B3'))
    .addRange(data.getRange('D1:D3'))
    .setOption('title', 'Cloud')
    .setOption('legend', { position: 'bottom' })
    .setOption('width', 400)
    .setPosition(3, 2, 5, 6)
    .build();
  dashboard.insertChart(chart);
}

const rangesOf = (sheet: Sheet): string[] | undefined =>
  sheet
    .getCharts()[0]
    ?.getRanges()
    .map((range) => `${range.getSheet().getName()}!${range.getA1Notation()}`);

/** What the library draws: the names of the points, and each series with its values. */
function drawn({ workbook, dashboard }: Start): unknown {
  const { getters } = workbook.model;
  const [id = ''] = getters.getChartIds(String(dashboard.getSheetId()));
  const { chartJsConfig } = getters.getChartRuntime(id) as {
    chartJsConfig: { data: { labels: string[]; datasets: { label: string; data: number[] }[] } };
  };
  const { labels, datasets } = chartJsConfig.data;
  return { labels, series: datasets.map(({ label, data }) => [label, ...data]) };
}

describe('a chart', () => {
  it('is found with all that it was built with, also when the spreadsheet is opened again', () => {
    const begun = start();
    withChart(begun);
    const again = spreadsheetOver(Workbook.fromJson(begun.workbook.toJson()));
    for (const sheet of [begun.dashboard, again.getSheetByName('Dashboard')]) {
      const charts = sheet?.getCharts() ?? [];
      expect(charts).toHaveLength(1);
      const [chart] = charts;
      expect(chart?.modify().getChartType()).toBe('LINE');
      expect(sheet && rangesOf(sheet)).toEqual(['Cloud CPU/h!A1:B3', 'Cloud CPU/h!D1:D3']);
      const options = chart?.getOptions();
      expect(
        ['title', 'legend.position', 'width', 'height', 'colors'].map((name) => options?.get(name)),
      ).toEqual(['Cloud', 'bottom', 400, 371, null]);
      const place = chart?.getContainerInfo();
      expect([
        place?.getAnchorRow(),
        place?.getAnchorColumn(),
        place?.getOffsetX(),
        place?.getOffsetY(),
      ]).toEqual([3, 2, 5, 6]);
      expect(chart?.getChartId()).toBeGreaterThan(0);
    }
  });

  it('draws the first column as names, and the others as series named by their headers', () => {
    const begun = start();
    withChart(begun);
    expect(drawn(begun)).toEqual({
      labels: ['2020.01-03', '2020.04-06'],
      series: [
        ['CPU/h', 10, 20],
        ['VOs', 1, 2],
      ],
    });
  });

  it('draws rows as series when it is transposed', () => {
    const begun = start();
    const { data, dashboard } = begun;
    data.getRange('A10:C11').setValues([
      ['VO', '2020.01-03', '2020.04-06'],
      ['TOTAL', 5, 6],
    ]);
    const builder = dashboard.newChart().setChartType('COLUMN').addRange(data.getRange('A10:C11'));
    dashboard.insertChart(builder.setTransposeRowsAndColumns(true).setNumHeaders(1).build());
    expect(drawn(begun)).toEqual({ labels: ['2020.01-03', '2020.04-06'], series: [['TOTAL', 5, 6]] });
    expect(rangesOf(dashboard)).toEqual(['Cloud CPU/h!A10:C11']);
  });

  it('is drawn by the page with level labels, the other way round, and up to a figure, as somebody has asked', () => {
    drawAxesLikeGoogle();
    const begun = start();
    withChart(begun);
    const { workbook, dashboard } = begun;
    const [chart] = dashboard.getCharts();
    if (!chart) throw new Error('no chart');
    const builder = chart.modify().setOption('hAxis.direction', -1).setOption('hAxis.slantedText', false);
    dashboard.updateChart(builder.setOption('vAxis.maxValue', 50).setOption('pointSize', 4).build());
    expect(drawn(begun)).toEqual({
      labels: ['2020.04-06', '2020.01-03'],
      series: [
        ['CPU/h', 20, 10],
        ['VOs', 2, 1],
      ],
    });
    const { getters } = workbook.model;
    const [id = ''] = getters.getChartIds(String(dashboard.getSheetId()));
    expect(getters.getChartRuntime(id)).toMatchObject({
      chartJsConfig: {
        options: { scales: { x: { ticks: { maxRotation: 0 } }, y: { suggestedMax: 50 } } },
        data: { datasets: [{ pointRadius: 2 }, { pointRadius: 2 }] },
      },
    });
  });

  it('leaves out rows that are empty yet', () => {
    const begun = start();
    const { data, dashboard } = begun;
    const builder = dashboard.newChart().setChartType('COLUMN').addRange(data.getRange('A1:B1000'));
    dashboard.insertChart(builder.build());
    data.appendRow(['2020.07-09', 30]);
    expect(drawn(begun)).toMatchObject({ series: [['CPU/h', 10, 20, 30]] });
  });

  it('follows rows and columns on its own tab and on the tab of its figures', () => {
    const begun = start();
    withChart(begun);
    begun.data.insertRowBefore(3);
    begun.data.insertColumnBefore(1);
    begun.dashboard.insertRowsBefore(1, 2);
    expect(rangesOf(begun.dashboard)).toEqual(['Cloud CPU/h!B1:C4', 'Cloud CPU/h!E1:E4']);
    expect(begun.dashboard.getCharts()[0]?.getContainerInfo().getAnchorRow()).toBe(5);
    begun.data.setName('Renamed');
    expect(rangesOf(begun.dashboard)).toEqual(['Renamed!B1:C4', 'Renamed!E1:E4']);
  });

  it('can be modified, and keeps its id and what was not changed', () => {
    const begun = start();
    withChart(begun);
    const { data, dashboard } = begun;
    const chart = dashboard.getCharts()[0];
    if (!chart) throw new Error('no chart');
    const id = chart.getChartId();
    const modified = chart
      .modify()
      .clearRanges()
      .addRange(data.getRange('A1:A3'))
      .addRange(data.getRange('D1:D3'));
    dashboard.updateChart(modified.setPosition(10, 1, 0, 0).setOption('legend.position', 'none').build());
    const [updated] = dashboard.getCharts();
    expect(updated?.getChartId()).toBe(id);
    expect(rangesOf(dashboard)).toEqual(['Cloud CPU/h!A1:A3', 'Cloud CPU/h!D1:D3']);
    expect(updated?.getContainerInfo().getAnchorRow()).toBe(10);
    expect(['title', 'legend.position', 'width'].map((name) => updated?.getOptions().get(name))).toEqual([
      'Cloud',
      'none',
      400,
    ]);
  });

  it('keeps the looks that people have given it in the page when a script changes its ranges', () => {
    const begun = start();
    withChart(begun);
    const { data, dashboard, workbook } = begun;
    const { dispatch, getters } = workbook.model;
    const sheetId = String(dashboard.getSheetId());
    const [chartId = ''] = getters.getChartIds(sheetId);
    const definition = { ...getters.getChartDefinition(chartId), background: '#ffeedd' };
    dispatch('UPDATE_CHART', {
      sheetId,
      chartId,
      figureId: getters.getFigureIdFromChartId(chartId),
      definition,
    });
    const [chart] = dashboard.getCharts();
    if (!chart) throw new Error('no chart');
    dashboard.updateChart(chart.modify().clearRanges().addRange(data.getRange('A1:B2')).build());
    expect(rangesOf(dashboard)).toEqual(['Cloud CPU/h!A1:B2']);
    expect(getters.getChartDefinition(chartId).background).toBe('#ffeedd');
  });

  it('goes when it is removed, and its id does not come back', () => {
    const begun = start();
    withChart(begun);
    const [chart] = begun.dashboard.getCharts();
    if (!chart) throw new Error('no chart');
    begun.dashboard.removeChart(chart);
    expect(begun.dashboard.getCharts()).toEqual([]);
    expect(() => begun.dashboard.updateChart(chart)).toThrow('The chart is not in this sheet.');
    withChart(begun);
    expect(begun.dashboard.getCharts()[0]?.getChartId()).not.toBe(chart.getChartId());
  });

  it('is not in the spreadsheet before it is inserted', () => {
    const { dashboard, data } = start();
    const chart = dashboard.newChart().addRange(data.getRange('A1:B3')).build();
    expect([chart.getChartId(), dashboard.getCharts().length]).toEqual([null, 0]);
    expect(() => dashboard.removeChart(chart)).toThrow('The chart is not in this sheet.');
  });

  it('is refused outside the tab, and in a tab that is protected', () => {
    const begun = start();
    const { workbook, dashboard } = begun;
    expect(() => dashboard.insertChart(dashboard.newChart().setPosition(2000, 1, 0, 0).build())).toThrow(
      'The coordinates of the range are outside the dimensions of the sheet.',
    );
    dashboard.protect().removeEditors([EDITOR]);
    const theirs = spreadsheetOver(workbook, EDITOR).getSheetByName('Dashboard');
    expect(() => theirs?.insertChart(theirs.newChart().build())).toThrow('protected cell or object');
  });

  it('that cannot be drawn here is named as not emulated', () => {
    const builder = start().dashboard.newChart();
    expect(() => builder.setChartType('GAUGE')).toThrow('not emulated: a chart of type GAUGE');
    expect(() => builder.setNumHeaders(2)).toThrow('not emulated');
  });
});

it.each(['AREA', 'BAR', 'COLUMN', 'COMBO', 'LINE', 'PIE'])('A chart of type %s stays one.', (type) => {
  const { dashboard, data } = start();
  const builder = dashboard.newChart().setChartType(type).addRange(data.getRange('A1:B3'));
  dashboard.insertChart(builder.build());
  expect(dashboard.getCharts()[0]?.modify().getChartType()).toBe(type);
});

it('A script makes charts with the words of the Charts service.', async () => {
  const { host } = hostOf(`function draw() {
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
    sheet.insertChart(sheet.newChart().setChartType(Charts.ChartType.LINE)
      .addRange(sheet.getRange('A1:B3')).setOption('colors', ['#112233']).setPosition(1, 4, 0, 0).build());
    return sheet.getCharts()[0].getOptions().get('colors');
  }`);
  expect(await host.run('draw', { origin: 'menu' }).result).toEqual(['#112233']);
});
