import type { AroundCall } from '../../../local/apps-script/execution';
import { CLOUD, DASHBOARD, HTC, RUN_LOG, TestWorld } from '../../support/world';

const LEFT_OVER = 'OKR Stats is making this tab';

const newWorld = (): TestWorld =>
  new TestWorld({
    statistics: ['cloud-cpu', 'htc-cpu'],
    vos: 3,
    firstPeriod: '2026.07-09',
    tabRows: 12,
  });

const shown = (test: TestWorld): string => test.spreadsheet.getActiveSheet().getName();

describe('while new tabs are made', () => {
  it('people stay where they are, and in an untouched spreadsheet come to the dashboard', async () => {
    const untouched = newWorld();
    await untouched.refresh();
    expect(shown(untouched)).toBe(DASHBOARD);
    const used = newWorld();
    used.sheet('Sheet1').getRange(1, 1).setValue('My own work');
    const seen = new Set<string>();
    const aroundCall: AroundCall = (call, proceed) => {
      if (call.name !== 'Spreadsheet.setActiveSheet') seen.add(shown(used));
      return proceed();
    };
    await used.run('runRefresh', { origin: 'panel', args: [{ how: 'panel' }], aroundCall });
    expect([...seen].filter((title) => title !== LEFT_OVER)).toEqual(['Sheet1']);
    expect(shown(used)).toBe('Sheet1');
  });

  it('one that is left over, or landed although Google says otherwise, is made anew', async () => {
    const test = newWorld();
    test.spreadsheet.insertSheet(LEFT_OVER);
    let times = 0;
    const aroundCall: AroundCall = async (call, proceed) => {
      const result = await proceed();
      if (call.name === 'Spreadsheet.insertSheet' && ++times === 4) throw new Error('Zeitüberschreitung');
      return result;
    };
    const args = [{ how: 'panel' }];
    const results = await test.run('runRefresh', { origin: 'panel', args, aroundCall });
    expect(results).toMatchObject([
      { result: 'done', message: '' },
      { result: 'done', message: '' },
    ]);
    expect(times).toBeGreaterThan(4);
    const titles = test.titles();
    for (const title of [CLOUD, HTC, DASHBOARD, RUN_LOG]) expect(titles).toContain(title);
    expect(titles).not.toContain(LEFT_OVER);
  });

  it('one that is left over, and the only one that users have not hidden, is made anew', async () => {
    const test = newWorld();
    test.spreadsheet.insertSheet(LEFT_OVER);
    test.sheet('Sheet1').hideSheet();
    expect(await test.refreshOne('cloud-cpu')).toMatchObject({ result: 'done', message: '' });
    expect(test.titles()).toContain(CLOUD);
    expect(test.titles()).not.toContain(LEFT_OVER);
  });
});
