import { DASHBOARD, TestWorld } from '../../support/world';
import { valueOf } from '../../support/panel';

const A = { as: 'owner@example.org' };
/** Somebody who may edit, and has never authorised the script. */
const GUEST = 'guest@example.org';
const DAILY = { every: 'day', day: 1, hour: 6 };

async function refreshed(): Promise<TestWorld> {
  const test = new TestWorld();
  await test.refresh();
  return test;
}

/** Row and column of the tick. */
function tickOf(test: TestWorld): [row: number, column: number] {
  const cell = test.spreadsheet.getRangeByName('OKR_STATS_REFRESH');
  if (!cell) throw new Error('There is no tick.');
  return [cell.getRow(), cell.getColumn()];
}

const tick = async (test: TestWorld) => test.host.edit(GUEST, DASHBOARD, ...tickOf(test), true);
const below = (test: TestWorld): unknown => {
  const [row, column] = tickOf(test);
  return test
    .sheet(DASHBOARD)
    .getRange(row + 1, column)
    .getValue();
};
const isTicked = (test: TestWorld): unknown =>
  test
    .sheet(DASHBOARD)
    .getRange(...tickOf(test))
    .getValue();

describe('a tick in the dashboard', () => {
  it('starts a refresh as whoever has set the schedule, and goes away', async () => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    expect(below(test)).toBe(
      'Tick the box above to refresh everything. It takes some minutes, and runs as owner@example.org.',
    );
    const before = test.log().length;
    await tick(test);
    expect(isTicked(test)).toBe(false);
    expect(
      test
        .log()
        .slice(before)
        .map((entry) => [entry['By whom'], entry['Started how'], entry.Result]),
    ).toEqual(Array(3).fill([A.as, 'tick', 'done']));
    expect(below(test)).toBe(
      'Tick the box above to refresh everything. It takes some minutes, and runs as owner@example.org.',
    );
  });

  it('is found where people have moved it', async () => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    test.sheet(DASHBOARD).insertRowsBefore(1, 5);
    const before = test.log().length;
    await tick(test);
    expect(test.log()).toHaveLength(before + 3);
  });

  it('while a refresh runs says so below it', async () => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    let said: unknown;
    await test.run('refreshNow', {
      aroundCall: async (call, proceed) => {
        if (call.name === 'UrlFetchApp.fetchAll' && said === undefined) {
          said = '';
          await tick(test);
          said = below(test);
          expect(isTicked(test)).toBe(false);
        }
        return proceed();
      },
    });
    expect(said).toMatch(
      /^owner@example\.org has been refreshing since \d\d:\d\d\. Nothing else was started\.$/,
    );
    expect(test.log().filter((entry) => entry['Started how'] === 'tick')).toEqual([]);
    expect(below(test)).toMatch(/^Tick the box above to refresh everything/);
  });

  it('says below it what is wrong with the settings', async () => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    test.set({ voGroup: 'everyone' });
    await tick(test);
    expect(below(test)).toBe('Setting "voGroup": enter egi, all, lhc, or custom-a,b,c.');
  });

  it('is there only as long as there is a schedule, also in a dashboard that had it before', async () => {
    const test = await refreshed();
    expect([isTicked(test), below(test)]).toEqual([
      'OKR Stats > Refresh now',
      'Needs a schedule: OKR Stats > Schedule...',
    ]);
    const box = test.sheet(DASHBOARD).getRange(...tickOf(test));
    box.insertCheckboxes().check();
    await test.refreshOne('cloud-cpu');
    expect([isTicked(test), box.getDataValidation()]).toEqual(['OKR Stats > Refresh now', null]);
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    expect([isTicked(test), box.isChecked()]).toEqual([false, false]);
    await valueOf(test, 'panelRemoveSchedule', [], A);
    expect(isTicked(test)).toBe('OKR Stats > Refresh now');
  });

  it('of before a schedule was taken over starts one refresh, and the old trigger deletes itself', async () => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    await tick(test);
    await valueOf(test, 'panelSetSchedule', [DAILY, true], { as: 'b@example.org' });
    expect(isTicked(test)).toBe(false);
    const before = test.log().length;
    await tick(test);
    expect(
      new Set(
        test
          .log()
          .slice(before)
          .map((entry) => entry['By whom']),
      ),
    ).toEqual(new Set(['b@example.org']));
    expect(test.host.triggers.list({ owner: A.as, event: 'ON_EDIT' })).toEqual([]);
  });

  it.each([
    ['text', 'hello', []],
    ['a number', 5, []],
    ['a tick that is taken away', false, []],
    ['a tick elsewhere', true, expect.arrayContaining(['Spreadsheet.getRangeByName'])],
  ])('%s typed elsewhere is left alone at once', async (_, value, calls) => {
    const test = await refreshed();
    await valueOf(test, 'panelSetSchedule', [DAILY, false], A);
    const before = test.log().length;
    const [execution] = await test.host.edit(GUEST, 'Sheet1', 3, 2, value);
    await execution?.result;
    expect([...(execution?.calls.keys() ?? [])]).toEqual(calls);
    expect(execution?.calls.size).toBeLessThanOrEqual(7);
    expect(test.log()).toHaveLength(before);
  });
});
