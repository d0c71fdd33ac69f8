import type { AroundCall } from '../../../local/apps-script/execution';
import type { ResultInWords } from '../../../src/reports/describe-result';
import { valueOf } from '../../support/panel';
import { HTC, HTC_BY_VO, TestWorld } from '../../support/world';

/** A spreadsheet in which the figures of the running period are old. */
async function withOldFigures(): Promise<TestWorld> {
  const test = new TestWorld({ statistics: ['htc-cpu'], vos: 3, firstPeriod: '2026.07-09', tabRows: 12 });
  await test.refresh();
  test.type(HTC, '2026.10-12', 'CPU/h', 1);
  test.type(HTC_BY_VO, test.labels(HTC_BY_VO)[0] ?? '', '2026.10-12', 1);
  return test;
}

const refresh = async (test: TestWorld, aroundCall?: AroundCall): Promise<ResultInWords | undefined> => {
  const start = { origin: 'panel', args: [{ how: 'panel' }], ...(aroundCall && { aroundCall }) } as const;
  return ((await test.run('runRefresh', start)) as ResultInWords[])[0];
};

describe('that the old figures are kept', () => {
  it('is said when nothing could be written', async () => {
    const test = await withOldFigures();
    const before = test.snapshot();
    const result = await refresh(test, (call, proceed) => {
      if (call.name === 'Range.setValues') throw new Error('Il servizio non ha risposto.');
      return proceed();
    });
    expect(result?.result).toBe('failed');
    expect(result?.message).toMatch(/ then refresh again\. The old figures are kept\.\n/);
    expect(test.snapshot()).toEqual(before);
  });

  it('is not said of a tab that was written before another one could not be', async () => {
    const test = await withOldFigures();
    const protection = test.sheet(HTC).protect();
    protection.removeEditors(protection.getEditors().map((editor) => editor.getEmail()));
    test.host.properties.users['b@example.org'] = { ...test.userProperties };
    const args = [{ how: 'panel' }];
    const [result] = (await test.run('runRefresh', {
      origin: 'panel',
      args,
      as: 'b@example.org',
    })) as ResultInWords[];
    expect(result?.message).toBe(
      `Tab "${HTC}" has protected cells that you may not edit. Ask its owner to let you, then refresh again. ` +
        `New figures were written into "${HTC_BY_VO}"; all other old figures are kept.`,
    );
    const state = await valueOf(test, 'panelState', []);
    expect(state.statistics.find(({ id }) => id === 'htc-cpu')?.last?.keepsOld).toBe(false);
    test.type(HTC_BY_VO, test.labels(HTC_BY_VO)[0] ?? '', '2026.10-12', 1);
    await test.run('refreshNow', { as: 'b@example.org' });
    const dialog = test.ui.shown.filter(({ kind }) => kind === 'alert').map((each) => JSON.stringify(each));
    expect(dialog).toEqual([expect.stringContaining('all other old figures are kept')]);
    expect(dialog[0]).not.toContain('The old figures are kept');
  });
});
