import { fillInKeyResults, KEY_RESULTS, placeInKeyResults } from '../../support/key-results';
import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, HTC, type TestWorld, VO_CHANGES } from '../../support/world';

const TARGETS = 'OKR Chart targets';
const CREATED = 'VOs created and deleted';
const start = afterFirstRefresh({
  firstPeriod: '2025.10-12',
  vos: 2,
  statistics: ['htc-cpu', 'vo-changes'],
});

/** More hours than the sample portals have. */
const HIGH = 3_000_000_000;
/** A key result whose baseline has a figure. */
const about = (statistic: string, target: number | string, until = '2026.10-12'): (number | string)[] => [
  '',
  `${statistic} ${target} ${until}`,
  statistic,
  '2025.10-12',
  until,
  target,
];
const fillIn = (test: TestWorld, row: number, header: string, value: number | string): void => {
  test
    .sheet(KEY_RESULTS)
    .getRange(row + 1, placeInKeyResults(test, header))
    .setValue(value);
};

function chartOf(test: TestWorld, title: string) {
  const charts = test.sheet(DASHBOARD).getCharts();
  const found = charts.find((chart) => chart.getOptions().get('title') === title);
  if (!found) throw new Error(`no chart "${title}"`);
  const ranges = found.getRanges();
  return {
    figures: ranges
      .filter((range) => range.getSheet().getName() !== TARGETS)
      .map((range) => `${range.getSheet().getName()}!${range.getA1Notation()}`),
    /** What each line of a target is drawn from. */
    targets: ranges
      .filter((range) => range.getSheet().getName() === TARGETS)
      .map((range) => range.getValues().flat()),
    option: (name: string) => found.getOptions().get(name),
    type: found.modify().getChartType(),
  };
}
const fourTimes = (figure: number | string) => Array.from({ length: 4 }, () => figure);

it('a target is a line over all periods of its chart, follows its cell at once, and goes with it', async () => {
  const test = await start();
  const before = chartOf(test, 'HTC CPU/h');
  expect(before.figures).toEqual([`${HTC}!A2:A5`, `${HTC}!B2:B5`]);
  fillInKeyResults(test, about('HTC CPU/h', HIGH), about('VOs created', 5));
  await test.refresh();

  const hours = chartOf(test, 'HTC CPU/h');
  expect(hours.figures).toEqual(before.figures);
  expect(hours.targets).toEqual([fourTimes(HIGH)]);
  expect(hours.option('series.1.labelInLegend')).toBe('target 2026.10-12');
  expect(hours.option('legend.position')).toBe('bottom');
  expect(test.sheet(TARGETS).isSheetHidden()).toBe(true);
  const vos = chartOf(test, CREATED);
  expect(vos.type).toBe('COMBO');
  expect(vos.targets).toEqual([fourTimes(5)]);
  expect(vos.option('series.2.labelInLegend')).toBe('created, target 2026.10-12');

  fillIn(test, 1, 'Target', HIGH + 1);
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([fourTimes(HIGH + 1)]);
  fillIn(test, 2, 'Target', '');
  expect(chartOf(test, CREATED).targets).toEqual([fourTimes('#N/A')]);
  await test.refresh();
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([fourTimes(HIGH + 1)]);
  const plain = chartOf(test, CREATED);
  expect([plain.type, plain.targets]).toEqual(['COLUMN', []]);
  expect(plain.figures[0]).toBe(`${VO_CHANGES}!A2:A5`);
});

it('the next target is drawn, and of two that differ neither', async () => {
  const test = await start();
  fillInKeyResults(
    test,
    about('HTC CPU/h', HIGH + 3, '2027.01-03'),
    about('HTC CPU/h', HIGH),
    about('HTC CPU/h', HIGH + 2, '2026.04-06'),
  );
  await test.refreshOne('vo-changes');
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([fourTimes(HIGH)]);
  fillInKeyResults(test, about('HTC CPU/h', HIGH));
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([fourTimes(HIGH)]);
  fillIn(test, 1, 'Target', HIGH + 4);
  await test.refreshOne('vo-changes');
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([]);
});

it('no target is drawn of growth, of one VO, of other lengths of periods, or where there is no score', async () => {
  const test = await start();
  fillInKeyResults(
    test,
    about('HTC CPU/h, growth in %', HIGH),
    about('HTC CPU/h', HIGH + 1),
    about('HTC CPU/h', HIGH + 2, '2026.12-12'),
    about('HTC CPU/h', 1),
    about('HTC CPU/h', 'many'),
    about('HTC VOs with accounting', HIGH),
    about('measured elsewhere', HIGH),
  );
  fillIn(test, 2, 'VO', 'vo.access.egi.eu');
  fillIn(test, 3, 'Baseline period', '2025.12-12');
  await test.refreshOne('vo-changes');
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([]);
  expect(test.titles()).not.toContain(TARGETS);
});

it('a refresh writes nothing anew where the targets are as they were, and leaves their tab away once it is deleted', async () => {
  const test = await start();
  fillInKeyResults(test, about('HTC CPU/h', HIGH));
  await test.refreshOne('vo-changes');
  // The formulas of a score before look it up in the history as soon as that is there.
  await test.refreshOne('vo-changes');
  await test.refreshOne('vo-changes');
  const { byMethod } = test.calls.sheet;
  expect(Object.keys(byMethod).filter((method) => /Chart|setFormula|insertSheet/.test(method))).toEqual([]);
  const spreadsheet = test.sheet(TARGETS).getParent();
  spreadsheet.deleteSheet(test.sheet(TARGETS));
  await test.refreshOne('vo-changes');
  expect(chartOf(test, 'HTC CPU/h').figures).toHaveLength(2);
  expect(test.titles()).not.toContain(TARGETS);
  await test.run('showDashboard');
  expect(chartOf(test, 'HTC CPU/h').targets).toEqual([fourTimes(HIGH)]);
});
