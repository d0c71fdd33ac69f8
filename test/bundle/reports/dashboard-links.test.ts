import { afterFirstRefresh } from '../../support/refreshed';
import { DASHBOARD, type TestWorld } from '../../support/world';

const start = afterFirstRefresh({
  firstPeriod: '2026.07-09',
  vos: 2,
  statistics: ['htc-cpu'],
  settings: { granularities: { month: true } },
});

/** The rows of links: what each shows, and the tab where it leads. */
function linksOf(test: TestWorld): Record<string, [shown: string, tab: string][]> {
  const range = test.sheet(DASHBOARD).getDataRange();
  const [shown, formulas] = [range.getDisplayValues(), range.getFormulas()];
  const header = shown.findIndex(([label]) => label === 'Tabs');
  const rows = [...shown.keys()].slice(header + 1);
  return Object.fromEntries(
    rows.map((row) => [
      shown[row]?.[0] ?? '',
      (formulas[row] ?? []).flatMap((formula, column): [string, string][] => {
        const sheetId = /^=HYPERLINK\("#gid=(\d+)"[;,]/u.exec(formula)?.[1];
        if (sheetId === undefined) return [];
        const tab = test.spreadsheet.getSheetById(Number(sheetId));
        return [[shown[row]?.[column] ?? '', tab?.getName() ?? 'no tab']];
      }),
    ]),
  );
}

it('OKR Stats > Dashboard ends the dashboard with links to all tabs, by the length of their periods', async () => {
  const test = await start();
  await test.run('showDashboard');
  expect(linksOf(test)).toEqual({
    'By quarter': [['HTC CPU/h', 'Accounting HTC CPU/h']],
    'By quarter and VO': [['HTC CPU/h by VO', 'HTC CPU/h by VO']],
    'By month': [['HTC CPU/h', 'Accounting HTC CPU/h by month']],
    'By month and VO': [['HTC CPU/h by VO', 'HTC CPU/h by VO by month']],
    General: [
      ['Key results', 'Key results'],
      ['OKR Run log', 'OKR Run log'],
    ],
  });
});

it('a link leads to a tab wherever users move it and whatever they call it; a refresh leaves it alone', async () => {
  const test = await start();
  await test.run('showDashboard');
  test.sheet('Accounting HTC CPU/h').setName('Our hours');
  test.spreadsheet.deleteSheet(test.sheet('HTC CPU/h by VO'));
  await test.refresh();
  const leads = (tab: string) => ({
    'By quarter': [['HTC CPU/h', 'Our hours']],
    'By quarter and VO': [['HTC CPU/h by VO', tab]],
  });
  expect(linksOf(test)).toMatchObject(leads('no tab'));
  await test.run('showDashboard');
  expect(linksOf(test)).toMatchObject(leads('HTC CPU/h by VO'));
});
