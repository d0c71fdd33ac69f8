import { fault } from '../../../local/portals/faults';
import { ask, valueOf } from '../../support/panel';
import { DASHBOARD, TestWorld } from '../../support/world';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;
const GOOGLES_OWN_WORDS = /You do not have permission|Required permissions|Autorizzazioni|Non disponi/;
const HOW = /Choose OKR Stats > Check connection, tick it when Google asks again, then try again\./;

const newWorld = (...withheld: string[]): TestWorld => {
  const test = new TestWorld({ statistics: ['cloud-cpu'], vos: 3, firstPeriod: '2026.07-09', tabRows: 12 });
  withheld.forEach((name) => test.host.withheldScopes.add(scope(name)));
  return test;
};

describe('a permission that a user has unticked', () => {
  it('fails no statistic that does not need it', async () => {
    const test = newWorld('script.scriptapp', 'script.container.ui', 'script.send_mail', 'userinfo.email');
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
    expect(test.log()[0]).toMatchObject({ 'By whom': 'somebody', Result: 'done' });
    expect(await ask(test, 'panelState', [])).toHaveProperty('value');
  });

  it.each([
    ['', undefined],
    [
      ', in whatever language Google says so',
      `Non disponi dell'autorizzazione. Autorizzazioni richieste: ${scope('script.external_request')}`,
    ],
  ])('is named where the portals cannot be asked%s', async (_, words) => {
    const test = newWorld('script.external_request');
    const aroundCall = (call: { name: string }, proceed: () => Promise<unknown>): Promise<unknown> =>
      words !== undefined && call.name === 'UrlFetchApp.fetchAll'
        ? Promise.reject(new Error(words))
        : proceed();
    await test.run('refreshNow', { aroundCall });
    const [result] = test.log();
    expect(result?.Result).toBe('failed');
    expect(result?.Message).toMatch(/because "Connect to an external service" was not ticked/);
    expect(result?.Message).toMatch(HOW);
    const told = JSON.stringify([test.ui.shown, test.log(), test.values(DASHBOARD)]);
    expect(told).not.toMatch(GOOGLES_OWN_WORDS);
    expect(test.calls.portal.total).toBeLessThanOrEqual(1);
  });

  it('to send mail is named on the dashboard when one was due, and nobody is told twice once it is given', async () => {
    const test = newWorld('script.send_mail');
    const dashboard = (): string => JSON.stringify(test.values(DASHBOARD));
    const set = await valueOf(test, 'panelSetSchedule', [{ every: 'day', day: 1, hour: 6 }, false]);
    expect(set.warning).toMatch(/"Send email as you" was not ticked/);
    test.portals.faults.add({ match: '/cloud/', fault: fault.status(403) });
    const scheduled = (): Promise<unknown> => test.run('scheduledRefresh', { origin: 'clock trigger' });
    await scheduled();
    expect(dashboard()).toMatch(
      /A mail could not be sent. Google does not .* \\"Send email as you\\" was not/,
    );
    const [, , missing] = await valueOf(test, 'panelCheckConnection', []);
    expect(missing).toMatchObject({ isGood: false, message: expect.stringMatching(HOW) as string });
    test.host.withheldScopes.clear();
    await scheduled();
    await scheduled();
    expect(test.host.outbox).toHaveLength(1);
    expect(dashboard()).not.toContain('Send email');
  });

  it('is named where somebody sets a schedule or opens the panel, with where to give it', async () => {
    const test = newWorld('script.scriptapp', 'script.container.ui');
    const plan = { every: 'day', day: 1, hour: 6 };
    const answer = await ask(test, 'panelSetSchedule', [plan, false]);
    expect(JSON.stringify(answer)).toMatch(
      /"Allow this application to run when you are not present\\*" was not ticked .* Or give it at https:/,
    );
    await test.run('openPanel');
    expect(JSON.stringify(test.ui.shown)).toMatch(
      /prompts and sidebars inside Google applications\\*" was not ticked/,
    );
    expect(JSON.stringify([answer, test.ui.shown])).not.toMatch(GOOGLES_OWN_WORDS);
  });
});

describe('what users do to the dashboard fails no statistic', () => {
  it.each([
    ['', []],
    [', whose name stays', ['named ranges stay']],
    [', whose name is an error', ['named ranges fail']],
  ] as const)('to delete the row of the tick%s', async (_, deviations) => {
    const test = newWorld();
    await test.refresh();
    const row = test.values(DASHBOARD).findIndex(([first]) => first === 'Refresh now') + 1;
    deviations.forEach((each) => test.host.deviations.add(each));
    test.sheet(DASHBOARD).deleteRow(row);
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
    expect(JSON.stringify(test.values(DASHBOARD))).toContain('all well');
  });

  it('to duplicate it, and then to delete the first one', async () => {
    const test = newWorld();
    await test.refresh();
    const original = test.sheet(DASHBOARD);
    const cells = original.getDataRange();
    const [rows, columns] = [cells.getNumRows(), cells.getNumColumns()];
    const copy = test.spreadsheet.insertSheet('Copy of OKR Dashboard');
    copy.insertRowsAfter(1, rows);
    copy.getRange(1, 1, rows, columns).setFormulas(cells.getFormulas()).getValues();
    cells.getValues().forEach((row, r) =>
      row.forEach((value, c) => {
        if (cells.getCell(r + 1, c + 1).getFormula() === '') copy.getRange(r + 1, c + 1).setValue(value);
      }),
    );
    const lastRefresh = (sheet: { getDataRange(): { getValues(): unknown[][] } }): unknown =>
      sheet
        .getDataRange()
        .getValues()
        .find(([first]) => first === 'Last refresh')?.[1];
    test.clock.advance(3_600_000);
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
    expect([original, copy].map(lastRefresh)).toEqual([
      expect.stringContaining('13:00'),
      expect.stringContaining('12:00'),
    ]);
    test.spreadsheet.deleteSheet(original);
    copy.setName(DASHBOARD);
    test.clock.advance(3_600_000);
    expect(await test.refresh()).toMatchObject([{ result: 'done', message: '' }]);
    expect(lastRefresh(copy)).toContain('14:00');
  });
});
