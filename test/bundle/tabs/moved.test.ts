import type { AroundCall } from '../../../local/apps-script/execution';
import { roundHours, type ByMonth, type World } from '../../../local/portals/world';
import { CLOUD, TestWorld } from '../../support/world';

const grown = (months: ByMonth): ByMonth =>
  Object.fromEntries(Object.entries(months).map(([month, hours]) => [month, roundHours(hours * 1.05)]));
const restated = (world: World): World => ({
  ...world,
  captured: false,
  vos: world.vos.map((vo) => ({ ...vo, hours: { ...vo.hours, cloud: grown(vo.hours.cloud) } })),
});

type Sheet = ReturnType<TestWorld['sheet']>;

describe('While figures are written, somebody', () => {
  let first: TestWorld;
  let right: TestWorld;
  /** By period, wherever rows and columns stand. */
  const figures = (test: TestWorld): Record<string, unknown> => {
    const rows = test.sheet(CLOUD).getDataRange().getValues() as unknown[][];
    const headers = rows.find((row) => row.includes('Period')) ?? [];
    const [labels, hours] = [headers.indexOf('Period'), headers.indexOf('CPU/h')];
    const periods = rows.filter((row) => /^\d{4}\.\d\d-\d\d$/.test(String(row[labels])));
    return Object.fromEntries(periods.map((row): [string, unknown] => [String(row[labels]), row[hours]]));
  };

  /** Refreshes figures that the portal has corrected, and does something after the tab was read for the last time. */
  async function refreshWhile(change: (sheet: Sheet) => void): Promise<{ test: TestWorld; message: string }> {
    const test = first.later({ world: restated(first.world) });
    let [isDone, reads] = [false, 0];
    const aroundCall: AroundCall = async (call, proceed) => {
      // Read when the refresh begins, the tab by VO before it is written, and this one before it is.
      if (call.name === 'Range.getFormulas') reads++;
      if (!isDone && reads === 3 && call.name === 'Range.setValues') {
        isDone = true;
        change(test.sheet(CLOUD));
      }
      return proceed();
    };
    const args = [{ how: 'panel', statistics: ['cloud-cpu'] }];
    const results = await test.run('runRefresh', { origin: 'panel', args, aroundCall });
    expect(isDone).toBe(true);
    return { test, message: (results as { message: string }[])[0]?.message ?? '' };
  }

  beforeAll(async () => {
    first = new TestWorld({ statistics: ['cloud-cpu'], firstPeriod: '2025.07-09', vos: 4 });
    await first.refresh();
    right = first.later({ world: restated(first.world) });
    await right.refresh();
  });

  it.each<[string, (sheet: Sheet) => void]>([
    ['inserts a row above', (sheet) => sheet.insertRowBefore(2)],
    ['inserts a row between the periods', (sheet) => sheet.insertRowBefore(4)],
    ['inserts two columns', (sheet) => sheet.insertColumnsBefore(1, 2)],
    ['sorts the periods the other way round', (sheet) => sheet.sort(1, false)],
  ])('%s: every figure stands beside its own period at once', async (_, change) => {
    const { test } = await refreshWhile(change);
    expect(figures(test)).toEqual(figures(right));
  });

  it('deletes a period: the others keep their figures, and it comes back', async () => {
    const { test, message } = await refreshWhile((sheet) => sheet.deleteRow(3));
    expect(figures(test)).toEqual(figures(right));
    expect(message).toContain('Somebody moved rows or columns of tab "');
  });
});
