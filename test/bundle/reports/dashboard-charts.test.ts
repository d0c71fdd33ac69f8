import { makeWorld } from '../../../local/portals/generated-world';
import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, HTC, TestWorld } from '../../support/world';

const chartTitles = (test: TestWorld): unknown[] =>
  test
    .sheet(DASHBOARD)
    .getCharts()
    .map((chart) => chart.getOptions().get('title'));

/** When a period more is over, and the portals have all of it. */
const NEXT = {
  today: '2027-01-15',
  world: makeWorld({ today: '2027-01-15', vos: 4, firstMonth: '2025-04' }),
};
const start = afterFirstRefresh({ firstPeriod: '2025.04-06', vos: 4 });

describe('the charts', () => {
  const rangesOf = (test: TestWorld, index: number): string[] => {
    const ranges = test.sheet(DASHBOARD).getCharts()[index]?.getRanges() ?? [];
    return ranges.map((range) => `${range.getSheet().getName()}!${range.getA1Notation()}`);
  };

  it('draw the complete periods of the tabs themselves, beside each other, and grow with them', async () => {
    const test = await start();
    expect(chartTitles(test).slice(0, 3)).toEqual(['Cloud CPU/h', 'HTC CPU/h', 'Actual users']);
    expect(rangesOf(test, 1)).toEqual([`${HTC}!A2:A7`, `${HTC}!B2:B7`]);
    const rows = test
      .sheet(DASHBOARD)
      .getCharts()
      .map((chart) => chart.getContainerInfo().getAnchorRow());
    expect([...rows].sort((a, b) => a - b)).toEqual(rows);
    const next = test.later(NEXT);
    await next.refreshOne('htc-cpu');
    expect(rangesOf(next, 1)).toEqual([`${HTC}!A2:A8`, `${HTC}!B2:B8`]);
  });

  it('lie above the messages and not over each other, whatever height programs give to rows', async () => {
    const test = await start();
    const sheet = test.sheet(DASHBOARD);
    const messages = test.labels(DASHBOARD).indexOf('Statistic') + 3;
    for (const usual of [21, 24]) {
      const heightOf = (row: number): number => {
        const height = sheet.getRowHeight(row);
        return height === 21 ? usual : height;
      };
      const topOf = (row: number): number =>
        Array.from({ length: row - 1 }, (_, index) => heightOf(index + 1)).reduce(
          (sum, height) => sum + height,
          0,
        );
      const charts = sheet.getCharts().map((chart) => {
        const place = chart.getContainerInfo();
        const top = topOf(place.getAnchorRow()) + place.getOffsetY();
        return { top, bottom: top + Number(chart.getOptions().get('height')) };
      });
      charts.forEach(({ bottom }, index) => {
        expect(bottom).toBeLessThan(charts[index + 1]?.top ?? topOf(messages));
      });
    }
  });

  it('run from the oldest period to the newest, also where a tab begins with the newest', async () => {
    const test = await start();
    const sheet = test.sheet(HTC);
    const rows = sheet.getRange(2, 1, sheet.getLastRow() - 1, sheet.getLastColumn());
    rows.setValues(rows.getValues().reverse());
    await test.refreshOne('htc-cpu');
    expect(rangesOf(test, 1)).toEqual([`${HTC}!A3:A8`, `${HTC}!B3:B8`]);
    const options = test
      .sheet(DASHBOARD)
      .getCharts()
      .map((chart) => chart.getOptions());
    expect(options.slice(0, 2).map((each) => each.get('hAxis.direction'))).toEqual([1, -1]);
  });

  it('draw the last twelve periods', async () => {
    const test = new TestWorld({ firstPeriod: '2022.01-03', vos: 2 });
    await test.refreshOne('htc-cpu');
    // 2022.01-03 to 2026.07-09 are 19 quarters that are over.
    expect(rangesOf(test, 0)).toEqual([`${HTC}!A9:A20`, `${HTC}!B9:B20`]);
  });

  it('cost a call each when they grow, and are read once', async () => {
    const next = (await start()).later(NEXT);
    await next.refresh();
    const counts = Object.entries(next.calls.sheet.byMethod).filter(([method]) => method.includes('Chart'));
    expect(Object.fromEntries(counts)).toEqual({
      'Sheet.getCharts': 1,
      'Sheet.updateChart': 3,
    });
  });

  it('stay as people have left them, deleted ones away until the menu makes them again', async () => {
    const test = await start();
    const sheet = test.sheet(DASHBOARD);
    const [cloud, htc] = sheet.getCharts();
    if (!cloud || !htc) throw new Error('no charts');
    sheet.removeChart(cloud);
    sheet.updateChart(htc.modify().setOption('title', 'Ours').setPosition(20, 2, 0, 0).build());
    const next = test.later(NEXT);
    await next.refresh({ statistics: ['cloud-cpu', 'htc-cpu'] });
    expect(chartTitles(next)).not.toContain('Cloud CPU/h');
    const ours = next
      .sheet(DASHBOARD)
      .getCharts()
      .find((chart) => chart.getOptions().get('title') === 'Ours');
    expect(ours?.getContainerInfo().getAnchorRow()).toBe(20);
    expect(ours?.getRanges().map((range) => range.getA1Notation())).toEqual(['A2:A8', 'B2:B8']);
    await next.run('showDashboard');
    expect(chartTitles(next).sort()).toEqual([...chartTitles(test), 'Cloud CPU/h'].sort());
  });
});
